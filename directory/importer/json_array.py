"""JSON files of any size whose text is one array: its values one after the other, a few megabytes in memory.

The standard library's decoder does the reading. ijson was tried: its C backend crashes Python on a number of thousands of
digits, and takes all memory for brackets nested a hundred thousand deep.
"""

import codecs
import json
import re
from collections.abc import Iterator

from directory.importer.archive import Opened
from directory.importer.record import Problem, Refused

MOST = 1 << 24  # characters in one value
SPACE = re.compile(r"[ \t\r\n]*")
DAMAGED = "the file is cut off or damaged"


def values(opened: Opened, no_array: str = "this is not a JSON array: it should begin with “[”") -> Iterator[tuple[int, object] | Problem]:
    """(number, value) for each value of the array, from 1; one Problem where bytes are no UTF-8 and were replaced.

    no_array: what to say of a file that is none. Raises Refused where the file is empty, no array, cut off, damaged or nested too deeply.
    """
    text = _Text(opened)
    if (first := text.taken()) != "[":
        raise Refused(f"{opened.name}: {no_array}." if first else f"{opened.path}: the file is empty.")
    number, after = 0, text.next()
    if after == "]":
        text.taken()
    while after != "]":
        number += 1
        yield number, text.value(number)
        after = text.taken()
        if after not in (",", "]"):
            raise text.refusal(DAMAGED, number)
    if text.next():
        raise text.refusal("there is something after the end of the array", number)
    if text.replaced:
        yield Problem(text.replaced, "encoding", "", "some characters are not UTF-8 and were replaced by “\ufffd”; reported once")


class _Text:
    """The text that is being read: `rest` of what was taken from the file, from `at` on."""

    def __init__(self, opened: Opened):
        self.name, self.blocks = opened.name, opened.blocks()
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.decode = json.JSONDecoder().raw_decode
        self.rest, self.at, self.number, self.replaced = "", 0, 1, 0

    def more(self) -> bool:
        """Takes another block in; False where there is none."""
        block = next(self.blocks, None)
        text = self.decoder.decode(block or b"", final=block is None)
        if text.count("\ufffd") > (block or b"").count("\ufffd".encode()):
            self.replaced = self.replaced or self.number
        self.rest, self.at = self.rest[self.at:] + text, 0
        return block is not None

    def next(self) -> str:
        """The next character that is no space, left where it is; "" at the end."""
        while True:
            self.at = SPACE.match(self.rest, self.at).end()
            if self.at < len(self.rest):
                return self.rest[self.at]
            if not self.more():
                return self.rest[self.at:self.at + 1]

    def taken(self) -> str:
        """The next character that is no space, taken."""
        character = self.next()
        self.at += 1
        return character

    def value(self, number: int) -> object:
        """The next value. Raises Refused where it cannot be read, however much more of the file is taken in."""
        self.number = number
        self.next()
        while True:
            try:
                value, end = self.decode(self.rest, self.at)
                if end < len(self.rest):  # else a number may go on in the next block
                    self.at = end
                    return value
                if not self.more():
                    raise self.refusal(DAMAGED, number)
            except json.JSONDecodeError:
                if len(self.rest) - self.at > MOST or not self.more():
                    raise self.refusal(DAMAGED, number) from None
            except RecursionError:
                raise self.refusal("the file is nested too deeply", number) from None
            except ValueError:  # Python refuses to read numbers of thousands of digits
                raise self.refusal("the file holds a number that is too long", number) from None

    def refusal(self, what: str, number: int) -> Refused:
        """Why the file is refused, and near which of its entries."""
        return Refused(f"{self.name}: {what}, at entry {number}. Download it again.")
