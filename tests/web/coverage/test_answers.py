"""What is answered of each program: a verdict, sources with their days, in English and in Spanish."""

import re
from html import unescape

import pytest
from coverage_pages import BOOK, EVERY, MEDICARE, cited

from directory.core import dates
from directory.core.addresses import STATES
from directory.core.programs import CAUSES, PROGRAMS, VERDICTS
from directory.core.taxonomy import KINDS
from directory.coverage.by_state import BY_STATE, FIFTY_ONE

ANSWERS = [
    {"program": program, "state": state, "condition": condition, "kind": kind}
    for program in PROGRAMS
    for state in ("", "TX", *(rule.states[0] for rule in BOOK.programs[program].rules if rule.states))
    for condition in ("", "low_back_pain", "other")
    for kind in ("", "licensed_acupuncturist")
] + [
    {
        "program": program,
        "condition": "low_back_pain",
        "cause": cause,
        "kind": kind,
        "weeks": weeks,
        "visits": visits,
        "better": better,
    }
    for program in ("medicare", "medicare_advantage")
    for cause in ("", *CAUSES)
    for kind in KINDS
    for weeks, visits, better in (
        ("4", "", ""),
        ("14", "", ""),
        ("14", "12", ""),
        ("14", "12", "no"),
        ("14", "20", "yes"),
    )
]


@pytest.mark.parametrize(
    ("weeks", "visits", "better", "verdict"),
    [
        ("11", "0", "", "Not likely to pay"),
        ("12", "0", "", "Likely to pay"),
        ("14", "11", "", "Likely to pay"),
        ("14", "11", "no", "Not likely to pay"),
        ("14", "12", "", "It depends"),
        ("14", "12", "yes", "Likely to pay"),
        ("14", "12", "no", "Not likely to pay"),
        ("14", "19", "yes", "Likely to pay"),
        ("14", "20", "yes", "Not likely to pay"),
        ("14", "20", "", "Not likely to pay"),
    ],
)
def test_medicares_verdict_turns_on_weeks_visits_and_whether_they_helped(post, weeks, visits, better, verdict):
    answers = {"kind": "medical_acupuncturist", "weeks": weeks, "visits": visits, "better": better}
    assert post(MEDICARE | answers)[0].title.startswith(f"Original Medicare (Part B): {verdict} ")


@pytest.mark.parametrize("name", [*(each.replace("_", "-") for each in BY_STATE), "titles", "patients"])
def test_every_state_has_a_source_or_is_among_those_of_which_nobody_could_say(client, name):
    path = f"/coverage/states/{name}".removesuffix("/medicaid")
    html = client.plain.get(path).text
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td></tr>', html, re.DOTALL)
    nobody = unescape(re.search(r'<p class="nobody">(.*?)</p>', rows.pop()[1])[1]).split(", ")
    named = [unescape(state) for state, _ in rows]
    assert sorted([*named, *nobody]) == sorted(STATES[code] for code in FIFTY_ONE)
    for state, row in rows:
        assert "checked" in row and ('href="http' in row or "Not likely to pay" not in row), state
    assert client.get(f"{path}?lang=es") and client.get("/coverage/states/none", status=404)


@pytest.mark.parametrize("program", BY_STATE)
def test_the_share_of_states_known_is_printed_for_each_program(client, program):
    page = client.get(f"/coverage/states/{program.replace('_', '-')}".removesuffix("/medicaid")).text
    named = {state for rule in BOOK.programs[program].rules for state in rule.states}
    assert f"we know something of {len(named)} ({round(100 * len(named) / 51)}%)" in page
    for other in BY_STATE:
        known = len({state for rule in BOOK.programs[other].rules for state in rule.states})
        assert f"{BOOK.programs[other].name}: something of {known} of 51" in page


def test_a_small_insured_employers_plan_follows_its_state(post):
    asked = EVERY | {
        "program": "employer",
        "state": "OR",
        "condition": "migraine",
        "workers": "few",
        "funded": "insurer",
    }
    assert "12 acupuncture visits a year" in post(asked)[0].text
    assert "12 acupuncture visits a year" not in post(asked | {"funded": "employer"})[0].text


def test_veterans_are_told_the_steps_and_whom_to_call(post):
    page, html = post(EVERY | {"program": "va_community_care"})
    assert (
        "TriWest" in page.text
        and len(re.findall("<li>", html[html.index('id="steps"') : html.index('id="call"')])) == 6
    )


def test_every_answer_page_has_a_verdict_and_cites_each_statement_with_a_day(client):
    for given in ANSWERS:
        answer = client.plain.post("/coverage", data=EVERY | given)
        page, html = client.page(answer, 200), answer.text
        cited(html)
        title = re.search("<title>(.*?) ·", html)[1]
        assert title.endswith((*VERDICTS.values(), "You pay for the visits yourself")), given
        rule = html[html.index('id="rule"') : html.index('id="call"')]
        assert all("#source-" in paragraph for paragraph in re.findall("<p>(?:(?!</p>).)*</p>", rule, re.DOTALL)), given
        assert not re.search(r"\bcovered\b", page.text, re.IGNORECASE), given


def test_what_is_past_its_review_date_says_when_it_was_last_checked(client, post, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: "2026-11-28")
    assert "Last checked" not in post(MEDICARE)[0].text
    monkeypatch.setattr(dates, "today", lambda: "2028-01-01")
    assert "Last checked Nov 22, 2026. It may have changed: ask." in post(MEDICARE)[0].text
    assert "Last checked" in client.get("/guide").text and "Last checked" in client.get("/coverage/costs").text


def main_text(html):
    """The sentences of a page's main part, without names of sources, which are not translated."""
    text = re.sub(
        r'<a [^>]*lang="en">.*?</a>|<[^>]+>', " | ", html[html.index("<main") : html.index("</main")], flags=re.DOTALL
    )
    return {" ".join(part.split()) for part in text.split("|") if len(re.findall(r"[^\W\d_]{2,}", part)) > 2}


@pytest.mark.parametrize("path", ["/coverage", "/coverage/costs", "/guide", "/coverage/costs?plan=medicare&visits=3"])
def test_the_pages_are_there_in_spanish(client, path):
    pages = [client.get(path + ("&" if "?" in path else "?") + f"lang={language}") for language in ("en", "es")]
    assert pages[0].title != pages[1].title
    main = [
        main_text(client.plain.get(path + ("&" if "?" in path else "?") + f"lang={language}").text)
        for language in ("en", "es")
    ]
    assert not main[0] & main[1], "left in English"


def test_the_answer_is_there_in_spanish(client):
    html = client.plain.post("/coverage?lang=es", data=MEDICARE).text
    assert (
        "Medicare Original (Parte B): Depende" in html
        and "enfermera practicante supervisa" in html
        and "Hasta 12 visitas en 90 días." in html
    )
    assert 'action="/coverage?lang=es"' in html
