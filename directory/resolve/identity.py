"""What tells one practitioner from another, taken out of a statement; and which two are worth comparing."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from directory.core import credentials, dates, licences
from directory.core.family_names import FAMILY_FIRST
from directory.core.names import folded, without_umlauts
from directory.core.practitioner import Location, SourcedStatement, Statement
from directory.core.streets import Street, comparable, place_key
from directory.resolve.names import Name, initials, name_keys, parse_name

Key = tuple[Any, ...]
BESIDE_A_LETTER = frozenset(("telephone number", "address", "license digits"))  # keys of which crowds share one


class HeldLicence(NamedTuple):
    """A licence as it is compared. number: normalised; letters, digits: by core/licences.comparable."""

    state: str
    number: str
    letters: str
    digits: str

    def __str__(self) -> str:
        return f"{self.state} {self.number}"


class Identity(NamedTuple):
    """What tells one practitioner from another.

    ref: the statement's own name; phones: E.164, without extensions, which few sources tell; streets: (ZIP code, and
    city, street); cities: (city, state). in_bad_standing: a board calls a licence expired, suspended, revoked or on
    probation, or it has run out; or they are excluded. excluded: it says that somebody is excluded from federal
    health programs, and lists nobody. sexes; professions: of credentials.PROFESSIONS; neither is told of most.
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
    excluded: bool = False
    sexes: tuple[str, ...] = ()
    professions: tuple[str, ...] = ()


def identity(ref: str, statement: Statement) -> Identity:
    """The identity in a statement. ref: SOURCE:ID, or npi:NPI."""
    places = statement.locations
    return Identity(
        ref,
        statement.npi,
        statement.kind == "clinic",
        names_of(statement),
        _different([_held_licence(each.state, each.number) for each in statement.licences]),
        _different([place.phone and place.phone.partition(";")[0] for place in places]),
        _streets(places),
        _different([(place_key(place.city), place.state) for place in places]),
        is_bad(statement) or statement.excluded_on is not None,
        statement.excluded_on is not None,
        (statement.gender,) if statement.gender else (),
        _professions(ref, statement),
    )


def identity_of(sourced: SourcedStatement) -> Identity:
    """The identity in what a source states."""
    return identity(sourced.ref, sourced.statement)


def _streets(places: Iterable[Location]) -> tuple[tuple[str, Street], ...]:
    found = []
    for place in places:
        if place.address:
            street = comparable(place.address)
            found += [(where, street) for where in ((place.postal_code or "")[:5], place_key(place.city)) if where]
    return _different(found)


def _professions(ref: str, statement: Statement) -> tuple[str, ...]:
    """What their letters say, and who tells: a society's list is of physicians, a board's of acupuncturists."""
    told = credentials.professions(tuple(statement.credentials)) if statement.credentials else frozenset[str]()
    if statement.kind == "medical_acupuncturist":
        told |= {"physician"}
    if ref.startswith("licences:"):
        told |= {"acupuncturist"}
    return tuple(sorted(told))


def is_bad(statement: Statement) -> bool:
    """Whether it tells of a bad standing; a licence that has run out by today is one, since it is shown as expired."""
    return any(
        each.status in licences.BAD_STANDINGS
        or (each.status in licences.RUNS_OUT and each.expires_on is not None and each.expires_on < dates.today())
        for each in statement.licences
    )


def joined(one: Identity, other: Identity) -> Identity:
    """What two statements about the same practitioner tell together."""
    return one._replace(
        npi=one.npi or other.npi,
        clinic=one.clinic or other.clinic,
        names=_different(one.names + other.names),
        licences=_different(one.licences + other.licences),
        phones=_different(one.phones + other.phones),
        streets=_different(one.streets + other.streets),
        cities=_different(one.cities + other.cities),
        in_bad_standing=one.in_bad_standing or other.in_bad_standing,
        sexes=_different(one.sexes + other.sexes),
        professions=_different(one.professions + other.professions),
    )


def names_of(statement: Statement) -> tuple[Name, ...]:
    """All names in a statement, each once; those with an umlaut also as they are written without: Müller, Mueller."""
    parse = _clinic_name if statement.kind == "clinic" else parse_name
    written = [statement.name, *statement.other_names]
    written += [without_umlauts(name) for name in written if not name.isascii()]
    return _different([parse(name) for name in written])


def _clinic_name(text: str) -> Name | None:
    words = tuple(folded(text).split())
    return Name(words, 0, "".join(words)) if words else None


def _held_licence(state: str, number: str) -> HeldLicence | None:
    letters, digits = licences.comparable(state, number)
    # "PENDING" is nobody's number
    return HeldLicence(state, licences.normalised(number), letters, digits) if digits else None


def _different(values: Sequence[Any]) -> tuple[Any, ...]:
    if len(values) < 2:  # as most are
        return tuple(values) if values and values[0] else ()
    return tuple(dict.fromkeys(filter(None, values)))


def blocking_keys(person: Identity) -> set[Key]:
    """What two identities share at least one of where `compare` may say anything but no.

    The digits of a licence; or a letter that the given name may begin with, beside these digits in any order, a
    telephone number or an address; or the name and the city.
    """
    letters = first_letters(person)
    return {each for key in bare_keys(person) for each in with_letters(key, letters)}


def bare_keys(person: Identity) -> set[Key]:
    """The blocking keys, those beside which a letter stands without it."""
    kind = person.clinic
    found: set[Key] = {("telephone number", kind, phone) for phone in person.phones}
    for place, street in person.streets:
        found.add(("address", kind, place, street.line))
    for each in person.licences:
        found.add(("license", kind, each.state, each.digits))
        for order in _in_order(each.digits):
            found.add(("license digits", kind, each.state, order))
    for name in person.names:
        for key in [name.words] if kind else name_keys(name):
            for city in person.cities:
                found.add(("name and city", kind, key, city))
    return found


def first_letters(person: Identity) -> set[str]:
    """The letters that a person's given name may begin with; a clinic has no letter to tell it from another."""
    return {""} if person.clinic else {letter for name in person.names for letter in initials(name)}


def with_letters(key: Key, letters: Iterable[str]) -> Iterable[Key]:
    """A key with each of the letters, where one has to stand beside it."""
    return ((*key, letter) for letter in letters) if key[0] in BESIDE_A_LETTER else (key,)


def _in_order(digits: str) -> set[str]:
    """The digits in one order for all; and without a second of 0, which may have been the first, and is left out."""
    order = "".join(sorted(digits))
    return {order, order[1:]} if digits[1:2] == "0" else {order}


def narrower(key: Key, person: Identity) -> set[Key]:
    """The keys in place of one that a crowd shares: with a word of the name each, so that only slips are not found any
    more.
    """
    return {(*key, word) for name in person.names for word in _telling_words(name, person.clinic)}


def _telling_words(name: Name, clinic: bool) -> tuple[str, ...]:
    """All words but a given name, which crowds share."""
    return name.words if clinic or name.words[0] in FAMILY_FIRST else name.words[1:] or name.words
