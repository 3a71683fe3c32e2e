"""A payer's fax number is that of one place, or it is not taken: letters about patients go there."""

import plan_net_files as made
import pytest
from plan_net_files import to
from plan_net_reading import changed

FAX = {"system": "fax", "value": "503-555-0188"}
SALEM = made.location("l2", address={"line": ["7 OAK AVE"], "city": "SALEM", "state": "OR"})
BOTH = [to("Location/l1"), to("Location/l2")]


@pytest.fixture
def faxes(statements_of):
    """The faxes of the places that a payer's files state, for its places and the role's own telecoms."""

    def read(places, telecom=(), location=BOTH):
        role = made.role(location=location, telecom=[*telecom])
        (statement,), _, _ = statements_of(changed(Location=places, PractitionerRole=role))
        return [getattr(place, "fax", None) for place in statement.locations]

    return read


def test_a_places_fax_is_its_own(faxes):
    phone = {"system": "phone", "value": "503-555-0100"}
    assert faxes([made.location(telecom=[phone, FAX]), SALEM]) == ["+15035550188", None]


def test_a_roles_fax_is_taken_only_where_there_is_one_place(faxes):
    assert faxes(made.location(), [FAX], [to("Location/l1")]) == ["+15035550188"]
    assert faxes([made.location(), SALEM], [FAX]) == [None, None], "nobody says at which of them it stands"


@pytest.mark.parametrize("over", [{"use": "old"}, {"period": {"end": "2020-01-31"}}, {"value": "fax us"}])
def test_one_that_is_over_or_no_number_is_not_taken(faxes, over):
    assert faxes(made.location(telecom=[FAX | over]), location=[to("Location/l1")]) == [None]
