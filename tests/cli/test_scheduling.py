"""Schedules by command: the same ones that the desk shows, within the same limits."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from directory.cli import portals
from directory.worker.known import NothingNew

NEXT = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H")


@pytest.fixture
def listed(run):
    """The schedules as the command lists them."""
    run("user", "add", "boss@example.org", "--role", "admin")
    return lambda: json.loads(run("schedules", "list", "--json")[1])


def test_one_is_made_changed_stopped_let_go_on_and_run(run, listed):
    assert run("schedules", "add", "nppes-weeks", "--next", NEXT, "--publish", "--most", "3")[0] == 0
    (made,) = listed()
    assert (made["every_days"], made["publishes"], made["most"], made["last"]) == (7, True, 3, None)
    assert run("schedules", "change", 1, "licences", "--state", "CO", "--every", "14", "--next", NEXT)[0] == 0
    assert listed()[0]["what"].endswith("(CO)") and listed()[0]["publishes"] is False
    run("schedules", "stop", 1)
    assert listed()[0]["next_at"] is None
    run("schedules", "start", 1)
    assert "Job 1" in run("schedules", "run", 1)[1] and "still open" in run("schedules", "run", 1)[1]
    assert listed()[0]["last"]["phase"] == "waiting"
    noted = [row["what"] for row in json.loads(run("audit", "show", "--json")[1])]
    assert noted[:2] == ["import asked for", "schedule started"]


@pytest.mark.parametrize(
    "words",
    [
        ("add", "nppes-weeks"),
        ("add", "nppes-weeks", "--next", "2020-01-01T08"),
        ("add", "nppes-weeks", "--next", "tomorrow"),
        ("add", "nppes-weeks", "--next", NEXT, "--most", "21"),
        ("add", "nppes-weeks", "--next", NEXT, "--every", "2"),
        ("add", "licences", "--next", NEXT),
        ("add", "licences", "--next", NEXT, "--state", "CA"),
        ("add", "file", "--next", NEXT),
        ("add", "file", "--next", NEXT, "--address", "http://example.org/a.csv"),
        ("add", "file", "--next", NEXT, "--address", "https://127.0.0.1/a.csv"),
        ("add", "insurers", "--next", NEXT, "--state", "CO", "--address", "https://10.0.0.7/puf.zip"),
        ("change", "9", "nppes-weeks", "--next", NEXT),
        ("stop", "9"),
        ("run", "9"),
    ],
)
def test_what_the_desk_would_refuse_is_refused_in_one_line(run, listed, words):
    code, out, told = run("schedules", *words)
    assert (code, out, told.count("\n")) == (2, "", 1) and not listed()


def test_the_cards_are_commands(run, data, monkeypatch, full):
    monkeypatch.setattr(portals, "fetch_known", lambda order, *_: order.__class__(source="nppes", files=[str(full)]))
    assert '"listings": 3' in run("fetch", "nppes-month", "--json")[1]

    def nothing_new(*_):
        raise NothingNew("The newest one is here.")

    monkeypatch.setattr(portals, "fetch_known", nothing_new)
    assert run("fetch", "nppes-month")[:2] == (0, "Nothing new: The newest one is here.\n")
    assert run("fetch", "leie", "--state", "CO")[0] == 2
    assert run("fetch", "licences")[0] == 2
