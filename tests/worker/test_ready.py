"""While nobody waits the worker makes the edition of the day, and the copy that the next correction is written into."""

import time

import pytest
from source_files import GOOD

from directory.core import dates
from directory.core.practitioner import Statement
from directory.core.sources import ADMIN
from directory.resolve.near import KeptKeys, keep_missing_keys
from directory.settings import Settings
from directory.store.imports import blocking, edits
from directory.store.imports.database import Imports
from directory.store.imports.decisions import Decider
from directory.store.listings.about import about_at
from directory.worker.ready import be_ready


@pytest.fixture
def settings(run, data, tmp_path):
    """A folder with a published directory."""
    assert run("import", *GOOD["nppes"].written(tmp_path))[0] == 0
    return Settings(data)


def published_at(settings):
    return about_at(settings.directory_db)["published_at"]


def copies(settings):
    return list(settings.data.glob(".directory.db.ahead-*"))


def say(settings, _run=None, _folder=None):
    """An admin's word on somebody's page, which waits to be published."""
    with Imports(settings.imports_db) as imports, imports.transaction():
        npi = next(each.statement.npi for each in imports.statements(npi=True))
        statement = Statement(id=npi, npi=npi, languages=("Korean",))
        edits.keep_edit(imports, npi, statement, f"listing {npi}", Decider("person 1", "said"), ADMIN)


def hold(_settings, run, folder):
    """A file that was imported and is to be looked at before it is published."""
    assert run("import", *GOOD["licences"].written(folder), "--hold")[0] == 0


def test_the_edition_of_today_is_left_and_copied(settings):
    before = published_at(settings)
    be_ready(settings)
    assert published_at(settings) == before and len(copies(settings)) == 1


def test_on_another_day_it_is_made_again_and_the_first_correction_is_written_into_a_copy(settings, run, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: "2031-05-05")
    before = published_at(settings)
    time.sleep(1)  # editions are told apart by the second
    be_ready(settings)
    assert published_at(settings) > before
    say(settings)
    (copy,) = copies(settings)
    assert run("publish")[0] == 0 and not copy.exists()


@pytest.mark.parametrize("wait", (say, hold))
def test_what_waits_to_be_published_is_not_published(settings, run, tmp_path, monkeypatch, wait):
    wait(settings, run, tmp_path)
    before = published_at(settings)
    monkeypatch.setattr(dates, "today", lambda: "2031-05-05")
    be_ready(settings)
    assert published_at(settings) == before


def test_what_statements_without_an_npi_are_compared_by_is_worked_out_ahead(settings, run, tmp_path, monkeypatch):
    assert run("import", *GOOD["licences"].written(tmp_path))[0] == 0
    be_ready(settings)
    with Imports(settings.imports_db) as imports, imports.transaction():
        monkeypatch.setattr(blocking, "contents", None)
        assert not keep_missing_keys(imports) and KeptKeys(imports).keys.size


@pytest.mark.parametrize("missing", ("imports_db", "directory_db"))
def test_without_an_import_or_a_directory_nothing_is_done(settings, monkeypatch, missing):
    getattr(settings, missing).unlink()
    before = about_at(settings.directory_db)
    monkeypatch.setattr(dates, "today", lambda: "2031-05-05")
    be_ready(settings)
    assert about_at(settings.directory_db) == before and not copies(settings)
