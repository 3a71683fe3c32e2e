"""JSON files of any size, value by value: a few megabytes in memory.

The standard library's decoder does the reading, orjson where several values can be cut out at once: text from the beginning of a value on
that parses as values is these values, wherever it is cut. ijson was tried: its C backend crashes Python on a number of thousands of
digits, and takes all memory for brackets nested a hundred thousand deep.
"""

import codecs
import json
import re
from collections.abc import Iterator

import orjson

from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, empty

MOST = 1 << 24  # characters in one value
SOME = 1 << 18  # characters read at once, where there are several values in them
SEAM = re.compile(r".[ \t\r\n]*,[ \t\r\n]*.{8}", re.DOTALL)
SPACE = re.compile(r"[ \t\r\n]*")
GOES_ON = ("", ".", "e", "E")  # after a number: more of it may come in the next block
DAMAGED = "the file is cut off or damaged"


def values(
    opened: Opened, no_array: str = "this is not a JSON array: it should begin with “[”"
) -> Iterator[tuple[int, object] | Problem]:
    """(number, value) for each value of a file that is one array, from 1; one Problem where bytes are no UTF-8 and were replaced.

    no_array: what to say of a file that is none. Raises FileRefused where the file is empty, no array, cut off, damaged or nested too deeply.
    """
    text = Text(opened)
    if (first := text.next()) != "[":
        raise FileRefused(f"{opened.name}: {no_array}.") if first else empty(opened.path)
    yield from text.array()
    if text.next():
        raise text.refusal("there is something after the end of the array")
    yield from text.replacements()


class Text:
    """The text of a file while it is read: `rest` of what was taken in, from `at` on. `number`: of the value last read; `whole`: whether the line last read has an end."""

    def __init__(self, opened: Opened):
        self.name, self.blocks, self.row = opened.name, opened.blocks(), opened.row
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.decode = json.JSONDecoder().raw_decode
        self.rest, self.at, self.number, self.replaced, self.whole = "", 0, 1, 0, True
        self.hard = 0  # up to here in `rest`, several values cannot be read at once

    def array(self) -> Iterator[tuple[int, object]]:
        """(number, value) for each value of the array that begins here, from 1. Raises FileRefused where it cannot be read."""
        self.taken()
        number, after, seam = 0, self.next(), ""
        if after == "]":
            self.taken()
        while after != "]":
            for value in self.several(seam) or [self.value()]:
                number += 1
                self.number = number
                yield self.row(number), value
            seam = seam or _seam(self.rest, self.at - 1)
            after = self.taken()
            if after not in (",", "]"):
                raise self.refusal(DAMAGED)

    def several(self, seam: str) -> list:
        """The next values, up to the last in some length of text that a seam comes after, taken: read at once, in half the time that one by one takes.

        None are taken where no seam comes, or where the text cut there is no row of values.
        """
        self.next()
        cut = self.rest.rfind(seam, self.at, self.at + SOME) + 1 if seam else 0
        values = _at_once(self.rest[self.at : cut]) if cut and self.at >= self.hard else []
        self.at, self.hard = (cut, self.hard) if values else (self.at, max(cut, self.hard))
        return values

    def members(self) -> Iterator[str]:
        """The name of each member of the object that begins here; its value has to be taken before the next. Raises FileRefused."""
        self.taken()
        after = self.next()
        if after == "}":
            self.taken()
        while after != "}":
            name = self.value()
            if not isinstance(name, str) or self.taken() != ":":
                raise self.refusal(DAMAGED)
            yield name
            after = self.taken()
            if after not in (",", "}"):
                raise self.refusal(DAMAGED)

    def line(self) -> str | None:
        """The next line, taken; None at the end. Raises FileRefused where it is longer than any value may be."""
        while (end := self.rest.find("\n", self.at)) < 0 and self.more():
            if len(self.rest) > MOST:
                raise self.refusal("a line is longer than any record")
        if end < 0 and self.at == len(self.rest):
            return None
        self.whole = end >= 0
        line = self.rest[self.at : end if end >= 0 else None]
        self.at = end + 1 if end >= 0 else len(self.rest)
        self.number += 1
        return line

    def more(self) -> bool:
        """Takes another block in; False where there is none."""
        block = next(self.blocks, None)
        text = self.decoder.decode(block or b"", final=block is None)
        if text.count("\ufffd") > (block or b"").count("\ufffd".encode()):
            self.replaced = self.replaced or self.number
        self.rest, self.hard, self.at = self.rest[self.at :] + text, max(self.hard - self.at, 0), 0
        return block is not None

    def next(self) -> str:
        """The next character that is no space, left where it is; "" at the end."""
        while True:
            self.at = SPACE.match(self.rest, self.at).end()
            if self.at < len(self.rest):
                return self.rest[self.at]
            if not self.more():
                return self.rest[self.at : self.at + 1]

    def taken(self) -> str:
        """The next character that is no space, taken."""
        character = self.next()
        self.at += 1
        return character

    def value(self) -> object:
        """The next value. Raises FileRefused where it cannot be read, however much more of the file is taken in."""
        self.next()
        while True:
            try:
                value, end = self.decode(self.rest, self.at)
                if self.rest[end : end + 1] not in GOES_ON:
                    self.at = end
                    return value
                if not self.more():
                    raise self.refusal(DAMAGED)
            except json.JSONDecodeError:
                if len(self.rest) - self.at > MOST or not self.more():
                    raise self.refusal(DAMAGED) from None
            except RecursionError:
                raise self.refusal("the file is nested too deeply") from None
            except ValueError:  # Python refuses to read numbers of thousands of digits
                raise self.refusal("the file holds a number that is too long") from None

    def refusal(self, what: str) -> FileRefused:
        """Why the file is refused, and near which of its entries."""
        return FileRefused(f"{self.name}: {what}, at entry {self.number}. Download it again.")

    def replacements(self) -> Iterator[Problem]:
        """One Problem where bytes so far were no UTF-8."""
        if self.replaced:
            yield Problem(
                self.row(self.replaced),
                "encoding",
                "",
                "some characters are not UTF-8 and were replaced by “\ufffd”; reported once",
            )


def _seam(text: str, at: int) -> str:
    """What stands between the value whose last character is here and the first words of the next; "" where that is not taken in yet."""
    seam = SEAM.match(text, at)
    return seam[0] if seam else ""


def _at_once(text: str) -> list:
    """The values of a text; none where it was cut in a value, or where orjson is stricter than the standard library."""
    try:
        return orjson.loads(f"[{text}]")
    except orjson.JSONDecodeError:
        return []
