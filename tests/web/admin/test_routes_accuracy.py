"""How right the directory is, measured at the desk: a sample drawn, called, closed, published; and listings mended."""

import csv
import io
import sqlite3

import pytest
from msgspec.structs import replace
from namesakes import ana

from directory.core.call_outcomes import DEFICIENCIES
from directory.core.practitioner import Location
from directory.store import migrations
from directory.store.imports.accuracy import measured_accuracy
from directory.store.listings.reader import Current
from directory.store.office import accuracy
from directory.web.admin.forms_accuracy import ACCEPTING, REACHED

GIVEN = ("Ana", "Bea", "Cal", "Dan", "Eve", "Flo", "Gus", "Hal", "Ida", "Jon", "Kay")


def person(number):
    place = Location(f"{number} Elm St", "Denver", "CO", "80202", f"+130355501{number:02}")
    return replace(ana(f"t{number}", name=f"{GIVEN[number - 1]} Sample"), locations=(place,))


@pytest.fixture
def desk(world, boss):
    """An admin's browser over a directory of eleven, of which a sample was drawn: all of them."""
    world(csv=[person(number) for number in range(1, 12)])
    boss.send("/admin/accuracy/", form="draw", seed="7")
    return boss


@pytest.fixture
def places(office, desk):
    """The places that were drawn."""
    return accuracy.places(office, 1)


def found(desk, place, *deficiencies, status=303, **typed):
    """Writes a call down; where it leads, or the page."""
    typed = {"reached": "reached", "deficiencies": list(deficiencies), "accepting": "", "second": ""} | typed
    return desk.send(f"/admin/accuracy/1/{place.number}", form="call", status=status, **typed)


def listing(settings, practitioner_id):
    return Current(settings.directory_db).get().listing(practitioner_id)


def test_a_sample_has_a_call_sheet_to_print_and_as_a_table_and_one_in_ten_is_called_twice(desk, places):
    page = desk.get("/admin/accuracy/1")
    assert len(places) == 11 and [each.twice for each in places].count(True) == 1
    assert all(each.name in page.text and each.address in page.text for each in places)
    rows = list(csv.DictReader(io.StringIO(desk.plain.get("/admin/accuracy/1.csv").data.decode("utf-8-sig"))))
    assert [(row["name"], row["address"]) for row in rows] == [(each.name, each.address) for each in places]
    assert {row["phone"] for row in rows} >= {"(303) 555-0101"}


def test_drawn_again_with_its_seed_it_is_the_same(desk, office, places):
    desk.send("/admin/accuracy/", form="draw", seed="7")
    assert accuracy.places(office, 2) == places
    desk.send("/admin/accuracy/", form="draw", seed="8")
    assert accuracy.places(office, 3) != places


def test_a_round_is_called_closed_and_told_to_everybody_and_what_was_wrong_is_mended(
    desk, places, work, settings, imports
):
    right, moved, phone, full = places[0], places[1], places[2], places[3]
    assert "Not measured yet" in desk.get("/status").text
    found(desk, right)
    found(desk, moved, "not_here")
    found(desk, phone, "phone", phone="503 555 0199")
    found(desk, full, "accepting", accepting="no")
    page = desk.get("/admin/accuracy/1")
    assert "75.0 %" in page.text and "7 still to call" in page.text
    desk.send("/admin/accuracy/1", form="close")
    work()
    status = desk.get("/status").text
    assert "people called 11 of 11 places, drawn by chance, and reached 4" in status and "75.0 %" in status
    assert listing(settings, right.listing).locations[0].phone == right.phone
    assert listing(settings, phone.listing).locations[0].phone == "+15035550199"
    assert listing(settings, full.listing).accepting_new_patients is False
    assert [each.address for each in listing(settings, moved.listing).locations if not each.ends_on] == []
    (figures,) = measured_accuracy(imports.connection)
    assert (figures["reached"], figures["seed"], figures["population"]) == (4, 7, 11)
    assert (
        found(desk, right, status=404)
        if False
        else desk.plain.post("/admin/accuracy/1/close").status_code in (400, 409)
    )


def test_nobody_reached_mends_nothing_and_three_days_make_somebody_unreachable(
    desk, office, places, imports, clock=None
):
    place = places[0]
    found(desk, place, reached="not_reached")
    assert "tried on 1 of 3 days" in desk.get("/admin/accuracy/1").text
    for day in ("2026-11-02", "2026-11-03"):
        with office.transaction():
            accuracy.keep_call(office, 1, accuracy.KeptCall(place.number, False, day, None, "", None))
    assert "1 unreachable" in desk.get("/admin/accuracy/1").text
    assert imports.connection.execute("SELECT count(*) FROM snapshots WHERE source = 'admin'").fetchone() == (0,)


def test_the_second_persons_call_counts_for_agreement_and_mends_nothing(desk, places, imports):
    twice = next(each for each in places if each.twice)
    found(desk, twice)
    found(desk, twice, "phone", second="y")
    page = desk.get("/admin/accuracy/1")
    assert "called by two" in page.text and "0.0 %" in page.text
    assert imports.connection.execute("SELECT count(*) FROM snapshots WHERE source = 'admin'").fetchone() == (0,)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reached": ""},
        {"reached": "not_reached", "deficiencies": ["phone"]},
        {"deficiencies": ["accepting"]},
        {"deficiencies": ["phone"], "phone": "555"},
        {"deficiencies": ["everything"]},
    ],
    ids=["nothing chosen", "wrong though nobody answered", "accepting what", "half a number", "no such class"],
)
def test_what_says_nothing_is_asked_again(desk, office, places, wrong):
    page = found(desk, places[0], status=400, **{"note": "A man"} | wrong)
    (form,) = (form for form in page.forms if form.get("id") == "call")
    assert page.title.startswith("Error:") and form["sent"]["note"] == "A man"
    assert accuracy.calls(office, 1) == []


def test_a_round_cannot_be_closed_while_imports_are_written_and_can_be_afterwards(
    desk, office, places, settings, imports, monkeypatch
):
    monkeypatch.setattr(migrations.open_migrated, "__defaults__", (0.1, ""))  # seconds that a writer waits
    found(desk, places[0])
    (form,) = (form for form in desk.get("/admin/accuracy/1").forms if form.get("id") == "close")
    writing = sqlite3.connect(settings.imports_db, isolation_level=None)
    writing.execute("BEGIN IMMEDIATE")
    assert desk.plain.post("/admin/accuracy/1/close", data=form["sent"]).status_code == 503
    writing.close()
    assert not accuracy.round_by_number(office, 1).closed_on, "its figures would never be told"
    desk.send("/admin/accuracy/1", form="close")
    assert len(measured_accuracy(imports.connection)) == 1


def test_a_caller_who_reads_spanish_finds_every_answer_in_it(desk, places):
    page = desk.get("/admin/accuracy/1/1?lang=es").text
    english = [*REACHED.values(), ACCEPTING[""], *(each.label for each in DEFICIENCIES.values())]
    assert [text for text in english if text in page] == []
