"""What few files change is written into a copy of the directory, and gives what a publish from nothing gives, table by
table; wherever that is not certain the directory is made whole.
"""

import random
import shutil

import nppes_files as files
import pytest
from by_id import is_as_from_nothing
from forty_people import PLACE, person, say
from source_files import GOOD

from directory.core import dates
from directory.core.practitioner import Location, PlanTaken
from directory.core.sources import ADMIN, CLAIMS
from directory.publish import patch
from directory.resolve import merge
from directory.settings import Settings
from directory.store.connection import is_sound
from directory.store.imports import touched
from directory.store.imports.database import Imports
from directory.store.listings.copy_ahead import copy_ahead
from directory.store.listings.reader import Current

STEPS = 10
SAID = (
    {"confirmed_on": "2026-11-30"},
    {"telehealth": True, "languages": ("Korean", "Spanish")},
    {"locations": (Location(**PLACE, phone="+15035550123"),)},
    {"locations": (Location(**PLACE, hours="Mo 9-17"),), "denied": (("languages", "Spanish"),)},
    {"ended_phones": ("+15035550100",)},
    {"locations": (Location(address="1 Elm St", city="Eugene", state="OR", postal_code="97401"),)},
    {},  # it takes all back
)


@pytest.mark.parametrize("serial", [3, 4])  # the second takes a plan
@pytest.mark.parametrize("said", SAID)
def test_what_a_practice_says_is_written_into_a_copy(run, world, patched, said, serial):
    say(serial, confirmed_on="2026-11-29", languages=("Spanish",))
    assert run("publish")[0] == 0
    say(serial, **said)
    assert run("publish")[0] == 0
    assert len(patched) == 2 and is_as_from_nothing(run)


def test_only_whoever_is_spoken_of_is_made_and_nobody_compared(run, world, patched, monkeypatch):
    made, real = [], merge.merge
    monkeypatch.setattr(merge, "merge", lambda *told: made.append(told[0]) or real(*told))
    monkeypatch.setattr(patch, "explain", None)
    say(3, confirmed_on="2026-11-29")
    assert run("publish")[0] == 0 and patched and made == [files.npi(3)]


def test_a_new_telephone_number_is_compared_with_those_alone_who_are_near(run, world, patched, tmp_path, monkeypatch):
    """In a state whose board's list has no NPIs each correction would have everybody compared with everybody."""
    members = tmp_path / "members 2026-11-22.csv"
    members.write_text("Name,City,State,Phone\nBea Quill,Portland,OR,503-555-0160\nCy Orr,Portland,OR,503-555-0161\n")
    world(person(60, first_name="BEA", last_name="QUILL", phone="5035550160"))
    run("import", "roster", members)
    patched.clear()
    say(60, locations=(Location(**PLACE, phone="+15035550199"),))
    with monkeypatch.context() as without:
        without.setattr(patch, "explain", None)
        assert run("publish")[0] == 0
    assert patched and is_as_from_nothing(run)
    say(60, locations=(Location(**PLACE, phone="+15035550161"),), name="Cy Orr")
    assert run("publish")[0] == 0 and is_as_from_nothing(run)


def test_who_changed_is_told_with_the_edition_as_ever(run, world, patched):
    say(3, languages=("Korean",))
    say(5, confirmed_on="2026-11-29")
    run("publish")
    directory = Current(Settings().directory_db).get()
    newest = directory.about["published_at"]
    rows = directory.connection.execute("SELECT id, change FROM changes WHERE edition = ?", [newest]).fetchall()
    assert patched and rows == [(files.npi(3), "changed")]
    assert directory.about["history"]["editions"][0]["changed"] == 1


def test_a_weekly_file_of_people_at_their_places_is_written_into_a_copy_and_so_is_its_rollback(run, world, patched):
    physician = files.row(("207Q00000X", "MD1", "OR", "Y"), npi=files.npi(500))  # of whom nothing is kept
    moved, renamed = person(6, city="EUGENE", postal_code="97401"), person(5, first_name="BEA")
    world(physician, moved, renamed, person(3, address_1="9 ELM BLVD"), person(4, phone="5035550177"))
    assert len(patched) == 1 and is_as_from_nothing(run)
    assert run("rollback", 3)[0] == 0
    assert len(patched) == 2 and is_as_from_nothing(run)


def test_what_an_admin_says_and_takes_back_is_written_into_a_copy(run, world, patched):
    number = say(3, ADMIN, languages=("Korean",))
    run("publish")
    assert run("rollback", number)[0] == 0
    assert len(patched) == 2 and is_as_from_nothing(run)


def _another_day(monkeypatch):
    say(3, confirmed_on="2026-11-29")
    monkeypatch.setattr(dates, "today", lambda: "2031-01-01")


def _who_asked_is_held_to_the_least(monkeypatch):
    say(3, confirmed_on="2026-11-29")
    monkeypatch.setenv("KEEP_REGISTER_MINIMUM", "yes")


def _too_many(monkeypatch):
    say(3, confirmed_on="2026-11-29")
    say(4, confirmed_on="2026-11-29")
    monkeypatch.setattr(touched, "MOST_PEOPLE", 1)


def _other_files_of_the_same_numbers(_monkeypatch):
    """As after a restore: nothing says that the snapshots of these numbers were those."""
    say(3, confirmed_on="2026-11-29")
    with Imports(Settings().imports_db) as imports:
        imports.connection.execute("UPDATE snapshots SET sha256 = 'another' WHERE id = 1")


def _says_plans(_monkeypatch):
    say(3, insurance=(PlanTaken(payer="Elm Health", plan=None, network_status="in"),))


def _has_a_photograph(_monkeypatch):
    say(3, photograph="00" * 16, photograph_words="a door")


def _asks_to_be_removed(_monkeypatch):
    say(3, removed_on="2026-11-29", removed_because="request")


@pytest.mark.parametrize(
    "done",
    [
        _another_day,
        _who_asked_is_held_to_the_least,
        _too_many,
        _other_files_of_the_same_numbers,
        _says_plans,
        _has_a_photograph,
        _asks_to_be_removed,
    ],
)
def test_what_more_may_follow_from_has_the_directory_made_whole(run, world, patched, monkeypatch, done):
    done(monkeypatch)
    assert run("publish")[0] == 0
    assert not patched and is_as_from_nothing(run)


@pytest.mark.parametrize("row", [person(77), files.deactivated(files.npi(3))])
def test_a_week_in_which_somebody_comes_or_goes_has_the_directory_made_whole(run, world, patched, row):
    world(person(5, phone="5035550177"), row)
    assert not patched and is_as_from_nothing(run)


def test_who_is_called_otherwise_than_an_insurers_list_has_them_is_asked_about_as_ever(run, world, patched):
    world(person(4, first_name="ZEBULON", last_name="QUUX"))
    assert not patched and is_as_from_nothing(run)


def test_an_npi_under_another_name_is_withheld_as_ever(run, world, patched):
    """A slipped row of an admin's would show one person's number under another's name."""
    say(3, ADMIN, name="Quentin Zweig", kind="licensed_acupuncturist", languages=("Korean",))
    run("publish")
    assert not patched and is_as_from_nothing(run)
    listing = Current(Settings().directory_db).get().listing(files.npi(3))
    assert listing.languages == ()
    say(3, ADMIN, name="Quentin Zweig", kind="licensed_acupuncturist", languages=("Korean", "Thai"))
    run("publish")
    assert not patched and is_as_from_nothing(run)


def test_a_decision_since_the_last_publish_has_the_directory_made_whole(run, world, patched):
    with Imports(Settings().imports_db) as imports:
        imports.connection.execute(
            "INSERT INTO decisions (one, other, same, decided_at, published) VALUES ('a:1', 'npi:2', 1, '2026', 0)"
        )
    say(3, confirmed_on="2026-11-29")
    run("publish")
    assert not patched


def test_a_directory_that_a_reader_has_open_stays_as_it_was(run, world, patched):
    before = Current(Settings().directory_db).get()
    then = before.listing(files.npi(3))
    say(3, languages=("Korean",))
    run("publish")
    assert patched and before.listing(files.npi(3)) == then
    assert Current(Settings().directory_db).get().listing(files.npi(3)).languages == ("Korean",)


def test_the_copy_that_was_made_ahead_is_written_into(run, world, patched, monkeypatch):
    say(3, languages=("Korean",))
    copy_ahead(Settings().directory_db)
    with monkeypatch.context() as without:
        without.setattr(shutil, "copyfile", None)
        run("publish")
    assert [*Settings().data.glob("*directory.db*")] == [Settings().directory_db]
    assert patched and is_as_from_nothing(run)


def test_damage_is_not_copied(run, world):
    path = Settings().directory_db
    with path.open("r+b") as file:
        file.seek(-16384, 2)  # the last page
        file.write(b"\xff" * 64)
    assert not is_sound(path)
    say(3, languages=("Korean",))
    assert run("publish")[0] == 0 and is_sound(path)
    assert Current(path).get().listing(files.npi(3)).languages == ("Korean",)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_history_the_directory_is_what_a_publish_from_nothing_gives(seed, run, tmp_path, patched, world):
    chance, kept = random.Random(seed), tmp_path / "kept.db"
    for source in ("licences", "csv", "leie"):
        if source in GOOD:
            run("import", *GOOD[source].written(tmp_path))
    patched.clear()
    for _ in range(STEPS):
        for _ in range(chance.randrange(1, 4)):
            chance.choice((_one_says, _one_says, _a_week, _taken_back))(run, chance, world)
        assert run("publish")[0] == 0
        shutil.copy(Settings().directory_db, kept)
        assert is_as_from_nothing(run)
        shutil.copy(kept, Settings().directory_db)  # so that one copy follows from another
    assert len(patched) > STEPS / 2


def _one_says(_run, chance, _world):
    say(chance.randrange(40), chance.choice((CLAIMS, ADMIN)), **chance.choice(SAID))


def _a_week(_run, chance, world):
    streets = chance.choice(("1 OAK ST", "7 ELM ST"))
    names = chance.choice(("BEA", "CY", "ANA"))
    moved = chance.choice(({}, {"city": "EUGENE", "postal_code": "97401"}))
    world(*(person(each, address_1=streets, first_name=names, **moved) for each in chance.sample(range(40), 3)))


def _taken_back(run, chance, _world):
    with Imports(Settings().imports_db) as imports:
        standing = [each["id"] for each in imports.snapshots() if not each["withdrawn"] and each["source"] == CLAIMS]
    if standing:
        assert run("rollback", chance.choice(standing))[0] == 0
