"""Searches that found nobody are counted by state and month, in tens, and nothing else of them is kept: whoever reads
every file of the site learns of no search of one person.
"""

import pytest

from directory.cli.metrics_of_data import DataCollector
from directory.core import dates
from directory.search.places import resolve_place
from directory.store.office.empty_searches import empty_searches
from directory.store.reference.files import gazetteer
from directory.web.shell.empty_searches import state_of

NOWHERE = "/search?near=Lusk, WY&within=5&name=Qvxzk Wqj"  # a place in Wyoming, and a name that nobody has
TYPED = (b"Lusk", b"Qvxzk", b"Wqj")


@pytest.fixture
def searched(client, office, settings):
    """Searches so many times; what is counted then."""

    def found(times, address=NOWHERE):
        for _ in range(times):
            assert client.plain.get(address).status_code == 200
        return empty_searches(settings.office)

    return found


@pytest.fixture
def app(own_app):
    """The site with an office of this test's own."""
    return own_app


def kept(settings):
    """All that the site has written down."""
    return b"".join(path.read_bytes() for path in sorted(settings.data.rglob("*")) if path.is_file())


def test_fewer_than_ten_are_written_down_nowhere(searched, settings):
    before = kept(settings)
    assert searched(9) == []
    assert not any(word in kept(settings) for word in TYPED) and len(kept(settings)) == len(before)


def test_ten_are_a_number_of_the_state_and_month_and_nothing_else(searched, settings, office, clock):
    assert searched(25) == [{"month": office.now().date().isoformat()[:7], "state": "WY", "searches": 20}]
    assert not any(word in kept(settings) for word in TYPED)
    columns = [row[1] for row in office.connection.execute("PRAGMA table_info(empty_searches)")]
    assert columns == ["month", "state", "searches"]


def test_a_number_that_is_not_of_ten_cannot_be_written_down(office):
    with pytest.raises(Exception, match="CHECK"), office.transaction():
        office.connection.execute("INSERT INTO empty_searches VALUES ('2026-11', 'WY', 11)")


def test_what_watches_is_told_a_month_by_state_once_it_is_over(office, settings, monkeypatch):
    with office.transaction():
        for month, state, count in (("2026-10", "WY", 30), ("2026-11", "OR", 20), ("2026-12", "WY", 10)):
            office.connection.execute("INSERT INTO empty_searches VALUES (?, ?, ?)", (month, state, count))

    def told(day):
        monkeypatch.setattr(dates, "today", lambda: day)
        families = {each.name: each.samples for each in DataCollector(settings).collect()}
        return {each.labels["state"]: each.value for each in families["directory_searches_without_result_last_month"]}

    assert told("2026-12-31") == {"OR": 20}
    assert told("2027-01-01") == {"WY": 10} and told("2027-03-01") == {}


def test_where_there_is_no_office_none_is_founded_for_it(client, settings):
    for _ in range(12):
        client.plain.get(NOWHERE)
    assert not settings.office.exists()


def test_the_answer_to_a_search_sets_no_cookie_and_may_be_kept_as_before(searched, client):
    first = client.plain.get(NOWHERE)
    searched(10)
    tenth = client.plain.get(NOWHERE)
    assert "Set-Cookie" not in tenth.headers
    assert tenth.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_an_admin_reads_it_on_the_quality_page_and_as_json(searched, client, root):
    searched(10)
    client.sign_in(root)
    assert "Wyoming 10" in client.get("/admin/quality").text
    assert client.plain.get("/admin/quality.json").json["empty_searches"][0]["searches"] == 10


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("80302", "CO"),
        ("Boulder, CO", "CO"),
        ("Wyoming", "WY"),
        ("King County, WA", "WA"),
        ("44.5,-107.5", "WY"),
        ("0,0", ""),
    ],
)
def test_the_state_is_that_of_the_place_whatever_was_typed(typed, state):
    assert state_of(resolve_place(typed, gazetteer())) == state
