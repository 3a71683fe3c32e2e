"""The point of an address: the house is asked for, and only what the service can know is believed."""

import csv
import io

import pytest
from geocoder_server import ADDRESS, ANSWERS, FAR_OFF, HERE, MATCH, NOTHING, feature

from directory.geocoding import points
from directory.geocoding.points import point_of, points_of, street_of


def test_a_point_far_from_its_zip_is_refused_with_the_miles(server, service):
    server.says(ANSWERS["census"])
    said = point_of(ADDRESS, service(), FAR_OFF)
    assert (
        said.kind == "far"
        and said.reason.startswith("census puts the address 2,3")
        and "miles from the center of its ZIP" in said.reason
    )
    assert isinstance(point_of(ADDRESS, service(), (HERE[0] + 0.71, HERE[1])), dict)  # 49 miles
    assert point_of(ADDRESS, service(), (HERE[0] + 0.74, HERE[1])).kind == "far"  # 51 miles
    assert isinstance(point_of(ADDRESS, service(), None), dict)


def test_an_answer_coarser_than_a_street_is_no_pin(server, service):
    server.says(feature(layer="postalcode", match_type="fallback", name="20746"))
    assert point_of(ADDRESS, service("pelias"), HERE).kind == "coarse"


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("4600 Silver Hill Rd", "4600 Silver Hill Rd"),
        ("12 Main St, Suite 5", "12 Main St"),
        ("12 Main St STE B", "12 Main St"),
        ("12 Main St #4", "12 Main St"),
        ("12 Main St Fl 2", "12 Main St"),
        ("12 Main St Apt. 3-B", "12 Main St"),
        ("Suite 5, 12 Main St", "12 Main St"),
        ("Healing Center, 12 Main St", "12 Main St"),
        ("N6543 County Road K", "N6543 County Road K"),
        ("7 Office Park Dr", "7 Office Park Dr"),
        ("9 Floral Ave", "9 Floral Ave"),
        ("PO Box 12", ""),
        ("P.O. BOX 9", ""),
        ("Town Hall", ""),
        ("", ""),
    ],
)
def test_the_house_is_asked_for_not_the_suite(address, street):
    assert street_of(address) == street


def test_an_address_without_a_house_is_not_asked_for(server, service):
    said = point_of({**ADDRESS, "address": "PO Box 12"}, service(), HERE)
    assert said.kind == "unknown" and not server.asked


def answering(body):
    """The Census's answer to a batch: the first street is found, the second not, the third left out."""
    rows = csv.reader(io.StringIO(body.split(b"text/csv\r\n\r\n")[1].split(b"\r\n--")[0].decode()))
    said = {
        "4600 Silver Hill Rd": lambda key: MATCH.format(key, "Non_Exact"),
        "1 No St": lambda key: f'"{key}","x","No_Match"\n',
    }
    return "".join(said[street](key) for key, street, *_ in rows if street in said)


def test_a_batch_says_of_every_address_what_became_of_it(server, service, monkeypatch):
    monkeypatch.setattr(points, "LARGEST_BATCH", 2)
    server.says(answering)
    streets = {
        "found": ADDRESS["address"],
        "far": ADDRESS["address"],
        "no": "1 No St",
        "lost": "1 Lost St",
        "box": "PO Box 1",
    }
    addresses = {key: {**ADDRESS, "address": street} for key, street in streets.items()}
    said = dict(points_of(addresses, service(), {key: FAR_OFF if key == "far" else HERE for key in streets}))
    assert said.pop("found") == {"latitude": HERE[0], "longitude": HERE[1], "precision": "street", "geocoder": "census"}
    assert {key: each.kind for key, each in said.items()} == {
        "far": "far",
        "no": "unknown",
        "lost": "failed",
        "box": "unknown",
    }
    assert "left the address out" in said["lost"].reason and len(server.asked) == 2


def test_a_batch_that_fails_is_given_up_and_no_other_sent(server, service, monkeypatch):
    monkeypatch.setattr(points, "LARGEST_BATCH", 20)
    server.says((500, {}, ""))
    asked = service()
    said = dict(points_of(dict.fromkeys(range(45), ADDRESS), asked, {}))
    assert (
        {each.kind for each in said.values()} == {"failed"}
        and len(said) == asked.given_up == 45
        and len(server.asked) == 3
    )


def test_services_without_a_batch_are_asked_one_by_one(server, service):
    server.says(ANSWERS["nominatim"], NOTHING["nominatim"])
    said = dict(points_of({"a": ADDRESS, "b": ADDRESS}, service("nominatim"), {}))
    assert said["a"]["precision"] == "rooftop" and said["b"].kind == "unknown"
