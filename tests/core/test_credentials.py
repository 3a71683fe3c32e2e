"""Letters after a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.core import credentials
from directory.core.credentials import BY_SPELLING, BY_WRITTEN, CREDENTIALS


@pytest.mark.parametrize(
    "typed",
    [
        "LAC",
        "L.AC.",
        "L.Ac.",
        "L AC",
        "l.ac",
        "L. A. C.",
        "LIC AC",
        "LICAC",
        "Lic. Ac.",
        "Licensed Acupuncturist",
        "(LAC)",
    ],
)
def test_every_spelling_of_licensed_acupuncturist_is_written_in_one_way(typed):
    assert credentials.parse_credentials(typed) == ["L.Ac."]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", []),
        ("  ", []),
        (",", []),
        ("LAC, DIPL OM", ["L.Ac.", "Dipl. O.M."]),
        ("LAC,PHD", ["L.Ac.", "Ph.D."]),
        ("DTCM LAC", ["DTCM", "L.Ac."]),
        ("MSOM, DIPL O M, L AC", ["MSOM", "Dipl. O.M.", "L.Ac."]),
        ("DIPL. AC. (NCCAOM), L.AC.", ["Dipl. Ac.", "L.Ac."]),
        ("A.P., DOM", ["A.P.", "D.O.M."]),
        ("C ACU", ["C.Ac."]),
        ("EAMP; AEMP", ["EAMP", "AEMP"]),
        ("DAOM/L.AC", ["DAOM", "L.Ac."]),
        ("Licensed Acupuncturist and LMT", ["L.Ac.", "LMT"]),
        ("M.D., M.P.H.", ["M.D.", "MPH"]),
        ("MD. LAC", ["M.D.", "L.Ac."]),
        ("MD & D.O.", ["M.D.", "D.O."]),
        ("APRN, FNP-BC, LAC", ["APRN", "FNP-BC", "L.Ac."]),
        ("PA C", ["PA-C"]),
        ("DC, FIAMA", ["D.C.", "FIAMA"]),
        ("O.M.D., L.AC.", ["O.M.D.", "L.Ac."]),
    ],
)
def test_credentials_are_read_in_the_order_given(typed, read):
    assert credentials.parse_credentials(typed) == read


def test_a_credential_given_twice_is_read_once():
    assert credentials.parse_credentials("LAC, L.Ac., MD, LIC AC") == ["L.Ac.", "M.D."]


@pytest.mark.parametrize("typed", ["2ND", "MDÉ", "3.D.C."])
def test_digits_in_front_and_marked_letters_are_not_left_out_to_make_a_credential(typed):
    assert credentials.parse_credentials(typed) == [typed]
    assert not credentials.is_known(typed)


def test_a_number_behind_a_credential_is_left_out():
    assert credentials.parse_credentials("M.D.1208") == ["M.D."]


@pytest.mark.parametrize("typed", ["LAC", "L.Ac., Dipl. O.M."])
def test_letters_are_known_where_each_is(typed):
    assert credentials.is_known(typed)
    assert not credentials.is_known(f"{typed}, Bob") and not credentials.is_known("")


@pytest.mark.parametrize("typed", ["FIAMA", "PMHNP-BC", "P.A.", "F.I.A.M.A.", "MBBS"])
def test_what_is_not_known_is_kept_as_it_was_typed(typed):
    assert credentials.parse_credentials(typed) == [typed]


def test_no_spelling_stands_for_two_credentials():
    assert len(BY_SPELLING) == sum(len(credential.spellings) for credential in CREDENTIALS)


@pytest.mark.parametrize("written", BY_WRITTEN)
def test_what_this_program_writes_it_reads_again(written):
    assert credentials.parse_credentials(written) == [written]


@given(st.lists(st.sampled_from(sorted(BY_SPELLING)), max_size=8))
def test_known_credentials_survive_being_written_and_read_again(spellings):
    once = credentials.parse_credentials(", ".join(spellings))
    assert once == list(dict.fromkeys(BY_SPELLING[spelling].written for spelling in spellings))
    assert credentials.parse_credentials(", ".join(once)) == once


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error_and_without_blanks(text):
    found = credentials.parse_credentials(text)
    assert all(written and written == written.strip() for written in found)
    assert len(set(found)) == len(found)


@given(
    st.lists(
        st.sampled_from(["L.", "AC", "(", "MD", "CHINA", ")", ",", "/", "and", "DIPL", "O.M.", "№", "-", "D", "O", ";"])
    )
)
def test_any_mixture_is_read_and_its_known_parts_are_read_alike_again(parts):
    known = [written for written in credentials.parse_credentials(" ".join(parts)) if written in BY_WRITTEN]
    assert credentials.parse_credentials(", ".join(known)) == known


@pytest.mark.parametrize(
    "typed", ["MD", "M.D.", "DO", "D.O.", "MD, PHD", "LAC, MD", "MEDICAL DOCTOR", "M. D.", "MD (RETIRED)"]
)
def test_an_md_or_do_is_a_physician(typed):
    assert credentials.is_physician(credentials.parse_credentials(typed))


@pytest.mark.parametrize("typed", ["MD CNS", "M.D. CNIM", "MD INDIANA"])
def test_letters_that_only_begin_like_a_country_leave_a_physician_a_physician(typed):
    assert credentials.is_physician(credentials.parse_credentials(typed))


@pytest.mark.parametrize(
    "typed", ["", "OMD", "O.M.D.", "DOM", "D.O.M.", "DMD", "DAOM", "ND", "NMD", "DC", "PHD", "LAC", "DO-IT"]
)
def test_others_whose_letters_look_alike_are_not_physicians(typed):
    assert not credentials.is_physician(credentials.parse_credentials(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "MD (China)",
        "MD (CHINA)",
        "M.D. (Korea)",
        "M.D.(CHINA)",
        "MD(CHINA)",
        "MD CHINA",
        "MD (PRC)",
        "MD (P.R. China)",
        "O.M.D. (KOREA)",
    ],
)
def test_a_degree_from_abroad_is_no_american_licence(typed):
    assert not credentials.is_physician(credentials.parse_credentials(typed))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("MD (CHINA)", ["M.D. (China)"]),
        ("MD(CHINA)", ["M.D. (China)"]),
        ("M.D.(China), L.Ac.", ["M.D. (China)", "L.Ac."]),
        ("L.Ac., M.D. (China)", ["L.Ac.", "M.D. (China)"]),
        ("M.D. (KOREA), PHD", ["M.D. (Korea)", "Ph.D."]),
        ("md (prc)", ["M.D. (PRC)"]),
    ],
)
def test_a_degree_from_abroad_is_kept_whole_and_in_its_place(typed, read):
    assert credentials.parse_credentials(typed) == read


def test_an_oriental_medical_doctor_from_abroad_does_not_fall_apart():
    assert credentials.parse_credentials("O.M.D. (KOREA)")[0] == "O.M.D."


@pytest.mark.parametrize(
    "typed", ["LAC", "R.Ac.", "C.Ac.", "AP", "DOM", "EAMP", "AEMP", "L.O.M.", "Acupuncturist", "APRN, LAC"]
)
def test_a_states_title_makes_an_acupuncturist(typed):
    assert credentials.is_acupuncturist(credentials.parse_credentials(typed))


@pytest.mark.parametrize(
    "typed", ["", "DAOM", "DACM", "DIPL AC", "OMD", "MAC", "MD", "FAAMA", "LMT", "LACA", "ADS", "D.Ac."]
)
def test_a_degree_or_certificate_is_not_a_states_title(typed):
    assert not credentials.is_acupuncturist(credentials.parse_credentials(typed))


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("L.Ac.", "Licensed Acupuncturist"),
        ("D.O.", "Doctor of Osteopathic Medicine (physician)"),
        ("Acupuncturist", ""),
        ("FIAMA", ""),
        ("", ""),
    ],
)
def test_a_credential_is_told_in_words_unless_it_is_words_or_not_known(written, meaning):
    assert credentials.meaning(written) == meaning
