"""A database of an earlier version is brought up to date whole or not at all, by one process, after a copy.

One of a newer version is refused.
"""

import shutil
import sqlite3
import stat
from contextlib import closing

import pytest
from database_versions import load
from many_at_once import PATIENCE, migrate_slowly, open_imports, processes

from directory.settings import Settings
from directory.store import migrations
from directory.store.connection import Busy
from directory.store.imports.database import Imports
from directory.store.imports.migrations import MIGRATIONS
from directory.store.migrations import NewerFile, open_migrated
from directory.store.office.database import Office

KILLS = 25
LATEST = len(MIGRATIONS)


def first(connection):
    connection.execute("CREATE TABLE letters (content TEXT)")


def second(connection):
    connection.execute("INSERT INTO letters VALUES ('second')")


def failing(connection):
    connection.execute("DROP TABLE letters")
    raise ZeroDivisionError


def dump(path):
    """All that is in a database, with its version."""
    with closing(sqlite3.connect(path)) as opened:
        return [*opened.iterdump(), opened.execute("PRAGMA user_version").fetchone()]


def in_folder(path):
    return sorted(each.name for each in path.parent.iterdir())


@pytest.fixture
def old(tmp_path):
    """A file that has taken the first step."""
    open_migrated(tmp_path / "office.db", (first,)).close()
    return tmp_path / "office.db"


class TestSteps:
    def test_a_new_file_takes_all_of_them_without_a_copy_or_a_word(self, tmp_path, caplog):
        path = tmp_path / "folder" / "office.db"
        open_migrated(path, (first, second)).close()
        assert dump(path)[-1] == (2,) and in_folder(path) == ["office.db"] and not caplog.records

    def test_an_older_file_takes_those_that_it_lacks_and_says_so(self, old, caplog):
        before = dump(old)
        open_migrated(old, (first, second)).close()
        assert dump(old)[-1] == (2,) and dump(old.with_name("office.db.before-2")) == before
        begun, ended = (record.getMessage() for record in caplog.records)
        assert "office.db.before-2" in begun and "up to date" in ended

    def test_a_file_that_is_up_to_date_is_only_read(self, old, caplog):
        content = old.read_bytes()
        open_migrated(old, (first,)).close()
        assert old.read_bytes() == content and in_folder(old) == ["office.db"] and not caplog.records

    def test_one_that_fails_leaves_the_file_as_it_was(self, old):
        before = dump(old)
        with pytest.raises(ZeroDivisionError):
            open_migrated(old, (first, second, failing))
        assert dump(old) == before
        open_migrated(old, (first, second)).close()
        assert dump(old)[-1] == (2,)

    def test_a_script_is_one_transaction_with_the_others_whatever_is_in_it(self, old, tmp_path):
        script = tmp_path / "0002.sql"
        script.write_text(
            "-- a comment; with a semicolon\n\nCREATE TRIGGER kept BEFORE DELETE ON letters\n"
            "BEGIN SELECT RAISE (ABORT, 'kept; for ever'); END;\nINSERT INTO letters VALUES ('a;\nb'); -- end\n\n"
        )
        before = dump(old)
        with pytest.raises(ZeroDivisionError):
            open_migrated(old, (first, script, failing))
        assert dump(old) == before
        with closing(open_migrated(old, (first, script))) as opened:
            assert opened.execute("SELECT content FROM letters").fetchall() == [("a;\nb",)]
            with pytest.raises(sqlite3.IntegrityError, match="for ever"):
                opened.execute("DELETE FROM letters")

    def test_a_copy_is_for_its_owner_only_and_replaces_those_before(self, old):
        old.chmod(0o644)
        for steps in ((first, second), (first, second, second)):
            open_migrated(old, steps).close()
        assert in_folder(old) == ["office.db", "office.db.before-3"]
        kept = old.with_name("office.db.before-3")
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600 and dump(kept)[-1] == (2,)

    def test_where_there_is_no_room_for_a_copy_nothing_is_changed(self, old, monkeypatch):
        def full(database, target):
            target.write_bytes(b"half")
            raise sqlite3.OperationalError("database or disk is full")

        before = dump(old)
        monkeypatch.setattr(migrations.connection, "copy", full)
        with pytest.raises(sqlite3.OperationalError, match="full"):
            open_migrated(old, (first, second))
        assert dump(old) == before and in_folder(old) == ["office.db"]

    def test_while_another_program_writes_it_is_left_alone(self, old):
        with closing(sqlite3.connect(old, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(Busy, match=r"office\.db is in use"):
                open_migrated(old, (first, second), patience=0)
        assert in_folder(old) == ["office.db"]


class TestNewer:
    def test_it_is_refused_and_stays_as_it_is(self, old):
        open_migrated(old, (first, second)).close()
        content = old.read_bytes()
        with pytest.raises(NewerFile, match="newer version"):
            open_migrated(old, (first,))
        assert old.read_bytes() == content

    @pytest.mark.parametrize(
        ("name", "commands"),
        [
            ("imports.db", [("publish",), ("imports",), ("matches",)]),
            ("office.db", [("user", "list"), ("audit", "verify"), ("backup", "x.zip"), ("serve", "--port", "0")]),
        ],
    )
    def test_commands_say_so_in_one_line(self, run, data, capsys, name, commands):
        Imports(data / "imports.db").connection.close()
        Office(data / "office.db", Settings().key_file).connection.close()
        capsys.readouterr()  # that a key was made is no command's line
        with closing(sqlite3.connect(data / name)) as newer:
            newer.execute("PRAGMA user_version = 999")
        content = (data / name).read_bytes()
        for words in commands:
            code, out, err = run(*words)
            assert (code, out, err.count("\n")) == (2, "", 1) and name in err and "newer version" in err, words
        assert (data / name).read_bytes() == content


class TestManyAtOnce:
    def test_one_takes_the_steps_and_the_others_wait(self, tmp_path):
        path, context = tmp_path / "office.db", processes()
        with closing(sqlite3.connect(path)) as made:
            made.executescript("""
                CREATE TABLE letters (content BLOB);
                CREATE VIEW generated AS
                    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT 1000)
                    SELECT n FROM numbers;
            """)
        barrier = context.Barrier(3)
        workers = [context.Process(target=migrate_slowly, args=(path, barrier)) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(2 * PATIENCE)
        assert [worker.exitcode for worker in workers] == [0, 0, 0]
        assert in_folder(path) == ["office.db", "office.db.before-1"]

    def test_many_open_the_same_old_imports(self, tmp_path):
        path = load("imports-4262639", tmp_path / "imports.db")
        with processes().Pool(4) as pool:
            pool.map_async(open_imports, [path] * 8, chunksize=1).get(PATIENCE)
        assert dump(path)[-1] == (LATEST,) and in_folder(path) == ["imports.db", f"imports.db.before-{LATEST}"]


def test_killed_at_any_moment_the_file_is_the_old_one_or_the_new_one(tmp_path):
    old = load("imports-4262639-then-95e8c96", tmp_path / "old" / "imports.db")
    new = tmp_path / "new" / "imports.db"
    shutil.copytree(old.parent, new.parent)
    context, seen = processes(), set()
    in_process(context, new, tmp_path / "calls")
    calls, before, after = int((tmp_path / "calls").read_text()), dump(old), dump(new)
    for number in range(1, KILLS + 1):
        path = tmp_path / str(number) / "imports.db"
        path.parent.mkdir()
        shutil.copy(old, path)
        assert in_process(context, path, None, calls * number // (KILLS + 1)) == -9
        found = dump(path)
        assert found in (before, after)
        seen.add(found[-1])
        Imports(path).connection.close()
        assert dump(path) == after
        assert in_folder(path) == ["imports.db", f"imports.db.before-{LATEST}"]
        assert dump(path.with_name(f"imports.db.before-{LATEST}")) == before
    assert seen == {(0,), (LATEST,)}


def in_process(context, *order):
    """How a process ends that opens imports."""
    worker = context.Process(target=open_imports, args=order)
    worker.start()
    worker.join(PATIENCE)
    return worker.exitcode
