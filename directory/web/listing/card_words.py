"""What a card of somebody says, in the visitor's language; templates/macros.html lays it out.

Made here and not in the template: a page has twenty cards, and each word costs a template several times what it costs
here.
"""

from typing import Any, NamedTuple

from directory.core.geo import miles_in_words
from directory.core.licences import LAPSED, has_lapsed
from directory.core.new_patients import accepts_at
from directory.core.practitioner import ListedLocation, Practitioner
from directory.search.find import Result
from directory.search.insurance_index import RequestedInsurance
from directory.web.listing import phrases
from directory.web.shell.language import day_in_words, translated
from directory.web.shell.language import in_language as _

PAYERS_NAMED = 2  # of all whose insurance somebody takes
Sources = dict[str, dict[str, Any]]  # what the directory says of each source, by its name


class CardWords(NamedTuple):
    """Each is "" where there is nothing to say. fresh: how fresh the address is; insurance: that they take the one that
    was asked for, else which they take; accepts: whether new patients are taken at the place.
    """

    kind: str
    miles: str
    accepting: str
    accepts: bool
    lapsed: str
    insurance: str
    price: str
    place: str
    on_file: str
    fresh: str
    licensed: str


def card_words(result: Result, sources: Sources, meant: RequestedInsurance | None) -> CardWords:
    """The words of a result, or of an entry of a shortlist. sources: by name; meant: the insurance asked for."""
    listing, location = result.listing, result.location
    asked = meant if meant and meant.networks else None
    price = phrases.lowest_price(listing, asked, day_in_words) if asked else None
    return CardWords(
        translated(phrases.kind_in_words(listing)),
        translated(miles_in_words(result.miles, location.precision)) if location and result.miles is not None else "",
        _accepting(accepts := accepts_at(listing, location)),
        accepts is True,
        lapsed(listing),
        _taken(listing, asked, sources) if asked else _payers(listing),
        translated(price) if price else "",
        _place(location) if location else "",
        on_file(location) if location else "",
        _fresh(location, sources) if location else "",
        licensed(listing),
    )


def _accepting(answer: bool | None) -> str:
    if answer is None:
        return ""
    return _("Accepting new patients") if answer else _("Not accepting new patients")


def lapsed(listing: Practitioner) -> str:
    """That somebody's license has lapsed."""
    statuses = [licence.status for licence in listing.licences]
    if not has_lapsed(statuses):
        return ""
    status = next(status for status in statuses if status in LAPSED)
    return _("License %(status)s: ask before you book.", status=_(phrases.STATUSES[status]))


def licensed(listing: Practitioner) -> str:
    """That a board has confirmed a license."""
    licence = phrases.board_confirmed(listing)
    if not licence:
        return ""
    day = day_in_words(licence.confirmed_on or licence.as_of)
    return _("%(state)s license confirmed by the licensing board on %(day)s", state=licence.state, day=day)


def on_file(location: ListedLocation) -> str:
    """That nobody says that they work at an address."""
    if not location.on_file:
        return ""
    if location.source == "licences":
        return _("Address on file with the licensing board: ask before you go.")
    return _("Address from the records of a past year: ask before you go.")


def _taken(listing: Practitioner, asked: RequestedInsurance, sources: Sources) -> str:
    entry = phrases.takes(listing, asked)
    return translated(phrases.how_known(entry, sources, day_in_words)) if entry else ""


def _payers(listing: Practitioner) -> str:
    payers = phrases.payers_of(listing)
    if not payers:
        return ""
    named, more = ", ".join(map(translated, payers[:PAYERS_NAMED])), len(payers) - PAYERS_NAMED
    parts = [_("Insurance:"), named, *([_("and %(more)s more", more=more)] if more > 0 else [])]
    return " ".join(map(str, parts))


def _place(location: ListedLocation) -> str:
    street = f"{location.address}, " if location.address else ""
    return f"{street}{location.city}, {location.state} {(location.postal_code or '')[:5]}"


def _fresh(location: ListedLocation, sources: Sources) -> str:
    """Who confirmed the address, else who says so and of which day. The listing's page says the rest."""
    if phrases.is_fresh(location):
        return translated(phrases.confirmed(location, sources))
    title = translated(sources[location.source]["title"])
    return _("From %(source)s, %(day)s", source=title, day=day_in_words(location.as_of))
