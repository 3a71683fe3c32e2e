"""Names of people as they are compared: how far two of them agree, and in which way they differ."""

from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from directory.core.family_names import FAMILY_FIRST
from directory.core.given_names import formal_names, may_be_one_given_name
from directory.core.names import GENERATIONS, PARTICLES, folded

SHORTEST_SLIP = 5  # letters in a word that a slip of the pen is looked for in: "Mark" and "Mary" are two names


class Agreement(IntEnum):
    """How one part of two names agrees."""

    DIFFERENT = 0
    INITIAL = 1  # one is only the first letter of the other
    MIDDLE = 2  # one's first name is the other's middle name
    SLIP = 3  # a letter missing, or two swapped
    PART = 4  # one family name is part of the other: married and double names
    NICKNAME = 5
    SAME = 6
    BEGINNING = 7  # one is more than the first letter of the other: An and Anna, Paul and Paula


class Name(NamedTuple):
    """A person's name: given and family words, folded, without particles.

    And which of the generations, 0 where not told.

    joined: all words with particles, without spaces, for names that are written apart or together.
    """

    words: tuple[str, ...]
    generation: int
    joined: str

    @property
    def family(self) -> str:
        """The last word."""
        return self.words[-1]

    @property
    def given(self) -> tuple[str, ...]:
        """All words but the last; the only one where there is one."""
        return self.words[:-1] or self.words


class Comparison(NamedTuple):
    """What two names come to. middle_differs: both have middle names, and these disagree.

    Swapped: the family name is first in one.

    generation: 0 where neither tells or both tell the same, 1 where one tells, 2 where both tell and differ.
    """

    family: Agreement
    given: Agreement
    middle_differs: bool = False
    swapped: bool = False
    generation: int = 0


@lru_cache(1 << 14)
def parse_name(text: str) -> Name | None:
    """The name in a text in reading order, "Min Soo Lee Jr."; None where no word is left."""
    words = folded(text).split()
    told = [GENERATIONS[word] for word in words[1:] if word in GENERATIONS]
    kept = [words[0], *(word for word in words[1:] if word not in GENERATIONS)] if words else []
    named = tuple(word for word in kept if word not in PARTICLES) or tuple(kept)
    return Name(named, told[-1] if told else 0, "".join(kept)) if named else None


def compare_names(one: Name, other: Name) -> Comparison:
    """How far two names agree, in the order of words in which they agree best."""
    generation = 0 if one.generation == other.generation else 2 if one.generation and other.generation else 1
    plain = _compare_in_order(one, other, generation)
    if plain.family == plain.given == Agreement.SAME or not _may_be_swapped(one, other):
        return plain
    return Comparison(Agreement.SAME, Agreement.SAME, swapped=True, generation=generation)


def _compare_in_order(one: Name, other: Name, generation: int) -> Comparison:
    if one.joined == other.joined:
        return Comparison(Agreement.SAME, Agreement.SAME, generation=generation)
    family = _compare_family(one, other)
    if not family:
        return Comparison(Agreement.DIFFERENT, _compare_given(one.given, other.given), generation=generation)
    ours, theirs = _given_beside(one, other), _given_beside(other, one)
    given = _compare_given(ours, theirs)
    middle_differs = given is Agreement.SAME and _middle_differs(ours, theirs)
    return Comparison(family, given, middle_differs, generation=generation)


def _compare_family(one: Name, other: Name) -> Agreement:
    if one.family == other.family:
        return Agreement.SAME
    if _written_apart(one, other) or _written_apart(other, one):
        return Agreement.SAME
    if one.family in other.words[1:] or other.family in one.words[1:]:
        return Agreement.PART
    slip = OSA.distance(one.family, other.family, score_cutoff=1) == 1 and len(one.family) >= SHORTEST_SLIP
    return Agreement.SLIP if slip else Agreement.DIFFERENT


def _written_apart(one: Name, other: Name) -> bool:
    """Whether the last words of one, with particles, are the other's family name in one word: De Souza, Desouza."""
    return other.family not in one.words and len(other.family) > len(one.family) and one.joined.endswith(other.family)


def _given_beside(one: Name, other: Name) -> tuple[str, ...]:
    """One's given words, without those that the other has as family name: Ana Lopez Garcia beside Ana Garcia is Ana."""
    if one.family == other.family:
        return one.given
    kept = tuple(word for word in one.given[1:] if word != other.family and not other.family.endswith(word))
    return (one.words[0], *kept)


def _compare_given(one: tuple[str, ...], other: tuple[str, ...]) -> Agreement:
    first, second = one[0], other[0]
    if first == second or "".join(one) == "".join(other):
        return Agreement.SAME
    if _joins(one, second) or _joins(other, first):
        return Agreement.SAME
    if may_be_one_given_name(first, second):
        return Agreement.NICKNAME
    if len(first) == 1 or len(second) == 1:
        return Agreement.INITIAL if first[0] == second[0] else _middle_as_first(one, other)
    if first.startswith(second) or second.startswith(first):
        return Agreement.BEGINNING
    if is_slip(first, second) and first[-1] == second[-1]:
        return Agreement.SLIP
    return _middle_as_first(one, other)


def _joins(words: tuple[str, ...], word: str) -> bool:
    """Whether the first two words together are this one: "min soo" and "minsoo"."""
    return any("".join(pair) == word for pair in list(pairwise(words))[:1])


def _middle_as_first(one: tuple[str, ...], other: tuple[str, ...]) -> Agreement:
    used = (len(one) > 1 and one[1] == other[0]) or (len(other) > 1 and other[1] == one[0])
    return Agreement.MIDDLE if used else Agreement.DIFFERENT


def _middle_differs(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    ours, theirs = "".join(one[1:]), "".join(other[1:])
    return bool(ours and theirs) and not (ours.startswith(theirs) or theirs.startswith(ours)) and ours[0] != theirs[0]


def _may_be_swapped(one: Name, other: Name) -> bool:
    """Whether one is the other with the family name first, which is told by its being one that is written so."""
    first = one.words[0] if one.words[0] in FAMILY_FIRST else other.words[0] if other.words[0] in FAMILY_FIRST else ""
    if not first:
        return False
    for here, there in ((one, other), (other, one)):
        if here.words[0] == there.family and "".join(here.words[1:]) == "".join(there.given):
            return True
    return False


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by a letter left out or by two neighbours swapped. Another letter makes another name."""
    if min(len(one), len(other)) < SHORTEST_SLIP - 1 or max(len(one), len(other)) < SHORTEST_SLIP:
        return False
    swapped = len(one) == len(other) and sorted(one) == sorted(other)
    return OSA.distance(one, other, score_cutoff=1) == 1 and (len(one) != len(other) or swapped)


def initials(name: Name) -> set[str]:
    """The letters that names which may be this person's begin with."""
    letters = {formal[0] for formal in formal_names(name.words[0])} | {word[0] for word in name.given[:2]}
    return letters | ({name.family[0]} if name.family in FAMILY_FIRST or name.words[0] in FAMILY_FIRST else set())
