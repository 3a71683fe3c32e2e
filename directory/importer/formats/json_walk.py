"""Going through a JSON file whose arrays are too long to be held, an element at a time, however deep they lie."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress

from directory.importer.formats.archive import Opened
from directory.importer.formats.json_stream import AGAIN, DAMAGED, MAY_GO_ON, JsonText


class JsonWalk(JsonText):
    """The text of a file while it is gone through."""

    def __init__(
        self, opened: Opened, blocks: Iterator[bytes] | None = None, parse_float: Callable[[str], object] = float
    ):
        """blocks: the file's text, where that is not all of it; parse_float: what a number with a fraction becomes."""
        super().__init__(opened)
        self._blocks = self._blocks if blocks is None else blocks
        self._decode = json.JSONDecoder(parse_float=parse_float, strict=False).raw_decode

    def elements(self) -> Iterator[None]:
        """Stops before each element of the array that begins here, for the caller to take it.

        Raises FileRefused where it is damaged.
        """
        self.take()
        after = self.take() if self.next() == "]" else ","
        while after != "]":
            if after != ",":
                raise self.refusal(DAMAGED, "" if after else AGAIN)
            yield
            after = self.take()

    def array(self) -> Iterator[object]:
        """Each element of the array that begins here. Raises FileRefused where it is damaged."""
        for number, _ in enumerate(self.elements(), 1):
            value = self.value()
            self.number = number
            yield value

    def short_value(self) -> object:
        """The next value, taken, where it ends in this block or the next.

        None, and nothing is taken, where it does not, or cannot be read: `value` then tells why.
        """
        self.next()
        for _ in range(2):
            with suppress(ValueError, RecursionError):
                value, end = self._decode(self.buffer, self.at)
                if self.buffer[end : end + 1] not in MAY_GO_ON:
                    self.at = end
                    return value
            if not self.read_block():
                break
        return None
