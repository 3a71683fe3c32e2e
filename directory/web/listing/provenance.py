"""Who says what of a practitioner, in words for their page: what is shown, and what lost."""

from collections.abc import Iterator

from directory.core.facts import BY_NAME
from directory.core.i18n import Message
from directory.core.practitioner import ListedLicence, ListedLocation, ListedPlan, LostValue, Origin, Practitioner
from directory.web.listing import phrases

Cited = Origin | ListedLocation | ListedLicence | ListedPlan


def provenance(listing: Practitioner) -> list[tuple[tuple[str, str], list[str]]]:
    """What each source says of what is shown: ((source, as_of), facts in words) pairs, the newest first."""
    words: dict[tuple[str, str], list[str]] = {}
    for cited, fact in (*_facts(listing), *_parts(listing)):
        words.setdefault((cited.source, cited.as_of), []).append(fact)
    return sorted(words.items(), key=lambda pair: pair[0][1], reverse=True)


def _facts(listing: Practitioner) -> Iterator[tuple[Cited, str]]:
    """Each fact with a value of its own, and what it is called."""
    for name, origin in listing.facts.items():
        yield origin, BY_NAME[name].label


def _parts(listing: Practitioner) -> Iterator[tuple[Cited, str]]:
    """Each location, license and plan, and what it is called."""
    for location in listing.locations:
        yield from _address_and_phone(location)
        if location.hours:
            stated = Origin(location.hours_by or location.source, location.hours_as_of or location.as_of)
            yield stated, Message("office hours in %(city)s", city=location.city)
    for licence in listing.licences:
        yield licence, Message("license %(number)s", number=f"{licence.state} {licence.number}")
    for plan in listing.insurance:
        yield plan, plan.plan or phrases.payer(plan.payer)


def _address_and_phone(location: ListedLocation) -> Iterator[tuple[Cited, str]]:
    if not location.phone_by:
        yield location, Message("address and phone in %(city)s", city=location.city)
        return
    yield location, Message("address in %(city)s", city=location.city)
    stated = Origin(location.phone_by, location.phone_as_of or location.as_of)
    yield stated, Message("phone in %(city)s", city=location.city)


def differences(listing: Practitioner) -> list[tuple[str, list[str], LostValue]]:
    """What sources say that is not shown, because another's word counts first: (fact, its values in words, who said
    it).
    """
    lost = [
        (name, value) for name, origin in listing.facts.items() for value in origin.lost if BY_NAME[name].shows_lost
    ]
    return [(BY_NAME[name].label, phrases.in_words(name, value.value), value) for name, value in lost]
