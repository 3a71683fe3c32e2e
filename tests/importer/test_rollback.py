"""Taking imports out again: the directory is then, table by table, what it was without them."""

import json

import pytest
from source_files import GOOD, tables

from directory.cli.sample import publish_first_directory
from directory.settings import Settings

ADDED = ("nppes-locations", "nppes-deactivated", "licences", "roster", "qhp")
ORDERS = (ADDED, ("licences", "qhp", "nppes-locations", "roster", "nppes-deactivated"))


@pytest.fixture
def held(run):
    """Everything in the published directory."""
    return lambda: tables(Settings().directory_db)


@pytest.fixture
def imported(run, tmp_path):
    """Imports the good file of a source; its snapshot."""

    def do(source):
        code, out, err = run("import", *GOOD[source].written(tmp_path), "--json")
        assert code == 0, err
        return json.loads(out)["snapshot"]

    return do


def test_what_is_compared_is_every_table(imported, held):
    imported("nppes")
    assert set(held()) >= {"practitioners", "cards", "names", "insurance", "columns", "build_columns", "words", "about"}
    assert len(held()["practitioners"]) == 6 and {"by_kind", "listings", "made_up", "sources", "version"} <= {
        row[0] for row in held()["about"]
    }


@pytest.mark.parametrize("source", [source for source in GOOD if source != "nppes"])
def test_an_import_taken_out_leaves_the_directory_as_it_was(source, imported, held, run):
    imported("nppes")
    before = held()
    snapshot = imported(source)
    assert held() != before
    assert run("rollback", snapshot, "--force")[0] == 0
    assert held() == before


def test_in_whatever_order_imports_are_taken_out_the_directory_is_as_it_was(imported, held, run):
    imported("nppes")
    alone = held()
    snapshots = {source: imported(source) for source in ADDED}
    every = held()
    seen = {}
    for order in ORDERS:
        standing = set(ADDED)
        for source in order:
            assert run("rollback", snapshots[source], "--force")[0] == 0
            standing.remove(source)
            assert seen.setdefault(frozenset(standing), held()) == held(), f"{order} at {source}"
        assert held() == alone
        snapshots = {source: imported(source) for source in ADDED}
        assert held() == every


def test_taking_the_only_real_import_out_gives_the_sample_back(imported, held, run):
    publish_first_directory(Settings())
    sample = held()
    snapshot = imported("nppes")
    assert len(held()["practitioners"]) == 6
    assert "600 listings of the sample, all of them made up" in run("rollback", snapshot, "--force")[1]
    assert held() == sample


def test_one_in_the_middle_leaves_what_the_others_alone_would_have_given(imported, held, run, monkeypatch, tmp_path):
    imported("nppes")
    board = imported("licences")
    imported("roster")
    run("rollback", board)
    without = held()
    monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path / "another folder"))
    imported("nppes")
    imported("roster")
    assert held() == without


def test_an_import_that_replaced_another_gives_it_its_place_back(imported, held, run, tmp_path):
    imported("nppes")
    imported("roster")
    before = held()
    newer = GOOD["roster"].written(tmp_path, b"Name,City,State\nZoe Young,Boulder,CO\n", "members_20260206.csv")
    assert run("import", *newer)[0] == 0 and held() != before
    run("rollback", 3)
    assert held() == before
