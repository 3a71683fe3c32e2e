"""A number that one payer gives for very many people in many cities is its own: who calls it reaches no practice."""

import json

import nppes_files as files
import pytest
from source_files import GOOD

from directory.settings import Settings
from directory.store.listings.reader import Current

CITIES = [
    ("DENVER", "80202"),
    ("BOULDER", "80302"),
    ("PUEBLO", "81003"),
    ("AURORA", "80010"),
    ("GOLDEN", "80401"),
    ("LAMAR", "81052"),
]
CENTER, OFFICE = "303-555-0190", "303-555-0150"
(TEMPLATE, *_) = json.loads(GOOD["qhp"].content)


def provider(serial, phone):
    city, postal_code = CITIES[serial % len(CITIES)]
    place = {"address": f"{serial + 1} Oak St", "city": city, "state": "CO", "zip": postal_code, "phone": phone}
    return TEMPLATE | {"npi": files.npi(serial), "addresses": [place]}


@pytest.fixture
def phones(run, tmp_path):
    """Imports who is in a payer's network, (serial, phone) each; the phones that their listings then have."""
    who = {"last_name": "LOPEZ", "first_name": "ANA", "address_1": "1 ELM ST", "phone": ""}
    rows = [files.row(npi=files.npi(serial), **who) for serial in range(40)]
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", rows))

    def read(day, stated):
        path = tmp_path / f"providers_202601{day:02}.json"
        path.write_text(json.dumps([provider(*each) for each in stated]))
        assert run("import", "qhp", path)[0] == 0
        directory = Current(Settings().directory_db).get()
        listings = [directory.listing(files.npi(serial)) for serial, _ in stated]
        return [{place.phone for place in each.locations if "Oak" in place.address} for each in listings]

    return read


def test_the_call_centers_number_is_shown_of_nobody_and_comes_back_where_it_is_no_longer_one(phones):
    many = [(serial, CENTER) for serial in range(25)] + [(30, OFFICE), (31, OFFICE)]
    assert phones(8, many) == [{None}] * 25 + [{"+13035550150"}] * 2
    few = [(serial, CENTER if serial < 20 else OFFICE) for serial in range(24)]
    assert phones(9, few) == [{"+13035550190"}] * 20 + [{"+13035550150"}] * 4, "made anew, though the statement stayed"


def test_a_number_of_many_in_few_cities_is_a_clinics(phones):
    assert phones(8, [(serial * 6, CENTER) for serial in range(6)]) == [{"+13035550190"}] * 6
    in_one_city = [(serial, CENTER) for serial in range(40) if serial % 6 < 4]
    assert len(in_one_city) > 25 and phones(9, in_one_city) == [{"+13035550190"}] * len(in_one_city)
