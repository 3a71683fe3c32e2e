"""What the desk calls what the worker does: every word that is stored has one for people, in both languages."""

import re

import pytest
from conftest import ROOT

from directory.store.office.jobs import Job
from directory.web.admin import imports_words

WORKER = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "directory" / "worker").glob("*.py"))
STORED = (ROOT / "directory" / "store" / "office" / "jobs.py").read_text(encoding="utf-8")
NUMBERS = {"done": 2_500_000, "size": 10_000_000, "rows": 1, "problems": 2}


@pytest.fixture(autouse=True)
def within(own_app):
    """Words are of a request's language."""
    with own_app.test_request_context():
        yield


def job(**fields):
    """A job that the worker is at."""
    blank = dict.fromkeys(Job._fields) | {
        "settings": {},
        "progress": {},
        "result": {},
        "phase": "trying",
        "taken": True,
    }
    return Job(**blank | {"what": "import", "file": "a.csv", "cancel": False} | fields)


def test_every_step_that_the_worker_names_is_one_that_the_page_knows():
    named = set(re.findall(r'\.step\("(\w+)"\)', WORKER)) | {"reading"}
    assert named == set(imports_words.STEPS)


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        ({}, "Beginning"),
        ({"step": "gone"}, "Beginning"),
        ({"step": "fetching"} | NUMBERS, "Fetching the file · 2.5 MB of 10.0 MB · 1 row · 2 problems"),
        ({"step": "reading", "done": 999_999, "rows": 2}, "Reading the file · 999,999 bytes · 2 rows"),
        ({"step": "reading", "done": 1_000_000, "problems": 1}, "Reading the file · 1.0 MB · 1 problem"),
        ({"step": "comparing"} | NUMBERS, "Comparing with what stands · 1 row · 2 problems"),
        ({"step": "building", "done": 5}, "Making the directory"),
    ],
    ids=lambda value: value.get("step", "none") if isinstance(value, dict) else "",
)
def test_how_far_a_job_is_stands_in_one_line(progress, words):
    assert imports_words.progress_in_words(job(progress=progress), 0) == words


@pytest.mark.parametrize(
    ("fields", "before", "words"),
    [
        ({"taken": False}, 0, "Waiting for the worker."),
        ({"taken": False}, 1, "Waiting: 1 job is before it."),
        ({"taken": False}, 2, "Waiting: 2 jobs are before it."),
        ({"cancel": True}, 0, "It will end in a moment."),
        ({"cancel": True, "phase": "publishing"}, 0, "Beginning"),
    ],
    ids=str,
)
def test_what_waits_or_ends_says_so(fields, before, words):
    assert imports_words.progress_in_words(job(**fields), before) == words


def test_every_phase_of_a_job_has_a_word():
    phases = ["waiting", "trying", "matching", "tried", "publishing", "published", "done", "failed"]
    phases += ["cancelled", "discarded"]
    assert list(imports_words.PHASES) == [*phases, "nothing new"]
    assert not [phase for phase in phases if f"'{phase}'" not in STORED and f'"{phase}"' not in STORED + WORKER]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        *(("id", "number"), ("npi", "NPI"), ("kind", "kind"), ("insurance", "insurance"), ("updated_on", "updated on")),
        *(("confirmed_on", "confirmed on"), ("deactivated_on", "deactivated on"), ("excluded_on", "excluded on")),
        *(("first_visit_fee", "price of the first visit"), ("never_heard_of", "never heard of")),
    ],
)
def test_a_field_is_called_what_people_call_it(field, words):
    assert imports_words.field_in_words(field) == words


def test_a_job_is_told_by_what_it_does():
    assert imports_words.title_of(job()) == "a.csv"
    assert imports_words.title_of(job(what="undo", settings={"snapshots": [3, 4]})) == "Undo import 3, 4"
    assert imports_words.title_of(job(what="edition")) == "Publish what was decided"
    assert imports_words.source_title("") == "" and "Registry" in imports_words.source_title("nppes-api")
