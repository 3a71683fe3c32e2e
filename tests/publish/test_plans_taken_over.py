"""An update reads no list of plans again that stands, and tells of nobody what only the list of before told."""

import json
import sqlite3
from contextlib import closing

import nppes_files as files
import pytest
from qhp_reading import THIS_YEAR, provider
from source_files import ANA, GOOD, LEE, tables

from directory.settings import Settings
from directory.store.imports import list_files
from directory.store.listings import plan_links


@pytest.fixture
def plans_read(monkeypatch):
    """How many lists of plans were read, of the directory's and of imports.db's."""
    read = []
    for where, name in ((plan_links, "listed_plans_from_json"), (list_files, "past_plans_from_json")):
        real = getattr(where, name)
        monkeypatch.setattr(where, name, lambda text, real=real: read.append(text) or real(text))
    return read


@pytest.fixture
def insured(run, tmp_path):
    """Ana and Jo, whom an insurer's list names."""
    run("import", *GOOD["nppes"].written(tmp_path))
    assert run("import", *GOOD["qhp"].written(tmp_path))[0] in (0, 1)


def week(run, folder, day, **values):
    """A weekly file in which NPPES says this of Ana."""
    row = files.row(npi=ANA, **values)
    assert run("import", "nppes", files.plain(folder / f"npidata_pfile_20260105-202601{day}.csv", [row]))[0] in (0, 1)


def ask(sql, *values):
    with closing(sqlite3.connect(Settings().directory_db)) as opened:
        return opened.execute(sql, values).fetchall()


@pytest.mark.parametrize(
    "first, then", [("20240304-20240310", "20240311-20240317"), ("20260105-20260111", "20260112-20260118")]
)
def test_an_update_reads_only_the_plans_of_those_whom_it_changes(first, then, run, plans_read, tmp_path):
    people = [files.npi(serial) for serial in range(1, 7)]
    rows = [files.row(npi=npi, first_name="ANA", last_name="LOPEZ") for npi in people]
    run("import", "nppes", files.plain(tmp_path / f"npidata_pfile_{first}.csv", rows))
    entries = [provider(npi, plans=[plan(number)]) for number, npi in enumerate(people)]
    list_file = tmp_path / "providers_20260108.json"
    list_file.write_text(json.dumps(entries))
    assert run("import", "qhp", list_file)[0] in (0, 1) and len(plans_read) > 2 * len(people)
    plans_read.clear()
    moved = [files.row(npi=people[0], first_name="ANA", last_name="LOPEZ", address_1="9 ELM ST")]
    run("import", "nppes", files.plain(tmp_path / f"npidata_pfile_{then}.csv", moved))
    assert 0 < len(plans_read) <= 3
    plans_read.clear()
    run("publish")
    assert plans_read == []


def plan(number):
    """A plan of an insurer's list that nobody else has."""
    return {"plan_id_type": "HIOS-PLAN-ID", "plan_id": f"12345NY{number:07}", "network_tier": "A", "years": [THIS_YEAR]}


def test_who_is_called_otherwise_since_is_not_told_to_be_in_a_list_that_names_another(run, insured, tmp_path):
    told = "SELECT length(plans) > 0 FROM named WHERE id = ?"
    assert ask(told, ANA) == ask(told, LEE) == [(1,)]
    week(run, tmp_path, 11, first_name="ZEBULON", last_name="QUUX")
    after = tables(Settings().directory_db)
    assert ask(told, LEE) == [(1,)] and (1,) not in ask(told, ANA)
    run("publish", "--force")
    assert tables(Settings().directory_db) == after


def test_who_is_gone_leaves_neither_plans_nor_a_place_in_a_list(run, insured, tmp_path):
    gone = files.plain(tmp_path / "npidata_pfile_20260105-20260111.csv", [files.deactivated(ANA)])
    assert run("import", "nppes", gone)[0] in (0, 1) and run("publish", "--force")[0] == 0
    after = tables(Settings().directory_db)
    run("publish")
    assert ask("SELECT * FROM named WHERE id = ?", ANA) == []
    assert tables(Settings().directory_db) == after


def test_the_list_of_an_insurer_that_is_taken_out_is_told_of_nobody(run, insured, tmp_path):
    assert run("rollback", 2, "--force")[0] == 0
    assert ask("SELECT * FROM named") == ask("SELECT * FROM named_plans") == ask("SELECT * FROM plan_links") == []
