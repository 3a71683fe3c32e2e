"""A trial whether a copy can be restored: made, run and shown as any other schedule, red where it is in vain."""

import json
from dataclasses import replace

import pytest
from scheduled_files import FORM, all_jobs

from directory.core.known_fetches import DRILL
from directory.store import backup
from directory.store.office import schedules
from directory.store.office.copies import copy_state
from directory.worker.restoring import keep_drill


@pytest.fixture
def settings(settings, tmp_path):
    """The site's, with a folder of backups."""
    (tmp_path / "backups").mkdir()
    return replace(settings, copies=str(tmp_path / "backups"))


@pytest.fixture
def copy(office, settings, tmp_path):
    """Makes a backup; its file."""

    def made():
        path = tmp_path / "backups" / "1.zip"
        path.unlink(missing_ok=True)
        backup.write_backup(office, settings.data, path)
        return path

    return made


def test_where_copies_are_told_it_is_there_once_and_may_be_changed_and_stopped(settings, office, boss, work, copy):
    copy()
    keep_drill(settings)
    keep_drill(settings)
    work()
    (kept,) = schedules.all_schedules(office)
    assert (kept.is_drill, kept.days, kept.changed_by) == (True, 30, None)
    assert all_jobs(office)[0].phase == "done" and copy_state(settings.office).is_sound
    page = boss.get("/admin/schedules/").text
    assert "Whether a copy can be restored" in page and "UTC it can be restored" in page
    changed = boss.get("/admin/schedules/1").sent() | FORM | {"known": DRILL, "days": "7", "publishes": "1"}
    boss.page(boss.plain.post("/admin/schedules/1", data=changed), 303)
    page = boss.get("/admin/schedules/").text
    assert "every week" in page and "Published by itself" not in page
    with office.transaction():
        schedules.set_stopped(office, schedules.find_schedule(office, 1), True)
    keep_drill(settings)
    assert len(schedules.all_schedules(office)) == 1


def test_in_vain_it_is_red_at_the_desk_and_in_words_until_one_succeeds(settings, office, boss, work, copy, clock):
    path = copy()
    content = bytearray(path.read_bytes())
    place = len(content) // 2
    content[place : place + 40] = bytes(each ^ 0xFF for each in content[place : place + 40])
    path.write_bytes(content)
    keep_drill(settings)
    work()
    (job,) = schedules.failing(office)
    assert job.what == "drill" and str(path) in job.reason and not copy_state(settings.office).is_sound
    for page in ("/admin/", "/admin/schedules/", f"/admin/imports/{job.id}"):
        assert str(path) in boss.get(page).text
    copy()
    clock.pass_(days=30)
    work()
    assert not schedules.failing(office) and [each.phase for each in all_jobs(office)] == ["failed", "done"]


def test_of_no_copy_at_all_it_is_in_vain(settings, office, work):
    keep_drill(settings)
    work()
    assert all_jobs(office)[0].phase == "failed"


class TestUntold:
    """Where nobody has said where copies are."""

    @pytest.fixture
    def settings(self, settings):
        """The site's, without it."""
        return replace(settings, copies="")

    def test_none_is_made_and_the_form_says_what_is_missing(self, settings, office, boss):
        keep_drill(settings)
        sent = boss.get("/admin/schedules/new").sent() | FORM | {"known": DRILL}
        assert "where copies are (COPIES)" in boss.page(boss.plain.post("/admin/schedules/new", data=sent), 400).text
        assert not schedules.all_schedules(office)

    def test_one_that_was_made_before_says_it_too(self, settings, office, boss, work, tmp_path):
        keep_drill(replace(settings, copies=str(tmp_path)))
        work()
        assert "COPIES" in boss.get("/admin/schedules/").text and schedules.failing(office)


def test_by_form_it_is_made(boss, office):
    sent = boss.get("/admin/schedules/new").sent() | FORM | {"known": DRILL}
    boss.page(boss.plain.post("/admin/schedules/new", data=sent), 303)
    (kept,) = schedules.all_schedules(office)
    assert kept.is_drill and f'<option selected value="{DRILL}">' in boss.plain.get("/admin/schedules/1").text


def test_the_list_by_command_names_it(settings, office, run, work, copy, monkeypatch):
    copy()
    keep_drill(settings)
    work()
    monkeypatch.setenv("DIRECTORY_DATA", str(settings.data))
    (row,) = json.loads(run("schedules", "list", "--json")[1])
    assert (row["what"], row["every_days"], row["last"]["phase"]) == ("Whether a copy can be restored", 30, "done")
    assert "waits for a look" not in run("schedules", "list")[1]
