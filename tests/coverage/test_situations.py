"""People and what they should be told. situations.csv is for a reviewer to read: each row was written from the source
that it names, before the program was asked.

`tells`: what the answer has to say, parted by |; `never`: what it must not; `instead`: who is offered in place of the
practitioner asked about.
"""

from itertools import chain

import pytest
from coverage_tables import situation, table

from directory.core.programs import VERDICTS
from directory.coverage.answer_json import answer_as_json
from directory.coverage.decide import decide
from directory.coverage.rules import state_rules_for
from directory.store.reference.rulebook import rulebook

BOOK, SITUATIONS = rulebook(), table("situations.csv")


def statements(answer):
    """Everything that an answer says with sources, as programs get it."""
    return [*answer["reasons"], answer["rule"], *answer["notes"], *answer["steps"]]


def words(row):
    """All that somebody is told: the verdict, reasons, rule, limits, notes, steps, questions, and what states ask."""
    person = situation(row)
    answer = answer_as_json(person, decide(person, BOOK.programs))
    states = state_rules_for(BOOK.states, [person.state] if person.state else [], person.kind)
    said = [VERDICTS[answer["verdict"]], *(each["text"] for each in statements(answer))]
    return " ".join([*said, *answer["limits"], *answer["questions"], *(rule.text for rule in states)])


def test_they_are_enough_to_read_and_name_every_program():
    assert len(SITUATIONS) >= 44 and len({row["who"] for row in SITUATIONS}) == len(SITUATIONS)
    assert {row["program"] for row in SITUATIONS} >= set(BOOK.programs)
    assert all(row["source"] for row in SITUATIONS if row["verdict"] != "unknown")


@pytest.mark.parametrize("row", SITUATIONS, ids=lambda row: row["who"])
def test_somebody_is_told_what_the_source_says(row):
    person, told = situation(row), words(row)
    answer = decide(person, BOOK.programs)
    assert (answer.verdict, "|".join(answer.instead)) == (row["verdict"], row["instead"])
    assert [part for part in row["tells"].split("|") if part not in told] == []
    assert [part for part in row["never"].split("|") if part and part in told] == []


@pytest.mark.parametrize("row", SITUATIONS, ids=lambda row: row["who"])
def test_no_answer_is_without_a_source_and_the_day_it_was_read(row):
    person = situation(row)
    answer = answer_as_json(person, decide(person, BOOK.programs))
    sources = list(chain.from_iterable(each["sources"] for each in statements(answer)))
    assert all(each["sources"] for each in statements(answer))
    assert all(source["url"].startswith("http") and source["as_of"] < source["review_by"] for source in sources)
