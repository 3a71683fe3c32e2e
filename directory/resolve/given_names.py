"""Given names as they are compared: how far two agree, and in which way they differ."""

import re
from enum import IntEnum

from rapidfuzz.distance import OSA

from directory.core.given_names import Likeness, is_given_name, likeness

SHORTEST_SLIP = 5  # letters in a word that a slip of the pen is looked for in: "Mark" and "Mary" are two names
DOUBLED = re.compile(r"(.)\1")
ENDINGS = frozenset("aeiouyhlnt")  # of names that are others without: Paula, Julian, Janet
# One Korean syllable in two romanizations.
ROMANIZED = {"yeong": "young", "hyeon": "hyun", "jeong": "jung", "kyeong": "kyung", "gyeong": "kyung", "joo": "ju"}
ROMANIZED |= {"soo": "su", "sook": "suk", "woo": "wu", "hee": "hui", "hi": "hui"}


class Agreement(IntEnum):
    """How one part of two names agrees."""

    DIFFERENT = 0
    INITIAL = 1  # one is only the first letter of the other
    MIDDLE = 2  # one's first name is the other's middle name
    SLIP = 3  # a letter missing, or two swapped
    PART = 4  # one family name is part of the other: married and double names
    NICKNAME = 5
    SAME = 6
    BEGINNING = 7  # nearly one, and two names: An and Anna, Paul and Paula, Jaime and Jamie
    SYLLABLE = 8  # one is the first of the other's two syllables: Min and Min Soo
    SPELLING = 9  # one given name in two spellings: Catherine and Katherine
    FORMS = 10  # two forms of one given name: Bob and Rob, Lisa and Elizabeth
    DOUBLE = 11  # two double names that begin alike: Mary Ann and Mary Beth, Min Jae and Min Ho
    INITIAL_BEFORE = 12  # the same, an initial before one of them: B. Jane and Jane


LIKENESSES = {
    Likeness.SPELLING: Agreement.SPELLING,
    Likeness.NICKNAME: Agreement.NICKNAME,
    Likeness.FORMS: Agreement.FORMS,
}


def compare_given(one: tuple[str, ...], other: tuple[str, ...]) -> Agreement:
    """How far two persons' given names agree."""
    first, second = one[0], other[0]
    if first == second or _joins(one, second) or _joins(other, first) or "".join(one) == "".join(other):
        return Agreement.SAME
    if {first, second} == {"ma", "maria"} and one[1:2] == other[1:2] != ():  # Ma Teresa; Ma alone is a family name
        return Agreement.SPELLING
    if alike := likeness(first, second):
        return LIKENESSES[alike]
    if min(len(first), len(second)) >= SHORTEST_SLIP and _single(first) == _single(second):
        return Agreement.SPELLING
    if _is_transliterated(one, other):
        return Agreement.FORMS
    if _are_initials(one, other) or _are_initials(other, one):
        return Agreement.INITIAL
    if len(first) == 1 or len(second) == 1:
        return _middle_as_first(one, other) or (Agreement.INITIAL if first[0] == second[0] else Agreement.DIFFERENT)
    return _compare_letters(first, second) or _middle_as_first(one, other)


def _compare_letters(first: str, second: str) -> Agreement:
    """How far two given names agree letter by letter.

    What differs in its last letter is another name (Paula, Julian), but for a consonant that ends no other: Susa. Two
    that are both given names are no slip: Jaime and Jamie.
    """
    if not is_slip(first, second):
        begins = first.startswith(second) or second.startswith(first)
        return Agreement.BEGINNING if begins else Agreement.DIFFERENT
    if first.startswith(second) or second.startswith(first):
        return Agreement.BEGINNING if max(first, second, key=len)[-1] in ENDINGS else Agreement.SLIP
    if first[-1] != second[-1]:
        return Agreement.DIFFERENT
    return Agreement.BEGINNING if is_given_name(first) and is_given_name(second) else Agreement.SLIP


def _is_transliterated(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two given names are one as two hands spell it in our letters: Min Yeong and Min Young, Andriy, Andri."""
    return romanized(one) == romanized(other) or (
        min(len(one[0]), len(other[0])) > 3 and _spelled(one[0]) == _spelled(other[0])
    )


def _single(name: str) -> str:
    """A name with every doubled letter once: Jennifer and Jenifer are one."""
    return DOUBLED.sub(r"\1", name)


def romanized(given: tuple[str, ...]) -> str:
    """Given words as one, every Korean syllable in one romanization: Min Yeong and Min Young are one."""
    return "".join([ROMANIZED.get(word, word) for word in given])


def _spelled(name: str) -> str:
    """A name with one letter for the sound that y, i and iy are written for."""
    return name[0] + name[1:].replace("iy", "y").replace("y", "i")


def _are_initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one is the initials of the other: JR and John Robert."""
    return len(one) == 1 and len(one[0]) == 2 and len(other) > 1 and one[0] == other[0][0] + other[1][0]


def _joins(words: tuple[str, ...], word: str) -> bool:
    """Whether the first two words together are this one: "min soo" and "minsoo"."""
    return len(words) > 1 and words[0] + words[1] == word


def _middle_as_first(one: tuple[str, ...], other: tuple[str, ...]) -> Agreement:
    for ours, theirs in ((one, other), (other, one)):
        if len(ours) > 1 and ours[1] == theirs[0]:
            return Agreement.INITIAL_BEFORE if len(ours[0]) == 1 < len(ours[1]) else Agreement.MIDDLE
    return Agreement.DIFFERENT


def middle_differs(one: tuple[str, ...], other: tuple[str, ...], one_given_name: bool) -> bool:
    """Whether both have middle names, of which neither is an initial, another spelling or a slip of the other.

    one_given_name: they are the second syllables of given names (Dong Wook, Dong Woo), which have no slips.
    """
    if "".join(one[1:]) == "".join(other[1:]):
        return False
    return not all(_may_be_one_middle(*pair, one_given_name) for pair in zip(one[1:], other[1:], strict=False))


def _may_be_one_middle(one: str, other: str, exactly: bool) -> bool:
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    return not exactly and (bool(likeness(one, other)) or _compare_letters(one, other) is Agreement.SLIP)


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by a letter left out, not the first (Mabel, Abel), or by two neighbours swapped.

    Another letter makes another name.
    """
    if min(len(one), len(other)) < SHORTEST_SLIP - 1 or max(len(one), len(other)) < SHORTEST_SLIP:
        return False
    may_be = one[0] == other[0] if len(one) != len(other) else sorted(one) == sorted(other)
    return may_be and OSA.distance(one, other, score_cutoff=1) == 1
