"""The coverage questions and their answers in Chinese, which no person has checked: whole, and marked as that."""

import re

import pytest
from coverage_pages import BOOK, MEDICARE
from coverage_tables import table
from unchecked_pages import MARK, english_said

from directory.core.guide import GUIDES
from directory.core.programs import PROGRAMS
from directory.coverage.questions import QUESTION_NAMES, urgent_signs

PEOPLE = table("situations.csv")


@pytest.fixture
def post(client):
    """Sends the form in Chinese and checks that the page is whole and marked; gives its markup."""

    def send(answers, status=200):
        answer = client.plain.post("/coverage?lang=zh", data=answers)
        page = client.page(answer, status)
        assert page.language == "zh" and MARK in page.text and english_said(answer.text) == []
        assert '<span lang="en">' not in answer.text.partition("<main")[2], "a text without its Chinese"
        return answer.text

    return send


def test_each_question_is_in_chinese(client, post):
    assert client.get("/coverage?lang=zh").language == "zh"
    for number, name in enumerate(MEDICARE, start=1):
        post(dict(list(MEDICARE.items())[:number]) | {"asked": name})
    post(MEDICARE | {"visits": "12", "asked": "visits"})
    post({"program": "employer", "state": "OR", "asked": "state"})
    post({"program": "employer", "state": "OR", "workers": "few", "asked": "workers"})


@pytest.mark.parametrize("program", PROGRAMS)
def test_each_answer_is_in_chinese(post, program):
    """Everybody of the situations, and every state of which something is known."""
    states = {state for rule in BOOK.programs[program].rules for state in rule.states}
    people = [row for row in PEOPLE if row["program"] == program]
    people += [{"program": program, "state": state, "kind": "licensed_acupuncturist"} for state in states]
    for row in people:
        answers = dict.fromkeys(QUESTION_NAMES, "") | {name: row.get(name, "") for name in QUESTION_NAMES}
        assert 'id="rule"' in post(answers)


@pytest.mark.parametrize("guide", GUIDES)
def test_the_signs_that_cannot_wait_with_each_problem_are_in_chinese(post, guide):
    condition = BOOK.guides[guide].condition
    signs = urgent_signs(condition, BOOK)
    assert all("zh" in sign.text.texts for sign in signs.values())
    asked = post({"program": "", "state": "", "condition": condition, "asked": "condition"})
    told = post({"program": "", "state": "", "condition": condition, "flags": list(signs), "asked": "flags"})
    for html in (asked, told):
        assert all(sign.text.texts["zh"] in html for sign in signs.values())


def test_how_long_may_be_said_in_chinese(post):
    for typed, weeks in (("6个月", 26), ("半年", 26), ("14周", 14), ("两年半", 130), ("2019年", None)):
        html = post(MEDICARE | {"weeks": typed})
        assert typed in html and (weeks is None or f"({weeks}周)" in html)
    post(MEDICARE | {"weeks": "很久"}, status=400)


def test_english_is_chosen_without_losing_an_answer(client, post):
    html = post(MEDICARE | {"change": "weeks"})
    banner = html[html.index(MARK) : html.index("<main")]
    button = re.search(r'<button[^>]*form="asking" formaction="(/coverage\?lang=en)" name="again" value="1"', banner)
    carried = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))
    page = client.plain.post(button[1], data=carried | {"weeks": "6 months", "again": "1"}).text
    assert 'value="6 months"' in page and 'name="program" value="medicare"' in page and MARK not in page
