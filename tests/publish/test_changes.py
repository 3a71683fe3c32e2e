"""Each edition says which listings are new, left, or say something else; a newer day of the same word is no change."""

import nppes_files as files
import pytest

from directory.settings import Settings
from directory.store.listings import changes
from directory.store.listings.changes import changes_behind, newest_changes
from directory.store.listings.reader import Current


def week(folder, day, *rows):
    """A weekly file that ends on this day of March 2024."""
    return files.plain(folder / f"npidata_pfile_20240301-202403{day:02}.csv", rows)


def person(serial, **values):
    return files.row(npi=files.npi(serial), **values)


@pytest.fixture
def published(run, tmp_path, monkeypatch):
    """Imports a week, each published at another second: the directory."""
    from datetime import UTC, datetime, timedelta

    from directory.publish import made_of

    class Clock(datetime):
        time = datetime(2026, 11, 1, tzinfo=UTC)

        @classmethod
        def now(cls, zone=None):
            cls.time += timedelta(days=Clock.step)
            return cls.time

    Clock.step = 1
    monkeypatch.setattr(made_of, "datetime", Clock)

    def imported(day, *rows, step=1):
        Clock.step = step
        assert run("import", "nppes", week(tmp_path, day, *rows))[0] == 0
        return Current(Settings().directory_db).get()

    return imported


def told(directory, **of):
    """{serial's id: change} of all that is kept."""
    return {each.id: each.change for each in changes_behind("", "", 1000, directory, **of)}


def test_the_first_edition_has_no_changes_and_the_next_tells_each(published):
    first = published(1, *map(person, range(5)))
    assert told(first) == {} and first.about["history"]["editions"] == []
    then = published(8, person(2, first_name="BEA"), person(7), files.deactivated(files.npi(3)))
    assert told(then) == {files.npi(2): "changed", files.npi(7): "new", files.npi(3): "left"}
    (edition,) = then.about["history"]["editions"]
    assert (edition["new"], edition["left"], edition["changed"]) == (1, 1, 1)
    assert then.about["history"]["since"] == first.about["published_at"]


def test_the_same_again_is_no_change_though_it_is_newer(published):
    published(1, *map(person, range(3)))
    again = published(8, *(person(serial, last_update="03/07/2024") for serial in range(3)))
    assert told(again) == {} and again.about["history"]["editions"] == []


def test_changes_of_editions_before_are_kept_until_they_are_old(published):
    published(1, *map(person, range(3)))
    published(8, person(0, first_name="BEA"))
    third = published(15, person(1, first_name="BEA"), step=60)
    assert list(told(third)) == [files.npi(0), files.npi(1)]
    assert [each.id for each in newest_changes(1, third)] == [files.npi(1)]
    fourth = published(22, person(2, first_name="BEA"), step=60)
    assert list(told(fourth)) == [files.npi(1), files.npi(2)]
    assert fourth.about["history"]["since"] == third.about["history"]["editions"][-1]["published_at"]


def test_where_too_much_changes_it_is_another_directory(published, monkeypatch):
    published(1, *map(person, range(3)))
    monkeypatch.setattr(changes, "MOST_AT_ONCE", 1)
    then = published(8, person(0, first_name="BEA"), person(1, first_name="BEA"))
    assert told(then) == {} and then.about["history"] == {"since": then.about["published_at"], "editions": []}


def test_the_made_up_sample_has_no_history_with_the_real(run, tmp_path, published):
    run("import", "sample", "data/samples/directory.ndjson")
    assert told(published(1, person(1))) == {}


def test_a_publish_from_nothing_keeps_what_is_known(published, run):
    published(1, *map(person, range(3)))
    before = told(published(8, person(0, first_name="BEA")))
    assert run("publish", "--force")[0] == 0
    assert told(Current(Settings().directory_db).get()) == before


def test_changes_of_one_state_or_kind_can_be_asked_for(published):
    published(1, person(1), person(2))
    then = published(8, person(1, first_name="BEA"), files.deactivated(files.npi(2)))
    (state,) = {each.state for each in changes_behind("", "", 10, then)}
    assert len(told(then, state=state)) == 2 and told(then, state="ZZ") == {}
    assert told(then, change="left") == {files.npi(2): "left"}
