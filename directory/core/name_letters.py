"""Telling letters for credentials from a person's names: Do, Ma, Lac and Dom are both.

Case, place and company tell: "LAc" and "L.Ac." are written as letters are, "MD" in capitals after a name in mixed case
is a degree, "Lac" and "Do" are names unless other letters stand before them. Where every word is in capitals, a family
name that is commonly Do or Ma counts before a degree: nobody is called a physician by guess.
"""

import re
from typing import NamedTuple

from directory.core.credentials import MAX_CREDENTIAL_WORDS, is_known
from directory.core.family_names import FAMILY_FIRST
from directory.core.given_names import is_given_name
from directory.core.names import folded

# Letters that are names too, of these the common family names, and those that capitals make letters for sure.
LIKE_NAMES = {"ap", "dac", "do", "dom", "lac", "lom", "ma", "mac", "md", "nd", "pac", "rac"}
LIKE_COMMON_NAMES = {"do", "ma"}
WITHOUT_VOWEL = {"md", "nd"}
VIETNAMESE_MIDDLE = {"thi", "van"}
# Letters that read like given names, of those that core.credentials does not know: fellowships and certificates.
FELLOWSHIPS = "aboim abihm aobta dabca dabci faafp faaos faap faborm facep facog facp facs faihm fiama pharmd"
OTHER_LETTERS = frozenset(FELLOWSHIPS.split(" "))
LONGEST_LETTERS = 6  # of those without a vowel
VOWELS = frozenset("aeiouy")
# Words that are in no person's name after a comma.
TITLE_WORDS = """
acupuncture acupuncturist board certified chinese chiropractic chiropractor clinical diplomate doctor herbalist
licensed massage medical medicine naturopath naturopathic nurse oriental physician practitioner registered therapist
therapy
"""
WORDS_OF_TITLES = frozenset(TITLE_WORDS.split())
SEPARATORS = {"-", "–", "—", "/", "|", "&", "and", "+"}
CERTAIN = 1  # how many words of a name have to stay before letters that nobody takes for a name


class Place(NamedTuple):
    """Where words stand: what tells names from letters there.

    one_case: all words around are in capitals, or all small, so that case tells nothing. spare: words of a name that
    stay before plain letters; spare_common: before those that are common family names, 0 where they always stay names.
    names_only: letters that are like names are names here, as behind a Vietnamese family name.
    """

    one_case: bool
    spare: int = 2
    spare_common: int = 3
    names_only: bool = False


def is_one_case(text: str) -> bool:
    """Whether a text is in capitals, or in small letters, but for words that are written as letters are (LAc)."""
    words = [word for word in re.split(r"[\s,;]+", text) if not written_as_letters(word.strip("()[]"))]
    rest = " ".join(word for word in words if sum(map(str.isalpha, word)) > 1)
    return rest in (rest.upper(), rest.lower())


def is_family_first(words: list[str]) -> bool:
    """Whether the first of these words is a Korean, Chinese or Vietnamese family name, as in Tran Van Lac.

    Those that are English given names too (Kim) do not tell, but Van and Thi at the end, before a given name, do.
    """
    first, *others = map(folded, words or [""])
    return not VIETNAMESE_MIDDLE.isdisjoint(others[-1:]) or (first in FAMILY_FIRST and not is_given_name(first))


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
    return word in OTHER_LETTERS or (VOWELS.isdisjoint(word) and len(word) <= LONGEST_LETTERS)


def split_letters(words: list[str], place: Place) -> tuple[list[str], list[str]]:
    """The words of a name and the letters for credentials after them, each with its words."""
    kept, letters = list(words), list[str]()
    while taken := _letters_at_end(kept, place):
        letters.insert(0, " ".join(kept[-taken:]).strip("()[]"))
        del kept[-taken:]
        while len(kept) > 1 and kept[-1].lower() in SEPARATORS:
            kept.pop()
    return kept, letters


def _letters_at_end(words: list[str], place: Place) -> int:
    """How many of the words at the end are letters for one credential, 0 where none is."""
    for taken in range(min(MAX_CREDENTIAL_WORDS, len(words) - 1), 0, -1):
        last = words[-taken:]
        if is_known(" ".join(last)) and len(words) - taken >= _spare(last, words[:-taken], place):
            return taken
    return 0


def _spare(letters: list[str], before: list[str], place: Place) -> int:
    """How many words have to stay before `letters` to be a name."""
    never = len(before) + 1
    if len(letters) > 1:
        return _spare_of_several(letters, place, never)
    word = letters[0].strip("()[]")
    like = folded(word)
    if written_as_letters(word) or folded(word) in WORDS_OF_TITLES:
        return CERTAIN
    if like not in LIKE_NAMES:
        return place.spare
    if _letters_at_end(before, place):
        return CERTAIN
    if not place.one_case:
        return place.spare if word.isupper() else never
    if like in WITHOUT_VOWEL:
        return place.spare
    if like not in LIKE_COMMON_NAMES:
        return never if place.names_only or is_family_first(before) else place.spare
    asian = any(folded(word) in FAMILY_FIRST | VIETNAMESE_MIDDLE for word in before)
    return never if place.names_only or asian or not place.spare_common else place.spare_common


def _spare_of_several(letters: list[str], place: Place, never: int) -> int:
    """For letters that are written apart: "L Ac", "Dipl. O.M."; "J. D O" may be initials after a given name."""
    initials = [len(folded(word)) == 1 for word in letters]
    if all(initials):
        return never if place.spare < 2 else place.spare
    begins = folded(letters[0])
    return CERTAIN if initials[0] or (len(begins) > 2 and begins not in LIKE_NAMES) or begins in ("ph", "ms") else never
