"""Which rules there are for somebody, and which are due to be looked at again."""

from collections.abc import Iterable
from typing import NamedTuple

from directory.core.cited import Cited
from directory.core.guide import StateRule, StateRules


class Overdue(NamedTuple):
    """Something whose sources should have been read again by `review_by`."""

    what: str
    review_by: str


def overdue(statements: Iterable[tuple[str, Cited]], today: str) -> list[Overdue]:
    """What is past its review date on an ISO day, the longest overdue first; statements as `Rulebook.statements` gives them."""
    late = {Overdue(what, each.review_by) for what, each in statements if each.review_by < today}
    return sorted(late, key=lambda each: (each.review_by, each.what))


def state_rules_for(rules: StateRules, states: Iterable[str], kind: str | None) -> tuple[StateRule, ...]:
    """What these states ask of somebody who sees this kind of practitioner. The rules are about acupuncturists, so none are for a physician."""
    return () if kind == "medical_acupuncturist" else rules.of(set(states))
