"""JSON files of any size, value by value, with a few megabytes in memory.

The standard library's decoder takes one value at a time from the front of the text; where that fails, the value may go
on in the next block. ijson was tried: its C backend crashes Python on a number of thousands of digits, and takes all
memory for brackets nested a hundred thousand deep. Decoding several values at once with orjson was tried too: it saves
one twentieth of the time for an insurer's file.
"""

import codecs
import json
import re
from collections.abc import Iterator

from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, empty

LONGEST_VALUE = 1 << 24  # characters
NOT_SPACE = re.compile(r"[^ \t\r\n]")
MAY_GO_ON = ("", ".", "e", "E")  # after a number: more of it may come in the next block
DAMAGED = "the file is cut off or damaged"


def values(
    opened: Opened, no_array: str = "this is not a JSON array: it should begin with “[”"
) -> Iterator[tuple[int, object] | Problem]:
    """(number, value) for each value of a file that is one array, from 1.

    Then one Problem if bytes were no UTF-8 and were replaced. no_array: what to say of a file that is no array. Raises
    FileRefused where the file is empty, no array, cut off, damaged or nested too deeply.
    """
    text = JsonText(opened)
    if (first := text.next()) != "[":
        raise FileRefused(f"{opened.name}: {no_array}.") if first else empty(opened.path)
    yield from text.array()
    if text.next():
        raise text.refusal("there is something after the end of the array")
    yield from text.replacements()


class JsonText:
    """The text of a file while it is read: `buffer` is what was read last, taken apart up to the character `at`.

    number: of the array's value, or the line, taken last. line_ended: whether that line had a line end.
    """

    def __init__(self, opened: Opened):
        self.name, self.row = opened.name, opened.row
        self.number, self.line_ended = 1, True
        self.buffer, self.at = "", 0
        self._blocks = opened.blocks()
        self._to_text = codecs.getincrementaldecoder("utf-8")("replace")
        self._decode = json.JSONDecoder().raw_decode
        self._replaced_in = 0  # the number of the first value with bytes that are no UTF-8

    def array(self) -> Iterator[tuple[int, object]]:
        """(number, value) for each value of the array that begins here, from 1. Raises FileRefused if it is damaged."""
        for number, _ in enumerate(self._items("]"), 1):
            value = self.value()
            self.number = number
            yield self.row(number), value

    def members(self) -> Iterator[str]:
        """The name of each member of the object that begins here; its value has to be taken before the next name.

        Raises FileRefused if it is damaged.
        """
        for _ in self._items("}"):
            name = self.value()
            if not isinstance(name, str) or self.take() != ":":
                raise self.refusal(DAMAGED)
            yield name

    def _items(self, end: str) -> Iterator[None]:
        """Stops before each item of the array or object that begins here, for the caller to take it; takes the rest."""
        self.take()
        after = self.take() if self.next() == end else ","
        while after != end:
            if after != ",":
                raise self.refusal(DAMAGED)
            yield
            after = self.take()

    def value(self) -> object:
        """The next value, taken. Raises FileRefused where it cannot be read, whatever comes after it in the file."""
        self.next()
        while True:
            try:
                value, end = self._decode(self.buffer, self.at)
                if self.buffer[end : end + 1] not in MAY_GO_ON:
                    self.at = end
                    return value
                if not self._read_block():
                    raise self.refusal(DAMAGED)
            except json.JSONDecodeError:
                if len(self.buffer) - self.at > LONGEST_VALUE or not self._read_block():
                    raise self.refusal(DAMAGED) from None
            except RecursionError:
                raise self.refusal("the file is nested too deeply") from None
            except ValueError:  # Python refuses to read numbers of thousands of digits
                raise self.refusal("the file holds a number that is too long") from None

    def line(self) -> str | None:
        """The next line, taken; None at the end. Raises FileRefused where it is longer than any value may be."""
        while (end := self.buffer.find("\n", self.at)) < 0:
            if len(self.buffer) - self.at > LONGEST_VALUE:
                raise self.refusal("a line is longer than any record")
            if not self._read_block():
                break
        if end < 0 and self.at == len(self.buffer):
            return None
        self.line_ended = end >= 0
        end = end if self.line_ended else len(self.buffer)
        line, self.at = self.buffer[self.at : end], end + self.line_ended
        self.number += 1
        return line

    def next(self) -> str:
        """The next character that is no space, not taken; "" at the end."""
        while not (match := NOT_SPACE.search(self.buffer, self.at)):
            self.at = len(self.buffer)
            if not self._read_block() and not self.buffer:
                return ""
        self.at = match.start()
        return match[0]

    def take(self) -> str:
        """The next character that is no space, taken."""
        character = self.next()
        self.at += 1
        return character

    def _read_block(self) -> bool:
        """Adds another block to the buffer, without what was taken from it; False where there is none."""
        block = next(self._blocks, None)
        half_a_character, _ = self._to_text.getstate()
        text = self._to_text.decode(block or b"", final=block is None)
        if text.count("\ufffd") > (half_a_character + (block or b"")).count("\ufffd".encode()):
            self._replaced_in = self._replaced_in or self.number
        self.buffer, self.at = self.buffer[self.at :] + text, 0
        return block is not None

    def refusal(self, reason: str) -> FileRefused:
        """Why the file is refused, and near which of its entries."""
        return FileRefused(f"{self.name}: {reason}, at entry {self.number}. Download it again.")

    def replacements(self) -> Iterator[Problem]:
        """One Problem if bytes so far were no UTF-8."""
        if self._replaced_in:
            reason = "some characters are not UTF-8 and were replaced by “\ufffd”; reported once"
            yield Problem(self.row(self._replaced_in), "encoding", "", reason)
