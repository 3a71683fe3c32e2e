"""By which rule of the table of facts the word of one statement counts before that of another."""

from typing import Any

import msgspec

from directory.core.entry_values import entry_values
from directory.core.facts import BY_NAME, FACTS, Fact
from directory.core.freshness import is_stale
from directory.core.i18n import Message
from directory.core.practitioner import Practitioner


def why_it_lost(fact: Fact, shown: dict[str, Any], other: dict[str, Any], day: str) -> str:
    """The rule in words, as core/freshness.in_order applies it on an ISO day.

    shown: the entry or the value that is shown, as explained_facts has it; other: one that is not.
    """
    source, other_source = shown["source"], other["source"]
    if fact.silent_where and other.get(fact.silent_where[0]) == fact.silent_where[1]:
        return Message("%(source)s does not tell the standing", source=other_source)
    if is_stale(fact, other["as_of"], day) and other["as_of"] < shown["as_of"]:
        return Message("older than %(days)s days, and there is a newer word of it", days=fact.fresh_days)
    if source != other_source:
        return Message("%(source)s counts before %(other)s", source=source, other=other_source)
    return Message("of one source, the newer counts")


def explained_facts(listing: Practitioner, day: str) -> dict[str, Any]:
    """{fact: {"value", "source", "as_of", "lost": [{"value", "source", "as_of", "rule"}]}}, of all that is stated.

    day: the ISO day on which the listing is read. A fact that is a list of entries has a list instead: each entry's
    values with its own source and day, and under "also" what others say of it. rule: by which it lost.
    """
    facts: dict[str, Any] = {
        name: {"value": getattr(listing, name), "source": origin.source, "as_of": origin.as_of, "lost": origin.lost}
        for name, origin in listing.facts.items()
    }
    lists = {fact.name: getattr(listing, fact.name) for fact in FACTS if fact.combine == "entries"}
    facts |= {name: [entry_values(entry) for entry in entries] for name, entries in lists.items() if entries}
    plain: dict[str, Any] = msgspec.to_builtins(facts)
    for name, shown in plain.items():
        _name_rules(BY_NAME[name], shown if isinstance(shown, list) else [shown], day)
    return plain


def _name_rules(fact: Fact, shown: list[dict[str, Any]], day: str) -> None:
    """Writes beside each value that lost the rule by which it did."""
    for first in shown:
        for other in (*first.get("lost", ()), *first.get("also", ())):
            other["rule"] = why_it_lost(fact, first, other, day)
