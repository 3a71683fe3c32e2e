"""The commands about coverage rules."""

import json
from datetime import date, timedelta

import pytest

from directory.core import dates
from directory.store.reference.rulebook import rulebook


def test_coverage_says_what_the_rule_says_and_who_says_so(run):
    code, told, _ = run("coverage", "--program", "auto", "--state", "fl", "--condition", "neck_pain")
    assert code == 0 and "Not likely to pay" in told.splitlines()[0]
    assert "Florida Statutes 627.736" in told and "read 2026-11-29" in told


def test_coverage_as_json_is_what_the_api_gives(run):
    words = ("--program", "medicare", "--weeks", "4", "--condition", "low_back_pain", "--visits-used", "0")
    code, told, _ = run("coverage", *words, "--json")
    answer = json.loads(told)
    assert code == 0 and answer["verdict"] == "likely_not" and answer["asked"]["weeks"] == 4


def test_coverage_on_a_terminal_says_all_that_the_json_says_in_its_order(run):
    words = ("--program", "medicare", "--state", "OR", "--condition", "low_back_pain", "--weeks", "14")
    answer = json.loads(run("coverage", *words, "--json")[1])
    statements = [*answer["reasons"], answer["rule"], *answer["notes"]]
    sources = dict.fromkeys(
        f"  {source['title']}, read {source['as_of']}: {source['url']}"
        for each in statements
        for source in each["sources"]
    )
    assert answer["limits"] and answer["questions"] and answer["reasons"] and answer["notes"]
    assert run("coverage", *words)[1].splitlines() == [
        f"{answer['program']['name']}: It depends",
        *(each["text"] for each in statements),
        *answer["limits"],
        *("", "Ask:", *(f"  {question}" for question in answer["questions"])),
        *("", "Sources:", *sources),
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--program", "aetna"), "medicare"),
        (("--program", "medicaid", "--state", "XX"), "--state"),
        (("--program", "medicare", "--visits-used", "x"), "--visits-used"),
        ((), "--program"),
    ],
)
def test_coverage_of_what_is_not_known_is_one_line(run, words, told):
    code, out, error = run("coverage", *words)
    assert code == 2 and not out and told in error and len(error.splitlines()) == 1


@pytest.mark.parametrize(("today", "code"), [("2026-11-29", 0), ("2027-01-31", 0), ("2028-12-31", 1)])
def test_rules_are_checked_against_their_review_dates_with_a_quarter_of_grace(run, monkeypatch, today, code):
    monkeypatch.setattr(dates, "today", lambda: today)
    exit_code, told, _ = run("rules", "check", "--json")
    late = json.loads(told)
    assert exit_code == code and all(each["review_by"] < today for each in late)
    assert bool(late) == (today > "2026-12-31")


@pytest.mark.parametrize(("days", "code"), [(-1, 0), (0, 0), (1, 0), (91, 0), (92, 1)])
def test_a_rule_is_too_old_on_the_day_after_a_quarter_past_its_review_date_though_others_are_not(
    run, monkeypatch, days, code
):
    first, *_ = sorted(source.review_by for _, each in rulebook().statements for source in each.sources)
    today = (date.fromisoformat(first) + timedelta(days=days)).isoformat()
    monkeypatch.setattr(dates, "today", lambda: today)
    exit_code, told, _ = run("rules", "check")
    assert exit_code == code and (first in told) == (days > 0)


def test_no_rule_of_today_is_past_its_review_date_by_more_than_a_quarter(run):
    code, told, _ = run("rules", "check")
    assert code == 0, told
