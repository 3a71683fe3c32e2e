"""Are two statements about the same practitioner? Yes, no, or can't tell, by evidence that is weighed.

Each piece of evidence (NPI, licence number, parts of the name, generation, telephone number, address, city) has a
weight for or against (resolve/weights.py). The sum falls into one of three bands.
"""

from collections.abc import Iterable
from enum import Enum
from itertools import product
from operator import attrgetter
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from directory.resolve.identity import HeldLicence, Identity
from directory.resolve.names import Name, compare_names
from directory.resolve.weights import (
    ALIKE,
    DOUBTFUL,
    FAMILY,
    GENERATION_WORDS,
    GIVEN,
    LICENSED_ANEW,
    MISTYPED,
    MOST_OF_NAMES,
    MOST_OF_PLACES,
    NAMES_DIFFER,
    NEVER_SURE,
    NUMBERS,
    SURE,
    TWO_NUMBERS,
    WANTS_NUMBER,
    WEIGHTS,
)

SHARED_PLACES = ("the same telephone number", "the same address")


class Verdict(Enum):
    """The three answers."""

    YES = "yes"
    NO = "no"
    CANT_TELL = "can't tell"


class Evidence(NamedTuple):
    """One piece of evidence: what it is, its weight, and what each of the two says, as it is compared."""

    what: str
    weight: int
    one: str
    other: str


class Match(NamedTuple):
    """A verdict and its evidence, what weighs most first; and why it is no plain sum ("" where it is)."""

    verdict: Verdict
    evidence: tuple[Evidence, ...]
    because: str = ""

    @property
    def weight(self) -> int:
        """The sum."""
        return _sum(self.evidence)

    @property
    def reason(self) -> str:
        """The evidence in a line."""
        said = ", ".join(f"{each.what} ({each.weight:+})" for each in self.evidence)
        return f"{self.because}: {said}" if self.because else said

    @property
    def has_number_and_name(self) -> bool:
        """Whether a licence number and the full name are among it: enough proof also for a bad standing."""
        found = [each.what for each in self.evidence]
        return not NUMBERS.isdisjoint(found) and _is_whole_name(found)

    @property
    def shared_place(self) -> str:
        """The telephone number, or else the address, that both have; "" where they share none."""
        values = {each.what: each.one for each in self.evidence}
        return next((values[what] for what in SHARED_PLACES if what in values), "")


def _piece(what: str, one: str, other: str) -> Evidence:
    return Evidence(what, WEIGHTS[what], one, other)


def _sum(evidence: Iterable[Evidence]) -> int:
    return sum([each.weight for each in evidence])


def compare(one: Identity, other: Identity) -> Match:
    """Whether both are the same practitioner, and by which evidence."""
    if one.npi and other.npi:
        return _of_npis(one, other)
    if one.clinic != other.clinic:
        kinds = [_piece("a person and a clinic", *("a clinic" if each.clinic else "a person" for each in (one, other)))]
        return _match(Verdict.NO, kinds)
    evidence = _licence_evidence(one, other)
    if _cannot_reach(evidence, MOST_OF_NAMES + MOST_OF_PLACES) and not _may_be_licensed_anew(one, other):
        return Match(Verdict.NO, tuple(evidence))
    evidence += _clinic_evidence(one, other) if one.clinic else _person_evidence(one, other)
    if _cannot_reach(evidence, MOST_OF_PLACES) and not any(each.what == "the same given name" for each in evidence):
        return Match(Verdict.NO, tuple(evidence))
    evidence += _place_evidence(one, other, evidence)
    return _in_its_band(evidence, one.in_bad_standing or other.in_bad_standing)


def _of_npis(one: Identity, other: Identity) -> Match:
    same = one.npi == other.npi
    evidence = [_piece("the same NPI" if same else "two NPIs", one.npi or "", other.npi or "")]
    if same and not (one.clinic or other.clinic):
        evidence += _best_name(one, other)  # it weighs nothing beside the NPI, and shows a slipped row
    return _match(Verdict.YES if same else Verdict.NO, evidence)


def _cannot_reach(evidence: list[Evidence], most: int) -> bool:
    """Whether it is a no whatever is still compared, as most pairs are. most: what the rest may add."""
    return _sum(evidence) + most < DOUBTFUL and not any(each.what in NUMBERS for each in evidence)


def _may_be_licensed_anew(one: Identity, other: Identity) -> bool:
    """Whether two with two numbers have a telephone number and a street in common; of who is in bad standing it is not
    asked, for what is asked about is not shown.
    """
    if one.in_bad_standing or other.in_bad_standing or set(one.phones).isdisjoint(other.phones):
        return False
    return not set(one.streets).isdisjoint(other.streets)


def _in_its_band(evidence: list[Evidence], in_bad_standing: bool) -> Match:
    weight, found = _sum(evidence), [each.what for each in evidence]
    has_number = any(what in NUMBERS for what in found)
    if weight < DOUBTFUL:
        because = _never_a_no(found, has_number, in_bad_standing)
    elif weight < SURE:
        because = NAMES_DIFFER if has_number else ""
    else:
        because = _unproven(found, has_number, in_bad_standing)
        return _match(Verdict.CANT_TELL if because else Verdict.YES, evidence, because)
    return _match(Verdict.CANT_TELL if because or weight >= DOUBTFUL else Verdict.NO, evidence, because)


def _never_a_no(found: list[str], has_number: bool, in_bad_standing: bool) -> str:
    """Why a sum that is too low is a doubt nevertheless, "" where it is a no."""
    if "two generations" in found:
        return ""
    if has_number:
        return NAMES_DIFFER
    if LICENSED_ANEW.issubset(found) and not in_bad_standing:
        return "the license may have been issued anew"
    changed = {"the same telephone number", "the same given name", "two family names"}
    return "a family name may have changed" if changed.issubset(found) and TWO_NUMBERS not in found else ""


def _match(verdict: Verdict, evidence: list[Evidence], because: str = "") -> Match:
    return Match(verdict, tuple(sorted(evidence, key=lambda each: -abs(each.weight))), because)


def _unproven(found: list[str], has_number: bool, in_bad_standing: bool) -> str:
    """What is wanting although the sum is sure, "" where nothing is."""
    another_family = "two family names" in found and "the same given name" not in found
    if another_family or not NEVER_SURE.isdisjoint(found):
        return "names like these are also those of two"
    if not has_number and not WANTS_NUMBER.isdisjoint(found):
        return "relatives have such names too, so it wants a license number"
    if in_bad_standing and not (has_number and _is_whole_name(found)):
        return "a bad standing wants the license number and the full name"
    return ""


def _is_whole_name(found: list[str]) -> bool:
    return {"the same family name", "the same given name"}.issubset(found) and "two middle names" not in found


def _person_evidence(one: Identity, other: Identity) -> list[Evidence]:
    told = (("two sexes", one.sexes, other.sexes), ("two professions", one.professions, other.professions))
    differ = [each for each in told if each[1] and each[2] and set(each[1]).isdisjoint(each[2])]
    against = [_piece(what, *(", ".join(values) for values in stated)) for what, *stated in differ]
    return _best_name(one, other) + against


def _best_name(one: Identity, other: Identity) -> list[Evidence]:
    """The evidence of the two names that agree best."""
    if len(one.names) == len(other.names) == 1:
        return _name_evidence(one.names[0], other.names[0])
    return max((_name_evidence(*pair) for pair in product(one.names, other.names)), key=_sum, default=[])


def _name_evidence(one: Name, other: Name) -> list[Evidence]:
    compared = compare_names(one, other)
    given = " ".join(one.given), " ".join(other.given)
    evidence = [_piece(FAMILY[compared.family], one.family, other.family), _piece(GIVEN[compared.given], *given)]
    if compared.either_order:
        evidence.append(_piece("either name may be the family name", " ".join(one.words), " ".join(other.words)))
    if compared.middle_differs:
        evidence.append(_piece("two middle names", *given))
    if compared.generation:
        what = "two generations" if compared.generation == 2 else "a generation that only one tells"
        evidence.append(_piece(what, GENERATION_WORDS[one.generation], GENERATION_WORDS[other.generation]))
    return evidence


def _clinic_evidence(one: Identity, other: Identity) -> list[Evidence]:
    pairs = [(" ".join(ours.words), " ".join(theirs.words)) for ours, theirs in product(one.names, other.names)]
    if not pairs:
        return [_piece("two clinic names", "", "")]
    likest = max(pairs, key=lambda pair: JaroWinkler.similarity(*pair))
    if likest[0] == likest[1]:
        return [_piece("the same clinic name", *likest)]
    alike = JaroWinkler.similarity(*likest) >= ALIKE
    return [_piece("nearly the same clinic name" if alike else "two clinic names", *likest)]


def _licence_evidence(one: Identity, other: Identity) -> list[Evidence]:
    """What the licences of states in which both hold one say; the best of them."""
    found = [
        _piece(_compare_licences(ours, theirs), str(ours), str(theirs))
        for ours in one.licences
        for theirs in other.licences
        if ours.state == theirs.state
    ]
    return [max(found, key=attrgetter("weight"))] if found else []


def _compare_licences(ours: HeldLicence, theirs: HeldLicence) -> str:
    if ours.number == theirs.number:
        return "the same license number"
    if ours.digits == theirs.digits:
        same = ours.letters == theirs.letters
        return "the same license digits" if same else "the same license digits, with other letters"
    width = max(len(ours.digits), len(theirs.digits))
    if _two_swapped(ours.digits.zfill(width), theirs.digits.zfill(width)):
        return "license digits with two swapped"
    one_mistyped = OSA.distance(ours.digits, theirs.digits, score_cutoff=1) == 1
    return MISTYPED if one_mistyped else TWO_NUMBERS


def _two_swapped(one: str, other: str) -> bool:
    differ = [place for place in range(len(one)) if one[place] != other[place]]
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and one[differ[0]] == other[differ[1]]
        and (one[differ[1]] == other[differ[0]])
    )


def _place_evidence(one: Identity, other: Identity, beside: list[Evidence]) -> list[Evidence]:
    phones = [phone for phone in one.phones if phone in other.phones]
    evidence = [_piece("the same telephone number", phones[0], phones[0])] if phones else []
    evidence += _street_evidence(one, other)
    if cities := [city for city in one.cities if city in other.cities]:
        evidence.append(_piece("the same city", ", ".join(cities[0]), ", ".join(cities[0])))
    elif one.cities and other.cities and not any(each.what in NUMBERS for each in beside):
        evidence += _distance_evidence(one, other, has_moved=bool(evidence) and not one.clinic)
    return evidence


def _distance_evidence(one: Identity, other: Identity, has_moved: bool) -> list[Evidence]:
    """What it says that they have no city in common, and no license number.

    has_moved: with a telephone number or a street in common a person may have moved, but hardly into another state,
    where it is a call center's number; a clinic is another branch.
    """
    far = {state for _, state in one.cities}.isdisjoint(state for _, state in other.cities)
    if has_moved and not far:
        return []
    cities = ["; ".join(map(", ".join, each.cities)) for each in (one, other)]
    return [_piece("no state in common" if has_moved else "no city in common", *cities)]


def _street_evidence(one: Identity, other: Identity) -> list[Evidence]:
    shared = [
        (ours, theirs)
        for here, ours in one.streets
        for there, theirs in other.streets
        if here == there and ours.line == theirs.line
    ]
    if not shared:
        return []
    same = [pair for pair in shared if pair[0].unit == pair[1].unit or not (pair[0].unit and pair[1].unit)]
    what = "the same address" if same else "the same street in another unit"
    return [_piece(what, *(" ".join(filter(None, street)) for street in (same or shared)[0]))]
