"""Which questions are asked, and how the answers are read."""

import pytest

from directory.core import dates
from directory.coverage.decide import Situation
from directory.coverage.questions import (
    QUESTION_NAMES,
    BadAnswer,
    choices,
    next_question,
    parse_answers,
    relevant_questions,
)
from directory.store.reference.rulebook import rulebook

BOOK = rulebook()


def names(**situation):
    """The questions that matter in a situation."""
    return [question.name for question in relevant_questions(Situation(**situation), BOOK)]


def test_medicare_and_back_pain_ask_what_the_rule_asks():
    assert names(program="medicare", condition="low_back_pain") == [
        "program",
        "state",
        "condition",
        "flags",
        "weeks",
        "cause",
        "kind",
        "visits",
    ]
    assert names(program="medicare", condition="low_back_pain", visits=3)[-1] == "better"


def test_a_plan_without_rules_asks_nothing_that_would_not_matter():
    assert names(program="va", condition="other_pain") == ["program", "state", "condition"]
    assert names(program="va", condition="migraine") == ["program", "state", "condition", "flags"]
    assert names(program="tricare", condition="low_back_pain") == ["program", "state", "condition", "flags", "cause"]


def test_the_signs_that_cannot_wait_end_the_questions():
    given = {name: [""] for name in ("program", "state")} | {"condition": ["low_back_pain"], "flags": ["bladder"]}
    situation, flags = parse_answers(given, BOOK)
    assert flags == ["bladder"] and next_question(given, situation, flags, BOOK) is None


def test_a_skipped_question_is_not_asked_again():
    given = {"program": [""], "state": [""], "condition": [""]}
    assert next_question(given, *parse_answers(given, BOOK), BOOK) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("program", "aetna"),
        ("state", "XX"),
        ("condition", "<script>"),
        ("flags", "nothing"),
        ("cause", "x"),
        ("kind", "wizard"),
        ("better", "maybe"),
        ("weeks", "twelve"),
        ("weeks", "-1"),
        ("weeks", "1.5"),
        ("weeks", "9" * 30),
        ("weeks", "٣"),
        ("visits", "1e3"),
        ("visits", "\0"),
    ],
)
def test_an_answer_that_cannot_be_read_names_its_question(name, text):
    with pytest.raises(BadAnswer) as caught:
        parse_answers({name: [text]}, BOOK)
    assert caught.value.name == name and "skip the question" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("14", 14),
        ("6 months", 26),
        ("14 weeks", 14),
        ("2 años", 104),
        ("half a year", 26),
        ("August 2026", 17),
        ("2019", 386),
        ("2027", 2027),
        ("about 3 months", 13),
        ("5000", 5000),
    ],
)
def test_how_long_is_said_in_weeks_or_as_people_say_it(monkeypatch, text, weeks):
    """A year that has been is a year; more than that is a number of weeks."""
    monkeypatch.setattr(dates, "today", lambda: "2026-11-29")
    assert parse_answers({"weeks": [text]}, BOOK)[0].weeks == weeks


def test_every_choice_is_read_back():
    for name in QUESTION_NAMES:
        for choice in choices(name, BOOK):
            parse_answers({name: [choice]}, BOOK)


@pytest.mark.parametrize("name", [name for name in QUESTION_NAMES if name != "flags"])  # these go with a condition
def test_every_answer_is_in_the_situation_as_given(name):
    """A choice as itself, a number as a number, yes and no as true and false."""
    for choice in choices(name, BOOK) or ("0", "7", "5000"):
        situation, flags = parse_answers({name: [choice]}, BOOK)
        value = {"yes": True, "no": False}[choice] if name == "better" else int(choice) if choice.isdigit() else choice
        assert not flags and situation == Situation(**{name: value})


def test_all_answers_together_are_one_situation():
    given = {
        "program": ["medicare"],
        "state": [" OR "],
        "condition": ["low_back_pain"],
        "flags": list(choices("flags", BOOK, "low_back_pain"))[:2],
        "weeks": ["14"],
        "cause": ["surgery"],
        "kind": ["clinic"],
        "visits": ["3"],
        "better": ["no"],
    }
    situation, flags = parse_answers(given, BOOK)
    assert situation == Situation("medicare", "OR", "low_back_pain", 14, "surgery", "clinic", 3, False)
    assert flags == given["flags"]


def test_the_states_asked_about_are_those_where_somebody_lives():
    states = choices("state", BOOK)
    assert states["OR"] == "Oregon" and "DC" in states and not {"AA", "AE", "AP"} & set(states)


@pytest.mark.parametrize("page", BOOK.guides.values(), ids=BOOK.guides)
def test_the_flags_are_the_signs_that_cannot_wait_with_this_problem(page):
    parts = [part for part in page.sections if part.id in ("emergency", "doctor_first") and part.signs]
    signs = {sign.id: sign.text for part in parts for sign in part.statements}
    assert choices("flags", BOOK, page.condition) == signs != {}
    given = {"condition": [page.condition], "flags": list(signs)}
    assert parse_answers(given, BOOK) == (Situation(condition=page.condition), list(signs))


@pytest.mark.parametrize("condition", ["", "other", "migraine"])
def test_a_sign_of_another_problem_is_no_answer(condition):
    with pytest.raises(BadAnswer):
        parse_answers({"condition": [condition], "flags": ["bladder"]}, BOOK)


def test_numbers_have_no_choices_and_yes_and_no_are_two():
    assert choices("weeks", BOOK) == choices("visits", BOOK) == {}
    assert list(choices("better", BOOK)) == ["yes", "no"]


@pytest.mark.parametrize(("number", "is_read"), [("5000", True), ("5001", False)])
def test_a_number_has_a_limit(number, is_read):
    if is_read:
        assert parse_answers({"weeks": [number]}, BOOK)[0].weeks == 5000
    else:
        with pytest.raises(BadAnswer, match="from 0 to 5000"):
            parse_answers({"weeks": [number]}, BOOK)


NEEDED = {  # beside program, state and condition
    "nothing": ({}, []),
    "back pain": ({"condition": "low_back_pain"}, ["flags", "cause"]),
    "Medicare": ({"program": "medicare"}, ["kind", "visits"]),
    "another condition": ({"program": "medicare", "condition": "migraine"}, ["flags", "kind", "visits"]),
    "visits had": ({"program": "medicare", "visits": 1}, ["kind", "visits", "better"]),
    "no visits had": ({"program": "medicare", "visits": 0}, ["kind", "visits"]),
    "a limit a claim": ({"program": "workers_comp", "state": "WA"}, ["visits"]),
    "visits had, of a claim": ({"program": "workers_comp", "state": "WA", "visits": 3}, ["visits"]),
}


@pytest.mark.parametrize(("situation", "needed"), NEEDED.values(), ids=NEEDED)
def test_a_question_is_asked_where_the_rule_depends_on_it(situation, needed):
    assert names(**situation) == ["program", "state", "condition", *needed]


def test_questions_come_one_at_a_time_and_end():
    given, order = {}, []
    while question := next_question(given, *parse_answers(given, BOOK), BOOK):
        order.append(question.name)
        given[question.name] = [""]
    assert order == ["program", "state", "condition"]


def test_spaces_and_blanks_are_no_answer():
    assert parse_answers({"weeks": [" 14 "], "visits": ["  "]}, BOOK)[0] == Situation(weeks=14)
