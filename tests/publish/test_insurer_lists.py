"""How good each insurer's list is: what in it cannot be right, or is old. All made up."""

import nppes_files as files
import pytest
from msgspec.structs import replace

from directory.core.practitioner import Location, PlanTaken, Statement
from directory.publish.insurer_lists import MANY_PEOPLE, MANY_PLACES, SHOWN, behind, insurer_lists
from directory.store.imports.database import Imports

ELM = (PlanTaken("Elm Health", "Elm Gold", "in"),)
PHONE = "+13035550101"


def npi(serial):
    return files.npi(700 + serial)


def listed(serial, *places, kind="", confirmed_on="2026-10-01", plans=ELM):
    places = places or (Location("12 Elm St", "Denver", "CO", "80202", f"+1303555{serial:04d}"),)
    return Statement(
        id=f"elm-{serial}", npi=npi(serial), kind=kind, locations=places, insurance=plans, confirmed_on=confirmed_on
    )


@pytest.fixture
def imports(tmp_path):
    with Imports(tmp_path / "imports.db") as opened:
        yield opened


def registered(serial):
    return Statement(id=npi(serial), npi=npi(serial), name="Ana Kim", kind="licensed_acupuncturist")


def read_as(imports, source, *statements, whole=True):
    """Reads statements of a source, in place of what it said before or beside it."""
    snapshot = imports.new_snapshot(source, "", False, whole, f"{source}.csv", "")
    imports.write(snapshot, [(each.id, each) for each in statements])
    imports.finish(snapshot, "2026-11-01", whole, [], {})


@pytest.fixture
def measured(imports):
    """What is found where sources say these things: {measure: how many} of the one list."""

    def found(*people, **others):
        for source, statements in {"plan-net": people, **others}.items():
            read_as(imports, source, *statements)
        (row,) = insurer_lists(imports, {})["lists"]
        return {name: value["count"] for name, value in row.items() if isinstance(value, dict) and value["count"]}

    return found


def test_a_list_in_which_nothing_shows_is_wrong_has_nothing_held_against_it(measured):
    assert measured(listed(1), listed(2)) == {}


def test_an_npi_that_is_not_in_use_is_counted(measured):
    out = Statement(id=npi(1), npi=npi(1), deactivated_on="2026-01-02")
    assert measured(listed(1), listed(2), **{"nppes-deactivated": [out]}) == {"deactivated": 1}


def test_the_number_of_a_call_center_is_counted_and_a_practices_is_not(measured):
    desk = Location("1 Oak St", "Denver", "CO", "80202", PHONE)
    practice = Location("2 Oak St", "Denver", "CO", "80202", "+13035550199")
    people = [listed(serial, desk) for serial in range(MANY_PEOPLE)]
    assert measured(*people, *(listed(100 + serial, practice) for serial in range(MANY_PEOPLE - 1))) == {
        "shared_phone": MANY_PEOPLE
    }


def test_one_person_at_very_many_places_is_counted(measured):
    places = [Location(f"{number} Elm St", "Denver", "CO", "80202") for number in range(1, MANY_PLACES + 1)]
    assert measured(listed(1, *places), listed(2, *places[1:])) == {"many_places": 1}


def test_who_is_listed_for_acupuncture_and_is_not_in_the_register_is_counted(measured):
    known = Statement(id=npi(2), npi=npi(2), kind="licensed_acupuncturist", name="Ana Lopez")
    people = [listed(serial, kind="licensed_acupuncturist") for serial in (1, 2)]
    assert measured(*people, nppes=[known]) == {"other_taxonomy": 1}


def test_without_the_register_nobody_is_said_not_to_be_in_it(measured):
    assert measured(listed(1, kind="licensed_acupuncturist")) == {}


@pytest.mark.parametrize("day, count", [("2025-10-31", 1), ("2025-11-01", 0), (None, 1)])
def test_what_nobody_confirmed_in_a_year_before_the_list_is_counted(measured, day, count):
    assert measured(listed(1, confirmed_on=day)).get("unconfirmed", 0) == count


def test_the_first_of_those_behind_a_figure_are_named(imports, measured):
    measured(*(listed(serial, confirmed_on=None) for serial in range(SHOWN + 5)))
    (row,) = insurer_lists(imports, {})["lists"]
    assert (row["payer"], row["source"], row["listed"]) == ("Elm Health", "plan-net", SHOWN + 5)
    assert len(row["unconfirmed"]["ids"]) == SHOWN


def test_whom_the_register_has_elsewhere_or_with_another_number_is_counted(measured, imports):
    oak = Location("9 Oak Ave", "Denver", "CO", "80203", "+13035550102")
    elm = Location("12 Elm Street", "Denver", "CO", "80202-1234", "+13035550001")
    places = {1: (elm,), 2: (oak,), 3: (replace(elm, phone="+13035550199"),), 4: (oak, replace(elm, phone=None))}
    register = [replace(registered(serial), locations=each) for serial, each in places.items()]
    people = [listed(serial, replace(elm, address="12 Elm St")) for serial in (1, 2, 3, 4, 5)]
    assert measured(*people, nppes=register) == {"elsewhere": 2}
    assert behind(imports, "plan-net", "Elm Health", "elsewhere") == [npi(2), npi(3)]


def test_they_are_made_anew_only_where_a_file_is_new(imports, measured):
    measured(listed(1))
    before = insurer_lists(imports, {})
    assert insurer_lists(imports, before) is before
    measured(listed(1), listed(2))
    assert insurer_lists(imports, before)["lists"][0]["listed"] == 2


def test_a_weekly_file_of_the_register_has_no_insurers_list_looked_through_again(imports, measured, monkeypatch):
    measured(listed(1), nppes=[registered(1)])
    before, looked_through, of_source = insurer_lists(imports, {}), [], imports.of_source
    monkeypatch.setattr(imports, "of_source", lambda source: looked_through.append(source) or of_source(source))
    read_as(imports, "nppes", registered(2), whole=False)
    found = insurer_lists(imports, before)
    assert looked_through == ["nppes-deactivated", "nppes"]
    assert found["lists"] == before["lists"]
    assert [each["listed"] for each in found["others"]] == [2]


def test_a_full_file_of_the_register_has_every_list_looked_through_again(imports, measured):
    measured(listed(2, kind="clinic"), nppes=[registered(1)])
    before = insurer_lists(imports, {})
    read_as(imports, "nppes", registered(2))
    counted = [each["lists"][0]["other_taxonomy"]["count"] for each in (before, insurer_lists(imports, before))]
    assert counted == [1, 0]


class TestOtherSources:
    """Registers, boards and tables are looked at as insurers are."""

    @pytest.fixture
    def read(self, imports):
        """Reads a source's list of a day; what is found in it and over time."""

        def found(source, as_of, *people):
            snapshot = imports.new_snapshot(source, "", False, True, f"{source}-{as_of}", as_of)
            imports.write(snapshot, [(each.id, each) for each in people])
            imports.finish(snapshot, as_of, True, [], {})
            return insurer_lists(imports, {})

        return found

    def test_a_board_has_a_list_a_state_and_a_register_one(self, read):
        board = Statement(id="CO-ACU.1", name="Ana Kim", kind="licensed_acupuncturist")
        read("licences", "2026-10-01", board, replace(board, id="OR-AC1"))
        found = read("nppes", "2026-10-02", replace(board, id=npi(1), npi=npi(1)))
        assert {(each["source"], each["payer"]) for each in found["others"]} == {
            ("licences", "CO"),
            ("licences", "OR"),
            ("nppes", ""),
        }
        assert all(each["unconfirmed"]["count"] == 0 for each in found["others"] if each["source"] == "licences")

    @pytest.mark.parametrize(
        ("place", "counted"),
        [
            (Location("12 Elm St", "Denver", "CO", None, "+13035551234"), 0),
            (Location("12 Elm St", "Denver", "CO", None, "+13039999999"), 1),
            (Location("12 Elm St", "Denver", "CO", None, "+13031234567"), 1),
            (Location("N/A", "Denver", "CO"), 1),
            (Location("xxx", "Denver", "CO"), 1),
            (Location("Test Rd 4", "Denver", "CO"), 0),
            (Location("", "Denver", "CO"), 0),
        ],
    )
    def test_a_number_or_street_that_is_none_is_counted(self, read, place, counted):
        said = Statement(id=npi(1), npi=npi(1), name="Ana Kim", kind="licensed_acupuncturist", locations=(place,))
        (row,) = read("csv", "2026-10-01", said)["others"]
        assert row["placeholder"]["count"] == counted

    def test_a_list_is_seen_over_time_and_each_figure_has_its_people(self, read, imports):
        good, none = (Location("12 Elm St", "Denver", "CO", None, phone) for phone in (PHONE, "+13030000000"))
        said = Statement(id=npi(1), npi=npi(1), name="Ana Kim", kind="licensed_acupuncturist", locations=(none,))
        assert read("csv", "2026-09-01", said)["over_time"] == [], "of one day there is no trend"
        assert behind(imports, "csv", "", "placeholder") == [npi(1)]
        found = read("csv", "2026-10-01", replace(said, locations=(good,)))["over_time"]
        assert [(each["as_of"], each["counts"]["placeholder"]) for each in found] == [
            ("2026-10-01", 0),
            ("2026-09-01", 1),
        ]
