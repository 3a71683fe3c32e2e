"""Who says what of a practitioner, in words for their page: what is shown, and what lost."""

from collections.abc import Iterator
from typing import Any

from directory.core.i18n import Message
from directory.web.listing import phrases


def provenance(listing: dict[str, Any]) -> list[tuple[tuple[str, str], list[str]]]:
    """What each source says of what is shown: ((source, as_of), facts in words) pairs, the newest first."""
    words: dict[tuple[str, str], list[str]] = {}
    for entry, fact in (*_facts(listing), *_parts(listing)):
        words.setdefault((entry["source"], entry["as_of"]), []).append(fact)
    return sorted(words.items(), key=lambda pair: pair[0][1], reverse=True)


def _facts(listing: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each fact with a value of its own, and what it is called."""
    for field, fact in listing["facts"].items():
        yield fact, phrases.FACTS[field]


def _parts(listing: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each location, license and plan, and what it is called."""
    for location in listing["locations"]:
        yield location, Message("address and phone in %(city)s", city=location["city"])
    for licence in listing["licences"]:
        yield licence, Message("license %(number)s", number=f"{licence['state']} {licence['number']}")
    for plan in listing["insurance"]:
        yield plan, plan["plan"] or phrases.payer(plan["payer"])


def differences(listing: dict[str, Any]) -> list[tuple[str, list[str], dict[str, Any]]]:
    """What sources say that is not shown, because another's word counts first.

    (fact, its values in words, {"source", "as_of"}) triples.
    """
    lost = [
        (field, entry)
        for field, fact in listing["facts"].items()
        for entry in fact.get("lost", ())
        if field != "updated_on"
    ]
    return [(phrases.FACTS[field], phrases.in_words(field, entry["value"]), entry) for field, entry in lost]
