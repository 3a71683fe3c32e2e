"""Whose statements are, told without a look at all others: never otherwise than a look at all would tell.

Were it wrong, a stranger's revocation would stay on somebody who has corrected a telephone number, or go to somebody.
"""

import random
from itertools import chain

import pytest
from labelled_pairs import labelled_pairs
from msgspec.structs import replace
from namesakes import OTHER_PHONE, ana, owner
from nppes_files import npi

from directory.core.practitioner import Licence, Location
from directory.publish.patch import hash_of_resolved
from directory.resolve import near
from directory.resolve.as_before import resolves_as_before
from directory.resolve.owners import explain
from directory.store.imports.decisions import note_doubts
from directory.store.imports.kept_answers import note_in_question, note_owners
from directory.store.imports.touched import refs_of

CHANGES = 40
SOURCES = ("nppes", "licences", "roster", "qhp", "leie")


@pytest.fixture
def people():
    """Statements of made-up people by source, {source: statements}: one of each pair has an NPI, and some are told of
    by an insurer too; their others are in a board's or a society's list, and some are excluded.
    """
    chance, found = random.Random(5), {source: [] for source in SOURCES}
    pairs = [(one, other) for of_kind in labelled_pairs(of_each=1).values() for one, other, *_ in of_kind]
    for serial, (one, other) in enumerate(pairs):
        own = replace(one, id=npi(serial), npi=npi(serial))
        found["nppes"].append(own)
        if chance.random() < 0.3:
            found["qhp"].append(replace(own, kind="", licences=()))
        source = chance.choice(("licences", "licences", "roster", "leie"))
        dated = {"excluded_on": "2025-01-01", "kind": ""} if source == "leie" else {}
        found[source].append(replace(other, id=f"X-{serial}", npi=None, **dated))
    return found


def write(imports, source, statements, whole):
    snapshot = imports.new_snapshot(source, "", False, whole, "", "")
    imports.write(snapshot, [(each.id, each) for each in statements])
    imports.finish(snapshot, "2026-01-01", whole, [], {})
    return snapshot


def keep(imports, explained):
    """What a publish keeps."""
    note_doubts(imports.connection, explained.resolved.doubts)
    note_owners(imports.connection, explained.resolved.owners, explained.resolved.unproved)
    note_in_question(imports.connection, explained.in_question, anew=True)


def changed(chance, statement, others):
    """Somebody with one thing or two changed, to what others have or to anything."""
    other, place = chance.choice(others), statement.locations[0] if statement.locations else Location(city="Portland")
    theirs = other.locations[0] if other.locations else place
    changes = (
        {"locations": (replace(place, phone=chance.choice((theirs.phone, "+15035550199", None))),)},
        {"locations": (replace(theirs, phone=place.phone),)},
        {"locations": (replace(theirs, phone=theirs.phone),)},
        {"name": other.name},
        {"name": f"{statement.name.split()[0]} {other.name.split()[-1]}"},
        {"name": f"Zoe {statement.name.split()[-1]}"},
        {"licences": other.licences},
        {"licences": tuple(replace(each, status="revoked") for each in statement.licences)},
        {"licences": (Licence(state="OR", number=f"AC{chance.randrange(9999)}"),)},
    )
    for each in chance.sample(changes, chance.choice((1, 1, 2))):
        statement = replace(statement, **each)
    return statement


def is_as_before(imports, **now):
    """Whether it is told to be as before once this is said of NPIs, {source: statements}."""
    with imports.transaction(keep=False):
        keep(imports, explain(imports))
        stood = [row[0] for row in imports.connection.execute("SELECT id FROM snapshots")]
        npis = sorted({each.npi for each in chain.from_iterable(now.values())})
        then = list(imports.read(refs_of(imports.connection, npis)))
        for source, statements in now.items():
            write(imports, source, statements, whole=False)
        return resolves_as_before(imports, npis, stood, then, list(imports.read(refs_of(imports.connection, npis))))


def three_in_a_row(world):
    """An NPI's, a sheet's row that has joined it by its telephone number, and a board's of that row's license."""
    return world(
        nppes=[ana(npi="1", name="Alexandra Kim")],
        csv=[ana("s", "9001", name="Alex Kim")],
        licences=[ana("CO-9001", "9001", "active", phone=None, city="Salida", name="Alexandra Kim")],
    )


def test_a_town_more_changes_nothing(world):
    imports = three_in_a_row(world)
    moved = replace(ana(npi="1", name="Alexandra Kim"), locations=(*ana().locations, *ana(city="Pueblo").locations))
    assert is_as_before(imports, nppes=[moved])


def test_what_has_joined_by_way_of_another_may_be_somebody_elses_once_the_name_is_alexander(world):
    assert not is_as_before(three_in_a_row(world), nppes=[ana(npi="1", name="Alexander Kim")])


def test_a_row_under_ana_kims_npi_is_asked_about_once_ben_kim_is_anothers_name(world):
    here, there = {"city": "Denver"}, {"city": "Pueblo", "phone": OTHER_PHONE}
    imports = world(
        nppes=[ana(npi="1", name="Ana Kim", **here), ana(npi="2", name="Zoe Kim", **there)],
        csv=[ana(npi="1", name="Ben Kim", **there)],
    )
    assert is_as_before(imports, nppes=[ana(npi="2", name="Eve Kim", **there)])
    assert not is_as_before(imports, nppes=[ana(npi="2", name="Ben Kim", **there)])


def test_a_father_who_takes_over_the_number_of_his_revoked_son_is_compared_as_ever(world):
    """Told by one name at one number it waits for an admin; told by Sr. and Jr. it is nobody's but the son's."""
    for father, son, is_so in (("Kim Lee", "Kim Lee", False), ("Kim Lee Sr.", "Kim Lee Jr.", True)):
        row = ana("CO-9", "9", "revoked", name=son, city="Pueblo")
        imports = world(nppes=[ana(npi="1", name=father, phone=OTHER_PHONE)], licences=[row])
        assert is_as_before(imports, nppes=[ana(npi="1", name=father, city="Pueblo")]) == is_so
        assert owner(imports, "licences:CO-9") == "CO-9"


def test_of_a_crowd_it_is_not_told(world, monkeypatch):
    """Whom a crowd's are compared with follows from who else is in it."""
    monkeypatch.setattr(near, "CROWD", 1)
    rows = [ana("m", name="Ana Kim"), ana("n", name="Ana Kimball")]
    imports = world(nppes=[ana(npi="1", phone=OTHER_PHONE)], roster=rows)
    assert not is_as_before(imports, nppes=[ana(npi="1")])


def test_what_is_told_to_be_as_before_is_so_when_everybody_is_compared(world, people):
    chance, imports, told = random.Random(1), world(**people), {True: 0, False: 0}
    others = list(chain.from_iterable(people.values()))
    stood = [1, 2, 3, 4, 5]
    with imports.transaction():
        before = explain(imports)
        keep(imports, before)
    for _ in range(CHANGES):
        touched = chance.sample(people["nppes"], chance.choice((1, 1, 3)))
        with imports.transaction(keep=False):
            npis = sorted(each.npi for each in touched)
            then = list(imports.read(refs_of(imports.connection, npis)))
            write(imports, "nppes", [changed(chance, each, others) for each in touched], whole=False)
            now = list(imports.read(refs_of(imports.connection, npis)))
            is_so = resolves_as_before(imports, npis, stood, then, now)
            told[is_so] += 1
            if is_so:
                assert hash_of_resolved(explain(imports)) == hash_of_resolved(before), npis
    assert told[True] > CHANGES / 4 and told[False] > CHANGES / 10, told
