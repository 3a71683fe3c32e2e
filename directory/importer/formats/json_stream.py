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

from directory.core.i18n import N_, Message
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem

LONGEST_VALUE = 1 << 24  # characters
NOT_SPACE = re.compile(r"[^ \t\r\n\ufeff]")  # byte order marks stand where files were put together
MAY_GO_ON = ("", ".", "e", "E")  # after a number: more of it may come in the next block
LONGEST_TOKEN = 16  # characters of a literal, an escape or a number's sign, which a block's end may cut
DAMAGED = N_("the file is cut off or damaged")
TOO_LONG = N_("a text in it is longer than any record")
AGAIN = N_("Download it again.")


class Damage(Exception):
    """A value is no JSON: why, in the words of Python's decoder."""


class JsonText:
    """The text of a file while it is read: `buffer` is what was read last, taken apart up to the character `at`.

    number: of the entry, or the line, taken last. line_ended: whether that line had a line end.
    """

    def __init__(self, opened: Opened):
        self.name, self.row = opened.name, opened.row
        self.number, self.line_ended = 1, True
        self.buffer, self.at = "", 0
        self._blocks: Iterator[bytes] = opened.blocks()
        self._to_text = codecs.getincrementaldecoder("utf-8")("replace")
        self._decode = json.JSONDecoder(strict=False).raw_decode  # a tab within a text is meant as it stands
        self.taken_before = 0  # characters that came before the buffer
        self._replaced_in = 0  # the number of the first value with bytes that are no UTF-8

    def members(self) -> Iterator[str]:
        """The name of each member of the object that begins here; its value has to be taken before the next name.

        Raises FileRefused if it is damaged.
        """
        self.take()
        after = self.take() if self.next() == "}" else ","
        while after != "}":
            if after != ",":
                raise self.refusal(DAMAGED, "" if after else AGAIN)
            name = self.value()
            if not isinstance(name, str) or self.take() != ":":
                raise self.refusal(DAMAGED)
            yield name
            after = self.take()

    def value(self) -> object:
        """The next value, taken. Raises FileRefused where it cannot be read."""
        try:
            return self.next_value()
        except Damage:
            raise self.refusal(DAMAGED, "" if self.next() else AGAIN) from None

    def next_value(self) -> object:
        """The next value, taken. Raises Damage where it is no JSON, and FileRefused where it is beyond all limits."""
        self.next()
        while True:
            try:
                value, end = self._decode(self.buffer, self.at)
                if self.buffer[end : end + 1] in MAY_GO_ON and self.read_block():
                    continue
                self.at = self._decode(self.buffer, self.at)[1] if self.at == 0 else end
                return value
            except json.JSONDecodeError as error:
                if len(self.buffer) - self.at > LONGEST_VALUE:
                    raise self.refusal(TOO_LONG if error.msg.startswith("Unterminated") else DAMAGED) from None
                if not (self._may_go_on(error) and self.read_block()):
                    raise Damage(error.msg) from None
            except RecursionError:
                raise self.refusal(N_("the file is nested too deeply")) from None
            except ValueError:  # Python refuses to read numbers of thousands of digits
                raise self.refusal(N_("the file holds a number that is too long")) from None

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        """Whether what cannot be read may only be cut by the block's end."""
        return error.msg.startswith("Unterminated") or error.pos >= len(self.buffer) - LONGEST_TOKEN

    def line(self) -> str | None:
        """The next line, taken; None at the end. Raises FileRefused where it is longer than any value may be."""
        while (end := self.buffer.find("\n", self.at)) < 0:
            if len(self.buffer) - self.at > LONGEST_VALUE:
                raise self.refusal(N_("a line is longer than any record"))
            if not self.read_block():
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
            if not self.read_block() and not self.buffer:
                return ""
        self.at = match.start()
        return match[0]

    def take(self) -> str:
        """The next character that is no space, taken."""
        character = self.next()
        self.at += 1
        return character

    def read_block(self) -> bool:
        """Adds another block to the buffer, without what was taken from it; False where there is none."""
        block = next(self._blocks, None)
        half_a_character, _ = self._to_text.getstate()
        text = self._to_text.decode(block or b"", final=block is None)
        if text.count("\ufffd") > (half_a_character + (block or b"")).count("\ufffd".encode()):
            self._replaced_in = self._replaced_in or self.number
        self.taken_before += self.at
        self.buffer, self.at = self.buffer[self.at :] + text, 0
        return block is not None

    def beginning(self) -> str:
        """The first characters of what is not taken yet, for a report."""
        return self.buffer[self.at : self.at + 60]

    def refusal(self, reason: str, advice: str = "") -> FileRefused:
        """Why the file is refused, and near which of its entries. advice: what would help."""
        said = Message("%(reason)s, at entry %(number)s.", reason=Message(reason), number=self.number)
        if advice:
            said = Message("%(said)s %(advice)s", said=said, advice=Message(advice))
        return FileRefused(said, self.name)

    def replacements(self) -> Iterator[Problem]:
        """One Problem if bytes so far were no UTF-8."""
        if self._replaced_in:
            reason = N_("some characters are not UTF-8 and were replaced by “\ufffd”; reported once")
            yield Problem(self.row(self._replaced_in), "encoding", "", reason)
