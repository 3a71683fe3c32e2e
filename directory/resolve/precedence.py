"""By which rule of the table of facts the word of one statement counts before that of another."""

from datetime import date

from directory.core.facts import Fact


def why_it_lost(fact: Fact, source: str, other: tuple[str, str], newest: str) -> str:
    """The rule in words, as resolve/merge.in_order applies it: freshness, then the order of sources, then the day.

    source: of the statement that is shown; other: source and day of one that is not; newest: the newest day of any
    statement of the fact.
    """
    other_source, other_as_of = other
    age = (date.fromisoformat(newest) - date.fromisoformat(other_as_of)).days
    if fact.fresh_days is not None and age > fact.fresh_days:
        return f"older by more than {fact.fresh_days} days than the newest word of it"
    if source != other_source:
        return f"{source} counts before {other_source}"
    return "of one source, the newer counts"
