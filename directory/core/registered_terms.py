"""What somebody with an NPI is found by when programs ask as they ask the federal register (docs/api-npi.md).

Terms of directory.db, as index_terms.py has others: a kind, a space and a value, folded as names are: "npi_last
okeeffe", "npi_taxonomy acupuncturist". A place is in two of them, of which one begins with its state and the other with
its ZIP code, both with their other parts behind them.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from directory.core.full_names import parse_full_name
from directory.core.in_force import time_of
from directory.core.names import folded
from directory.core.periods import is_empty
from directory.core.practitioner import ListedLocation, Practitioner
from directory.core.registration import RegisteredName, RegisteredTaxonomy, Registration, as_one
from directory.core.taxonomy import ACUPUNCTURIST

BETWEEN = "\x1f"  # the parts of a place's term; no printable character
PERSON, ORGANISATION = "NPI-1", "NPI-2"
PRIMARY, SECONDARY = "1", "2"  # the first place of practice, and the others
DESCRIPTIONS = {ACUPUNCTURIST: "Acupuncturist"}  # of codes, where no source gives one


def type_of(listing: Practitioner) -> str:
    """The register's type of NPI."""
    return ORGANISATION if listing.kind == "clinic" else PERSON


def registered(listing: Practitioner) -> Registration:
    """What the register holds of a listing; where it says nothing, its name and taxonomy as the listing has them.

    An acupuncturist by profession has the acupuncturist's taxonomy with the licences that are known.
    """
    registration = as_one(listing.registrations)
    if registration.name is None:
        registration = replace(registration, name=_name_of(listing))
    if not registration.taxonomies and listing.kind == "licensed_acupuncturist":
        licences = [(each.number, each.state) for each in listing.licences] or [("", "")]
        taxonomies = [RegisteredTaxonomy(ACUPUNCTURIST, "", *each, not place) for place, each in enumerate(licences)]
        registration = replace(registration, taxonomies=tuple(taxonomies))
    return registration


def _name_of(listing: Practitioner) -> RegisteredName:
    if type_of(listing) == ORGANISATION:
        return RegisteredName(organisation=listing.name)
    name = parse_full_name(listing.name)
    return RegisteredName("", name.first_name, name.middle_name, name.last_name, "", name.suffix, listing.credentials)


def places_of(listing: Practitioner) -> list[ListedLocation]:
    """Where patients are seen, the first place first: never an address that is only on file."""
    return [each for each in listing.locations if not each.on_file]


def description(taxonomy: RegisteredTaxonomy) -> str:
    """The words of a taxonomy, "" where no source gives them."""
    return taxonomy.description or DESCRIPTIONS.get(taxonomy.code, "")


def registered_terms(listing: Practitioner) -> Iterator[str]:
    """Everything that somebody is found by; none without an NPI."""
    if not listing.npi:
        return
    registration = registered(listing)
    yield f"npi_type {type_of(listing)}"
    for name in filter(None, (registration.name, *registration.other_names)):
        yield from _name_terms(name)
    if registration.official:
        yield f"npi_official_first {folded(registration.official.name.first)}"
        yield f"npi_official_last {folded(registration.official.name.last)}"
    for taxonomy in registration.taxonomies:
        words = description(taxonomy)
        yield from (f"npi_taxonomy {folded(part)}" for part in (words, *words.split(",")) if part)
    for number, place in enumerate(places_of(listing)):
        yield from _place_terms(place, SECONDARY if number else PRIMARY)


def _name_terms(name: RegisteredName) -> Iterator[str]:
    named = {"organization": name.organisation, "first": name.first, "last": name.last}
    yield from (f"npi_{kind} {folded(text)}" for kind, text in named.items() if text)


def _place_terms(place: ListedLocation, rank: str) -> Iterator[str]:
    time = time_of(place)
    if is_empty(time):
        return
    parts = place.state, folded(place.city), zip_digits(place.postal_code)
    behind = rank, *(day or "" for day in time)
    yield f"npi_place {BETWEEN.join((*parts, *behind))}"
    if parts[2]:
        yield f"npi_zip {BETWEEN.join((parts[2], *parts[:2], *behind))}"


def zip_digits(postal_code: str | None) -> str:
    """A ZIP code without its dash, "" where there is none."""
    return (postal_code or "").replace("-", "")
