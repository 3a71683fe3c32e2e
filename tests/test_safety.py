"""Whatever stops an import, the public sees the old directory or the new one, whole, and the next import works."""

import gzip
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter

import nppes_files as files
import pytest
import tic_files as tic
from conftest import ROOT
from source_files import tables

from directory.store.imports.database import Imports

KILLS = 60
RATES_KILLS = 12
ROWS = 40


@pytest.fixture(scope="module")
def forked():
    """Gives an order to kill_target.py: {"code", "steps"} of the command that it forks."""
    with subprocess.Popen(
        [sys.executable, ROOT / "tests" / "kill_target.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:

        def run(words, data, **order):
            print(json.dumps({"words": words, "data": str(data)} | order), file=server.stdin, flush=True)
            return json.loads(server.stdout.readline())

        yield run
        server.stdin.close()


def standing(data):
    """{snapshot: records} in imports.db, which must be sound."""
    with sqlite3.connect(data / "imports.db") as opened:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        return dict(
            opened.execute(
                "SELECT s.id, count(r.id) FROM snapshots s LEFT JOIN records r ON r.snapshot = s.id GROUP BY 1"
            )
        )


def test_killed_at_any_moment_the_directory_is_the_old_or_the_new_one_and_the_next_import_works(
    forked, run, data, tmp_path
):
    old = files.packed(tmp_path / "old.zip", [files.row(npi=files.npi(n)) for n in range(ROWS)])
    new = files.packed(
        tmp_path / "new.zip",
        [files.row(npi=files.npi(n), first_name="BEA") for n in range(ROWS + 10)],
        member="npidata_pfile_20050523-20240410.csv",
    )
    kept, words = tmp_path / "kept", ["import", "nppes", str(new)]
    assert run("import", "nppes", old)[0] == 0
    shutil.copytree(data, kept)
    before = tables(kept / "directory.db")
    whole = forked(words, data, count=True)
    steps, after = whole["steps"], tables(data / "directory.db")
    assert whole["code"] == 0 and before != after and standing(data) == {1: ROWS, 2: ROWS + 10}
    chance, seen = random.Random(1), Counter()
    for turn in range(KILLS):
        shutil.rmtree(data)
        shutil.copytree(kept, data)
        moment = (turn + chance.random()) * steps / KILLS
        assert forked(words, data, after=int(moment) + 1, wait=chance.random() / 500)["code"] == -signal.SIGALRM
        after_kill, snapshots = tables(data / "directory.db"), standing(data)
        assert after_kill in (before, after)
        assert (snapshots == {1: ROWS} and after_kill == before) or snapshots == {1: ROWS, 2: ROWS + 10}
        seen["published" if after_kill == after else "imported" if len(snapshots) == 2 else "nothing done"] += 1
        assert run(*words)[0] == 0 and tables(data / "directory.db") == after
        assert sorted(os.listdir(data)) == ["directory.db", "imports.db"]
    assert seen["nothing done"] and seen["imported"], f"the kills did not come at all moments: {seen}"


@pytest.fixture
def full_disk(forked, data, tmp_path):
    """Runs a command where no file may grow beyond so many bytes: (exit code, standard error)."""

    def run(most, *words):
        errors = tmp_path / "errors"
        code = forked([str(word) for word in words], data, most=most, errors=str(errors))["code"]
        return code, errors.read_text()

    return run


@pytest.mark.parametrize("most", [20_000, 200_000, 600_000])
@pytest.mark.parametrize("what", ["import", "publish"])
def test_no_room_on_the_disk_is_one_clear_line_and_changes_nothing(what, most, full_disk, run, data, tmp_path):
    run(
        "import",
        "nppes",
        files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [files.row(npi=files.npi(n)) for n in range(3)]),
    )
    before = tables(data / "directory.db")
    many = files.plain(
        tmp_path / "npidata_pfile_20240311-20240317.csv", [files.row(npi=files.npi(n)) for n in range(3, 1500)]
    )
    if what == "publish":
        run("import", "nppes", many, "--hold")
    code, err = full_disk(most, what, *(["nppes", many] if what == "import" else []))
    assert (code, err.count("\n")) == (2, 1) and "The directory is as it was" in err.replace("; the", ". The"), err
    assert tables(data / "directory.db") == before
    assert standing(data) == ({1: 3} if what == "import" else {1: 3, 2: 1497})
    assert run("publish")[0] == 0
    assert sorted(os.listdir(data)) == ["directory.db", "imports.db"]


def test_a_power_cut_finds_nothing_published_that_is_not_on_the_disk(run, data, tmp_path, monkeypatch):
    """imports.db waits for the disk at each commit.

    The new directory is on the disk before it takes the old one's place, and its name after.
    """
    done = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(
            os,
            name,
            lambda *given, name=name, real=real: (done.append((name, os.stat(given[0]).st_ino)), real(*given))[1],
        )
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [files.row()]))
    directory = (data / "directory.db").stat().st_ino
    assert done == [("fsync", directory), ("replace", directory), ("fsync", data.stat().st_ino)]
    with Imports(data / "imports.db") as imports:
        assert imports.connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


def test_killed_while_two_files_of_rates_are_read_written_or_published_nothing_is_lost_and_the_next_import_works(
    forked, run, data, tmp_path
):
    """Files are read in threads of the one process: no reader outlives it, or is waited for in vain."""
    npis = [int(files.npi(number)) for number in range(1, 9)]
    people = [files.row(npi=str(npi)) for npi in npis]
    assert run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", people))[0] == 0
    for day, amount, some in (("2026-09-01", 40, npis[:6]), ("2026-10-01", 50, npis[2:])):
        for name, code in (("a.json.gz", "97810"), ("b.json.gz", "97811")):
            services = [tic.service(code, ([1], [tic.price(amount)]))]
            content = tic.network([tic.group(1, *some)], services, last_updated_on=day, plan_name="Gold")
            (tmp_path / f"{day}_{name}").write_bytes(gzip.compress(tic.text(content)))
    months = [sorted(map(str, tmp_path.glob(f"2026-{month}-*"))) for month in ("09", "10")]
    assert run("import", "tic", *months[0])[0] == 0
    kept, words = tmp_path / "kept", ["import", "tic", *months[1]]
    shutil.copytree(data, kept)
    before = tables(kept / "directory.db")
    steps, after = forked(words, data, count=True)["steps"], tables(data / "directory.db")
    assert before != after and set(standing(data)) == {1, 2, 3}
    seen = Counter()
    for turn in range(RATES_KILLS):
        shutil.rmtree(data)
        shutil.copytree(kept, data)
        code = forked(words, data, after=turn * steps // RATES_KILLS + 1, wait=turn % 3 / 1000)["code"]
        after_kill, snapshots = tables(data / "directory.db"), set(standing(data))
        assert code in (-signal.SIGALRM, 0)  # how often the reading is asked for is never twice the same
        assert (snapshots == {1, 2} and after_kill == before) or (
            snapshots == {1, 2, 3} and after_kill in (before, after)
        )
        seen["published" if after_kill == after else "imported" if len(snapshots) == 3 else "nothing done"] += 1
        assert run(*words)[0] == 0 and tables(data / "directory.db") == after
    assert seen["nothing done"] and seen["imported"], f"the kills did not come at all moments: {seen}"
