"""The worker, and what becomes of a job whose worker is killed."""

import os
import signal
import subprocess
import sys
import time

import pytest
import worker_to_kill
from conftest import ROOT
from many_at_once import processes
from namesakes import ana
from published import content
from source_files import GOOD

from directory.cli.errors import in_words
from directory.settings import Settings
from directory.store.connection import Busy
from directory.store.imports.database import Imports
from directory.store.office import jobs
from directory.store.office.database import Office
from directory.worker import pipeline, process, trying

MOMENTS = {  # what the worker is about to do when it is killed: the phase, a module and the name of its function
    "the file is opened": ("trying", pipeline, "read_files"),
    "the file is read and nothing else": ("trying", trying, "_try_publishing"),
    "the trial is read": ("trying", trying, "_drawn"),
    "the job is to be tried again as published": ("publishing", pipeline, "read_files"),
    "the file is imported and not published": ("publishing", pipeline, "publish"),
    "the directory is in its place and nothing committed": ("publishing", jobs, "note_result"),
    "all is committed": ("publishing", pipeline, "about_published"),
}


@pytest.fixture
def on_server(office_server, monkeypatch):
    """The office of this test is on a server."""
    monkeypatch.setenv("OFFICE_DATABASE", office_server.address)


@pytest.fixture
def settings(data):
    """The settings of this test's data folder."""
    return Settings(data)


@pytest.fixture
def desk(settings):
    """Asks for jobs and looks at them."""
    return Desk(settings)


class Desk:
    """What an admin does, without pages."""

    def __init__(self, settings):
        self.settings = settings

    def office(self):
        return Office(self.settings.office, self.settings.key_file)

    def ask(self, good):
        """Has a file imported; the job's number."""
        path = self.settings.data / good.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(good.content)
        with self.office() as office, office.transaction():
            return jobs.add_job(office, "import", good.name, {"files": [str(path)], "source": good.source})

    def job(self, number):
        with self.office() as office:
            return jobs.find_job(office, number)

    def publish(self, number):
        with self.office() as office, office.transaction():
            assert jobs.ask_to_publish(office, number, "weekly", force=False)

    def work(self):
        """As a worker does that starts: first what one before it left."""
        process._recover(self.settings)
        while process.do_next(self.settings, in_words):
            pass

    def killed(self, module, name):
        """Lets a worker begin in a process of its own, which is killed as soon as it calls a function."""
        told = (self.settings.data, module.__name__, name, os.environ.get("OFFICE_DATABASE", ""))
        assert exit_code(worker_to_kill.killed_at_call, *told) == -signal.SIGKILL


def exit_code(work, *arguments):
    """Lets a worker do a job in a process of its own until it is killed; its exit code."""
    worker = processes().Process(target=work, args=arguments)
    worker.start()
    worker.join()
    return worker.exitcode


@pytest.mark.parametrize("phase, module, name", MOMENTS.values(), ids=MOMENTS)
def test_a_worker_killed_at_any_moment_leaves_a_job_that_the_next_one_ends(desk, data, phase, module, name):
    number = desk.ask(GOOD["nppes"])
    if phase == "publishing":
        desk.work()
        desk.publish(number)
    desk.killed(module, name)
    assert desk.job(number).phase == phase
    assert content(data) is None or len(content(data)) == 6, "half a directory"
    desk.work()
    if phase == "trying":
        assert content(data) is None
        desk.publish(number)
        desk.work()
    assert desk.job(number).phase == "published" and len(content(data)) == 6
    with Imports(data / "imports.db") as imports:
        assert [row["withdrawn"] for row in imports.snapshots()] == [0]


def test_so_it_is_where_the_office_is_on_a_server_whose_connection_ends_with_the_worker(on_server, desk, data):
    number = desk.ask(GOOD["nppes"])
    desk.killed(pipeline, "read_files")
    assert desk.job(number).taken
    while desk.job(number).phase != "tried":  # the server notices in its own time that nobody is there
        desk.work()
    assert desk.job(number).attempts == 0 and content(data) is None
    desk.publish(number)
    desk.work()
    assert desk.job(number).phase == "published" and len(content(data)) == 6


def test_of_machines_that_share_an_office_those_with_an_imports_db_do_jobs(on_server, data):
    assert not process.does_jobs(Settings(data))
    Imports(data / "imports.db").connection.close()
    assert process.does_jobs(Settings(data))


def test_while_the_office_cannot_be_used_a_worker_waits_and_goes_on(settings, monkeypatch, caplog):
    rounds = iter([Busy("The office is busy."), Busy("The office is busy."), SystemExit(0)])

    def work(*_):
        raise next(rounds)

    monkeypatch.setattr(process, "_keep_working", work)
    monkeypatch.setattr(process, "PAUSE", 0)
    monkeypatch.setattr(process.signal, "signal", lambda *_: None)
    monkeypatch.setattr(process, "is_piped", lambda: False)
    with pytest.raises(SystemExit):
        process.work(settings, in_words)
    assert [record.message for record in caplog.records] == ["office closed"] * 2


@pytest.mark.parametrize("module, name", [(pipeline, "publish"), (jobs, "note_result"), (jobs, "end_job")])
def test_an_edition_whose_worker_is_killed_is_published_by_the_next_and_tells_what_waited(desk, data, module, name):
    number = desk.ask(GOOD["nppes"])
    desk.work()
    desk.publish(number)
    desk.work()
    with Imports(data / "imports.db") as imports, imports.transaction():
        snapshot = imports.new_snapshot("csv", "", False, True, "t.csv", "")
        imports.write(snapshot, [("t1", ana("t1"))])
        imports.finish(snapshot, "2026-11-01", True, [], {"rows_read": 1, "listings": 1, "problems": 0})
    with desk.office() as office, office.transaction():
        edition = jobs.ask_for_edition(office, "called")
    desk.killed(module, name)
    assert desk.job(edition).phase == "publishing" and len(content(data)) in (6, 7)
    desk.work()
    assert desk.job(edition).phase == "published" and len(content(data)) == 7
    assert desk.job(edition).result["waited"]["imports"] == 1


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_killed_by_the_clock_it_is_never_half_published(desk, data, share):
    first = desk.ask(GOOD["nppes"])
    desk.work()
    desk.publish(first)
    began = time.monotonic()
    desk.work()
    lasted = time.monotonic() - began
    second = desk.ask(GOOD["roster"])
    desk.work()
    desk.publish(second)
    exit_code(worker_to_kill.killed_by_clock, data, lasted * share)
    assert len(content(data)) in (6, 8)
    desk.work()
    assert desk.job(second).phase == "published" and len(content(data)) == 8


def test_what_has_ended_three_workers_fails_and_lets_the_next_job_be_done(desk):
    hostile, good = desk.ask(GOOD["nppes"]), desk.ask(GOOD["roster"])
    for _ in range(jobs.MOST_ATTEMPTS):
        desk.killed(trying, "_drawn")
    desk.work()
    assert desk.job(hostile).phase == "failed" and "ended three times" in desk.job(hostile).reason
    assert desk.job(good).phase == "tried"


def test_while_a_command_imports_the_job_waits_and_is_done_afterwards(desk, data):
    number = desk.ask(GOOD["nppes"])
    with Imports(data / "imports.db") as imports, imports.transaction():
        assert not process.do_next(desk.settings, in_words)
        assert desk.job(number).phase == "waiting"
    desk.work()
    assert desk.job(number).phase == "tried"


def test_a_job_is_cancelled_while_its_file_is_read(desk, data, monkeypatch):
    number = desk.ask(GOOD["nppes"])
    read = pipeline.read_files

    def cancelled_meanwhile(*arguments):
        with desk.office() as office, office.transaction():
            assert jobs.ask_to_end(office, number)
        return read(*arguments)

    monkeypatch.setattr(pipeline, "read_files", cancelled_meanwhile)
    desk.work()
    assert desk.job(number).phase == "cancelled" and content(data) is None


def test_of_two_workers_one_works_and_the_other_takes_its_place(desk, data):
    with desk.office():
        pass
    command = [sys.executable, ROOT / "run.py", "worker"]
    first, second = (subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(2))
    try:
        first.kill()
        number = desk.ask(GOOD["nppes"])
        for _ in range(600):
            if desk.job(number).phase == "tried":
                break
            time.sleep(0.1)
        assert desk.job(number).phase == "tried"
        second.stdin.close()  # as when serve ends
        assert second.wait(20) == 0
    finally:
        for worker in (first, second):
            worker.kill()
            worker.wait()
