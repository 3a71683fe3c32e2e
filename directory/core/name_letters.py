"""Telling letters for credentials from a person's names: Do, Ma, Lac and Dom are both.

Case, place and company tell: "LAc" and "L.Ac." are written as letters are, "MD" in capitals after a name in mixed case
is a degree, "Lac" and "Do" are names unless other letters stand before them. Where every word is in capitals, a family
name that is commonly Do or Ma counts before a degree: nobody is called a physician by guess.
"""

import re
from typing import NamedTuple

from directory.core.credentials import MAX_CREDENTIAL_WORDS, is_known, parse_credentials
from directory.core.family_names import FAMILY_FIRST, VIETNAMESE
from directory.core.names import folded, is_generation

# Letters that are names too; of these the common family names, and those that are letters where capitals stand.
LIKE_NAMES = {"ap", "dac", "do", "dom", "lac", "lom", "ma", "mac", "md", "nd", "pac", "rac"}
LIKE_COMMON_NAMES = {"do", "ma"}
WITHOUT_VOWEL = {"md", "nd"}
VIETNAMESE_MIDDLE = {"thi", "van"}  # names between the family name and the given one
ASIAN = FAMILY_FIRST | VIETNAMESE | VIETNAMESE_MIDDLE
# Letters that read like given names, of those that core.credentials does not know: fellowships and certificates.
FELLOWSHIPS = "aboim abihm aobta dabca dabci faafp faaos faap faborm facep facog facp facs faihm fiama pharmd"
OTHER_LETTERS = frozenset(FELLOWSHIPS.split(" "))
LENGTHS = range(3, 7)  # of those without a vowel
VOWELS = frozenset("aeiouy")
# Words that are in no person's name after a comma.
TITLE_WORDS = """
acupuncture acupuncturist board certified chinese chiropractic chiropractor clinical diplomate director doctor founder
herbalist licensed massage medical medicine naturopath naturopathic nurse oriental owner physician practitioner
registered therapist therapy
"""
WORDS_OF_TITLES = frozenset(TITLE_WORDS.split())
SHAPE_OF_LETTERS = re.compile(r"[a-z][A-Z]+$|^[A-Z]{2,}[a-z]")
SEPARATORS = {"-", "–", "—", "/", "|", "&", "and", "+"}
CERTAIN = 1  # how many words of a name have to stay before letters that nobody takes for a name


class Surroundings(NamedTuple):
    """Where words stand: what tells names from letters there.

    one_case: all words around are in capitals, or all small, so that case tells nothing. spare: words of a name that
    stay before plain letters; spare_common: before those that are common family names, 0 where they always stay names.
    names_only: letters that are like names are names here. family: the family name, where it stands elsewhere.
    """

    one_case: bool
    spare: int = 2
    spare_common: int = 3
    names_only: bool = False
    family: tuple[str, ...] = ()


def is_one_case(text: str) -> bool:
    """Whether a text is in capitals, or in small letters, but for words that are written as letters are (LAc)."""
    words = [word for word in re.split(r"[\s,;]+", text) if not written_as_letters(word.strip("()[]"))]
    rest = " ".join(word for word in words if sum(map(str.isalpha, word)) > 1)
    return rest in (rest.upper(), rest.lower())


def is_vietnamese(words: list[str]) -> bool:
    """Whether words begin a Vietnamese name in its own order, given name last: Tran Van … Lac, Dac or Mac.

    Do Young Kim is none: it ends with a family name of another country.
    """
    first, *others = [folded(word) for word in words if not is_generation(word)] or [""]
    if not FAMILY_FIRST.isdisjoint(others[-1:]) and VIETNAMESE.isdisjoint(others[-1:]):
        return False
    return first in VIETNAMESE or not VIETNAMESE_MIDDLE.isdisjoint(others[-1:])


def is_like_a_name(word: str) -> bool:
    """Whether known letters are a name too as they are written here: Do, Lac, MA, but neither D.O. nor LAc."""
    return folded(word) in LIKE_NAMES and not written_as_letters(word)


def written_as_letters(word: str) -> bool:
    """Whether known letters are written as no name is: L.Ac., Lac., PhD, LAc."""
    bare = word.rstrip(".")
    as_name = bare.isupper() or bare.islower() or bare == bare.capitalize()
    return (word != bare or "." in bare or not as_name) and len(folded(bare)) > 1 and is_known(word)


def look_like_letters(text: str) -> bool:
    """Whether words that are not known may be letters for credentials and hardly a name: BCPS, FIAMA."""
    word = folded(text)
    return word in OTHER_LETTERS or (VOWELS.isdisjoint(word) and word.isascii() and len(word) in LENGTHS)


def is_shaped_as_letters(word: str) -> bool:
    """Whether capitals stand in a word as in letters and in no name: PsyD, DrPH, MSc; not JoAnn or McKay."""
    return bool(SHAPE_OF_LETTERS.search(word))


def split_letters(words: list[str], around: Surroundings) -> tuple[list[str], list[str]]:
    """The words of a name and the letters for credentials after them, each with its words."""
    kept, letters = list(words), list[str]()
    while taken := _letters_at_end(kept, around):
        letters.insert(0, " ".join(kept[-taken:]).strip("()[]"))
        del kept[-taken:]
        while len(kept) > 1 and kept[-1].lower() in SEPARATORS:
            kept.pop()
    return kept, letters


def _letters_at_end(words: list[str], around: Surroundings) -> int:
    """How many of the words at the end are letters for one credential, 0 where none is."""
    for taken in range(min(MAX_CREDENTIAL_WORDS, len(words) - 1), 0, -1):
        last = words[-taken:]
        if _are_letters(last) and len(words) - taken >= _spare(last, words[:-taken], around):
            return taken
    return 0


def _are_letters(words: list[str]) -> bool:
    """Whether words are letters for one credential."""
    text = " ".join(words)
    if len(words) == 1:
        return is_known(text) or is_shaped_as_letters(text)
    return is_known(text) and len(parse_credentials(text)) == 1


def _spare(letters: list[str], before: list[str], around: Surroundings) -> int:
    """How many words have to stay before `letters` to be a name."""
    never = len(before) + 1
    if len(letters) > 1:
        return _spare_of_several(letters, around, never)
    word = letters[0].strip("()[]")
    like = folded(word)
    if written_as_letters(word) or folded(word) in WORDS_OF_TITLES:
        return CERTAIN
    if like not in LIKE_NAMES:
        return around.spare
    if _letters_at_end(before, around):
        return CERTAIN
    if not around.family and before and len(folded(before[-1])) == 1:
        return never  # an initial is no family name
    if not around.one_case:
        return never if word == word.capitalize() else around.spare
    if like in WITHOUT_VOWEL:
        return around.spare
    if like not in LIKE_COMMON_NAMES:
        return never if around.names_only or is_vietnamese([*around.family, *before]) else around.spare
    asian = any(folded(word) in ASIAN for word in (*around.family, *before))
    return never if asian or not around.spare_common else around.spare_common


def _spare_of_several(letters: list[str], around: Surroundings, never: int) -> int:
    """For letters that are written apart: "L Ac", "Dipl. O.M."; "J. D O" may be initials after a given name."""
    initials = [len(folded(word)) == 1 for word in letters]
    if all(initials):
        return never if around.spare < 2 else around.spare
    begins = folded(letters[0])
    return CERTAIN if initials[0] or (len(begins) > 2 and begins not in LIKE_NAMES) or begins in ("ph", "ms") else never
