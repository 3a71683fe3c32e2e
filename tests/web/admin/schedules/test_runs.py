"""What is fetched again and again: when it runs, and what it publishes by itself."""

import threading
from datetime import timedelta

import pytest
from scheduled_files import LINES, all_jobs, people
from source_files import ANA, GOOD

from directory.store.imports.database import Imports
from directory.store.listings.about import about_at
from directory.store.office import schedules
from directory.worker import process

FEW = b"".join(LINES[:2])


class TestWhen:
    def test_it_runs_when_it_is_due_and_not_before(self, scheduled, office, clock, work):
        scheduled(next_at=clock.time + timedelta(hours=1))
        work()
        assert not all_jobs(office)
        clock.pass_(hours=1)
        work()
        assert [job.phase for job in all_jobs(office)] == ["tried"]

    def test_what_was_missed_while_no_worker_was_there_runs_once_and_keeps_its_hour(
        self, scheduled, office, clock, work
    ):
        number, first = scheduled(days=7), clock.time
        clock.pass_(days=24, hours=3)
        work()
        work()
        assert len(all_jobs(office)) == 1
        assert schedules.find_schedule(office, number).next_at == first + timedelta(days=28)

    def test_two_workers_start_one_run(self, scheduled, office, settings):
        scheduled()
        workers = [threading.Thread(target=process.start_due, args=[settings]) for _ in range(6)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert len(all_jobs(office)) == 1

    def test_while_its_last_run_waits_for_a_look_it_is_not_run_again(self, scheduled, office, clock, work):
        scheduled(publishes=False)
        work()
        clock.pass_(days=7)
        work()
        assert [job.phase for job in all_jobs(office)] == ["tried"]

    def test_stopped_it_does_not_run_and_going_on_makes_up_for_nothing(self, scheduled, office, clock, work):
        number = scheduled()
        with office.transaction():
            schedules.set_stopped(office, schedules.find_schedule(office, number), True)
        clock.pass_(days=10)
        work()
        with office.transaction():
            schedules.set_stopped(office, schedules.find_schedule(office, number), False)
        work()
        assert not all_jobs(office)
        clock.pass_(days=4)
        work()
        assert len(all_jobs(office)) == 1

    def test_an_office_of_an_earlier_version_or_none_has_nothing_due(self, tmp_path, clock):
        assert not schedules.anything_due(tmp_path / "office.db", clock.time)
        assert schedules.next_runs(tmp_path / "office.db") == []


class TestByItself:
    def test_what_nothing_speaks_against_is_published(self, published, scheduled, publisher, clock, office, work):
        publisher.pages[publisher.path] = GOOD["nppes"].content.replace(b'"DENVER"', b'"BOULDER"', 1)
        scheduled()
        work()
        job = all_jobs(office)[-1]
        assert (job.phase, job.reason, job.settled_by) == ("published", process.BY_ITSELF, None)

    def test_the_same_file_again_is_nothing_new_and_no_snapshot(self, published, scheduled, office, settings, work):
        scheduled()
        work()
        assert all_jobs(office)[-1].shown_phase == "nothing new"
        with Imports(settings.imports_db) as imports:
            assert len(imports.snapshots()) == 1

    def test_a_schedule_that_waits_for_a_look_publishes_nothing(self, published, scheduled, publisher, office, work):
        publisher.pages[publisher.path] = GOOD["nppes"].content.replace(b'"DENVER"', b'"BOULDER"', 1)
        scheduled(publishes=False)
        work()
        assert all_jobs(office)[-1].phase == "tried"

    def test_the_first_file_on_a_made_up_directory_waits(self, scheduled, office, settings, work):
        scheduled()
        work()
        assert all_jobs(office)[-1].phase == "tried" and about_at(settings.directory_db)["made_up"]

    def test_what_the_guard_refuses_waits_and_the_directory_stays(
        self, published, scheduled, publisher, office, settings, work
    ):
        publisher.pages[publisher.path] = FEW
        scheduled(most=20)
        work()
        job = all_jobs(office)[-1]
        assert job.phase == "tried" and job.result["guard"] and about_at(settings.directory_db)["listings"] == 6

    @pytest.mark.parametrize("most, phase", [(5, "tried"), (20, "published")])
    def test_a_limit_below_the_guards_waits_where_the_guard_would_not(
        self, publish_now, scheduled, publisher, office, work, most, phase
    ):
        publisher.pages[publisher.path] = people(20)
        publish_now()
        publisher.pages[publisher.path] = people(17)
        scheduled(most=most)
        work()
        assert all_jobs(office)[-1].phase == phase

    def test_a_file_of_strangers_waits_too(self, published, scheduled, publisher, office, work):
        publisher.pages[publisher.path] = people(20)
        scheduled(most=20)
        work()
        job = all_jobs(office)[-1]
        assert job.phase == "tried" and "More than 20 % would come: from 6 listings to 20." in job.result["held"]

    def test_a_file_whose_rows_are_refused_waits_too(self, published, scheduled, publisher, office, work):
        wrong = [LINES[1].replace(ANA.encode(), b"%010d" % n) for n in range(9)]
        publisher.pages[publisher.path] = b"".join([*LINES, *wrong])
        scheduled(most=20)
        work()
        job = all_jobs(office)[-1]
        assert job.phase == "tried" and "of its rows are refused: 9 of" in job.result["held"][0]

    def test_what_somebody_holds_back_is_not_published_along_with_it(
        self, published, scheduled, publisher, office, settings, work, run, monkeypatch
    ):
        monkeypatch.setenv("DIRECTORY_DATA", str(settings.data))
        path = settings.data / GOOD["roster"].name
        path.write_bytes(GOOD["roster"].content)
        assert run("import", "roster", path, "--hold")[0] == 0
        publisher.pages[publisher.path] = GOOD["nppes"].content.replace(b'"DENVER"', b'"BOULDER"', 1)
        scheduled()
        work()
        job = all_jobs(office)[-1]
        assert job.phase == "tried" and "is here and not published" in job.result["held"][0]
