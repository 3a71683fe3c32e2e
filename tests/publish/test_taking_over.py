"""Publishing makes only the listings that something has changed for, and gives what a publish from nothing gives, table
by table.
"""

import json
import random

import nppes_files as files
import pytest
from source_files import GOOD, tables

from directory.core.practitioner import Location
from directory.geocoding import locate
from directory.publish import edition
from directory.publish.build import publish
from directory.publish.patch import hash_of_resolved
from directory.resolve import merge
from directory.resolve.doubts import Doubt
from directory.resolve.owners import Explained, Resolved
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.imports.geocodes import Answer, keep

STEPS = 14


@pytest.fixture
def made(monkeypatch):
    """The ids of the practitioners who were put together, in order."""
    ids, real = [], merge.merge

    def noting(practitioner_id, *said):
        ids.append(practitioner_id)
        return real(practitioner_id, *said)

    monkeypatch.setattr(merge, "merge", noting)
    return ids


@pytest.fixture
def held(run):
    """Everything in the published directory."""
    return lambda: tables(Settings().directory_db)


def week(folder, day, *rows):
    """A weekly file that ends on this day of March 2024."""
    return files.plain(folder / f"npidata_pfile_20240301-202403{day:02}.csv", rows)


def person(serial, **values):
    return files.row(npi=files.npi(serial), **values)


def test_an_update_makes_only_those_whom_it_changes(run, held, made, tmp_path):
    run("import", "nppes", week(tmp_path, 7, *map(person, range(20))))
    assert len(made) == 20
    made.clear()
    changed = week(
        tmp_path,
        14,
        person(3, first_name="BEA"),
        files.deactivated(files.npi(4)),
        person(21, city="EUGENE", postal_code="97401"),
    )
    run("import", "nppes", changed)
    assert sorted(made) == [files.npi(3), files.npi(21)]
    after = held()
    assert len(after["practitioners"]) == 20 and run("publish", "--force")[0] == 0 and len(made) == 22
    assert held() == after


def test_nothing_changed_makes_nobody(run, held, made, tmp_path):
    run("import", "nppes", week(tmp_path, 7, *map(person, range(5))))
    before = held()
    made.clear()
    assert run("publish")[0] == 0 and not made and held() == before


def test_what_is_said_of_many_is_asked_for_at_once(sample_data, gazetteer, tmp_path):
    with Imports(sample_data.imports_db) as imports:
        asked, counted = [], []
        imports.connection.set_trace_callback(lambda sql: asked.append(sql) if sql.startswith("SELECT") else None)
        for anew in (True, False):
            with imports.transaction():
                assert publish(imports, tmp_path / "directory.db", gazetteer, anew=anew) > 500
            counted.append(len(asked))
            asked.clear()
    lists = len(tables(tmp_path / "directory.db")["plan_lists"])
    assert counted[0] < lists + 56 and counted[1] < 40, (counted, lists)


def test_another_version_of_the_program_makes_everybody(run, made, tmp_path, monkeypatch):
    run("import", "nppes", week(tmp_path, 7, *map(person, range(5))))
    made.clear()
    monkeypatch.setattr(edition, "program", lambda *files: "another")
    run("publish")
    assert len(made) == 5


def test_a_new_answer_about_an_address_moves_those_who_are_there_and_nobody_else(run, held, made, tmp_path):
    run("import", "nppes", week(tmp_path, 7, person(1), person(2), person(3, address_1="99 OAK ST")))
    made.clear()
    answered(Settings().imports_db, {"address": "99 Oak St", "city": "Portland", "state": "OR", "postal_code": "97214"})
    run("publish")
    assert made == [files.npi(3)]
    after = held()
    assert (
        [row for row in after["practitioners"] if '"rooftop"' in row[-1]]
        and run("publish", "--force")[0] == 0
        and held() == after
    )


def answered(path, location):
    """Keeps a geocoding service's answer about an address."""
    with Imports(path) as imports:
        keep(
            imports.connection, [(locate.key(Location(**location)), Answer(45.51, -122.61, "rooftop", "made up", None))]
        )


@pytest.mark.parametrize("seed", range(4))
def test_after_any_history_the_directory_is_what_a_publish_from_nothing_gives(seed, run, held, tmp_path):
    chance, seen = random.Random(seed), set()
    run("import", *GOOD["nppes"].written(tmp_path))
    for step in range(STEPS):
        done = chance.choice((imported, imported, imported, weekly, weekly, taken_out, decided, placed))(
            run, chance, tmp_path, step
        )
        after = held()
        assert run("publish", "--force")[0] == 0
        assert held() == after, f"{done} at step {step}"
        seen.add(done)
    assert len(seen) > 3


def imported(run, chance, folder, _):
    """A file of any source."""
    source = chance.choice(list(GOOD))
    assert run("import", *GOOD[source].written(folder))[0] in (0, 1)
    return source


def weekly(run, chance, folder, step):
    """Some are new, some changed, some gone."""
    people = [
        person(serial, first_name=chance.choice(("BEA", "CY")), city=chance.choice(("PORTLAND", "EUGENE")))
        for serial in chance.sample(range(901, 920), 4)
    ]
    gone = [files.deactivated(files.npi(serial)) for serial in chance.sample(range(930, 932), 1)]
    assert run("import", "nppes", week(folder, 5 + step, *people, *gone))[0] in (0, 1)
    return "weekly"


def taken_out(run, chance, *_):
    """A snapshot that stands is rolled back, the first import excepted."""
    snapshots = [
        each["snapshot"]
        for each in json.loads(run("imports", "--json")[1])
        if not each["withdrawn"] and each["snapshot"] > 1
    ]
    if snapshots:
        assert run("rollback", chance.choice(snapshots), "--force")[0] == 0
    return "rollback"


def decided(run, chance, *_):
    """An admin decides about two whom nobody can tell apart."""
    pairs = json.loads(run("matches", "--json")[1])
    if pairs:
        assert run("decide", chance.choice(pairs)["id"], chance.choice(("same", "different")))[0] == 0
    return "decision"


def placed(run, chance, *_):
    """A geocoding service answers about an address."""
    listings = [json.loads(row[-1]) for row in tables(Settings().directory_db)["practitioners"]]
    places = [
        {name: place.get(name) for name in Location.__struct_fields__}
        for each in listings
        for place in each["locations"]
        if place["address"]  # a service is asked about no other
    ]
    answered(Settings().imports_db, chance.choice(places))
    assert run("publish")[0] == 0
    return "answer"


def test_what_an_edition_keeps_of_whose_statements_are_is_the_same_in_whichever_order_they_were_compared():
    """As another process does, which would make the whole directory for a word of a practice."""
    doubts = [Doubt(f"csv:{number}", "npi:2000000001", "one name, one city") for number in range(3)]
    owners = {"csv:8": "2000000002", "csv:9": "2000000001"}
    one = Explained(Resolved(owners, doubts, frozenset(owners)), doubts, frozenset())
    other = Explained(
        Resolved(dict(reversed(owners.items())), doubts[::-1], frozenset(owners)), doubts[::-1], frozenset()
    )
    fewer = Explained(Resolved(owners, doubts[1:], frozenset(owners)), doubts, frozenset())
    assert hash_of_resolved(one) == hash_of_resolved(other) != hash_of_resolved(fewer)
