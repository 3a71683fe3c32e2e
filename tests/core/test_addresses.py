"""States, ZIP codes and street lines."""

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
    ("typed", "read"),
    [
        ("1325 E THOUSAND OAKS BLVD STE 5TH", "1325 E Thousand Oaks Blvd Ste 5th"),
        ("14100 58TH ST N", "14100 58th St N"),
        ("500 S 1ST AVE, SUITE 204", "500 S 1st Ave, Suite 204"),
        ("2200 NE 42ND ST", "2200 NE 42nd St"),
        ("211 GIBSON STREET, NW, SUITE 215", "211 Gibson Street, NW, Suite 215"),
        ("15424 FM 1825 STE B12", "15424 FM 1825 Ste B12"),
        ("PO BOX 12", "PO Box 12"),
        ("P.O. BOX 12", "P.O. Box 12"),
        ("12 MCDONALD RD APT 3B", "12 McDonald Rd Apt 3B"),
        ("1 VETERAN'S WAY", "1 Veteran's Way"),
        ("1 O'HARE PLAZA # C", "1 O'Hare Plaza # C"),
        ("100 MAIN ST STE C-2", "100 Main St Ste C-2"),
        ("529 US-1 SUITE 104", "529 US-1 Suite 104"),
        ("1  MAIN   ST", "1 Main St"),
        ("", ""),
    ],
)
def test_a_street_line_in_capitals_is_made_readable(typed, read):
    assert addresses.readable_street(typed) == read


UPPER = "N S E W NE NW SE SW PO US FM CR SR RR II III IV US-1 SR-7 CR-12 I-5 B 4B B4 #4 #B"


@pytest.mark.parametrize("word", UPPER.split())
def test_directions_kinds_of_road_and_suites_stay_in_capitals(word):
    assert addresses.readable_street(f"12 OAK ST {word}") == f"12 Oak St {word}"
    assert addresses.readable_street(f"12 OAK ST {word}, BLDG") == f"12 Oak St {word}, Bldg"


@pytest.mark.parametrize("ordinal", ["1ST", "2ND", "3RD", "4TH"])
def test_a_numbered_street_is_small(ordinal):
    assert addresses.readable_street(f"12 {ordinal} AVE") == f"12 {ordinal.lower()} Ave"
    assert addresses.readable_street(f"AT {ordinal}, OAK") == f"At {ordinal.lower()}, Oak"


@pytest.mark.parametrize("typed", ["12 Elm St", "12 elm street", "12 McDonald  Rd"])
def test_a_street_line_with_small_letters_is_left_alone(typed):
    assert addresses.readable_street(typed) == typed


@given(st.text(alphabet="ABCDENSTWÉ0123456789#.,'- ", max_size=40))
def test_a_readable_street_line_keeps_every_sign_and_stays_as_it_is(text):
    once = addresses.readable_street(text)
    assert once.upper() == " ".join(text.split())
    assert addresses.readable_street(once) == once


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("831 Birch Ln", "San Diego", "CA", "92116"), "831 Birch Ln, San Diego, CA 92116"),
        (("", "San Diego", "CA", None), "San Diego, CA"),
        (("", "", "", ""), ""),
    ],
)
def test_an_address_on_one_line_leaves_out_what_nobody_knows(parts, line):
    assert addresses.one_line(*parts) == line


@pytest.mark.parametrize(
    ("first", "second", "lines"),
    [
        ("100 Main St", "", ("100 Main St",)),
        ("", "100 Main St", ("100 Main St",)),
        ("", "", ()),
        ("100 Main St", "100 Main St", ("100 Main St",)),
        ("100 Main St", "100 MAIN STREET", ("100 Main St",)),
        ("100 Main St Ste 4", "Suite 4", ("100 Main St Ste 4",)),
        ("100 Main St Ste 4", "100 Main St", ("100 Main St Ste 4",)),
        ("100 Main St", "100 Main St, Ste 4", ("100 Main St, Ste 4",)),
        ("Oak Clinic", "100 Main St", ("100 Main St",)),
        ("Oak Clinic", "1200 Broadway", ("1200 Broadway",)),
        ("Ste 4", "100 Main St", ("100 Main St", "Ste 4")),
        ("Building 7", "100 Main St", ("100 Main St", "Building 7")),
        ("Oak Clinic, 100 Main St", "", ("100 Main St",)),
        ("Oak Clinic, 100 Main St, Ste 4", "", ("100 Main St, Ste 4",)),
        ("Lane Acupuncture, Fairview Park", "", ("Lane Acupuncture, Fairview Park",)),
        ("100 Main St, Oak Clinic", "", ("100 Main St, Oak Clinic",)),
    ],
)
def test_of_two_lines_what_repeats_and_the_name_of_a_practice_are_left_out(first, second, lines):
    assert addresses.street_lines(first, second) == lines


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("100 Main St", "Ste 4"),
        ("100 Main St Ste 4", "Ste 5"),
        ("One Main Street", "2nd Floor"),
        ("One Main Street", "100 Tower Rd"),
        ("Oak Clinic", "Fairview Park"),
        ("PO Box 1", "100 Main St"),
        ("100 Main St", "Oak Clinic"),
        ("12 Elm St", "21 Elm St"),
    ],
)
def test_two_lines_that_each_say_something_both_stay(first, second):
    assert addresses.street_lines(first, second) == (first, second)


@pytest.mark.parametrize(
    ("written", "state", "city"),
    [
        ("Portland, Or", "OR", "Portland"),
        ("PORTLAND OR 97214", "OR", "PORTLAND"),
        ("Portland, Oregon 97214-1234", "OR", "Portland"),
        ("New York, NY", "NY", "New York"),
        ("New York, New York", "NY", "New York"),
        ("New York", "NY", "New York"),
        ("Washington, D.C.", "DC", "Washington, D.C."),
        ("Mount Idaho", "ID", "Mount Idaho"),
        ("Portland", "OR", "Portland"),
        ("Or", "OR", "Or"),
        ("Portland, ME", "OR", "Portland, ME"),
    ],
)
def test_a_city_stands_without_its_state_and_zip_code(written, state, city):
    assert addresses.city_alone(written, state) == city


@pytest.mark.parametrize(
    ("line", "street"),
    [
        ("PORTLAND, OR 97214", ""),
        ("Portland Oregon", ""),
        ("Portland", ""),
        ("12 Elm St, Portland, OR 97214-1234", "12 Elm St"),
        ("12 Elm St Portland OR", "12 Elm St"),
        ("12 Portland Ave", "12 Portland Ave"),
        ("12 Portland", "12 Portland"),
        ("12 Elm St, Salem, OR", "12 Elm St, Salem, OR"),
    ],
)
def test_a_street_stands_without_the_place_it_is_in(line, street):
    assert addresses.without_place(line, "Portland", "OR") == street


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1200 MLK JR BLVD", "1200 MLK Jr Blvd"),
        ("1200 MARTIN LUTHER KING JR BLVD", "1200 Martin Luther King Jr Blvd"),
        ("N1234 COUNTY ROAD DD", "N1234 County Road DD"),
        ("12 STATE HWY AA STE BC", "12 State Hwy AA Ste BC"),
        ("12 ELM ST PMB 34", "12 Elm St PMB 34"),
        ("12 OLD MILL RD", "12 Old Mill Rd"),
    ],
)
def test_letters_that_name_a_road_stay_capitals(typed, shown):
    assert addresses.readable_street(typed) == shown


@pytest.mark.parametrize(
    ("zip_code", "state"), [("97214", "OR"), ("02139-1234", "MA"), ("00601", "PR"), ("20500", None), ("", None)]
)
def test_the_first_digits_of_a_zip_code_tell_its_state_where_one_alone_has_them(zip_code, state):
    assert zip_states.state_of(zip_code) == state


@pytest.mark.parametrize("written", ["", "BC", "on", "Jalisco", "GT"])
def test_what_may_be_a_place_abroad_is_no_mistyped_state(written):
    assert not zip_states.may_be_mistyped(written)
