"""What gzip packed, block by block: one member or several end to end (RFC 1952, 2.2)."""

import gzip
import io
from collections.abc import Iterator
from typing import Any

from zlib_ng import gzip_ng, zlib_ng


class CutOff(Exception):
    """The packed bytes end too early, or are damaged."""


def gunzipped(blocks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Blocks of at most `size` bytes out of packed ones. Raises CutOff."""
    try:
        with gzip_ng.GzipNGFile(fileobj=_Packed(blocks), mode="rb") as file:  # type: ignore[no-untyped-call]
            while block := file.read(size):
                yield block
    except (EOFError, gzip.BadGzipFile, zlib_ng.error):  # type: ignore[misc]  # its types call the class an instance
        raise CutOff from None


class _Packed(io.RawIOBase):
    """Blocks as a file, for gzip_ng: it inflates to where the bytes are needed, which saves a third of the time."""

    def __init__(self, blocks: Iterator[bytes]):
        self._blocks, self._left = blocks, memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer as far as what is left of a block goes; 0 at the end."""
        self._left = self._left or memoryview(next(self._blocks, b""))
        size = min(len(self._left), len(buffer))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size
