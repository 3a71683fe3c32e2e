"""By which rule of the table of facts the word of one statement counts before that of another."""

from typing import Any

import msgspec

from directory.core.facts import BY_NAME, FACTS, Fact
from directory.core.i18n import Message
from directory.core.practitioner import Practitioner, entry_values
from directory.resolve.merge import is_stale


def why_it_lost(fact: Fact, source: str, other: tuple[str, str], newest: str) -> str:
    """The rule in words, as resolve/merge.in_order applies it: freshness, then the order of sources, then the day.

    source: of the statement that is shown; other: source and day of one that is not; newest: the newest day of any
    statement of the fact.
    """
    other_source, other_as_of = other
    if is_stale(other_as_of, newest, fact.fresh_days):
        return Message("older by more than %(days)s days than the newest word of it", days=fact.fresh_days)
    if source != other_source:
        return Message("%(source)s counts before %(other)s", source=source, other=other_source)
    return Message("of one source, the newer counts")


def explained_facts(listing: Practitioner) -> dict[str, Any]:
    """{fact: {"value", "source", "as_of", "lost": [{"value", "source", "as_of", "rule"}]}}, of all that is stated.

    A fact that is a list of entries has a list instead: each entry's values with its own source and day, and under
    "also" what others say of it. rule: by which it lost.
    """
    facts: dict[str, Any] = {
        name: {"value": getattr(listing, name), "source": origin.source, "as_of": origin.as_of, "lost": origin.lost}
        for name, origin in listing.facts.items()
    }
    lists = {fact.name: getattr(listing, fact.name) for fact in FACTS if fact.combine == "entries"}
    facts |= {name: [entry_values(entry) for entry in entries] for name, entries in lists.items() if entries}
    plain: dict[str, Any] = msgspec.to_builtins(facts)
    for name, shown in plain.items():
        _name_rules(BY_NAME[name], shown if isinstance(shown, list) else [shown])
    return plain


def _name_rules(fact: Fact, shown: list[dict[str, Any]]) -> None:
    """Writes beside each value that lost the rule by which it did."""
    lost = [(first, each) for first in shown for each in (*first.get("lost", ()), *first.get("also", ()))]
    newest = max(each["as_of"] for each in (*shown, *(other for _, other in lost)))
    for first, other in lost:
        other["rule"] = why_it_lost(fact, first["source"], (other["source"], other["as_of"]), newest)
