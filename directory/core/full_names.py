"""A person's name in its parts: "JANE Q EXAMPLE JR", "Dr. Juan de la Cruz", "Example, Jane Q., MD", "Kim, Do Young"."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from directory.core.credentials import is_known
from directory.core.family_names import FAMILY_FIRST
from directory.core.given_names import is_given_name
from directory.core.name_letters import (
    WITHOUT_VOWEL,
    WORDS_OF_TITLES,
    Surroundings,
    is_like_a_name,
    is_one_case,
    is_shaped_as_letters,
    look_like_letters,
    split_letters,
)
from directory.core.names import GENERATIONS_OR_NAMES, PARTICLES, folded, is_generation

if TYPE_CHECKING:
    from nameparser import Parser

LONGEST_NAME = 300  # characters that are looked at
BEFORE_NAMES = "dr dra doctor mr mrs ms miss mx prof professor rabbi rev reverend sr sra srta"  # a pastor may be a name
TITLES = frozenset(BEFORE_NAMES.split())
BEFORE_FAMILY_NAMES = PARTICLES | {"o", "st", "mc"}  # what a family name of two words begins with
NICKNAME_MARKS = '(["“'
TOGETHER = re.compile(r'\([^()]*\)|\[[^\[\]]*\]|"[^"]*"|“[^“”]*”|\S+')
DASH = re.compile(r"(\s[-–—]\s)")
PRONOUN = r"(?:she|he|they|her|hers|him|his|them|theirs|ella|él|elle|ze|hir|xe|xem)"
PRONOUNS = re.compile(rf"[,;]?\s*[(\[]?\s*\b{PRONOUN}(?:\s*/\s*{PRONOUN})+\b\s*[)\]]?", re.IGNORECASE)
MARKS = re.compile(r"^\s*(?:\d{1,4}[.)]\s+|[*†‡•#]+\s*)|\s*[*†‡]+\s*$")  # of a list: numbers, notes
IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]](?=\s*(?:[,;(\[]|$))")


@cache
def _parser() -> "Parser":
    from nameparser import Lexicon, Parser, Policy  # slow to load, and most commands split no name

    # "Do" is a particle in Portuguese and a family name in Vietnamese, which is commoner here. The package's own lists
    # of credentials and titles hold family and given names (Do, Ma, King), so letters and titles are taken off before.
    known = Lexicon.default().particles - {"do"}
    return Parser(
        lexicon=Lexicon(
            particles=known,
            particles_ambiguous=Lexicon.default().particles_ambiguous & known,
            conjunctions=frozenset({"y"}),
        ),
        policy=Policy(segment_scripts=frozenset(), unlisted_dotted_suffixes=False, nickname_delimiters=frozenset()),
    )


class FullName(NamedTuple):
    """The parts of a person's name, "" where there is none. A name of one word is a family name.

    suffix: the generation (Jr., III); credentials: the letters after the name, as they were typed.
    """

    first_name: str = ""
    middle_name: str = ""
    last_name: str = ""
    suffix: str = ""
    credentials: str = ""

    def followed_by(self, suffix: str, credentials: str) -> "FullName":
        """The name with a further suffix and further letters behind its own."""
        behind = (
            ", ".join(filter(None, (self.suffix, suffix))),
            ", ".join(filter(None, (self.credentials, credentials))),
        )
        return FullName(*self[:3], *behind)


@lru_cache(maxsize=1024)  # tables repeat a name in a row for each of its places or plans
def parse_full_name(text: str) -> FullName:
    """The parts of a name in reading order, or with the family name first and a comma behind it.

    Titles (Dr., Ms.), pronouns (she/her), a list's marks (1., *) and what joins letters ("and", dashes) are left out;
    whatever else stands there is in one of the parts. Read by who is harmed: a person named Do or Ma is shown as no
    physician, so in capitals, where nothing tells, these are names.
    """
    head, *pieces = _pieces(text)
    may_be_family = any(not (is_known(piece) or is_generation(piece)) for piece in pieces)
    return _NameReader(head.split(), is_one_case(text), may_be_family).read(pieces)


def split_end(words: list[str], around: Surroundings) -> tuple[list[str], list[str], list[str]]:
    """The words of a name, and the generation and the letters behind it: "JANE EXAMPLE JR MD"."""
    words, letters = split_letters(words, around)
    if len(words) < 2 or not is_generation(words[-1]) or _is_family_name_too(words):
        return words, [], letters
    named, earlier = split_letters(words[:-1], around)
    return named, words[-1:], earlier + letters


def _pieces(text: str) -> list[str]:
    """What stands between commas. Letters in brackets at the end count as after a comma: "Jane Example (LAc)"."""
    text = PRONOUNS.sub("", MARKS.sub("", unicodedata.normalize("NFC", text)[:LONGEST_NAME]))
    apart = IN_BRACKETS.sub(lambda match: f", {match[1]}" if _is_letters_in_brackets(match[1]) else match[0], text)
    before, dash, after = [*DASH.split(apart, 1), "", ""][:3]
    apart = f"{before}, {after}" if dash and is_known(after) else apart
    head, *pieces = (" ".join(piece.split()) for piece in re.split("[,;|]", apart))
    return [head, *filter(None, pieces)]


def _is_letters_in_brackets(text: str) -> bool:
    return is_known(text) and not (is_like_a_name(text) and not text.isupper())


class _NameReader:
    """Reads the pieces of one name; what stands before the first comma is taken apart at once."""

    def __init__(self, words: list[str], one_case: bool, may_be_family: bool):
        self.one_case, self.suffixes, self.given = one_case, list[str](), list[str]()
        words = without_title(words)
        around = Surroundings(one_case, spare=1 if may_be_family else 2)
        self.head, self.letters = self._split(words, around)
        if _has_family_name_in_capitals(self.head):
            self.head, self.given = self.head[:1], self.head[1:]
        if len(self.head) > 2 and self.head[-1] == "V":  # with a dot it is an initial
            self.suffixes.append(self.head.pop())
        self.is_family_name = _is_family_name(self.head)

    def read(self, pieces: list[str]) -> FullName:
        """The name, once the other pieces are read."""
        for piece in chain.from_iterable(map(_without_generation, pieces)):
            if not self.given and self._is_given_name(piece):
                words = without_title(piece.split())
                inside = Surroundings(self.one_case, spare=1, spare_common=1, family=tuple(self.head))
                self.given, letters = self._split(words, inside)
                self.letters += letters
            elif is_generation(piece) or piece == "V":
                self.suffixes.append(piece)
            else:
                self.letters.append(piece)
        first, middle, last = self._named()
        return FullName(first, middle, last, " ".join(self.suffixes), ", ".join(self.letters))

    def _split(self, words: list[str], around: Surroundings) -> tuple[list[str], list[str]]:
        """The words of a name and the letters behind it; the generation among them goes to the suffixes."""
        words, suffixes, letters = split_end(words, around)
        self.suffixes = suffixes + self.suffixes
        return words, letters

    def _named(self) -> tuple[str, str, str]:
        """Given, middle and family name."""
        if self.given:
            return self.given[0], " ".join(self.given[1:]), " ".join(self.head)
        words = TOGETHER.findall(" ".join(self.head))
        aside = [word for word in words if word[0] in NICKNAME_MARKS]  # (Bob), (née Gray) are no family name
        head = [word for word in words if word not in aside]
        if not head:
            return "", "", " ".join(aside)
        parsed = _parser().parse(" ".join(head))
        first, middle, last = parsed.given, parsed.middle, parsed.family
        if len(head) == 1 or f"{first}{middle}{last}".replace(" ", "") != "".join(head):
            first, middle, last = " ".join(head[:-1][:1]), " ".join(head[1:-1]), head[-1]
        return first, " ".join(filter(None, (middle, *aside))), last

    def _is_given_name(self, piece: str) -> bool:
        """Whether a piece after a comma is the given name of the family name before it."""
        words = without_title(piece.split())
        text = " ".join(words)
        if not (self.head and folded(text)) or is_generation(text) or WORDS_OF_TITLES & set(folded(piece).split()):
            return False
        if is_known(text):
            return self.is_family_name and self._is_name_like_letters(words[0])
        if self.is_family_name:
            return self.one_case or not (is_shaped_as_letters(words[0]) or (self.letters and text.isupper()))
        return not self.letters and self._is_given_after_two_words(words)

    def _is_name_like_letters(self, word: str) -> bool:
        """Whether known letters after a family name alone are a given name: "Tran, Lac", "KIM, DO"; not "SMITH, MD"."""
        if not is_like_a_name(word):
            return False
        return word == word.capitalize() or (self.one_case and word.lower() not in WITHOUT_VOWEL)

    def _is_given_after_two_words(self, words: list[str]) -> bool:
        """Whether a piece after two words or more is a given name: "Garcia Lopez, Ana", but "Jane Example, ABIHM"."""
        if any(len(folded(word)) == 1 for word in self.head) or "." in words[0][:-1]:
            return False
        if not self.one_case:
            return not (" ".join(words).replace(".", "").isupper() or is_shaped_as_letters(words[0]))
        first = folded(words[0])
        if is_given_name(first) or is_given_name(folded(self.head[0])):
            return is_given_name(first)
        return not look_like_letters(words[0])


def _without_generation(piece: str) -> list[str]:
    """A piece after a comma, apart from the generation before it: "Jr. MD"."""
    first, _, rest = piece.partition(" ")
    is_told = rest and is_generation(first) and folded(first) not in GENERATIONS_OR_NAMES
    return [first, rest] if is_told else [piece]


def _is_family_name_too(words: list[str]) -> bool:
    """Whether the generation at the end may be one of two names: Mark Senior."""
    return len(words) == 2 and folded(words[-1]) in GENERATIONS_OR_NAMES


def without_title(words: list[str]) -> list[str]:
    """The words of a name without titles before it: "Rev. Dr. Jane" is Jane. A title alone stays."""
    while len(words) > 1 and words[0].rstrip(".").lower() in TITLES:
        words = words[1:]
    return words


def _has_family_name_in_capitals(words: list[str]) -> bool:
    """Whether the first word is a family name, told by capitals: KIM Do Young. KIM Smith may be a given name."""
    if len(words) < 2 or len(words[0]) < 3 or not words[0].isupper() or any(map(str.isupper, words[1:])):
        return False
    first = folded(words[0])
    return first in FAMILY_FIRST and (len(words) > 2 or not is_given_name(first))


def _is_family_name(words: list[str]) -> bool:
    """Whether words are one family name and no more: Kim, de la Cruz, O Brien, Van Dyke; Van Nguyen is a whole name."""
    before = [folded(word) for word in words[:-1]]
    if before == ["van"]:
        return folded(words[-1]) not in FAMILY_FIRST
    return bool(words) and all(word in BEFORE_FAMILY_NAMES for word in before)
