"""States and ZIP codes as people and spreadsheets write them."""

import re
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.core import addresses, zip_states
from directory.core.addresses import STATES


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("CA", "CA"),
        ("ca", "CA"),
        (" Or ", "OR"),
        ("Ca.", "CA"),
        ("California", "CA"),
        ("NEW YORK", "NY"),
        ("district of columbia", "DC"),
        ("Puerto Rico", "PR"),
        ("GU", "GU"),
        ("AE", "AE"),
        ("west virginia", "WV"),
        ("U.S. Virgin Islands", "VI"),
        ("Calif.", "CA"),
        ("Penna.", "PA"),
        ("ORE", "OR"),
        ("W. Va.", "WV"),
        ("N.Mex.", "NM"),
        ("No. Dak.", "ND"),
        ("N. C.", "NC"),
        ("D C", "DC"),
    ],
)
def test_a_state_is_known_by_code_and_by_name(typed, code):
    assert addresses.state_code(typed) == code


def test_the_virgin_islands_are_known_without_whose_they_are():
    assert addresses.state_code("Virgin Islands") == addresses.state_code("U.S. VIRGIN ISLANDS") == "VI"


@pytest.mark.parametrize("code", STATES)
def test_every_state_is_found_by_the_name_shown_for_it(code):
    assert addresses.state_code(STATES[code]) == code


@pytest.mark.parametrize("typed", ["", "XX", "Beijing", "Ontario", "C", "Cal ifornia", "97201", "X Y", "C A L", "Or e"])
def test_what_is_not_a_state_is_refused_by_name(typed):
    with pytest.raises(ValueError, match=f"not a state: '{typed}'"):
        addresses.state_code(typed)


@given(st.text(max_size=20))
def test_any_text_is_a_state_or_refused(text):
    with suppress(ValueError):
        assert addresses.state_code(text) in STATES


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("94110", "94110"),
        ("94110-1234", "94110-1234"),
        ("921081242", "92108-1242"),
        (" 94110 ", "94110"),
        ("94110 1234", "94110-1234"),
        ("94110-0000", "94110"),
        ("941100000", "94110"),
        ("02134", "02134"),
    ],
)
def test_a_zip_code_has_five_digits_or_five_and_four(typed, code):
    assert addresses.postal_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "code", "who"),
    [
        ("2134", "02134", "Excel lost one zero"),
        ("501", "00501", "Excel lost two zeros"),
        ("21341234", "02134-1234", "Excel lost the zero of a ZIP+4"),
        ("5011234", "00501-1234", "Excel lost two zeros of a ZIP+4"),
        ("17403.0", "17403", "pandas"),
        ("2134.0", "02134", "Excel, then pandas"),
        ("921081242.0", "92108-1242", "pandas on a ZIP+4"),
    ],
)
def test_what_a_spreadsheet_did_to_a_zip_code_is_mended(typed, code, who):
    assert addresses.postal_code(typed) == code, who


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "00000",
        "000000000",
        "00000-1234",
        "0",
        "12",
        "100029",
        "1234567890",
        "SW1A 1AA",
        "L6B 0P9",
        "94110.5",
        "９４１１０",
        "--",
    ],
)
def test_what_no_zip_code_can_be_is_refused(typed):
    with pytest.raises(ValueError, match="not a ZIP code"):
        addresses.postal_code(typed)


@given(st.text(max_size=15) | st.text(alphabet="0123456789- .", max_size=13))
@example("0000000000")
@example("941100000")
def test_any_text_is_a_zip_code_that_is_read_alike_again_or_refused(text):
    try:
        code = addresses.postal_code(text)
    except ValueError:
        return
    assert re.fullmatch(r"[0-9]{5}(-[0-9]{4})?", code) and not code.startswith("00000")
    assert addresses.postal_code(code) == code


@given(st.integers(501, 99999), st.none() | st.integers(1, 9999))
def test_lost_zeros_and_dashes_make_no_difference(five, four):
    right = f"{five:05}" + (f"-{four:04}" if four else "")
    for spelled in (
        right,
        right.replace("-", ""),
        right.replace("-", "").lstrip("0"),
        right.replace("-", "").lstrip("0") + ".0",
    ):
        assert addresses.postal_code(spelled) == right


@pytest.mark.parametrize(
    ("zip_code", "state"), [("97214", "OR"), ("02139-1234", "MA"), ("00601", "PR"), ("20500", None), ("", None)]
)
def test_the_first_digits_of_a_zip_code_tell_its_state_where_one_alone_has_them(zip_code, state):
    assert zip_states.state_of(zip_code) == state


@pytest.mark.parametrize("written", ["", "BC", "on", "Jalisco", "GT"])
def test_what_may_be_a_place_abroad_is_no_mistyped_state(written):
    assert not zip_states.may_be_mistyped(written)
