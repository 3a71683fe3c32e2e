"""ICD-10-CM, the American classification of diagnoses: finding a code by words, everyday ones too, or a part of it."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

FORMER_LOW_BACK_PAIN = "M54.5"
WORD = re.compile(r"[a-z0-9.]+")
AFTER_ALL = "{"  # sorts after every letter, digit and dot
APOSTROPHE = re.compile("['’]")
SMALL_WORDS = {"a", "an", "and", "for", "from", "in", "my", "of", "on", "the", "to", "with"}
FEWEST_LETTERS = 3  # that may be the beginning of a word of an everyday name
WITHOUT_DOT = re.compile(r"([A-Z]\d[0-9A-Z])([0-9A-Z]{1,4})")


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
        """codes: the beginnings of the codes by names, which ";" separates; synonyms: of single words."""
        self.synonyms = synonyms
        self.names = [
            (self.words(name), [code.lower() for code in beginnings])
            for names, beginnings in codes.items()
            for name in names.split(";")
        ]

    def words(self, text: str) -> frozenset[str]:
        """The words that matter, each in the singular and by its synonym."""
        words = map(_singular, _words(APOSTROPHE.sub("", text)))
        return frozenset(self.synonyms.get(word, word) for word in words) - SMALL_WORDS

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
        """Up to `most` codes that match every word typed, the likelier ones first; none that has finer codes.

        A word matches where one in the code, its description or its other terms begins with it, or with its singular.
        Those that an everyday name stands for come before them.
        """
        words = frozenset(_words(APOSTROPHE.sub("", _dotted(typed))))
        everyday = self.everyday.words(typed)
        groups = [
            self._matches(rest) & self._has_word(code)
            for codes, rest in self.everyday.meant_by(everyday)
            for code in codes
        ]
        plain = [self._matches(each) for each in dict.fromkeys((words, everyday)) if each]
        numbers = dict.fromkeys(int(number) for group in groups + plain for number in np.flatnonzero(group)[:most])
        lines = (self._line(self.starts[number]) for number in list(numbers)[:most])
        return [Diagnosis(code, description) for code, _, description, _ in lines]

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


def _rank(line: str) -> tuple[bool, int, str]:
    code, _, description, _ = line.split("\t")
    return code not in LOW_BACK_PAIN_CODES, 0 if code in LOW_BACK_PAIN_CODES else len(description), code


def _dotted(typed: str) -> str:
    """Typed text in capitals, with the dot of a code where it may be one: "m5450" → "M54.50"."""
    code = typed.strip().upper()
    match = WITHOUT_DOT.fullmatch(code)
    return f"{match[1]}.{match[2]}" if match else code


def _begins(word: str, whole: str) -> bool:
    return word == whole or (len(word) >= FEWEST_LETTERS and whole.startswith(word))


def _singular(word: str) -> str:
    """The word without the ending of a plural: "headaches", "flashes", "allergies"; no Greek endings, no code."""
    if len(word) <= FEWEST_LETTERS or not word.isalpha() or word.endswith(("ss", "us", "is")) or word[-1:] != "s":
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("shes", "ches", "xes", "sses")) else word[:-1]


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return WORD.findall(text.lower())
