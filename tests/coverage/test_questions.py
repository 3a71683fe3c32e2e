"""Which questions are asked, and how the answers are read."""

import pytest

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
    return [question.name for question in relevant_questions(Situation(**situation), BOOK.programs)]


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
    assert names(program="employer", condition="migraine") == ["program", "state", "condition"]
    assert names(program="tricare", condition="low_back_pain") == ["program", "state", "condition", "flags", "cause"]


def test_the_signs_that_cannot_wait_end_the_questions():
    given = {name: [""] for name in ("program", "state")} | {"condition": ["low_back_pain"], "flags": ["bladder"]}
    situation, flags = parse_answers(given, BOOK)
    assert flags == ["bladder"] and next_question(given, situation, flags, BOOK.programs) is None


def test_a_skipped_question_is_not_asked_again():
    given = {"program": [""], "state": [""], "condition": [""]}
    assert next_question(given, *parse_answers(given, BOOK), BOOK.programs) is None


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


def test_every_choice_is_read_back():
    for name in QUESTION_NAMES:
        for choice in choices(name, BOOK):
            parse_answers({name: [choice]}, BOOK)


def test_spaces_and_blanks_are_no_answer():
    assert parse_answers({"weeks": [" 14 "], "visits": ["  "]}, BOOK)[0] == Situation(weeks=14)
