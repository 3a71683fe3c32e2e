"""A PostgreSQL server for tests: a cluster of its own on a socket in a folder of its own, gone with the tests.

One server serves a test process. Between two tests the tables are emptied, which takes a twentieth of the time that a
new database takes.
"""

import getpass
import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

PROGRAMS = "/usr/lib/postgresql/*/bin/postgres"  # Debian's; elsewhere on the path
OPTIONS = (
    *("fsync=off", "listen_addresses=", "shared_buffers=16MB", "autovacuum=off", "max_connections=100"),
    *("log_error_verbosity=terse", "log_parameter_max_length=0"),  # as docs/office.md wants it
)
START_LIMIT = 30  # seconds
NOT_HERE = "PostgreSQL 15 is not here, so the office is tested on SQLite alone: apt install postgresql"
PASSWORD = "violet tram"
ROLE = f"CREATE ROLE office LOGIN PASSWORD '{PASSWORD}'"
WITHOUT_TRIGGERS = "SET session_replication_role = replica"  # so that the audit trail can be emptied


def program(name):
    """A program of PostgreSQL's; None where there is none."""
    found = sorted(Path("/").glob(PROGRAMS[1:]), key=lambda path: int(path.parts[-3]))
    return found[-1].with_name(name) if found else shutil.which(name)


class PostgresqlServer:
    """The server, running."""

    def __init__(self, folder):
        self.folder = folder
        # root may not run it; whoever does, it ends with this process
        user = "postgres" if os.getuid() == 0 else getpass.getuser()
        shutil.chown(folder, user)
        whose = ["--reuid", user, "--regid", user, "--init-groups"] if os.getuid() == 0 else []
        as_user = ["setpriv", *whose, "--pdeathsig", "QUIT"]
        initdb = [program("initdb"), "-D", folder / "data", "-U", "postgres", "-N", "--auth=trust"]
        subprocess.run(
            [*as_user, *initdb, "--encoding=UTF8", "--locale=C"], check=True, stdout=subprocess.DEVNULL, cwd="/"
        )
        options = [word for option in OPTIONS for word in ("-c", option)]
        command = [*as_user, program("postgres"), "-D", folder / "data", "-k", folder, *options]
        with open(folder / "log", "wb") as log:
            self.process = subprocess.Popen(command, cwd="/", stderr=log)
        self._wait()
        self.run(ROLE)

    def _wait(self):
        import psycopg

        for _ in range(START_LIMIT * 20):
            try:
                self.run("SELECT 1")
            except psycopg.OperationalError:
                assert self.process.poll() is None, (self.folder / "log").read_text()
                time.sleep(0.05)
            else:
                return
        raise TimeoutError((self.folder / "log").read_text())

    def connect(self, database="postgres"):
        """A connection of the one who may do all."""
        import psycopg

        return psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True)

    def run(self, sql, database="postgres"):
        """Runs statements as the one who may do all."""
        with closing(self.connect(database)) as opened:
            opened.execute(sql)

    def make(self, name):
        """A new database for an office; its address."""
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.run(f"CREATE DATABASE {name} OWNER office")
        return f"postgresql://office@/{name}?host={self.folder}"

    def stop(self):
        """Ends it at once: nothing of it is kept."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(START_LIMIT)


@contextmanager
def running_server():
    """A server for the block. Skips the test where PostgreSQL is not here."""
    if not program("postgres") or not shutil.which("setpriv"):
        pytest.skip(NOT_HERE)
    folder = Path(tempfile.mkdtemp(prefix="directory-postgresql-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    server = None
    try:
        server = PostgresqlServer(folder)
        yield server
    finally:
        if server:
            server.stop()
        shutil.rmtree(folder)


class OfficeDatabaseForTests:
    """One database of the server that is an empty office at the beginning of each test."""

    def __init__(self, server):
        from directory.store.office import postgresql_steps
        from directory.store.office.server import office_server

        self.office = office_server(server.make("office"))
        postgresql_steps.open_migrated(self.office).close()
        self.opened = server.connect("office")
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'steps'"
        sequences = "SELECT sequencename FROM pg_sequences"
        statements = [f"DELETE FROM {name}" for (name,) in self.opened.execute(tables)]
        statements += [f"ALTER SEQUENCE {name} RESTART" for (name,) in self.opened.execute(sequences)]
        self.script = "; ".join([WITHOUT_TRIGGERS, *statements, "RESET session_replication_role"])

    def empty(self):
        """Removes all rows."""
        from directory.store.office import postgresql_steps

        postgresql_steps._founded.clear()
        self.opened.execute(self.script, prepare=False)


@pytest.fixture(scope="session")
def postgresql():
    """The server, for all tests of this process."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def _office_for_tests(postgresql):
    return OfficeDatabaseForTests(postgresql)


@pytest.fixture
def office_server(_office_for_tests):
    """A database for an office, without a row."""
    _office_for_tests.empty()
    return _office_for_tests.office


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def office_database(request, tmp_path):
    """Where an office is to be founded: each test is done on both."""
    if request.param == "SQLite":
        return tmp_path / "data" / "office.db"
    return request.getfixturevalue("office_server")


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def on_both(request, monkeypatch):
    """Sites and commands have their office in office.db, then on the server."""
    if request.param == "PostgreSQL":
        monkeypatch.setenv("OFFICE_DATABASE", request.getfixturevalue("office_server").address)


OF_THE_FILE = {  # tests that look into office.db itself
    "test_no_word_of_the_patient_is_in_the_clear",
    "test_nothing_says_who_reported",
    "test_looking_at_the_form_founds_no_office_and_the_first_report_does",
    "test_an_office_of_a_newer_version_is_named_and_its_pages_are_closed",
    "test_an_office_that_is_broken_is_said_to_be",
    "test_of_two_workers_one_works_and_the_other_takes_its_place",
    "test_a_changed_row_is_told",
    "test_an_answer_stays_as_light_and_as_little_work_as_it_was",
}


@pytest.fixture(autouse=True)
def everything_on_the_server(request, monkeypatch):
    """With OFFICE_TESTS=postgresql every site and command of a test has its office on the server."""
    if os.environ.get("OFFICE_TESTS") == "postgresql" and request.node.originalname not in OF_THE_FILE:
        monkeypatch.setenv("OFFICE_DATABASE", request.getfixturevalue("office_server").address)
