"""What an admin states of a listing in the browser, as the commands know it: a source like any other."""

import json

import pytest
from published import content
from source_files import ANA, GOOD

from directory.core.practitioner import Statement
from directory.settings import Settings
from directory.store.imports import edits
from directory.store.imports.database import Imports
from directory.store.imports.decisions import Decider, unpublished_decisions


@pytest.fixture
def edit(run, tmp_path):
    """NPPES lists Ana; edit(values) states something of her and publishes; the number of the snapshot."""
    assert run("import", *GOOD["nppes"].written(tmp_path))[0] == 0

    def edited(**values):
        with Imports(Settings().imports_db) as imports, imports.transaction():
            statement = Statement(id=ANA, npi=ANA, **values)
            number = edits.keep_edit(
                imports, ANA, statement, "a call on 2026-11-28", Decider("root@example.org", "asked")
            )
        assert run("publish")[0] == 0
        return number

    return edited


def test_it_is_listed_among_the_imports_with_who_and_why(run, edit):
    number = edit(website="https://ana.example")
    newest = json.loads(run("imports", "--json")[1])[0]
    assert (newest["snapshot"], newest["source"], newest["file"]) == (number, "admin", "a call on 2026-11-28")
    assert (newest["who"], newest["why"]) == ("root@example.org", "asked")
    assert "a call on 2026-11-28" in run("imports")[1]


def test_why_names_the_admin_and_says_who_was_removed(run, edit):
    edit(website="https://ana.example")
    website = json.loads(run("why", ANA, "--json")[1])["facts"]["website"]
    assert (website["value"], website["source"]) == ("https://ana.example", "admin")
    edit(removed_on="2026-11-28", removed_because="request")
    code, _, told = run("why", ANA)
    assert code == 2 and "removed at request since 2026-11-28 (admin, as of" in told


def test_rollback_takes_it_out_and_nothing_else(run, edit, data):
    before = content(data)
    number = edit(removed_on="2026-11-28", removed_because="request")
    assert ANA not in {listing.id for listing in content(data)}
    assert run("rollback", number)[0] == 0
    assert content(data) == before


def test_nobody_imports_a_file_as_the_admins_word(run, tmp_path):
    assert run("import", "admin", tmp_path / "x.csv")[0] == 2
    assert "admin" not in {row["source"] for row in json.loads(run("sources", "--json")[1])}


def test_decide_keeps_why_and_leaves_nothing_to_publish(run, tmp_path):
    for source in ("nppes", "licences", "csv"):
        run("import", *GOOD[source].written(tmp_path))
    (pair,) = json.loads(run("matches", "--json")[1])
    assert run("decide", pair["id"], "same", "--why", "one address")[0] == 0
    with Imports(Settings().imports_db) as imports:
        assert imports.connection.execute("SELECT who, why FROM decisions").fetchall() == [("", "one address")]
        assert unpublished_decisions(imports.connection) == []
