"""Streets as they are compared: one in every writing, and two that are not one."""

import pytest

from directory.core.streets import comparable, place_key

ONE = [
    ("3000 W Olympic Blvd, Ste 200", "3000 West Olympic Boulevard Suite No. 200"),
    ("3000 W Olympic Blvd, Ste 200", "Suite 200, 3000 W Olympic Blvd"),
    ("3000 W Olympic Blvd, Ste 200", "3000 W Olympic Blvd (Suite 200)"),
    ("3000 W Olympic Blvd, Ste 200", "3000 W. Olympic Bl. STE200"),
    ("12 First Ave", "12 1st Avenue"),
    ("1500 NE 8th Ave", "1500 North East Eighth Avenue"),
    ("55 5th St NW, 2nd Floor", "55 Fifth Street N W Fl 2"),
    ("4 Martin Luther King Jr Blvd", "4 Dr. M.L.K. Jr. Boulevard"),
    ("100 US Highway 1", "100 U.S. 1"),
    ("7 State Route 9", "7 SR-9"),
    ("210 E State Road 434", "210 E. SR 434"),
    ("9 County Road DD", "9 Cnty Rd DD"),
    ("800 Farm to Market Road 1960", "800 FM 1960"),
    ("20 Interstate 35", "20 IH-35"),
    ("10 Garden Valley Springs Rd", "10 Gdn Vly Spgs Road"),
    ("One Main Street", "1 Main St"),
    ("90 Broadway Suite B", "90 Broadway, B"),
]
PLACES = [
    ("Colorado Spgs", "Colorado Springs"),
    ("Cleveland Hts.", "Cleveland Heights"),
    ("N Myrtle Bch", "North Myrtle Beach"),
    ("Lk Oswego", "Lake Oswego"),
    ("O Fallon", "O'Fallon"),
    ("Coeur D Alene", "Coeur d'Alene"),
    ("Mc Minnville", "McMinnville"),
    ("Ste Genevieve", "Sainte Genevieve"),
]
TWO = [
    ("12 First Ave", "12 First St"),
    ("12 N Main St", "12 S Main St"),
    ("4 County Road D", "4 County Road E"),
    ("100 US Hwy 1", "100 US Hwy 10"),
    ("12 23rd St", "12 32nd St"),
    ("12 St Charles Ave", "12 Charles Ave"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_address_in_two_writings_is_one(one, other):
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_streets_are_two(one, other):
    assert comparable(one).line != comparable(other).line


@pytest.mark.parametrize(("one", "other"), PLACES)
def test_a_place_that_the_postal_service_shortens_is_one_place(one, other):
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Salem", "West Salem"), ("Orange", "Orange Park"), ("Spring Hill", "Springhill Lake")]
)
def test_two_places_are_two(one, other):
    assert place_key(one) != place_key(other)


def test_no_before_a_streets_name_is_north_and_before_a_number_a_unit():
    assert comparable("12 No. Elm St") == comparable("12 North Elm St")
    assert comparable("12 Elm St No. 4") == comparable("12 Elm St, Ste 4")


def test_units_of_one_building_are_told_apart():
    one, other = comparable("12 Main St, Ste 4"), comparable("12 Main St, Ste 5")
    assert one.line == other.line and one.unit != other.unit
