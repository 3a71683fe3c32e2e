"""Are two statements about the same practitioner? Yes, no, or can't tell, with the reason in words.

The order of evidence: the NPI; a licence's state and number with an agreeing last name; the full name with an address
or a telephone number. A wrong yes sends a patient to a mixed-up listing, a wrong no shows somebody twice, so a doubt is
a "can't tell", which an admin settles.
"""

import re
import sys
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from directory.core.gazetteer import SPELLED_OUT
from directory.core.licences import normalised, parts
from directory.core.names import PARTICLES, folded
from directory.core.practitioner import Statement

SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
ALIKE = 0.92  # Jaro-Winkler: a slip of the pen, not another name ("Hernandez", "Hernandes"); see docs/matching.md


class Verdict(Enum):
    """The three answers."""

    YES = "yes"
    NO = "no"
    CANT_TELL = "can't tell"


Words = tuple[str, ...]  # of a folded name, in reading order


class Identity(NamedTuple):
    """What tells one practitioner from another.

    names: without particles and suffixes, but for a clinic's; licences: (state, normalised number) pairs, and digits:
    (state, its digits); phones: E.164; streets: (ZIP code or city, street); cities: (city, state).
    """

    ref: str
    npi: str | None
    clinic: bool
    names: tuple[Words, ...]
    licences: tuple[tuple[str, str], ...]
    digits: tuple[tuple[str, str], ...]
    phones: tuple[str, ...]
    streets: tuple[tuple[str, str], ...]
    cities: tuple[tuple[str, str], ...]


def identity(ref: str, statement: Statement) -> Identity:
    """The identity in a statement. ref: SOURCE:ID, the statement's own name."""
    places, clinic = statement.locations, statement.kind == "clinic"
    numbered = {(each.state, normalised(each.number)): parts(each.number)[1] for each in statement.licences}
    # "N/A" and "PENDING" are nobody's number
    licences = {licence: digits.lstrip("0") for licence, digits in numbered.items() if digits}
    streets = (
        ((place.postal_code or "")[:5] or folded(place.city), street(place.address))
        for place in places
        if place.address
    )
    return Identity(
        ref,
        statement.npi,
        clinic,
        _different(_words(folded(name), clinic) for name in (statement.name, *statement.other_names)),
        tuple(licences),
        _different((state, digits) for (state, _), digits in licences.items()),
        _different(place.phone for place in places),
        _different(streets),
        _different(_city(place.city, place.state) for place in places),
    )


@lru_cache(1 << 16)  # cities recur, as the words of names do: kept once each, they take a seventh less memory
def _city(city: str, state: str) -> tuple[str, str]:
    return folded(city), state


def _different(values: Iterable) -> tuple:
    return tuple(dict.fromkeys(filter(None, values)))


def _words(name: str, clinic: bool) -> Words:
    return tuple(
        sys.intern(word) for word in name.split() if clinic or (word not in SUFFIXES and word not in PARTICLES)
    )


def street(address: str) -> str:
    """A street address as it is compared: its number and the words up to the suite, without the kind of street."""
    words = folded(
        re.split(r",| (?:ste|suite|apt|unit|fl|floor|#)\b", address, maxsplit=1, flags=re.IGNORECASE)[0]
    ).split()
    return " ".join(SPELLED_OUT.get(word, word) for word in words[:3])


def keys(person: Identity) -> set[tuple]:
    """What two identities share at least one of where `compare` may say anything but no.

    Names that agree begin with the same letter, unless they are clinics'.
    """
    firsts = {"" if person.clinic else words[0][0] for words in person.names}
    found = {("license", person.clinic, *licence) for licence in person.digits}
    found |= {("telephone number", person.clinic, phone, first) for phone in person.phones for first in firsts}
    found |= {("address", person.clinic, *place, first) for place in person.streets for first in firsts}
    return found | {
        ("name and city", person.clinic, *_ends(words, person.clinic), *city)
        for words in person.names
        for city in person.cities
    }


def narrower(key: tuple, person: Identity) -> set[tuple]:
    """The keys in place of one that a crowd shares: with a word of the name each, so that only slips of the pen are not
    found any more.
    """
    return {(*key, word) for words in person.names for word in (words if person.clinic else words[1:] or words)}


def _ends(words: Words, clinic: bool) -> Words:
    return words if clinic else (words[0], words[-1])


def compare(one: Identity, other: Identity) -> tuple[Verdict, str]:
    """Whether both are the same practitioner, and why."""
    if one.npi and other.npi:
        return (Verdict.YES, "the same NPI") if one.npi == other.npi else (Verdict.NO, "two NPIs")
    if one.clinic != other.clinic:
        return Verdict.NO, "a person and a clinic"
    same = _both(one.licences, other.licences)
    if not same and _licences_conflict(one, other):
        return Verdict.NO, "two license numbers in one state"
    agreement = max((_names_agree(a, b, one.clinic) for a in one.names for b in other.names), default=NONE)
    return _by_licence(*min(same), agreement) if same else _by_place(one, other, agreement)


NONE, LAST, CLOSE, FULL = range(4)  # how far two names agree: not; the last name; all but a slip; all that both give


def _by_licence(state: str, number: str, agreement: int) -> tuple[Verdict, str]:
    if agreement >= LAST:
        return Verdict.YES, f"license {state} {number} and the name agree"
    return Verdict.CANT_TELL, f"license {state} {number} is the same, the names are not"


def _by_place(one: Identity, other: Identity, agreement: int) -> tuple[Verdict, str]:
    if agreement < CLOSE:
        return Verdict.NO, "too little agrees"
    shared = (
        "telephone number"
        if _both(one.phones, other.phones)
        else "address"
        if _both(one.streets, other.streets)
        else ""
    )
    digits = _both(one.digits, other.digits)
    if agreement == FULL and shared:
        return Verdict.YES, f"the name and the {shared} agree"
    if agreement == FULL and digits:
        return Verdict.CANT_TELL, "the name and the digits of a license agree, its letters do not"
    if agreement == FULL and _both(one.cities, other.cities):
        return Verdict.CANT_TELL, "the name and the city agree"
    if agreement == CLOSE and (shared or digits):
        return Verdict.CANT_TELL, f"the same {shared or 'license digits'}, and nearly the same name"
    return Verdict.NO, "too little agrees"


def _both(one: tuple, other: tuple) -> list:
    """What is in both; each has a few values, seldom more than one."""
    return [each for each in one if each in other]


def _licences_conflict(one: Identity, other: Identity) -> bool:
    """Whether both hold licences of one state whose digits all differ: then they are two people."""
    states = {state for state, _ in one.digits}
    return any(state in states for state, _ in other.digits) and not _both(one.digits, other.digits)


def _names_agree(mine: Words, theirs: Words, clinics: bool) -> int:
    """NONE, LAST, CLOSE or FULL."""
    if clinics:
        return (
            FULL
            if mine == theirs
            else CLOSE
            if JaroWinkler.similarity(" ".join(mine), " ".join(theirs)) >= ALIKE
            else NONE
        )
    if mine[0] == theirs[0] and mine[-1] == theirs[-1] and _middle_agrees(mine[1:-1], theirs[1:-1]):
        return FULL
    if not _last_agrees(mine, theirs):
        return NONE
    return CLOSE if mine[0].startswith(theirs[0]) or theirs[0].startswith(mine[0]) else LAST


def _last_agrees(one: Words, other: Words) -> bool:
    """The last names are one, or one is part of the other (married and double names), or they differ by a slip of the
    pen.
    """
    return one[-1] in other[1:] or other[-1] in one[1:] or JaroWinkler.similarity(one[-1], other[-1]) >= ALIKE


def _middle_agrees(one: Words, other: Words) -> bool:
    """Nothing between first and last name speaks against it: missing on one side, or an initial of the other."""
    return not one or not other or one[0].startswith(other[0]) or other[0].startswith(one[0])
