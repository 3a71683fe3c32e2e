"""ICD-10-CM, the American classification of diagnoses: finding a code by words, or by a part of it."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from typing import NamedTuple

import numpy as np

FORMER_LOW_BACK_PAIN = "M54.5"
WORD = re.compile(r"[a-z0-9.]+")
AFTER_ALL = "{"  # sorts after every letter, digit and dot
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


class CodeSet:
    """All codes, the likelier ones first, with an index of the words that each is found by."""

    def __init__(self, text: str):
        """text: lines of code, "+" where finer codes exist, description, other terms; separated by tabs."""
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

        A word matches where one in the code, its description or its other terms begins with it.
        """
        words = set(_words(_dotted(typed)))
        matches = np.full(len(self), bool(words))
        for word in words:
            has_word = np.zeros(len(self), bool)
            has_word[self._numbers(word)] = True
            matches &= has_word
        lines = (self._line(self.starts[number]) for number in np.flatnonzero(matches)[:most])
        return [Diagnosis(code, description) for code, _, description, _ in lines]

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


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return WORD.findall(text.lower())
