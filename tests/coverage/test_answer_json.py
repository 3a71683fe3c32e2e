"""The answer as programs get it: what the rule says with its sources, and what a parameter may be."""

import json

import pytest

from directory.coverage.answer_json import PARAMETERS, answer_to
from directory.coverage.questions import BadAnswer
from directory.store.reference.rulebook import rulebook

BOOK = rulebook()
MEDICARE = {"program": "medicare", "condition": "low_back_pain", "weeks": "14", "cause": "none_known"}


def test_it_says_what_was_asked_the_verdict_and_why():
    asked = MEDICARE | {"kind": "licensed_acupuncturist", "visits_used": "3", "better": "yes"}
    answer = answer_to(asked, BOOK)
    assert answer["asked"] == dict.fromkeys(("state", "workers", "funded")) | asked | {
        "weeks": 14,
        "visits_used": 3,
        "better": True,
    }
    assert answer["program"] == {"id": "medicare", "name": "Original Medicare (Part B)"}
    assert (answer["verdict"], answer["instead"]) == ("depends", ["medical_acupuncturist"])
    assert "supervises" in answer["reasons"][0]["text"]
    assert answer["questions"] and "No more than 20 visits in a year." in answer["limits"]


@pytest.mark.parametrize("program", BOOK.programs)
def test_every_statement_has_a_source_with_a_day_and_all_of_it_is_plain_json(program):
    answer = json.loads(json.dumps(answer_to({"program": program}, BOOK)))
    for statement in (*answer["reasons"], answer["rule"], *answer["notes"]):
        assert statement["text"] and all(source["as_of"] < source["review_by"] for source in statement["sources"])
        assert statement["sources"]


def test_it_is_in_the_readers_language():
    assert answer_to({"program": "tricare"}, BOOK, str.upper)["rule"]["text"].isupper()


@pytest.mark.parametrize(
    ("parameters", "name", "may_be"),
    [
        ({"program": "aetna"}, "program", "medicare"),
        ({"program": "medicaid", "state": "XX"}, "state", "OR"),
        ({"program": "medicare", "condition": "back"}, "condition", "low_back_pain"),
        ({"program": "medicare", "weeks": "-1"}, "weeks", "0 to 5000"),
        ({"program": "medicare", "visits_used": "many"}, "visits_used", "0 to 5000"),
        ({"program": "medicare", "better": "maybe"}, "better", "yes"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_parameter_with_what_it_may_be(parameters, name, may_be):
    with pytest.raises(BadAnswer) as told:
        answer_to(parameters, BOOK)
    assert told.value.name == name and may_be in told.value.message


def test_every_question_but_the_signs_that_cannot_wait_has_a_parameter():
    from directory.coverage.questions import QUESTION_NAMES

    assert set(PARAMETERS.values()) == set(QUESTION_NAMES) - {"flags"}
