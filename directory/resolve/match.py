"""Are two statements about the same practitioner? Yes, no, or can't tell, by evidence that is weighed.

Each piece of evidence (NPI, licence number, parts of the name, generation, telephone number, address, city) has a
weight for or against (resolve/weights.py). The sum falls into one of three bands.
"""

from collections.abc import Iterable
from functools import reduce
from itertools import product

from rapidfuzz.distance import OSA, JaroWinkler

from directory.core.practitioner import SourcedStatement
from directory.resolve.evidence import Match, Piece, Verdict, is_whole_name, sum_of
from directory.resolve.identity import HeldLicence, Identity, identity_of, joined
from directory.resolve.names import Name, compare_names
from directory.resolve.weights import (
    ALIKE,
    DOUBTFUL,
    FAMILY,
    GENERATION,
    GENERATION_WORDS,
    GIVEN,
    LICENSED_ANEW,
    MISTYPED,
    MOST_OF_PLACES,
    NAMES_DIFFER,
    NEVER_SURE,
    NUMBERS,
    ONE_GIVEN_NAME_BESIDE,
    SURE,
    TWO_NUMBERS,
    WANTS_NUMBER,
    WEIGHTS,
)


def match_of(one: Iterable[SourcedStatement], other: Iterable[SourcedStatement]) -> Match | None:
    """Whether what is stated of one and of another is about one practitioner, and by which evidence.

    None where nothing is stated of one of the two.
    """
    ours, theirs = list(map(identity_of, one)), list(map(identity_of, other))
    return compare(reduce(joined, ours), reduce(joined, theirs)) if ours and theirs else None


def compare(one: Identity, other: Identity) -> Match:
    """Whether both are the same practitioner, and by which evidence.

    It is a no as soon as whatever is still to be compared cannot lift the sum to a doubt, as of most pairs.
    """
    if one.npi and other.npi:
        return _of_npis(one, other)
    if one.clinic != other.clinic:
        ours, theirs = ("a clinic" if each.clinic else "a person" for each in (one, other))
        return Match(Verdict.NO, [("a person and a clinic", ours, theirs)])
    pieces = _licence_evidence(one, other)
    has_number = bool(pieces) and pieces[0][0] in NUMBERS
    if pieces and pieces[0][0] == TWO_NUMBERS and not _may_be_licensed_anew(one, other):
        return Match(Verdict.NO, pieces)
    pieces += _clinic_evidence(one, other) if one.clinic else _person_evidence(one, other)
    may_reach = has_number or sum_of(pieces) + MOST_OF_PLACES >= DOUBTFUL
    if not may_reach and not any(what == "the same given name" for what, *_ in pieces):
        return Match(Verdict.NO, pieces)
    pieces += _place_evidence(one, other, has_number)
    return _in_its_band(pieces, has_number, one.in_bad_standing or other.in_bad_standing)


def beside_the_name(one: Identity, other: Identity) -> int:
    """What licence numbers, telephone numbers and addresses of two weigh together, whatever their names."""
    pieces = _licence_evidence(one, other)
    return sum_of(pieces + _place_evidence(one, other, bool(pieces) and pieces[0][0] in NUMBERS))


def _of_npis(one: Identity, other: Identity) -> Match:
    same = one.npi == other.npi
    pieces: list[Piece] = [("the same NPI" if same else "two NPIs", one.npi, other.npi)]
    if same and not (one.clinic or other.clinic):
        pieces += _best_name(one, other)  # it weighs nothing beside the NPI, and shows a slipped row
    return Match(Verdict.YES if same else Verdict.NO, pieces)


def _may_be_licensed_anew(one: Identity, other: Identity) -> bool:
    """Whether two with two numbers have a telephone number and a street in common; of who is in bad standing it is not
    asked, for what is asked about is not shown.
    """
    if one.in_bad_standing or other.in_bad_standing or set(one.phones).isdisjoint(other.phones):
        return False
    return not set(one.streets).isdisjoint(other.streets)


def _in_its_band(pieces: list[Piece], has_number: bool, in_bad_standing: bool) -> Match:
    found = [what for what, *_ in pieces]
    weight = sum([WEIGHTS[what] for what in found])
    if weight < DOUBTFUL:
        because = _never_a_no(found, has_number, in_bad_standing)
    elif weight < SURE:
        because = NAMES_DIFFER if has_number else ""
    else:
        because = _unproven(found, has_number, in_bad_standing)
        return Match(Verdict.CANT_TELL if because else Verdict.YES, pieces, because)
    return Match(Verdict.CANT_TELL if because or weight >= DOUBTFUL else Verdict.NO, pieces, because)


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


def _unproven(found: list[str], has_number: bool, in_bad_standing: bool) -> str:
    """What is wanting although the sum is sure, "" where nothing is."""
    names_apart = not ONE_GIVEN_NAME_BESIDE.isdisjoint(found) and "the same given name" not in found
    if names_apart or not NEVER_SURE.isdisjoint(found):
        return "names like these are also those of two"
    if not has_number and not WANTS_NUMBER.isdisjoint(found):
        return "relatives have such names too, so it wants a license number"
    if in_bad_standing and not (has_number and is_whole_name(found)):
        return "a bad standing wants the license number and the full name"
    return ""


def _person_evidence(one: Identity, other: Identity) -> list[Piece]:
    pieces = _best_name(one, other)
    for what, ours, theirs in (
        ("two sexes", one.sexes, other.sexes),
        ("two professions", one.professions, other.professions),
    ):
        if ours and theirs and set(ours).isdisjoint(theirs):
            pieces.append((what, ", ".join(ours), ", ".join(theirs)))
    return pieces


def _best_name(one: Identity, other: Identity) -> list[Piece]:
    """The evidence of the two names that agree best."""
    if len(one.names) == len(other.names) == 1:
        return _name_evidence(one.names[0], other.names[0])
    return max((_name_evidence(*pair) for pair in product(one.names, other.names)), key=sum_of, default=[])


def _name_evidence(one: Name, other: Name) -> list[Piece]:
    family, given, middle_differs, either_order, generation, half = compare_names(one, other)
    ours, theirs = one.given, other.given
    pieces: list[Piece] = [(FAMILY[family], one.words[-1], other.words[-1]), (GIVEN[given], ours, theirs)]
    if either_order:
        pieces.append(("either name may be the family name", one.words, other.words))
    if middle_differs:
        pieces.append(("two middle names", ours, theirs))
    if generation:
        pieces.append((GENERATION[generation], GENERATION_WORDS[one.generation], GENERATION_WORDS[other.generation]))
    if half:
        pieces.append(("half of a double given name", ours, theirs))
    return pieces


def _clinic_evidence(one: Identity, other: Identity) -> list[Piece]:
    pairs = [(" ".join(ours.words), " ".join(theirs.words)) for ours, theirs in product(one.names, other.names)]
    if not pairs:
        return [("two clinic names", "", "")]
    ours, theirs = max(pairs, key=lambda pair: JaroWinkler.similarity(*pair))
    if ours == theirs:
        return [("the same clinic name", ours, theirs)]
    alike = JaroWinkler.similarity(ours, theirs) >= ALIKE
    return [("nearly the same clinic name" if alike else "two clinic names", ours, theirs)]


def _licence_evidence(one: Identity, other: Identity) -> list[Piece]:
    """What the licences of states in which both hold one say; the best of them."""
    best: Piece | None = None
    for ours in one.licences:
        for theirs in other.licences:
            if ours.state == theirs.state:
                what = _compare_licences(ours, theirs)
                if best is None or WEIGHTS[what] > WEIGHTS[best[0]]:
                    best = (what, ours, theirs)
    return [best] if best else []


def _compare_licences(ours: HeldLicence, theirs: HeldLicence) -> str:
    if ours.number == theirs.number:
        return "the same license number"
    if ours.digits == theirs.digits:
        same = ours.letters == theirs.letters
        return "the same license digits" if same else "the same license digits, with other letters"
    if OSA.distance(ours.digits, theirs.digits, score_cutoff=1) != 1:
        return TWO_NUMBERS
    width = max(len(ours.digits), len(theirs.digits))
    swapped = _two_swapped(ours.digits.zfill(width), theirs.digits.zfill(width))
    return "license digits with two swapped" if swapped else MISTYPED


def _two_swapped(one: str, other: str) -> bool:
    differ = [place for place in range(len(one)) if one[place] != other[place]]
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and one[differ[0]] == other[differ[1]]
        and (one[differ[1]] == other[differ[0]])
    )


def _place_evidence(one: Identity, other: Identity, has_number: bool) -> list[Piece]:
    phones = [phone for phone in one.phones if phone in other.phones]
    pieces: list[Piece] = [("the same telephone number", phones[0], phones[0])] if phones else []
    pieces += _street_evidence(one, other, phones)
    if cities := [city for city in one.cities if city in other.cities]:
        pieces.append(("the same city", ", ".join(cities[0]), ", ".join(cities[0])))
    elif one.cities and other.cities and _share_zip_code(one, other):  # which has a city of several names
        pieces.append(("the same city", ", ".join(one.cities[0]), ", ".join(other.cities[0])))
    elif one.cities and other.cities and not has_number:
        pieces += _distance_evidence(one, other, has_moved=bool(pieces) and not one.clinic)
    return pieces


def _share_zip_code(one: Identity, other: Identity) -> bool:
    """Whether they have one street and number under one ZIP code, and the same unit."""
    return any(place.isdigit() for place, _ in set(one.streets) & set(other.streets))


def _distance_evidence(one: Identity, other: Identity, has_moved: bool) -> list[Piece]:
    """What it says that they have no city in common, and no license number.

    has_moved: with a telephone number or a street in common a person may have moved, but hardly into another state,
    where it is a call center's number; a clinic is another branch.
    """
    far = {state for _, state in one.cities}.isdisjoint(state for _, state in other.cities)
    if has_moved and not far:
        return []
    ours, theirs = ("; ".join(map(", ".join, each.cities)) for each in (one, other))
    return [("no state in common" if has_moved else "no city in common", ours, theirs)]


def _street_evidence(one: Identity, other: Identity, shared_phones: list[str]) -> list[Piece]:
    """What their streets say. A unit that only one tells is the other's, too, unless they have two telephone numbers:
    namesakes have offices in one building.
    """
    two_phones = bool(one.phones and other.phones and not shared_phones)
    best: Piece | None = None
    for here, ours in one.streets:
        for there, theirs in other.streets:
            if here == there and ours.line == theirs.line:
                if ours.unit == theirs.unit or not (two_phones or (ours.unit and theirs.unit)):
                    return [("the same address", ours, theirs)]
                best = best or ("the same street in another unit", ours, theirs)
    return [best] if best else []
