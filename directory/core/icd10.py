"""ICD-10-CM, the American classification of diagnoses: finding a code by words, everyday ones too, or a part of it."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

FORMER_LOW_BACK_PAIN = "M54.5"
WORD = re.compile(r"[a-z0-9.]+")
AFTER_ALL = "{"  # sorts after every letter, digit and dot
APOSTROPHE = re.compile("['’]")
SMALL_WORDS = {"a", "an", "and", "for", "from", "in", "my", "of", "on", "the", "to", "with"}
FEWEST_LETTERS = 3  # that may be the beginning of a word of an everyday name
WITHOUT_DOT = re.compile(r"([A-Z]\d[0-9A-Z])([0-9A-Z]{1,4})")
# A code as it is copied out of a chart: after the name of the classification, its dot a comma, a blank or a dash.
NAME_BEFORE = re.compile(r"^[\W_]*(?:(?:ICD|DX|CODE)\b[- ]?(?:10|X)?(?:[- ]?CM)?[\W_]*)+", re.IGNORECASE)
CHARTED = re.compile(r"([A-Z]) ?(\d[0-9A-Z])(?:[ .,-]{1,2}([0-9A-Z]{1,4}))?\W*")
WITHIN = re.compile(r"\b[A-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}\b")  # with its dot, among other words
FIRST_ENCOUNTER = "A"  # the last of seven characters; those of later encounters are seldom what a referral is for
UNLIKELY = re.compile(r"T3[6-9]|T[45]|T6[0-5]|[V-Y]|Z8[0-7]")  # poisonings, causes of injuries, what is history
UNSPECIFIED = re.compile(r",? ?\bunspecified\b", re.IGNORECASE)
FEWEST_TO_SPELL, NEAR = 6, 0.8  # letters of a word whose spelling is mended; how like the nearest must be
FEWEST_MATCHES = 2  # words of several that a code must have where none has them all


class Diagnosis(NamedTuple):
    """A code and what it stands for."""

    code: str
    description: str


# Low back pain since M54.5 was split on 2021-10-01. The longer list of codes for which CMS pays acupuncture is not
# public in one place.
LOW_BACK_PAIN = (
    Diagnosis("M54.50", "Low back pain, unspecified"),
    Diagnosis("M54.51", "Vertebrogenic low back pain"),
    Diagnosis("M54.59", "Other low back pain"),
)
LOW_BACK_PAIN_CODES = tuple(diagnosis.code for diagnosis in LOW_BACK_PAIN)


class NoSuchCode(ValueError):
    """suggestions: the codes that may have been meant."""

    def __init__(self, code: str, suggestions: list[Diagnosis]):
        super().__init__(code)
        self.code, self.suggestions = code, suggestions


class EverydayWords:
    """What people call their troubles: everyday_diagnoses.toml."""

    def __init__(self, codes: Mapping[str, list[str]], synonyms: Mapping[str, str]):
        """codes: the beginnings of the codes by names, which ";" separates; synonyms: of words and abbreviations,
        each by one word or more.
        """
        self.synonyms = {word.lower(): words for word, words in synonyms.items()}
        self.names = [
            (self.words(name), [code.lower() for code in beginnings])
            for names, beginnings in codes.items()
            for name in names.split(";")
        ]
        self.vocabulary = sorted({word for name, _ in self.names for word in name if len(word) >= FEWEST_TO_SPELL})

    def words(self, text: str) -> frozenset[str]:
        """The words that matter, each in the singular and by its synonym."""
        words = _words(APOSTROPHE.sub("", text))
        meant = (self.synonyms.get(word) or self.synonyms.get(_singular(word), _singular(word)) for word in words)
        return frozenset(part for each in meant for part in each.split()) - SMALL_WORDS

    def meant_by(self, words: frozenset[str]) -> Iterator[tuple[list[str], frozenset[str]]]:
        """The beginnings of codes, and what else was typed, of each name that is among the words; the longest first."""
        for name, beginnings in sorted(self.names, key=lambda each: -len(each[0])):
            used = {word for word in words if any(_begins(word, whole) for whole in name)}
            if all(any(_begins(word, whole) for word in used) for whole in name):
                yield beginnings, words - used


NO_EVERYDAY_WORDS = EverydayWords({}, {})


class CodeSet:
    """All codes, the likelier ones first, with an index of the words that each is found by."""

    def __init__(self, text: str, everyday: EverydayWords = NO_EVERYDAY_WORDS):
        """text: lines of code, "+" where finer codes exist, description, other terms; separated by tabs."""
        self.everyday = everyday
        lines = sorted(text.rstrip("\n").split("\n"), key=_rank)
        self.text = "\n" + "\n".join(lines) + "\n"
        lengths = [len(line) + 1 for line in lines]
        self.starts = np.cumsum([0, *lengths], dtype=np.int32)  # of each line, the place of the "\n" before it
        self.words, self.ends, self.numbers = _index(lines)
        long = (word for word in self.words if len(word) >= FEWEST_TO_SPELL and word.isalpha())
        self.vocabulary = [*everyday.vocabulary, *long]  # everyday words are the likelier ones

    def __len__(self) -> int:
        return len(self.starts) - 1

    def get(self, typed: str) -> Diagnosis:
        """The diagnosis of a code as people write it: "M54.50", "m5450".

        Raises NoSuchCode for any other text, and for a code that has finer ones: those are its suggestions.
        """
        code = _dotted(typed)
        start = self.text.find(f"\n{code}\t") if code else -1
        known, finer, description, _ = self._line(start) if start >= 0 else ("", "+", "", "")
        if finer:
            raise NoSuchCode(code, self.find(code, 12))
        return Diagnosis(known, description)

    def find(self, typed: str, most: int) -> list[Diagnosis]:
        """Up to `most` codes that match the words typed, the likelier ones first; none that has finer codes.

        A word matches where one in the code, its description or its other terms begins with it, or with its singular.
        Codes with every word come first, of these those that an everyday name stands for; where there are none, those
        with the words as they are spelled; then those of the everyday names among the words, or with the most of them.
        """
        words = frozenset(_words(APOSTROPHE.sub("", _dotted(typed))))
        everyday = self.everyday.words(typed)
        groups = self._with_every_word(words, everyday, most)
        if not any(map(len, groups)):
            everyday = self._spelled(everyday)
            groups = self._with_every_word(everyday, everyday, most)
        if not any(map(len, groups)):
            groups = [self._most_words(rest, is_meant)[:most] for is_meant, rest in self._meant(everyday)]
            groups = groups or [self._most_words(everyday)[:most]]
        numbers = list(dict.fromkeys(int(number) for group in groups for number in group))[:most]
        lines = (self._line(self.starts[number]) for number in numbers)
        return [Diagnosis(code, description) for code, _, description, _ in lines]

    def _meant(self, everyday: frozenset[str]) -> list[tuple[np.ndarray, frozenset[str]]]:
        """A mask of the lines of each everyday name among the words, and what else was typed."""
        return [(self._has_word(code), rest) for codes, rest in self.everyday.meant_by(everyday) for code in codes]

    def _with_every_word(self, words: frozenset[str], everyday: frozenset[str], most: int) -> list[np.ndarray]:
        """The numbers of the lines that have all the words, those of everyday names first."""
        masks = [self._matches(rest) & is_meant for is_meant, rest in self._meant(everyday)]
        masks += [self._matches(each) for each in dict.fromkeys((words, everyday)) if each]
        return [np.flatnonzero(mask)[:most] for mask in masks]

    def _spelled(self, words: frozenset[str]) -> frozenset[str]:
        """The words, those that begin nothing here by the nearest that does: "migrane" → "migraine"."""
        return frozenset(word if self._is_known(word) else self._nearest(word) for word in words)

    def _is_known(self, word: str) -> bool:
        return len(word) < FEWEST_TO_SPELL or len(self._numbers(word)) > 0 or word in self.everyday.vocabulary

    def _nearest(self, word: str) -> str:
        near = process.extractOne(word, self.vocabulary, scorer=OSA.normalized_similarity, score_cutoff=NEAR)
        return str(near[0]) if near else word

    def _most_words(self, words: frozenset[str], among: np.ndarray | None = None) -> np.ndarray:
        """The numbers of the lines with the most of the words first.

        among: the lines to put in this order; else those with two of the words, or one where no code has the others.
        """
        masks = [self._has_word(word) | self._has_word(_singular(word)) for word in words]
        matches = np.sum([mask for mask in masks if mask.any()] or [np.zeros(len(self), bool)], axis=0)
        fewest = min(FEWEST_MATCHES, sum(map(np.any, masks))) or FEWEST_MATCHES
        numbers = np.flatnonzero(among if among is not None else matches >= fewest)
        return numbers[np.argsort(-matches[numbers], kind="stable")]

    def _matches(self, words: frozenset[str]) -> np.ndarray:
        """A mask of the lines that have all the words, or their singulars."""
        matches = np.ones(len(self), bool)
        for word in words:
            matches &= self._has_word(word) | self._has_word(_singular(word))
        return matches

    def _has_word(self, beginning: str) -> np.ndarray:
        has_word = np.zeros(len(self), bool)
        has_word[self._numbers(beginning)] = True
        return has_word

    def _numbers(self, beginning: str) -> np.ndarray:
        """The numbers of the lines with a word that begins so."""
        first, last = bisect_left(self.words, beginning), bisect_left(self.words, beginning + AFTER_ALL)
        return self.numbers[self.ends[first] : self.ends[last]]

    def _line(self, start: int) -> list[str]:
        return self.text[start + 1 : self.text.index("\n", start + 1)].split("\t")


def _index(lines: list[str]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """An inverted index: all words in order; where each one's line numbers begin, with the last end; the numbers."""
    ids: dict[str, int] = {}
    word_ids, line_numbers = array("i"), array("i")  # a pair for each word of each line
    for number, line in enumerate(lines):
        if "\t+\t" not in line:
            words = set(_words(line))
            word_ids.extend(ids.setdefault(word, len(ids)) for word in words)
            line_numbers.extend([number] * len(words))
    in_order = sorted(ids)
    rank = np.empty(len(in_order), np.int32)
    rank[[ids[word] for word in in_order]] = np.arange(len(in_order))
    ranks = rank[np.frombuffer(word_ids, np.int32)]
    order = np.argsort(ranks, kind="stable")
    ends = np.searchsorted(ranks[order], np.arange(len(in_order) + 1))
    return in_order, ends, np.frombuffer(line_numbers, np.int32)[order]


def _rank(line: str) -> tuple[int, int, str]:
    """Low back pain first, then the shorter descriptions, codes for later encounters and causes of injuries last.

    That something is unspecified makes no description longer: such codes are the plain ones.
    """
    code, _, description, _ = line.split("\t")
    if code in LOW_BACK_PAIN_CODES:
        return 0, 0, code
    is_later = len(code) == len("S83.206A") and not code.endswith(FIRST_ENCOUNTER)
    return 2 if is_later or UNLIKELY.match(code) else 1, len(UNSPECIFIED.sub("", description)), code


def _dotted(typed: str) -> str:
    """Typed text in capitals, with the dot of a code where it may be one: "m5450", "ICD-10 M54,50" → "M54.50"."""
    code = NAME_BEFORE.sub("", typed).strip().upper()
    within = set(WITHIN.findall(code))
    if len(within) == 1:
        return str(within.pop())
    bare = code.strip("()[].,;:# ")
    if match := WITHOUT_DOT.fullmatch(bare):
        return f"{match[1]}.{match[2]}"
    if match := CHARTED.fullmatch(bare):
        return f"{match[1]}{match[2]}.{match[3]}" if match[3] else match[1] + match[2]
    return code


def _begins(word: str, whole: str) -> bool:
    return word == whole or (len(word) >= FEWEST_LETTERS and whole.startswith(word))


def _singular(word: str) -> str:
    """The word without the ending of a plural: "headaches", "flashes", "allergies"; no Greek endings, no code."""
    if len(word) <= FEWEST_LETTERS or not word.isalpha() or word.endswith(("ss", "us", "is")) or word[-1:] != "s":
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    has_e = word.endswith(("shes", "ches", "xes", "sses")) and not word.endswith("aches")
    return word[:-2] if has_e else word[:-1]


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return WORD.findall(text.lower())
