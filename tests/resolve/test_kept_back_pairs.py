"""315 pairs written by hand, of 63 kinds, imported as whole files by the commands: NPPES, a society, a practice, a
board that tells of standings, and OIG's list.

Nobody is shown another's bad standing, nor held back for another's exclusion, and who is one person stands once.
"""

import json
import sqlite3
from collections import defaultdict

import pytest
from kept_back_kinds import WRITTEN
from kept_back_pairs import board, excluded, kinds_written, numbered, practices, register, society
from pairs_imported import imported, practices_map

from directory.core.licences import BAD_STANDINGS
from directory.resolve.owners import WITHHELD, explain

KINDS = kinds_written(WRITTEN)
PAIRS = numbered(KINDS)
# One person, as a person would think too, of whom it is asked: relatives have such names.
ASKED = {"initials for both given names, no number"}
SOURCES = {"csv": "t", "roster": "r"}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """{kind: of each pair, what became of it, and the standings on the first one's page}; "one", "asked", "hidden"
    (asked, and not shown meanwhile) or "two".
    """
    folder = tmp_path_factory.mktemp("kept_back")
    files = {
        "npidata_pfile_20260105-20260111.csv": (register, "nppes"),
        "society.csv": (society, "roster", "--as-of", "2026-10-01"),
        "practices.csv": (practices, "csv", "--as-of", "2026-10-01", "--map", practices_map(folder)),
        "FL_20261001.csv": (board, "licences", "--state", "FL"),
        "UPDATED_20260110.csv": (excluded, "leie"),
    }
    with imported(folder, PAIRS, files) as imports:
        return _by_kind(imports, _shown(folder / "directory.db"))


def _shown(path):
    """{id: the standings of the licences on the page of everybody listed}."""
    connection = sqlite3.connect(path)
    listings = dict(connection.execute("SELECT id, listing FROM practitioners"))
    connection.close()
    return {own: {each["status"] for each in json.loads(text).get("licences", ())} for own, text in listings.items()}


def _by_kind(imports, shown):
    resolved = explain(imports).resolved
    refs = {key: each.ref for each in imports.statements(npi=None) for key in _keys_of(each)}
    asked = {frozenset((doubt.one, doubt.other)) for doubt in resolved.doubts}
    became = defaultdict(list)
    for pair in PAIRS:
        first = refs["t", pair.phone()] if pair.has("Q") else f"npi:{pair.npi}"
        owner = resolved.practitioner(first)
        if pair.kind.by == "x":
            is_asked = any(first in each and any(ref.startswith("leie:") for ref in each) for each in asked)
            what = "one" if owner not in shown else "asked" if is_asked else "two"
        else:
            second = refs[_key(pair)]
            of_second = resolved.practitioner(second)
            question = "hidden" if of_second == WITHHELD else "asked"
            is_asked = frozenset((first, second)) in asked
            what = "one" if owner == of_second else question if is_asked else "two"
        became[pair.kind.name].append((what, shown.get(owner, set())))
    return became


def _keys_of(stated):
    if stated.source == "licences":
        yield "b", stated.statement.licences[0].number.removeprefix("AP")
    if stated.source == "csv" and stated.statement.npi:
        yield "N", stated.statement.npi
    elif stated.source in SOURCES:
        for place in stated.statement.locations:
            digits = place.phone.partition(";")[0].removeprefix("+1")
            yield SOURCES[stated.source], f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"


def _key(pair):
    if pair.kind.by == "b":
        return "b", pair.licences[1].removeprefix("AP")
    return ("N", pair.npi) if pair.has("N") else (pair.kind.by, pair.phone(other=True, plainly=True))


@pytest.mark.parametrize("kind", [each for each in KINDS if not each.same], ids=lambda kind: kind.name)
def test_two_people_are_not_taken_for_one(found, kind):
    assert [what for what, _ in found[kind.name] if what == "one"] == []


@pytest.mark.parametrize("kind", [each for each in KINDS if not each.same], ids=lambda kind: kind.name)
def test_nobody_is_shown_the_bad_standing_of_somebody_else(found, kind):
    assert [standings & BAD_STANDINGS for _, standings in found[kind.name] if standings & BAD_STANDINGS] == []


@pytest.mark.parametrize("kind", [each for each in KINDS if each.same and each.by == "b"], ids=lambda kind: kind.name)
def test_number_and_full_name_show_a_standing(found, kind):
    told = {"CLEAR": "active", "DELINQUENT": "expired"}.get(kind.status, kind.status.lower())
    assert all(told in standings for _, standings in found[kind.name])


@pytest.mark.parametrize("kind", [each for each in KINDS if each.same], ids=lambda kind: kind.name)
def test_one_person_stands_once_or_is_asked_about(found, kind):
    expected = "asked" if kind.name in ASKED else "one"
    assert [what for what, _ in found[kind.name]] == [expected] * len(kind.pairs)
