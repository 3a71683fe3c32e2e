"""Names of people as they are compared: how far two of them agree, and in which way they differ."""

import re
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from rapidfuzz.distance import OSA

from directory.core.family_names import FAMILY_FIRST, VIETNAMESE
from directory.core.given_names import formal_names
from directory.core.names import GENERATIONS, PARTICLES, folded, folded_words
from directory.resolve.given_names import SHORTEST_SLIP, Agreement, compare_given, middle_differs, romanized

# A Vietnamese middle name may be left out; elsewhere two syllables are one given name.
ONE_GIVEN_NAME = FAMILY_FIRST - VIETNAMESE
# Two of these make a name that nobody can tell the order of (Chen Yang); Kim and Lee do so with any other family name
# that is written first, for they are American given names too (Kim Jung, Lee Han).
OF_FAMILIES = """
chen cheng cho choi huang huynh kang kim le lee li lim lin liu ngo nguyen park pham tran vo wang wu xu yang zhang
zhao zhou
"""
SELDOM_GIVEN = frozenset(OF_FAMILIES.split())
GIVEN_TOO = frozenset(("kim", "lee"))
SAINTS = {"saint": "st", "sainte": "ste"}
# Given names as papers shorten them. "Ma." is Maria only with its point: Ma is a family name.
SHORTENED = {"wm": "william", "thos": "thomas", "robt": "robert", "benj": "benjamin", "geo": "george", "jos": "joseph"}
SHORTENED |= {"saml": "samuel", "gpe": "guadalupe", "fco": "francisco", "mohd": "mohammed", "muhd": "mohammed"}
MARIA = re.compile(r"(?:\A|(?<=\s))Ma\.\s", re.IGNORECASE)
READ_OTHERWISE = frozenset((*SAINTS, *GENERATIONS, *PARTICLES, *SHORTENED))
INITIAL = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\b)")  # of two that are written together: the J. of "J.R. Smith"
HYPHENATED = re.compile(r"([^\W\d_]+)-[^\W\d_]+(?:,?\s+(?:jr|sr|i{2,3}|iv)\.?)?\s*\Z", re.IGNORECASE)
LETTERS_THAT_ARE_NAMES = frozenset("ouy")
# Beside a second word these are half a name: Mary Ann, Jean-Paul, Abdul Rahman.
BEGIN_DOUBLE_NAMES = frozenset(
    ("abdel", "abdul", "ana", "anna", "anne", "jean", "jo", "jose", "juan", "luis", "maria", "marie", "mary", "sue")
)
HUSBANDS = ("ov", "ev", "in", "sky", "ski", "skiy")
OF_SEX = frozenset(("thi", "van"))  # Vietnamese middle names that are left out at will
ARTICLES = frozenset(("al", "el"))  # Arabic, within a name: El Masri, Al-Masri; Al Masri is Albert
JR_AND_II = frozenset((2, 5))
ONE_GIVEN = frozenset((Agreement.SAME, Agreement.SPELLING))
SYLLABLE = re.compile("[bcdfghj-np-tv-z]{0,3}[aeiouy]{1,3}(?:[cn]h|ng|[chklmnprt])?")


class Name(NamedTuple):
    """A person's name: given and family words, folded, without particles.

    And which of the generations, 0 where not told.

    joined: all words with particles, without spaces, for names that are written apart or together. first_half: of a
    family name with a hyphen: Rousseau-Beauchamp.
    """

    words: tuple[str, ...]
    generation: int
    joined: str
    first_half: str = ""

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

    either_order: they are one in two orders, of which either may be right: Kim Lee and Lee Kim, Garcia Lopez and
    Lopez Garcia.

    generation: 0 where neither tells or both tell the same, 1 where one tells, 2 where both tell and differ, 3 where
    one is Jr. and one II, as which some sons are known.

    half: a given name of two words is whole in one only: Maria Elena and Maria, Thanh Thuy and Thanh.
    """

    family: Agreement
    given: Agreement
    middle_differs: bool = False
    either_order: bool = False
    generation: int = 0
    half: bool = False


@lru_cache(1 << 14)
def parse_name(text: str) -> Name | None:
    """The name in a text in reading order, "Min Soo Lee Jr."; None where no word is left."""
    words = folded_words(INITIAL.sub(r"\1 ", MARIA.sub("Maria ", text)) if "." in text else text)
    if len(words) == 2 and READ_OTHERWISE.isdisjoint(words):  # as most are
        return Name(tuple(words), 0, "".join(words))
    words = [SAINTS.get(word, word) for word in words]
    told = [GENERATIONS[word] for word in words[1:] if word in GENERATIONS]
    kept = (
        [SHORTENED.get(words[0], words[0]), *(word for word in words[1:] if word not in GENERATIONS)] if words else []
    )
    first = kept[:2] if len(kept) > 2 and kept[0] in PARTICLES else kept[:1]  # La Toya is Latoya
    others = [word for word in kept[len(first) :] if word not in PARTICLES]
    named = ("".join(first), *(word for word in others[:-1] if word not in ARTICLES), *others[-1:]) if kept else ()
    if len(named) > 2 and len(named[-1]) == 1 and named[-1] not in LETTERS_THAT_ARE_NAMES:
        named = named[:-1]  # a second family name of which the initial is told: Ana Garcia L.
    half = HYPHENATED.search(text) if "-" in text else None
    before = folded(half[1]) if half else ""
    before = "" if before in ARTICLES else before
    return Name(named, told[-1] if told else 0, "".join(kept), before) if named else None


def compare_names(one: Name, other: Name) -> Comparison:
    """How far two names agree, in the order of words in which they agree best."""
    generation = _compare_generations(one.generation, other.generation)
    plain = _compare_in_order(one, other, generation)
    if plain.family == plain.given == Agreement.SAME:
        return plain
    first = {one.words[0], other.words[0]}
    if len(one.words) == 2 and one.words == other.words[::-1]:  # a column's order, or two people: a number tells
        either = first.isdisjoint(FAMILY_FIRST) or _either(one)
        return Comparison(Agreement.SAME, Agreement.SAME, either_order=either, generation=generation)
    if first.isdisjoint(FAMILY_FIRST):
        return plain
    if _may_be_swapped(one, other) or (len(one.words) > 2 and one.words == other.words[::-1]):
        return Comparison(Agreement.SAME, Agreement.SAME, either_order=_either(one), generation=generation)
    if first.isdisjoint(VIETNAMESE):
        return plain
    for ours, theirs in product(_orders(one), _orders(other)):
        compared = _compare_in_order(ours, theirs, generation)
        if compared.family == compared.given == Agreement.SAME:
            return compared
    return plain


def _compare_generations(one: int, other: int) -> int:
    if one == other:
        return 0
    return 1 if not (one and other) else 3 if {one, other} == JR_AND_II else 2


def _either(name: Name) -> bool:
    """Whether nobody can tell which of two words is the family name."""
    words = set(name.words)
    return len(name.words) == 2 and words <= FAMILY_FIRST and (words <= SELDOM_GIVEN or not words.isdisjoint(GIVEN_TOO))


def _orders(name: Name) -> list[Name]:
    """A name; and a Vietnamese one in its own order also in the American: Nguyen Thi Lan, Lan Thi Nguyen.

    Of two words at its end both may be the given name: Nguyen Thi Lan Anh is called Anh, or Lan Anh.
    """
    family, *others = name.words
    if family not in VIETNAMESE or len(others) < 2:
        return [name]
    parted = [len(others) - 1, len(others) - 2][: len(others) - 1]
    return [name] + [name._replace(words=(*others[at:], *others[:at], family)) for at in parted]


def _compare_in_order(one: Name, other: Name, generation: int) -> Comparison:
    if one.joined == other.joined:
        return Comparison(Agreement.SAME, Agreement.SAME, generation=generation)
    family = _compare_family(one, other)
    if not family:
        return Comparison(Agreement.DIFFERENT, compare_given(one.given, other.given), generation=generation)
    ours, theirs = _given_beside(one, other), _given_beside(other, one)
    given = compare_given(ours, theirs)
    if given is Agreement.SAME and one.family in ONE_GIVEN_NAME and _syllable_left_out(ours, theirs):
        given = Agreement.SYLLABLE
    two_middles = given is Agreement.SAME and middle_differs(ours, theirs, one.family in ONE_GIVEN_NAME)
    if two_middles and _are_double(one, ours, theirs):
        given = Agreement.FORMS if romanized(ours) == romanized(theirs) else Agreement.DOUBLE
        two_middles = False
    if family is Agreement.SLIP and given not in ONE_GIVEN and _are_of_a_couple(one.family, other.family):
        family = Agreement.DIFFERENT
    half = given is Agreement.SAME and _is_half(one, ours, theirs)
    return Comparison(family, given, two_middles, _other_way_round(one, other), generation, half)


def _are_double(name: Name, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether given names of which the second differs are double names, and so two: Mary Ann and Mary Beth, Van Minh
    and Van Ninh.
    """
    if name.family in FAMILY_FIRST:
        return min(map(len, (*one, *other))) > 1 and all(map(SYLLABLE.fullmatch, (*one, *other)))
    return one[0] in BEGIN_DOUBLE_NAMES and min(len(one[1]), len(other[1])) > 1


def _is_half(name: Name, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one is the first half of the other, a double name: Maria of Maria Elena, Thanh of Thanh Thuy."""
    short, long = sorted((one, other), key=len)
    if len(short) > 1 or len(long) < 2 or short[0] != long[0] or len(long[1]) == 1:
        return False
    return (name.family in VIETNAMESE and long[1] not in OF_SEX) or long[0] in BEGIN_DOUBLE_NAMES


def _are_of_a_couple(one: str, other: str) -> bool:
    """Whether two family names are a husband's and a wife's: Ivanov and Ivanova."""
    short, long = sorted((one, other), key=len)
    return long == f"{short}a" and short.endswith(HUSBANDS)


def _other_way_round(one: Name, other: Name) -> bool:
    """Whether two family names stand the other way round, as a cousin or a mother may have them: Garcia Lopez, Lopez
    Garcia.
    """
    return len(one.words) > 2 and one.words[-2:] == other.words[:-3:-1] and one.family != other.family


def _syllable_left_out(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one is the first of the other's two syllables, which are one given name in Korean and Chinese."""
    short, long = sorted((one, other), key=len)
    return (len(short), len(long)) == (1, 2) and short[0] == long[0] and all(map(SYLLABLE.fullmatch, long))


def _compare_family(one: Name, other: Name) -> Agreement:
    if one.family == other.family:
        halves = {one.first_half, other.first_half} - {""}
        return Agreement.SAME if not halves or halves <= {*one.words} & {*other.words} else Agreement.PART
    if any(_written_apart(*pair) or _tells_initial(*pair) for pair in ((one, other), (other, one))):
        return Agreement.SAME
    if one.family in other.words[1:] or other.family in one.words[1:]:
        return Agreement.PART
    slip = OSA.distance(one.family, other.family, score_cutoff=1) == 1 and len(one.family) >= SHORTEST_SLIP
    return Agreement.SLIP if slip else Agreement.DIFFERENT


def _written_apart(one: Name, other: Name) -> bool:
    """Whether the last words of one, with particles, are the other's family name in one word: De Souza, Desouza."""
    return other.family not in one.words and len(other.family) > len(one.family) and one.joined.endswith(other.family)


def _tells_initial(one: Name, other: Name) -> bool:
    """Whether one has the initial of the other's second family name: Ana Garcia L., Ana Garcia Lopez."""
    return one.family == other.given[-1] and one.joined == "".join(one.words) + other.family[0]


def _given_beside(one: Name, other: Name) -> tuple[str, ...]:
    """One's given words, without those that the other has as family name: Ana Lopez Garcia beside Ana Garcia is Ana."""
    if one.family == other.family:
        return one.given
    kept = tuple(word for word in one.given[1:] if word != other.family and not other.family.endswith(word))
    return (one.words[0], *kept)


def _may_be_swapped(one: Name, other: Name) -> bool:
    """Whether one is the other with the family name first, which is told by its being one that is written so."""
    first = one.words[0] if one.words[0] in FAMILY_FIRST else other.words[0] if other.words[0] in FAMILY_FIRST else ""
    if not first:
        return False
    for here, there in ((one, other), (other, one)):
        if here.words[0] == there.family and "".join(here.words[1:]) == "".join(there.given):
            return True
    return False


def initials(name: Name) -> set[str]:
    """The letters that names which may be this person's begin with."""
    letters = {word[0] for word in name.given[:2]} | _formal_letters(name.words[0])
    if name.family in FAMILY_FIRST or name.words[0] in FAMILY_FIRST:
        letters |= {each.words[0][0] for each in _orders(name)} | {name.family[0]}
    return letters


@lru_cache(1 << 14)
def _formal_letters(word: str) -> frozenset[str]:
    return frozenset(formal[0] for formal in formal_names(word))


def name_keys(name: Name) -> set[tuple[str, str]]:
    """What two names share that agree, but for a nickname: (given name, family name), in all ways to write them."""
    if name.words[0] not in FAMILY_FIRST:
        return _keys_in_order(name)
    keys = {key for each in _orders(name) for key in _keys_in_order(each)}
    return keys | {("".join(name.words[1:]), name.words[0])}


def _keys_in_order(name: Name) -> set[tuple[str, str]]:
    words = name.words
    if len(words) == 2 and name.joined == words[0] + words[1]:  # as most are
        return {(words[1], words[0]), *((each, words[1]) for each in (words[0], *formal_names(words[0])))}
    given = {words[0], "".join(name.given[:2]), "".join(name.given)} | formal_names(words[0])
    families = {name.family, name.joined.removeprefix("".join(name.given))}
    return {(each, family) for each in given for family in families}
