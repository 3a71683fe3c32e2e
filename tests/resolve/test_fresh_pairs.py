"""726 pairs written by hand, of 59 kinds, imported as whole files by the commands.

Nobody is given what is a relative's, a namesake's or another row's, and who is one person stands once.
"""

from collections import defaultdict

import pytest
from fresh_kinds import KINDS
from fresh_pairs import board, numbered, practices, register, society
from further_kinds import FURTHER
from later_kinds import LATER
from pairs_imported import imported, practices_map

from directory.resolve.owners import WITHHELD, explain

# Pairs of two people that nobody could tell from one by what is written: a middle name, or a mother's family name.
ALIKE = {
    "a daughter of her mother's name, with a family name between": 15,
    "siblings at one clinic, given names that begin alike": 1,
}
# One person, as a person would think too, of whom it is asked.
ASKED = {
    "reinstated under a new number": "asked",
    "both names the other way round, of any language": "asked",
    "an NPI mistyped into a valid one that nobody has": "hidden",
}
ALL = KINDS + FURTHER + LATER
PAIRS = numbered(ALL)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """{kind: what became of each pair}: one, asked, hidden (asked, and not shown meanwhile) or two."""
    folder = tmp_path_factory.mktemp("fresh")
    files = {
        "npidata_pfile_20260105-20260111.csv": (register, "nppes"),
        "society.csv": (society, "roster", "--as-of", "2026-10-01"),
        "practices.csv": (practices, "csv", "--as-of", "2026-10-01", "--map", practices_map(folder)),
        "IL_20261001.csv": (board, "licences", "--state", "IL"),
    }
    with imported(folder, PAIRS, files) as imports:
        return _by_kind(imports)


def _by_kind(imports):
    resolved = explain(imports).resolved
    asked = {(doubt.one, doubt.other) for doubt in resolved.doubts}
    stated = [(f"{each.source}:{each.statement.id}", each) for each in imports.statements(npi=None)]
    refs = {_key_of(each): ref for ref, each in stated if each.source != "nppes"}
    became = defaultdict(list)
    for pair in PAIRS:
        ref = refs[_key(pair)]
        owner = resolved.owners.get(ref, ref.partition(":")[2])
        one = owner == pair.npi
        question = "hidden" if owner == WITHHELD else "asked"
        became[pair.kind.name].append("one" if one else question if (ref, f"npi:{pair.npi}") in asked else "two")
    return became


def _key(pair):
    if pair.npi_in_table:
        return pair.npi_in_table
    return pair.others_licence if pair.kind.by == "b" else pair.kind.by + pair.place(other=True)[0]


def _key_of(stated):
    statement = stated.statement
    if statement.npi or stated.source == "licences":
        return statement.npi or statement.licences[0].number
    return stated.source.replace("csv", "t").replace("roster", "r") + statement.locations[0].address


@pytest.mark.parametrize("kind", [each for each in ALL if not each.same], ids=lambda kind: kind.name)
def test_two_people_are_not_taken_for_one(found, kind):
    assert found[kind.name].count("one") == ALIKE.get(kind.name, 0)


@pytest.mark.parametrize("kind", [each for each in ALL if each.by == "b"], ids=lambda kind: kind.name)
def test_nobody_is_shown_revoked_by_a_question(found, kind):
    assert {"one", "asked"}.isdisjoint(found[kind.name])


@pytest.mark.parametrize("kind", [each for each in ALL if "S" in each.shared], ids=lambda kind: kind.name)
def test_nothing_is_shown_of_a_sheet_whose_npis_have_slipped(found, kind):
    assert found[kind.name] == ["hidden"] * 15


@pytest.mark.parametrize("kind", [each for each in ALL if each.same], ids=lambda kind: kind.name)
def test_one_person_stands_once_or_is_asked_about(found, kind):
    assert found[kind.name] == [ASKED.get(kind.name, "one")] * len(kind.pairs)
