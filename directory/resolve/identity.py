"""What tells one practitioner from another, taken out of a statement; and which two are worth comparing."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from directory.core.family_names import FAMILY_FIRST
from directory.core.gazetteer import place_key
from directory.core.licences import BAD_STANDINGS, normalised, parts
from directory.core.names import folded
from directory.core.practitioner import Statement
from directory.core.streets import Street, comparable
from directory.resolve.names import Name, initials, parse_name


class HeldLicence(NamedTuple):
    """A licence as it is compared. number: normalised; digits: without leading zeros."""

    state: str
    number: str
    letters: str
    digits: str


class Identity(NamedTuple):
    """What tells one practitioner from another.

    ref: the statement's own name; phones: E.164; streets: (ZIP code, and city, street); cities: (city, state).
    in_bad_standing: a board calls a licence expired, suspended, revoked or on probation.
    """

    ref: str
    npi: str | None
    clinic: bool
    names: tuple[Name, ...]
    licences: tuple[HeldLicence, ...]
    phones: tuple[str, ...]
    streets: tuple[tuple[str, Street], ...]
    cities: tuple[tuple[str, str], ...]
    in_bad_standing: bool


def identity(ref: str, statement: Statement) -> Identity:
    """The identity in a statement. ref: SOURCE:ID, or npi:NPI."""
    places, clinic = statement.locations, statement.kind == "clinic"
    streets = (
        (where, comparable(place.address))
        for place in places
        if place.address
        for where in ((place.postal_code or "")[:5], _city(place.city))
        if where
    )
    return Identity(
        ref,
        statement.npi,
        clinic,
        names_of(statement),
        _different(_held(each.state, each.number) for each in statement.licences),
        _different(place.phone for place in places),
        _different(streets),
        _different((_city(place.city), place.state) for place in places),
        any(each.status in BAD_STANDINGS for each in statement.licences),
    )


def names_of(statement: Statement) -> tuple[Name, ...]:
    """All names in a statement, each once."""
    parse = _clinic_name if statement.kind == "clinic" else parse_name
    return _different(map(parse, (statement.name, *statement.other_names)))


def _clinic_name(text: str) -> Name | None:
    words = tuple(folded(text).split())
    return Name(words, 0, "".join(words)) if words else None


@lru_cache(1 << 16)
def _city(city: str) -> str:
    return place_key(city)  # St Louis is Saint Louis


def _held(state: str, number: str) -> HeldLicence | None:
    letters, digits = parts(number)
    digits = digits.lstrip("0")
    return HeldLicence(state, normalised(number), letters, digits) if digits else None  # "PENDING" is nobody's number


def _different(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def blocking_keys(person: Identity) -> set[tuple[Any, ...]]:
    """What two identities share at least one of where `compare` may say anything but no."""
    kind = person.clinic
    found: set[tuple[Any, ...]] = {("license", kind, each.state, *sorted(each.digits)) for each in person.licences}
    letters = {""} if kind else {letter for name in person.names for letter in initials(name)}
    found |= {("telephone number", kind, phone, letter) for phone in person.phones for letter in letters}
    found |= {("address", kind, place, street.line, letter) for place, street in person.streets for letter in letters}
    ends = {end for name in person.names for end in _name_ends(name, kind)}
    return found | {("name and city", kind, *end, *city) for end in ends for city in person.cities}


def _name_ends(name: Name, clinic: bool) -> set[tuple[str, ...]]:
    """What names that may be one person's have in common: a letter that the given name may begin with, and the family
    name.
    """
    if clinic:
        return {name.words}
    ends: set[tuple[str, ...]] = {(letter, name.family) for letter in initials(name)}
    if name.words[0] in FAMILY_FIRST and len(name.words) > 1:
        ends |= {(name.words[1][0], name.words[0]), (name.family[0], name.words[0])}
    return ends


def narrower(key: tuple[Any, ...], person: Identity) -> set[tuple[Any, ...]]:
    """The keys in place of one that a crowd shares: with a word of the name each, so that only slips are not found any
    more.
    """
    return {(*key, word) for name in person.names for word in _telling_words(name, person.clinic)}


def _telling_words(name: Name, clinic: bool) -> tuple[str, ...]:
    """All words but a given name, which crowds share."""
    return name.words if clinic or name.words[0] in FAMILY_FIRST else name.words[1:] or name.words
