"""What is fetched again and again: when it runs, what it publishes by itself, and what the desk says of it."""

import json
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from insurer_server import answers, serving
from nppes_files import npi
from source_files import ANA, GOOD

from directory.cli.errors import in_words
from directory.core.table_proposal import TableSample
from directory.importer.formats import download
from directory.settings import MailSettings
from directory.store.imports.database import Imports
from directory.store.listings.reader import about_at
from directory.store.office import audit, jobs, mails, maps, schedules
from directory.store.office.database import Actor, Office
from directory.store.office.schedules import ScheduleTerms
from directory.worker import process

NAME = "npidata_pfile_20050523-20261115.csv"
LINES = GOOD["nppes"].content.splitlines(keepends=True)
FEW = b"".join(LINES[:2])


@pytest.fixture
def settings(settings, monkeypatch):
    """The site's, where its files may come from this machine; with waits that a test can bear."""
    monkeypatch.setattr(download, "PAUSES", ())
    monkeypatch.setattr(download.DownloadOptions, "pauses", (), raising=False)
    return replace(settings, private_networks=True)


@pytest.fixture
def publisher():
    """A server with a file, `server.pages[server.path]`."""
    with serving({f"/{NAME}": GOOD["nppes"].content}) as server:
        server.path, server.address = f"/{NAME}", f"{server.url}/{NAME}"
        yield server


@pytest.fixture
def scheduled(office, clock, publisher):
    """Keeps a schedule of the server's file, due from now on: its number."""

    def made(days=7, publishes=True, most=5, next_at=None, **told):
        settings = {"source": "nppes", "files": [publisher.address]} | told
        terms = ScheduleTerms("the weekly file", settings, days, next_at or clock.time, publishes, most)
        with office.transaction():
            return schedules.add_schedule(office, terms)

    return made


@pytest.fixture
def publish_now(work, office, publisher):
    """Publishes the server's file as somebody does who gives its address."""

    def published_now():
        with office.transaction():
            number = jobs.add_job(office, "import", NAME, {"source": "nppes", "files": [publisher.address]})
        work()
        with office.transaction():
            jobs.ask_to_publish(office, number, "by hand", force=True)
        work()

    return published_now


@pytest.fixture
def published(publish_now):
    """The server's file, published by hand, so that a run finds a directory that stands."""
    publish_now()


def all_jobs(office):
    return jobs.newest_jobs(office, 50)[::-1]


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
        assert job.phase == "tried" and "imported and not published" in job.result["held"][0]


def people(count):
    """A file of so many people, the six of the good one first."""
    more = [LINES[1].replace(ANA.encode(), npi(950 + number).encode()) for number in range(count - 6)]
    return b"".join([*LINES, *more])


FORM = {
    "known": "nppes-weeks", "state": "", "address": "", "source": "", "extent": "", "payer": "", "plans": "",
    "days": "7", "next_on": "2026-11-26", "hour": "8", "publishes": "", "most": "5",
}  # fmt: skip


def columns_named(*names):
    """A table with columns of these names."""
    return TableSample([*names], [[] for _ in names], [0 for _ in names], 0, {})


class TestTables:
    """A table of which nobody knows the columns waits for somebody; with a saved map for its header it does not."""

    TABLE = b"Who,Town,ST,Ring\nAna Kim,Denver,CO,303-555-0101\n"
    MAP = '[columns]\nname = "Who"\ncity = "Town"\nstate = "ST"\nphone = "Ring"\n'

    @pytest.fixture
    def of_table(self, publisher, scheduled):
        """A schedule of a table."""
        publisher.pages["/clinics_20261101.csv"] = self.TABLE
        address = publisher.address.replace(NAME, "clinics_20261101.csv")
        return scheduled(source="csv", files=[address], publishes=False)

    def test_it_waits_where_no_map_is_saved(self, of_table, office, work):
        work()
        assert all_jobs(office)[-1].phase == "matching"

    def test_the_map_that_was_saved_for_its_header_is_used(self, of_table, office, work):
        with office.transaction():
            maps.save_map(office, "clinics", columns_named("Who", "Town", "ST", "Ring"), self.MAP)
        work()
        job = all_jobs(office)[-1]
        assert job.phase == "tried" and job.result["report"]["listings"] == 1

    def test_a_map_of_another_header_is_not(self, of_table, office, work):
        with office.transaction():
            maps.save_map(office, "clinics", columns_named("Who", "Town", "ST", "Fax"), self.MAP)
        work()
        assert all_jobs(office)[-1].phase == "matching"


class TestHostile:
    """An address is asked each time anew, and may have changed since somebody typed it."""

    @pytest.mark.parametrize("place", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::1"])
    def test_a_name_that_leads_into_a_private_network_by_now_is_not_asked(
        self, scheduled, office, settings, monkeypatch, place
    ):
        monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (place, 443))])
        scheduled(files=["https://publisher.example/list.csv"])
        closed = replace(settings, private_networks=False)
        process.start_due(closed)
        process.do_next(closed, in_words)
        job = all_jobs(office)[-1]
        assert job.phase == "failed" and "private network" in job.reason

    @pytest.mark.parametrize("content", [b"", b"<!DOCTYPE html><p>Moved</p>", b"%PDF-1.7", bytes(range(256)) * 9])
    def test_what_is_another_file_by_now_fails_and_changes_nothing(
        self, published, scheduled, publisher, office, settings, work, content
    ):
        publisher.pages[publisher.path] = content
        scheduled()
        work()
        assert all_jobs(office)[-1].phase == "failed" and about_at(settings.directory_db)["listings"] == 6

    def test_a_file_that_never_ends_is_given_up_at_its_limit(self, scheduled, publisher, office, work, monkeypatch):
        monkeypatch.setattr("directory.importer.fetching.MAX_SIZE", 100_000)
        monkeypatch.setattr("directory.importer.fetching.local_file.__defaults__", (100_000,))

        def endless(handler):
            handler.start(200)
            while True:
                handler.wfile.write(b"x" * 10_000)

        publisher.pages[publisher.path] = endless
        scheduled()
        work()
        job = all_jobs(office)[-1]
        assert job.phase == "failed" and "has more than" in job.reason


class TestPublicAddresses:
    @pytest.fixture
    def settings(self, settings):
        """The site's, as it is unless somebody says otherwise."""
        return replace(settings, private_networks=False)

    @pytest.mark.parametrize("known", ["", "insurers"])
    def test_no_schedule_is_made_of_an_address_inside_this_network(self, boss, office, known):
        sent = boss.get("/admin/schedules/new").sent()
        typed = FORM | {"known": known, "state": "CO", "address": "https://127.0.0.1/list.csv"}
        page = boss.page(boss.plain.post("/admin/schedules/new", data=sent | typed), 400)
        assert "an address of this machine" in page.text and not schedules.all_schedules(office)


class TestDesk:
    def make(self, boss, status=303, **typed):
        sent = boss.get("/admin/schedules/new").sent()
        return boss.page(boss.plain.post("/admin/schedules/new", data=sent | FORM | typed), status)

    def test_one_is_made_changed_stopped_and_let_go_on_each_time_audited(self, boss, office):
        self.make(boss)
        page = boss.get("/admin/schedules/")
        assert "NPPES weekly" in page.text and "next on Nov 26, 2026, 08:00 UTC" in page.text
        sent = boss.get("/admin/schedules/1").sent()
        changed = sent | FORM | {"days": "14", "publishes": "1", "most": "3"}
        boss.page(boss.plain.post("/admin/schedules/1", data=changed), 303)
        text = boss.get("/admin/schedules/").text
        assert "every two weeks" in text and "up to 3 % that come or go" in text
        self.act(boss, "stop")
        assert "stopped" in boss.get("/admin/schedules/").text
        self.act(boss, "start")
        assert "stopped" not in boss.get("/admin/schedules/").text
        noted = [each["what"] for each in audit.entries(office.connection, 10)]
        assert noted[:4] == ["schedule started", "schedule stopped", "schedule changed", "schedule made"]

    def act(self, boss, action):
        forms = boss.get("/admin/schedules/").forms
        form = next(each for each in forms if (each["action"] or "").endswith(f"/{action}"))
        return boss.page(boss.plain.post(form["action"], data=form["sent"]), 303)

    @pytest.mark.parametrize(
        "typed, words",
        [
            ({"known": ""}, "Give the address of the file."),
            ({"known": "", "address": "http://example.org/a.csv"}, "only https addresses"),
            ({"known": "licences"}, "Choose a state whose list is on a portal"),
            ({"known": "licences", "state": "CA"}, "Choose a state whose list is on a portal"),
            ({"next_on": ""}, "Say on which day"),
            ({"next_on": "tomorrow"}, "A date is written YYYY-MM-DD."),
            ({"next_on": "2026-11-25"}, "That moment has passed"),
            ({"next_on": "2028-01-01"}, "Within a year"),
            ({"most": "21"}, "Write a whole number from 0 to 20"),
            ({"most": "-1"}, "Write a whole number from 0 to 20"),
            ({"most": ""}, "Write a whole number from 0 to 20"),
            ({"days": "0"}, "Not a valid choice"),
            ({"hour": "24"}, "Not a valid choice"),
            ({"known": "x"}, "Not a valid choice"),
            ({"publishes": "2"}, "Not a valid choice"),
        ],
    )
    def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(self, boss, office, typed, words):
        page = self.make(boss, 400, **typed)
        assert words in page.text and "Error:" in page.title and not schedules.all_schedules(office)

    def test_the_address_of_what_is_chosen_first_is_not_folded_away(self, boss):
        assert 'name="address"' in boss.plain.get("/admin/schedules/new").text.partition("<details")[0]

    def test_it_is_run_now_and_a_run_that_is_open_is_shown_instead(self, boss, scheduled, office, work):
        scheduled(publishes=False)
        assert self.act(boss, "run") == self.act(boss, "run") == "/admin/imports/1"
        work()
        assert "Asked for by its schedule" in boss.get("/admin/imports/1").text

    def test_a_failure_is_red_on_the_desk_until_the_next_run_succeeds(
        self, boss, office, scheduled, publisher, clock, work
    ):
        publisher.pages[publisher.path] = answers(404)
        scheduled(publishes=False)
        work()
        for page in ("/admin/", "/admin/imports/", "/admin/schedules/"):
            text = boss.get(page).text
            assert "Schedules that failed" in text and "there is no such file (404)" in text
        publisher.pages[publisher.path] = GOOD["nppes"].content
        clock.pass_(days=7)
        work()
        assert not schedules.failing(office)

    def test_an_address_is_shown_without_its_query(self, boss):
        self.make(boss, known="", address="https://example.org/list.csv?key=secret", source="roster")
        assert "secret" not in boss.get("/admin/schedules/").text

    def test_nobody_but_an_admin_comes_in(self, client, ann, scheduled):
        scheduled()
        client.sign_in(ann)
        for address in ("", "new", "1"):
            client.get(f"/admin/schedules/{address}", 403)


def test_a_run_is_noted_as_nobodys_deed(scheduled, office, work):
    scheduled()
    work()
    entry = next(each for each in audit.entries(office.connection, 20) if each["what"] == "import asked for")
    assert (entry["who"], entry["subject"], entry["network"]) == (None, "job 1, schedule 1", "worker")


def test_the_command_that_lists_sources_says_when_each_is_fetched_next(scheduled, clock, settings, run, monkeypatch):
    monkeypatch.setenv("DIRECTORY_DATA", str(settings.data))
    scheduled(next_at=clock.time + timedelta(days=2))
    scheduled(source="licences", states=["CO"], known="licences", files=[])
    rows = {row["source"]: row for row in json.loads(run("sources", "--json")[1])}
    assert rows["nppes"]["next_run"] == "2026-11-27T09:00:00+00:00" and rows["leie"]["next_run"] is None
    states = {part["part"]: part["next_run"] for part in rows["licences"]["parts"]}
    assert states["CO"] and not states["WA"]
    assert "    next    2026-11-27 at 09:00 UTC\n" in run("sources")[1]


def test_a_schedule_names_who_changed_it(settings, office, root, scheduled):
    number = scheduled()
    actor = Actor(root.person.id, "127.0.0.1")
    with Office(settings.office_db, settings.key_file, actor=actor) as by_root, by_root.transaction():
        schedules.set_stopped(by_root, schedules.find_schedule(by_root, number), True)
    assert schedules.find_schedule(office, number).changed_by == root.person.id


class TestMail:
    """Somebody is told by mail that a run needs them; what a server says is told on the desk alone."""

    @pytest.fixture
    def settings(self, settings):
        """The site's, with a mail server."""
        return replace(settings, mail=MailSettings("mail.example.org", 587, "directory@example.org"))

    def waiting(self, office):
        found = []
        while mail := mails.take_due(office):
            found.append(mail)
        return [(mail.email, mail.subject, mail.text) for mail in found]

    def test_each_admin_is_told_of_a_failure_and_nobody_else(self, office, root, ann, scheduled, publisher, work):
        publisher.pages[publisher.path] = answers(404)
        scheduled()
        work()
        ((email, subject, text),) = self.waiting(office)
        assert (email, subject) == ("root@example.org", "Failed: the weekly file")
        assert "/admin/imports/1" in text and "404" not in text

    def test_what_waits_for_a_look_is_told_and_what_was_published_is_not(
        self, office, root, published, scheduled, publisher, clock, work
    ):
        publisher.pages[publisher.path] = GOOD["nppes"].content.replace(b'"DENVER"', b'"BOULDER"', 1)
        scheduled()
        work()
        assert all_jobs(office)[-1].phase == "published" and self.waiting(office) == []
        publisher.pages[publisher.path] = people(20)
        clock.pass_(days=7)
        work()
        assert [subject for _, subject, _ in self.waiting(office)] == ["Waits for a look: the weekly file"]

    def test_what_somebody_asked_for_is_not_told(self, office, root, publisher, work):
        publisher.pages[publisher.path] = answers(404)
        with office.transaction():
            jobs.add_job(office, "import", NAME, {"source": "nppes", "files": [publisher.address]})
        work()
        assert all_jobs(office)[0].phase == "failed" and self.waiting(office) == []

    def test_an_admin_sees_how_mail_stands_and_tries_it(self, boss, office, root):
        assert "directory@example.org" in boss.get("/admin/schedules/").text
        boss.send("/admin/schedules/")
        assert "1 mail waits." in boss.get("/admin/schedules/").text
        assert [email for email, _, _ in self.waiting(office)] == ["root@example.org"]


def test_without_mail_nothing_is_queued_for_a_later_day(office, root, scheduled, publisher, work, settings):
    publisher.pages[publisher.path] = answers(404)
    scheduled()
    work()
    assert mails.mail_state(settings.office_db).waiting == 0
