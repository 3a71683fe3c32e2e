"""ICD-10-CM, the American classification of diagnoses: finding a code by words, or by a part of it."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from typing import NamedTuple

import numpy as np

FORMER_LOW_BACK_PAIN = "M54.5"

WORD = re.compile(r"[a-z0-9.]+")
LAST = "{"  # comes after every letter, digit and dot
WITHOUT_DOT = re.compile(r"([A-Z]\d[0-9A-Z])([0-9A-Z]{1,4})")


class Diagnosis(NamedTuple):
    """A code and what it stands for."""

    code: str
    description: str


# Low back pain since M54.5 was split on 2021-10-01. The longer list that the CMS pays acupuncture for is not public in one place.
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
        """text: lines of code, "+" where finer codes exist, description, other terms; parted by tabs."""
        lines = sorted(text.rstrip("\n").split("\n"), key=_rank)
        self.text = "\n" + "\n".join(lines) + "\n"
        self.starts = np.cumsum(
            [0, *(len(line) + 1 for line in lines)], dtype=np.int32
        )  # where each line's "\n" stands before it
        self.words, self.ends, self.numbers = _index(lines)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def get(self, typed: str) -> Diagnosis:
        """The diagnosis of a code as people write it: "M54.50", "m5450".

        Raises NoSuchCode for any other text, and for a code that has finer ones: those are its suggestions.
        """
        code = _dotted(typed)
        at = self.text.find(f"\n{code}\t") if code else -1
        found, finer, description, _ = self._line(at) if at >= 0 else ("", "+", "", "")
        if finer:
            raise NoSuchCode(code, self.find(code, 12))
        return Diagnosis(found, description)

    def find(self, typed: str, most: int) -> list[Diagnosis]:
        """Up to `most` codes, none that has finer ones, with every word typed (or a word that begins so) in code, description or terms."""
        words = set(_words(_dotted(typed)))
        fits = np.full(len(self), bool(words))
        for word in words:
            holds = np.zeros(len(self), bool)
            holds[self._numbers(word)] = True
            fits &= holds
        found = (self._line(self.starts[number]) for number in np.flatnonzero(fits)[:most])
        return [Diagnosis(code, description) for code, _, description, _ in found]

    def _numbers(self, beginning: str) -> np.ndarray:
        first, last = bisect_left(self.words, beginning), bisect_left(self.words, beginning + LAST)
        return self.numbers[self.ends[first] : self.ends[last]]

    def _line(self, start: int) -> list[str]:
        return self.text[start + 1 : self.text.index("\n", start + 1)].split("\t")


def _index(lines: list[str]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """All words in order; where the numbers of each begin, and of the last end; the numbers of the lines that hold them."""
    ids: dict[str, int] = {}
    held, numbers = array("i"), array("i")
    for number, line in enumerate(lines):
        if "\t+\t" not in line:
            words = set(_words(line))
            held.extend(ids.setdefault(word, len(ids)) for word in words)
            numbers.extend([number] * len(words))
    words = sorted(ids)
    place = np.empty(len(words), np.int32)
    place[[ids[word] for word in words]] = np.arange(len(words))
    places = place[np.frombuffer(held, np.int32)]
    order = np.argsort(places, kind="stable")
    return words, np.searchsorted(places[order], np.arange(len(words) + 1)), np.frombuffer(numbers, np.int32)[order]


def _rank(line: str) -> tuple[bool, int, str]:
    code, _, description, _ = line.split("\t")
    return code not in LOW_BACK_PAIN_CODES, 0 if code in LOW_BACK_PAIN_CODES else len(description), code


def _dotted(typed: str) -> str:
    """Typed text, in capitals and with its dot where it may be a code: "m5450" → "M54.50"."""
    code = typed.strip().upper()
    match = WITHOUT_DOT.fullmatch(code)
    return f"{match[1]}.{match[2]}" if match else code


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return WORD.findall(text.lower())
