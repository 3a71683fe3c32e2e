"""Are two statements about the same practitioner? Yes, no, or can't tell, with the reason in words.

The order of evidence: the NPI; a licence's state and number with an agreeing last name; the full name with an address or a
telephone number. A wrong yes sends a patient to a mixed-up listing, a wrong no shows somebody twice, so a doubt is a
"can't tell", which an admin settles.
"""

import re
from enum import Enum
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from directory.core.gazetteer import SPELLED_OUT
from directory.core.licences import normalised, parts
from directory.core.names import PARTICLES, folded

SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
ALIKE = 0.92  # Jaro-Winkler: a slip of the pen, not another name ("Hernandez", "Hernandes"); see docs/matching.md


class Verdict(Enum):
    """The three answers."""

    YES = "yes"
    NO = "no"
    CANT_TELL = "can't tell"


class Identity(NamedTuple):
    """What tells one practitioner from another. Names are folded; licences are (state, normalised number) pairs; phones E.164."""

    ref: str
    npi: str | None
    clinic: bool
    names: tuple[str, ...]
    licences: frozenset[tuple[str, str]]
    phones: frozenset[str]
    streets: frozenset[tuple[str, str]]
    cities: frozenset[tuple[str, str]]


def identity(ref: str, listing: dict) -> Identity:
    """The identity in a listing as imports.db keeps it. ref: SOURCE:ID, the statement's own name."""
    places = listing["locations"]
    return Identity(
        ref, listing["npi"], listing["kind"] == "clinic",
        tuple(name for name in map(folded, (listing["name"], *listing["other_names"])) if name),
        frozenset((licence["state"], normalised(licence["number"])) for licence in listing["licences"]),
        frozenset(place["phone"] for place in places if place["phone"]),
        frozenset(((place["postal_code"] or "")[:5] or folded(place["city"]), street(place["address"])) for place in places if place["address"]),
        frozenset((folded(place["city"]), place["state"]) for place in places),
    )


def street(address: str) -> str:
    """A street address as it is compared: its number and the words up to the suite, without the kind of street."""
    words = folded(re.split(r",| (?:ste|suite|apt|unit|fl|floor|#)\b", address, maxsplit=1, flags=re.IGNORECASE)[0]).split()
    return " ".join(SPELLED_OUT.get(word, word) for word in words[:3])


def keys(person: Identity) -> set[tuple]:
    """What two identities must share at least one of to be worth comparing."""
    found: set[tuple] = {("licence", state, parts(number)[1].lstrip("0")) for state, number in person.licences}
    found |= {("phone", phone) for phone in person.phones}
    found |= {("street", *place) for place in person.streets}
    found |= {("name", last_name(name), *city) for name in person.names for city in person.cities}
    return found


def compare(one: Identity, other: Identity) -> tuple[Verdict, str]:
    """Whether both are the same practitioner, and why."""
    if one.npi and other.npi:
        return (Verdict.YES, "the same NPI") if one.npi == other.npi else (Verdict.NO, "two NPIs")
    if one.clinic != other.clinic:
        return Verdict.NO, "a person and a clinic"
    agreement = max((_names_agree(a, b, one.clinic) for a in one.names for b in other.names), default=NONE)
    if one.licences & other.licences:
        return _by_licence(one, other, agreement)
    if _licences_conflict(one, other):
        return Verdict.NO, "two license numbers in one state"
    return _by_place(one, other, agreement)


NONE, LAST, CLOSE, FULL = range(4)  # how far two names agree: not; the last name; all but a slip; all that both give


def _by_licence(one: Identity, other: Identity, agreement: int) -> tuple[Verdict, str]:
    state, number = min(one.licences & other.licences)
    if agreement >= LAST:
        return Verdict.YES, f"license {state} {number} and the name agree"
    return Verdict.CANT_TELL, f"license {state} {number} is the same, the names are not"


def _by_place(one: Identity, other: Identity, agreement: int) -> tuple[Verdict, str]:
    shared = "telephone number" if one.phones & other.phones else "address" if one.streets & other.streets else ""
    digits = _same_digits(one, other)
    if agreement == FULL and shared:
        return Verdict.YES, f"the name and the {shared} agree"
    if agreement == FULL and digits:
        return Verdict.CANT_TELL, "the name and the digits of a license agree, its letters do not"
    if agreement == FULL and one.cities & other.cities:
        return Verdict.CANT_TELL, "the name and the city agree"
    if agreement == CLOSE and (shared or digits):
        return Verdict.CANT_TELL, f"the {shared or 'license digits'} agree, the names nearly"
    return Verdict.NO, "too little agrees"


def _same_digits(one: Identity, other: Identity) -> bool:
    return bool(_digits(one) & _digits(other))


def _digits(person: Identity) -> set[tuple[str, str]]:
    return {(state, parts(number)[1].lstrip("0")) for state, number in person.licences}


def _licences_conflict(one: Identity, other: Identity) -> bool:
    """Whether both hold licences of one state whose digits all differ: then they are two people."""
    mine, theirs = _digits(one), _digits(other)
    return bool({state for state, _ in mine} & {state for state, _ in theirs}) and not mine & theirs


def last_name(name: str) -> str:
    """The last word of a folded name that is no suffix."""
    words = [word for word in name.split() if word not in SUFFIXES]
    return words[-1] if words else ""


def _names_agree(one: str, other: str, clinics: bool) -> int:
    """NONE, LAST, CLOSE or FULL, for two folded names in reading order."""
    if clinics:
        return FULL if one == other else CLOSE if JaroWinkler.similarity(one, other) >= ALIKE else NONE
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return NONE
    if mine[0] == theirs[0] and mine[-1] == theirs[-1] and _middle_agrees(mine[1:-1], theirs[1:-1]):
        return FULL
    if not _last_agrees(mine, theirs):
        return NONE
    return CLOSE if mine[0].startswith(theirs[0]) or theirs[0].startswith(mine[0]) else LAST


def _words(name: str) -> list[str]:
    return [word for word in name.split() if word not in SUFFIXES and word not in PARTICLES]


def _last_agrees(one: list[str], other: list[str]) -> bool:
    """The last names are one, or one is part of the other (married and double names), or they differ by a slip of the pen."""
    return one[-1] in other[1:] or other[-1] in one[1:] or JaroWinkler.similarity(one[-1], other[-1]) >= ALIKE


def _middle_agrees(one: list[str], other: list[str]) -> bool:
    """Nothing between first and last name speaks against it: missing on one side, or an initial of the other."""
    return not one or not other or one[0].startswith(other[0]) or other[0].startswith(one[0])
