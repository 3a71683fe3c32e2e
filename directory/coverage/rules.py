"""Which state rules apply to a patient, and which rules are due for review."""

from collections.abc import Iterable
from typing import NamedTuple

from directory.core.cited import Cited
from directory.core.guide import StateRule, StateRules


class Overdue(NamedTuple):
    """Something whose sources should have been read again by `review_by`."""

    what: str
    review_by: str


def overdue(statements: Iterable[tuple[str, Cited]], today: str) -> list[Overdue]:
    """What is past its review date on an ISO day, the longest overdue first.

    statements: (what it is, it) pairs, as `Rulebook.statements` gives them.
    """
    late = {Overdue(what, cited.review_by) for what, cited in statements if cited.review_by < today}
    return sorted(late, key=lambda item: (item.review_by, item.what))


def state_rules_for(rules: StateRules, states: Iterable[str], kind: str | None) -> tuple[StateRule, ...]:
    """What these states require of a patient of this kind of practitioner.

    The rules are about acupuncturists, so there are none for a physician.
    """
    return () if kind == "medical_acupuncturist" else rules.of(set(states))
