"""The entries of a JSON file that somebody's program wrote: one that is damaged costs itself, and no other.

An insurer's file is an array of objects. Also read are several arrays, and one object after the other (NDJSON).
"""

import json
import re
from collections.abc import Iterator, Sequence

from directory.core.i18n import N_, Message
from directory.importer.formats.archive import Opened
from directory.importer.formats.json_stream import AGAIN, DAMAGED, Damage, JsonText
from directory.importer.record import FileRefused, Problem, empty

FIRST_NAME = re.compile(r'\{\s*("(?:[^"\\]|\\.){0,100}")')  # of an object: the entries of a file begin alike
TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
ARRAY_END = re.compile(r"\][\s}]*\Z")  # of a file, or of a Bundle that is one
TAIL = 256  # characters kept while the next entry is looked for
NO_ARRAY = N_("this is not a JSON array: it should begin with “[”.")


def values(
    opened: Opened, no_array: str = NO_ARRAY, keys: Sequence[str] = ()
) -> Iterator[tuple[int, object] | Problem]:
    """(number, value) for each entry of a file, from 1: of its array, of several, or one object after the other.

    An entry that is no JSON is a Problem; so is what stands after the last array but commas, and once if bytes were no
    UTF-8 and were replaced. no_array: what to say of another file; keys: one of which an object outside of an array
    has, if it is an entry. Raises FileRefused where the file is empty, of another kind or cut off.
    """
    text = EntryReader(opened)
    if (first := text.next()) not in ("[", "{"):
        raise FileRefused(no_array, opened.name) if first else empty(opened.path)
    while first:
        if first == "[":
            yield from text.array()
        elif first == ",":
            text.take()
        elif first != "{":
            yield Problem(text.row(text.number), "file", text.beginning(), "what stands after this entry is no JSON")
            text.skip()
        else:
            item = text.entry()
            if not isinstance(item, Problem) and not (isinstance(item[1], dict) and set(keys) & item[1].keys()):
                raise FileRefused(no_array, opened.name)
            yield item
        first = text.next()
    yield from text.told_once()


class EntryReader(JsonText):
    """The text of a file while its entries are read, in arrays or one after the other."""

    def __init__(self, opened: Opened):
        super().__init__(opened)
        self._entries, self._first_name = 0, ""
        self._mended_in = 0  # the number of the first entry with a comma too many

    def array(self) -> Iterator[tuple[int, object] | Problem]:
        """(number, value) for each value of the array that begins here; a Problem for one that is no JSON.

        Commas and closing brackets too many between entries, or none, are passed over. Raises FileRefused where the
        array does not end.
        """
        self.take()
        while (sign := self.next()) != "]":
            if not sign:
                raise self.refusal(DAMAGED, AGAIN)
            if sign in ",}":
                self.take()
            else:
                yield self.entry()
        self.take()

    def entry(self) -> tuple[int, object] | Problem:
        """(number, value) for the entry that begins here; a Problem, with refused, where it is no JSON.

        Then what is after it is looked for. Raises FileRefused where the file ends within it.
        """
        self._entries += 1
        self.number = self._entries
        if not self._first_name:
            self._entry_start()
        try:
            return self.row(self.number), self.next_value()
        except Damage as damage:
            shown, place = self.beginning(), f"{self.taken_before + self.at + 1:,}"
            mended = self._without_commas()
            if not self.skip():
                self._go_to_end()
            if mended is not None:
                self._mended_in = self._mended_in or self.number
                return self.row(self.number), mended
            reason = Message(
                "no JSON, near character %(place)s of the file: %(damage)s", place=place, damage=str(damage)
            )
            return Problem(self.row(self.number), "entry", shown, reason, refused=True)

    def _without_commas(self) -> object | None:
        """The value of the entry that begins here as it is without commas before closing brackets; None if it is none.

        Looked at as far as it is in the buffer.
        """
        following = self._entry_start().search(self.buffer, self.at + 1)
        span = TRAILING_COMMA.sub("", self.buffer[self.at : following.start() if following else len(self.buffer)])
        try:
            value: object = json.loads(span.rstrip(" \t\r\n,]"), strict=False)
        except (ValueError, RecursionError):
            return None
        return value

    def _entry_start(self) -> re.Pattern[str]:
        """How an entry begins: an object with the same name first as the one that begins here, or the one before."""
        if first := FIRST_NAME.match(self.buffer, self.at):
            self._first_name = first[1]
        return re.compile(r"\{\s*" + re.escape(self._first_name))

    def skip(self) -> bool:
        """Goes on to where the next entry begins; False, and the file is at its end, where there is none."""
        start = self._entry_start()
        self.at += 1
        while not (following := start.search(self.buffer, self.at)):
            self.at = max(self.at, len(self.buffer) - TAIL)
            if not self.read_block():
                self.at = len(self.buffer)
                return False
        self.at = following.start()
        return True

    def _go_to_end(self) -> None:
        """Goes back to the bracket that ends the file's array. Raises FileRefused where there is none."""
        bracket = ARRAY_END.search(self.buffer)
        if not bracket:
            raise self.refusal(DAMAGED, AGAIN)
        self.at = bracket.start()

    def told_once(self) -> Iterator[Problem]:
        """One Problem if there were commas too many, one if bytes were no UTF-8."""
        if self._mended_in:
            yield Problem(self.row(self._mended_in), "entry", "", "a comma before a closing bracket; reported once")
        yield from self.replacements()
