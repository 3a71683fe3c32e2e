"""The office on a PostgreSQL server promises what it does in office.db: for many processes, machines and versions."""

import sqlite3
from contextlib import closing

import psycopg
import pytest
from many_at_once import processes
from office_at_once import PATIENCE, at_work, open_it, take_job

from directory.store.connection import Busy
from directory.store.migrations import ForeignFile, NewerFile
from directory.store.office import jobs, opening, people, postgresql_steps, referrals, sessions
from directory.store.office.audit import entries
from directory.store.office.database import Office
from directory.store.office.migrations import MIGRATIONS
from directory.store.office.server import office_server as server_at
from directory.store.vault import hash_token

MANY = 8  # processes


@pytest.fixture
def office(office_server, tmp_path):
    """An office on the server."""
    with Office(office_server, tmp_path / "data.key") as opened:
        yield opened


@pytest.fixture
def empty(postgresql):
    """A database without a table."""
    return server_at(postgresql.make("other"))


def shape(postgresql, database):
    """Every column, constraint and index of a database's tables."""
    with closing(postgresql.connect(database)) as opened:
        columns = """SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name, is_identity
            FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"""
        constraints = """SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"""
        indexes = """SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
            WHERE relnamespace = 'public'::regnamespace
            AND indexrelid NOT IN (SELECT conindid FROM pg_constraint) ORDER BY 1"""
        return [opened.execute(sql).fetchall() for sql in (columns, constraints, indexes)]


class TestManyAtOnce:
    def test_nothing_is_lost_taken_twice_or_broken(self, office, office_server, tmp_path):
        with office.transaction():
            numbers = [people.add_person(office, f"p{n}@example.org", "physician").id for n in range(MANY)]
            people.save_recovery_codes(office, 1, [hash_token(f"code {n}") for n in range(4)])
            for n in range(4):
                sessions.save_draft(office, 1, f"/{n}", [("a", "b")])
            for n in range(2 * MANY):
                jobs.add_job(office, "import", f"{n}.csv", {})
        got = self.got(office_server, tmp_path / "data.key", numbers)
        named = {kind: sorted(n for each, n in got if each == kind) for kind in ("code", "step", "draft", "job")}
        assert named["code"] == named["draft"] == [0, 1, 2, 3] and named["job"] == list(range(1, 2 * MANY + 1))
        assert len(named["step"]) == len(set(named["step"])) and 3 in named["step"]
        assert sessions.counted_tries(office, b"everybody")[0] == 4 * MANY
        assert sum(len(sessions.sessions_of(office, n)) for n in numbers) == 4 * MANY
        with office.transaction():
            for n in numbers:
                letters = referrals.saved_referrals(office, [n])
                texts = {referrals.referral_content(office, letter).decode() for letter in letters}
                assert texts == {f"{k} of {n}" for k in range(4)}
        whats = [entry["what"] for entry in entries(office.connection, 10_000)]
        assert whats.count("letter kept") == whats.count("signed in") == 4 * MANY
        assert whats.count("recovery code used") == 4 and office.verify().rows == len(whats)

    def got(self, server, key, numbers):
        context = processes()
        barrier, told = context.Barrier(MANY), context.Queue()
        workers = [context.Process(target=at_work, args=(server, key, n, barrier, told)) for n in numbers]
        for worker in workers:
            worker.start()
        found = [each for _ in workers for each in told.get(timeout=PATIENCE)]
        for worker in workers:
            worker.join(PATIENCE)
        assert [worker.exitcode for worker in workers] == [0] * MANY
        return found

    def test_of_two_that_found_it_one_does(self, postgresql, empty):
        context = processes()
        barrier = context.Barrier(2)
        both = [context.Process(target=open_it, args=(empty, MIGRATIONS, barrier)) for _ in range(2)]
        for each in both:
            each.start()
        for each in both:
            each.join(PATIENCE)
        assert [each.exitcode for each in both] == [0, 0]
        assert shape(postgresql, "other") == shape(postgresql, "office")

    def test_of_two_that_bring_it_up_to_date_one_does_and_the_other_waits(self, postgresql, empty, tmp_path):
        later = tmp_path / "later.sql"
        later.write_text("CREATE TABLE later (id INTEGER PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID")
        slow = later.with_suffix(".postgresql.sql")  # fails where it is taken twice
        slow.write_text(
            later.read_text().replace("INTEGER", "bigint").replace(" WITHOUT ROWID", "; SELECT pg_sleep(1)")
        )
        postgresql_steps.open_migrated(empty).close()
        context = processes()
        barrier = context.Barrier(2)
        both = [context.Process(target=open_it, args=(empty, (*MIGRATIONS, later), barrier)) for _ in range(2)]
        for each in both:
            each.start()
        for each in both:
            each.join(PATIENCE)
        assert [each.exitcode for each in both] == [0, 0]
        with pytest.raises(NewerFile, match="newer version"):
            postgresql_steps.open_migrated(empty)

    def test_who_waits_too_long_is_told_that_it_is_busy(self, office, office_server, tmp_path):
        with Office(office_server, tmp_path / "data.key", patience=0.1) as other:
            with office.transaction(), pytest.raises(Busy, match="busy"), other.transaction():
                pytest.fail("two write at once")
            with other.transaction():
                other.note("mail sent")


class TestJobs:
    def test_one_of_a_living_worker_stays_its_own_and_one_of_a_killed_worker_is_taken_over(
        self, office, office_server, tmp_path
    ):
        with office.transaction():
            jobs.add_job(office, "import", "a.csv", {})
        context = processes()
        ready, wait = context.Event(), context.Event()
        worker = context.Process(target=take_job, args=(office_server, tmp_path / "data.key", ready, wait))
        worker.start()
        assert ready.wait(PATIENCE)
        with office.transaction():
            jobs.recover_jobs(office)
            assert jobs.find_job(office, 1).taken and jobs.take_next(office) is None
        worker.kill()
        worker.join(PATIENCE)
        taken = None
        while taken is None:  # the server notices that the connection is gone
            with office.transaction():
                jobs.recover_jobs(office)
                taken = jobs.take_next(office)
        assert (taken.id, taken.attempts) == (1, 2)

    def test_who_was_taken_for_gone_and_comes_back_changes_nothing(self, office):
        with office.transaction():
            jobs.add_job(office, "import", "a.csv", {})
            first = jobs.take_next(office)
            jobs.recover_jobs(office)
            second = jobs.take_next(office)
            assert not jobs.is_still_at(office, first) and jobs.is_still_at(office, second)
            jobs.put_back(office, first)
            assert jobs.is_still_at(office, second)

    def test_they_are_looked_for_without_a_key_and_none_are_where_there_is_no_office(
        self, office, office_server, empty
    ):
        assert not jobs.has_work(office_server) and not jobs.has_work(empty)
        with office.transaction():
            jobs.add_job(office, "import", "a.csv", {})
        assert jobs.has_work(office_server) and not jobs.is_any_taken(office_server)


class TestSteps:
    def test_tables_are_those_of_sqlite(self, postgresql, office_server, tmp_path):
        of_server = {}
        for table, column, kind, nullable, *_ in shape(postgresql, "office")[0]:
            of_server.setdefault(table, []).append((column, kind, nullable == "NO"))
        of_server.pop("steps")
        assert of_server == self.columns(tmp_path / "office.db")

    def columns(self, path):
        """{table: [(column, type as the server calls it, whether it may not be null)]} of a new office.db."""
        kinds = {"INTEGER": "bigint", "TEXT": "text", "BLOB": "bytea"}
        opening.open_connection(path).close()
        with closing(sqlite3.connect(path)) as opened:
            names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            return {
                name: [
                    (column, kinds[kind], bool(not_null or key))
                    for _, column, kind, not_null, _, key in opened.execute(f"PRAGMA table_info({name})")
                ]
                for (name,) in opened.execute(names).fetchall()
            }

    def test_an_older_one_becomes_what_a_new_one_is_and_counts_on(self, postgresql, office_server, empty):
        claim = """INSERT INTO claims (token_hash, listing, proof, reached_at, asked_on)
            VALUES (?, '2000000011', 'call', '', '2026-11-29') RETURNING id"""
        with closing(postgresql_steps.open_migrated(empty, MIGRATIONS[:13])) as opened:
            assert opened.execute(claim, [b"one"]).fetchone() == (1,)
        with closing(postgresql_steps.open_migrated(empty)) as opened:
            assert opened.execute(claim, [b"other"]).fetchone() == (2,)
        assert shape(postgresql, "other") == shape(postgresql, "office")

    def test_a_step_that_fails_leaves_it_as_it_was(self, postgresql, empty, tmp_path):
        postgresql_steps.open_migrated(empty).close()
        before = shape(postgresql, "other")
        step = tmp_path / "wrong.sql"
        step.write_text("CREATE TABLE more (id INTEGER PRIMARY KEY);\nSELECT * FROM nothing;")
        with pytest.raises(psycopg.errors.UndefinedTable):
            postgresql_steps.open_migrated(empty, (*MIGRATIONS, step))
        assert shape(postgresql, "other") == before

    def test_a_database_of_something_else_is_left_alone(self, postgresql, empty, tmp_path):
        postgresql.run("CREATE TABLE theirs (id int)", "other")
        with pytest.raises(ForeignFile, match="tables of something else"):
            Office(empty, tmp_path / "data.key")
        assert [table for table, *_ in shape(postgresql, "other")[0]] == ["theirs"]
