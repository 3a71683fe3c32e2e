"""Cells of a spreadsheet with several entries, and words in a column of insurers that name none."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from directory.core.table_cells import LONGEST_LIST, insurer, split_insurers, split_list

SEPARATORS = (";", ",", "/")


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Aetna, Cigna; BCBS", ["Aetna", "Cigna", "BCBS"]),
        ("Spanish/English\nKorean", ["Spanish", "English", "Korean"]),
        ("Chinese (Mandarin, Cantonese), Thai", ["Chinese (Mandarin, Cantonese)", "Thai"]),
        ("UHC (Optum, UBH", ["UHC (Optum, UBH"]),
        (") Aetna, Cigna", [") Aetna", "Cigna"]),
        (" , ;", []),
        ("", []),
    ],
)
def test_a_cell_is_split_at_separators_and_lines_but_not_within_parentheses(text, entries):
    assert split_list(text, SEPARATORS) == entries


def test_a_word_may_separate_too():
    assert split_list("Korean and Thai", (" and ",)) == ["Korean", "Thai"]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Blue Cross/Blue Shield, Aetna", ["Blue Cross Blue Shield", "Aetna"]),
        ("Blue Cross and Blue Shield of Oregon; BC/BS", ["Blue Cross Blue Shield of Oregon", "BCBS"]),
        ("Regence, Inc., Cigna", ["Regence, Inc.", "Cigna"]),
        ("Inc., Cigna", ["Inc.", "Cigna"]),
        ("Aetna and Cigna & Regence", ["Aetna", "Cigna", "Regence"]),
        ("Labor and Industries, Aetna & Partners", ["Labor and Industries", "Aetna & Partners"]),
    ],
)
def test_names_with_a_separator_in_them_stay_whole(text, entries):
    assert split_insurers(text, SEPARATORS, {"Aetna", "Cigna", "Regence"}.__contains__) == entries


@pytest.mark.parametrize("name", ["Aetna", "L&I", "Kaiser Permanente", "First Choice Health", "Noridian", "All Savers"])
def test_an_insurers_name_is_taken_as_it_is(name):
    assert insurer(name) == name


@pytest.mark.parametrize("word", ["None", "n/a", "No", "-"])
def test_a_word_for_none_names_nobody(word):
    assert insurer(word) == ""


@pytest.mark.parametrize(
    "text",
    [
        *("Cash only", "self-pay", "PPO", "most major insurance", "Yes"),
        *(
            "Aetna (pending)",
            "not Cigna",
            "Cigna?",
            "Aetna until 12/31",
            "doesn't take Regence",
            "out of network: Aetna",
        ),
        *("123", "Aetna - dropped 2024"),
    ],
)
def test_a_patient_is_never_shown_as_taken_what_is_said_with_a_reservation(text):
    with pytest.raises(ValueError, match="not the name of an insurer"):
        insurer(text)


@given(some.text(max_size=200))
def test_any_text_gives_entries_without_separators_outside_parentheses(text):
    entries = split_list(text, SEPARATORS)
    assert len(entries) <= LONGEST_LIST and all(entry == " ".join(entry.split()) != "" for entry in entries)
    assert all(not set(entry) & set(SEPARATORS) for entry in entries if "(" not in entry)
