"""Are two statements about the same practitioner? Yes, no, or can't tell, by evidence that is weighed.

Each piece of evidence (NPI, licence number, parts of the name, generation, telephone number, address, city) has a
weight for or against: the logarithm (base 2) of how much oftener it is seen in two statements about one person than in
statements about two, as Fellegi and Sunter (1969) have it. The sum falls into one of three bands. Weights were set by
hand on labelled pairs of made-up persons (tests/labelled_pairs.py; docs/matching.md has the table), with
relatives, namesakes and shared numbers among them: a wrong yes puts a stranger's licence on somebody, so the bands
leave to an admin what a person could not tell either.
"""

from enum import Enum
from itertools import product
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from directory.resolve.identity import HeldLicence, Identity
from directory.resolve.names import Agreement, Comparison, compare_names

SURE, DOUBTFUL = 20, 14  # sums from which on: the same practitioner; can't tell
ALIKE = 0.92  # Jaro-Winkler, of clinics' names: a slip of the pen, not another name
WEIGHTS = {
    "the same NPI": 40,
    "two NPIs": -40,
    "a person and a clinic": -40,
    "the same license number": 15,
    "the same license digits": 13,
    "the same license digits, with other letters": 2,
    "license digits with two swapped": 4,
    "two license numbers in one state": -22,
    "the same family name": 7,
    "one family name is part of the other": 5,
    "a family name with a slip": 3,
    "two family names": -9,
    "the same given name": 6,
    "a given name and its nickname": 5,
    "an initial of the given name": 2,
    "a given name and its beginning": 2,
    "one's given name is the other's middle name": 2,
    "a given name with a slip": 2,
    "two given names": -13,
    "two middle names": -9,
    "two generations": -40,
    "a generation that only one tells": -4,
    "the same clinic name": 13,
    "nearly the same clinic name": 7,
    "two clinic names": -20,
    "the same telephone number": 7,
    "the same address": 6,
    "the same street in another unit": 5,
    "the same city": 2,
    "no city in common": -6,
}
FAMILY = {
    Agreement.SAME: "the same family name",
    Agreement.PART: "one family name is part of the other",
    Agreement.SLIP: "a family name with a slip",
    Agreement.DIFFERENT: "two family names",
}
GIVEN = {
    Agreement.SAME: "the same given name",
    Agreement.NICKNAME: "a given name and its nickname",
    Agreement.SLIP: "a given name with a slip",
    Agreement.MIDDLE: "one's given name is the other's middle name",
    Agreement.INITIAL: "an initial of the given name",
    Agreement.BEGINNING: "a given name and its beginning",
    Agreement.DIFFERENT: "two given names",
}
# How boards and practitioners write before the digits of an acupuncturist's licence: "AC 12345", "LAC12345", "12345".
ACUPUNCTURE_LETTERS = frozenset(("", "A", "AC", "ACU", "ACUP", "AP", "EAMP", "L", "LAC", "LIC", "LICAC", "LACAC", "NO"))
NEVER_SURE = frozenset(("two given names", "a given name and its beginning", "nearly the same clinic name"))
WANTS_NUMBER = frozenset(
    (
        "a family name with a slip",
        "a given name with a slip",
        "an initial of the given name",
        "one's given name is the other's middle name",
        "a generation that only one tells",
        "two middle names",
    )
)
NUMBERS = ("the same license number", "the same license digits")


class Verdict(Enum):
    """The three answers."""

    YES = "yes"
    NO = "no"
    CANT_TELL = "can't tell"


class Match(NamedTuple):
    """A verdict and its evidence: (what, weight) pairs, and the words why it is no plain sum ("" where it is)."""

    verdict: Verdict
    evidence: tuple[tuple[str, int], ...]
    because: str = ""

    @property
    def weight(self) -> int:
        """The sum."""
        return sum(weight for _, weight in self.evidence)

    @property
    def reason(self) -> str:
        """The evidence in a line, what weighs most first."""
        said = ", ".join(f"{what} ({weight:+})" for what, weight in self.evidence)
        return f"{self.because}: {said}" if self.because else said


def compare(one: Identity, other: Identity) -> Match:
    """Whether both are the same practitioner, and by which evidence."""
    if one.npi and other.npi:
        same = one.npi == other.npi
        return _match(Verdict.YES if same else Verdict.NO, ["the same NPI" if same else "two NPIs"])
    if one.clinic != other.clinic:
        return _match(Verdict.NO, ["a person and a clinic"])
    name = _clinic_evidence(one, other) if one.clinic else _best_name(one, other)
    licences = _licence_evidence(one, other)
    evidence = [*licences, *name, *_place_evidence(one, other, licences)]
    return _in_its_band(evidence, one.in_bad_standing or other.in_bad_standing)


def _in_its_band(evidence: list[str], in_bad_standing: bool) -> Match:
    weight, has_number = sum(WEIGHTS[each] for each in evidence), any(each in NUMBERS for each in evidence)
    if weight < DOUBTFUL and not (has_number and "two generations" not in evidence):
        return _match(Verdict.NO, evidence)
    if weight < SURE:
        return _match(
            Verdict.CANT_TELL, evidence, "the license number is the same, the names are not" if has_number else ""
        )
    because = _unproven(evidence, has_number, in_bad_standing)
    return _match(Verdict.CANT_TELL if because else Verdict.YES, evidence, because)


def _match(verdict: Verdict, evidence: list[str], because: str = "") -> Match:
    weighed = [(each, WEIGHTS[each]) for each in evidence]
    return Match(verdict, tuple(sorted(weighed, key=lambda pair: -abs(pair[1]))), because)


def _unproven(evidence: list[str], has_number: bool, in_bad_standing: bool) -> str:
    """What is wanting although the sum is sure, "" where nothing is."""
    if any(each in NEVER_SURE for each in evidence):
        return "names like these are also those of two"
    if not has_number and any(each in WANTS_NUMBER for each in evidence):
        return "relatives have such names too, so it wants a license number"
    whole_name = "the same family name" in evidence and "the same given name" in evidence
    if in_bad_standing and not (has_number and whole_name):
        return "a bad standing wants the license number and the full name"
    return ""


def _best_name(one: Identity, other: Identity) -> list[str]:
    """The evidence of the two names that agree best."""
    compared = [_name_evidence(compare_names(*pair)) for pair in product(one.names, other.names)]
    return max(compared, key=lambda evidence: sum(WEIGHTS[each] for each in evidence), default=[])


def _name_evidence(compared: Comparison) -> list[str]:
    evidence = [FAMILY[compared.family], GIVEN[compared.given]]
    if compared.middle_differs:
        evidence.append("two middle names")
    if compared.generation:
        evidence.append("two generations" if compared.generation == 2 else "a generation that only one tells")
    return evidence


def _clinic_evidence(one: Identity, other: Identity) -> list[str]:
    pairs = [(" ".join(ours.words), " ".join(theirs.words)) for ours, theirs in product(one.names, other.names)]
    if any(ours == theirs for ours, theirs in pairs):
        return ["the same clinic name"]
    alike = any(JaroWinkler.similarity(*pair) >= ALIKE for pair in pairs)
    return ["nearly the same clinic name" if alike else "two clinic names"]


def _licence_evidence(one: Identity, other: Identity) -> list[str]:
    """What the licences of states in which both hold one say; the best of them."""
    pairs = [(ours, theirs) for ours, theirs in product(one.licences, other.licences) if ours.state == theirs.state]
    found = [_compare_licences(ours, theirs) for ours, theirs in pairs]
    return [max(found, key=lambda each: WEIGHTS[each])] if found else []


def _compare_licences(ours: HeldLicence, theirs: HeldLicence) -> str:
    if ours.number == theirs.number:
        return "the same license number"
    if ours.digits == theirs.digits:
        known = ours.letters in ACUPUNCTURE_LETTERS and theirs.letters in ACUPUNCTURE_LETTERS
        return "the same license digits" if known else "the same license digits, with other letters"
    width = max(len(ours.digits), len(theirs.digits))
    swapped = _two_swapped(ours.digits.zfill(width), theirs.digits.zfill(width))
    return "license digits with two swapped" if swapped else "two license numbers in one state"


def _two_swapped(one: str, other: str) -> bool:
    differ = [place for place in range(len(one)) if one[place] != other[place]]
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and one[differ[0]] == other[differ[1]]
        and (one[differ[1]] == other[differ[0]])
    )


def _place_evidence(one: Identity, other: Identity, licences: list[str]) -> list[str]:
    evidence = ["the same telephone number"] if set(one.phones) & set(other.phones) else []
    if street := _same_street(one, other):
        evidence.append(street)
    if set(one.cities) & set(other.cities):
        evidence.append("the same city")
    elif one.cities and other.cities and not evidence and not any(each in NUMBERS for each in licences):
        evidence.append("no city in common")  # with a number or a telephone in common they have moved
    return evidence


def _same_street(one: Identity, other: Identity) -> str:
    units = [
        (ours.unit, theirs.unit)
        for (here, ours), (there, theirs) in product(one.streets, other.streets)
        if here == there and ours.line == theirs.line
    ]
    if not units:
        return ""
    same = any(ours == theirs or not ours or not theirs for ours, theirs in units)
    return "the same address" if same else "the same street in another unit"
