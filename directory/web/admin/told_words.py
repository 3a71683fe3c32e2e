"""What the importer and the worker say, in the reader's language and in the words of the desk.

They speak English to whoever types commands, and it is kept so, in jobs and beside each row. Here it is known again by
its text, with its values: words_of_….py have the texts; a test finds what is missing there.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from directory.core.i18n import Message
from directory.core.sources import BY_NAME
from directory.web.admin import words_of_fetching, words_of_files, words_of_jobs, words_of_rows
from directory.web.shell.language import language_of_request, translated

WORDS = (words_of_rows, words_of_files, words_of_fetching, words_of_jobs)
BEGINNING = 5  # letters by which the texts that may be meant are found
DEEPEST = 3  # a refusal within a refusal within a problem
MOST_PARTS = 300  # of one text that are looked at
KEPT = 4096  # texts in words
TITLES = frozenset(source.title for source in BY_NAME.values())
VALUE = re.compile(r"%\\\((\w+)\\\)s")


class KnownText(NamedTuple):
    """A text that is said, as a pattern with its values as groups, and what the desk says."""

    pattern: re.Pattern[str]
    text: str


@cache
def _known_texts() -> dict[str, list[KnownText]]:
    """All of them by how they begin, "" of those that begin with a value."""
    found: dict[str, list[KnownText]] = {}
    said = {text: text for words in WORDS for text in words.SAME} | {
        text: other for words in WORDS for text, other in words.OTHERWISE.items()
    }
    for text, shown in sorted(said.items(), key=lambda each: -len(each[0])):  # a short one may be part of a long one
        literal = VALUE.sub(r"(?P<\1>.*?)", re.escape(text).replace("%%", "%"))
        beginning = text.partition("%")[0][:BEGINNING]
        key = beginning if len(beginning) == BEGINNING else ""
        found.setdefault(key, []).append(KnownText(re.compile(literal, re.DOTALL), shown))
    return found


def in_desk_words(text: str) -> str:
    """A text in words; as it is, where it is none that is known, such as what somebody typed."""
    return _told(text, language_of_request())


@lru_cache(KEPT)
def _told(text: str, _language: str) -> str:
    found = _Reading().in_words(text, DEEPEST)
    return text if found is None else found


def is_known(text: str) -> bool:
    """Whether a text is one of these."""
    return _Reading().in_words(text, DEEPEST) is not None


class _Reading:
    """A text while it is taken apart, which a file may have written: at most MOST_PARTS of it are looked at."""

    def __init__(self) -> None:
        self.left = MOST_PARTS

    def in_words(self, text: str, depth: int) -> str | None:
        """A text that is known whole; or behind the name of a file, before a place in brackets, or as sentences."""
        self.left -= 1
        if text in TITLES:
            return translated(text)
        texts = _known_texts()
        for known in (*texts.get(text[:BEGINNING], ()), *texts.get("", ())) if self.left >= 0 else ():
            if found := known.pattern.fullmatch(text):
                values = {name: self._value(each, depth) for name, each in found.groupdict().items()}
                return translated(Message(known.text, **values))
        if depth <= 0:
            return None
        return self._behind_a_name(text, depth) or self._before_brackets(text, depth) or self._sentences(text, depth)

    def _value(self, text: str, depth: int) -> str:
        found = self.in_words(text, depth - 1)
        return text if found is None else found

    def _behind_a_name(self, text: str, depth: int) -> str | None:
        for colon in re.finditer(": ", text) if self.left > 0 else ():
            if (rest := self.in_words(text[colon.end() :], depth - 1)) is not None:
                return text[: colon.end()] + rest
        return None

    def _before_brackets(self, text: str, depth: int) -> str | None:
        said, bracket, where = text.rpartition(" (")
        found = self.in_words(said, depth - 1) if bracket and where.endswith((")", ").")) else None
        return None if found is None else found + bracket + where

    def _sentences(self, text: str, depth: int) -> str | None:
        for end in re.finditer(r"\. ", text) if self.left > 0 else ():
            first = self.in_words(text[: end.start() + 1], depth - 1)
            rest = None if first is None else self.in_words(text[end.end() :], depth - 1)
            if rest is not None:
                return f"{first} {rest}"
        return None
