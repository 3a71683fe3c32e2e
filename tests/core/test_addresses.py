"""Street lines as registers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.core import addresses


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
