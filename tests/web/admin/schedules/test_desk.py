"""Schedules at the desk: made, changed, stopped, run, each time audited."""

import json
from datetime import timedelta

import pytest
from insurer_server import answers
from scheduled_files import FORM
from source_files import GOOD

from directory.store.office import audit, schedules
from directory.store.office.database import Actor, Office


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
            ({"known": "", "address": "http://example.org/a.csv"}, "Only https addresses"),
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
        form = boss.plain.get("/admin/schedules/new").text.partition("<h1")[2]
        assert 'name="address"' in form.partition("<details")[0]

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
    with Office(settings.office, settings.key_file, actor=actor) as by_root, by_root.transaction():
        schedules.set_stopped(by_root, schedules.find_schedule(by_root, number), True)
    assert schedules.find_schedule(office, number).changed_by == root.person.id
