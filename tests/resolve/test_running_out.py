"""A license runs out between two publishes: whom that is told of, on the day of reading.

Told of a namesake, it harms them: so what joined on a telephone number and a name is told no more. Kept from whom it is
proved to be of by number and full name, or by an admin, it harms their patients.
"""

import pytest
from msgspec.structs import replace
from namesakes import ana

from directory.core.licences import STANDINGS
from directory.core.practitioner import Licence
from directory.publish.build import publish
from directory.resolve.doubts import Doubt
from directory.store.imports import decisions
from directory.store.listings.reader import Directory

NPI = "2000000002"
LAST, AFTER = "2030-01-31", "2030-02-01"


def licensed(own_id, number="9001", **values):
    """A license that is active until LAST."""
    statement = ana(own_id, number, "active", **values)
    return replace(statement, licences=(Licence("CO", number, "active", LAST),))


@pytest.fixture
def read(tmp_path, gazetteer):
    """As on a day: the licenses of the one with NPI, (number, status), and their standing in a search."""
    path = tmp_path / "directory.db"

    def published(imports):
        with imports.transaction():
            publish(imports, path, gazetteer, force=True)

        def on(day):
            directory = Directory(path, day)
            listing = directory.listing(NPI)
            number = [each.id for each in directory.listings(list(range(len(directory))))].index(NPI)
            shown = [(each.number, each.status) for each in listing.licences]
            return shown, STANDINGS[directory.columns["standing"][number]]

        return on

    return published


def test_what_joined_on_a_telephone_number_and_a_name_is_told_while_it_is_good_and_no_longer(world, read):
    on = read(world(nppes=[ana(npi=NPI)], csv=[licensed("c")]))
    assert on(LAST) == ([("9001", "active")], "active")
    assert on(AFTER) == ([], "unknown")


def test_what_joined_on_number_and_full_name_is_expired_from_the_next_day_on(world, read):
    on = read(world(nppes=[ana(npi=NPI, number="9001")], licences=[licensed("CO-9001", phone=None)]))
    assert on(LAST) == ([("9001", "active")], "active")
    assert on(AFTER) == ([("9001", "expired")], "lapsed")


def test_under_a_nickname_the_number_stays_and_what_was_told_of_it_goes(world, read):
    register = ana(npi=NPI, number="9001", name="Robert Kim")
    on = read(world(nppes=[register], licences=[licensed("CO-9001", phone=None, name="Bob Kim")]))
    assert on(LAST) == ([("9001", "active")], "active")
    assert on(AFTER) == ([("9001", "unknown")], "unknown")


def test_an_admins_word_that_both_are_one_is_proof_enough_and_the_listing_is_made_again_for_it(world, read):
    imports = world(nppes=[ana(npi=NPI)], csv=[licensed("c")])
    assert read(imports)(AFTER) == ([], "unknown")
    with imports.transaction():
        decisions.note_doubts(imports.connection, [Doubt("csv:c", f"npi:{NPI}", "asked by hand")])
        (number,) = imports.connection.execute("SELECT id FROM doubts").fetchone()
        assert decisions.decide(imports.connection, number, True)
    assert read(imports)(AFTER) == ([("9001", "expired")], "lapsed")


def test_who_has_joined_by_way_of_another_is_not_proved_to_be_the_holder(world, read):
    elsewhere = licensed("CO-9001", phone=None, city="Boulder")
    on = read(world(nppes=[ana(npi=NPI)], csv=[ana("m", "9001")], licences=[elsewhere]))
    assert on(LAST) == ([("9001", "active")], "active"), "the member's number is the board's"
    assert on(AFTER) == ([("9001", "unknown")], "unknown")
