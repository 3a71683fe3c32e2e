"""Finding the NPIs of a directory's practitioners in blocks of a file that holds millions of others."""

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

DIGITS = 10
CHUNK = 1 << 17  # bytes looked at at once: what a core's own cache holds
MULTIPLIER, BITS = np.uint64(0x9E3779B97F4A7C15), 22  # Fibonacci hashing (Knuth, 6.4) into a table of 4 MB
SHIFT = np.uint64(64 - BITS)
ZERO, ONE = ord("0"), ord("1")


class NpiFinder:
    """Tells where these NPIs stand in a text.

    Each number that begins as an NPI does is looked up by a hash of its last eight digits, all of a chunk at once; the
    few that may be of the directory are then compared one by one.
    """

    def __init__(self, npis: Iterable[str]):
        """npis: ten digits each."""
        self.npis = {npi.encode() for npi in npis if len(npi) == DIGITS}
        self._table = np.zeros(1 << BITS, np.bool_)
        for npi in self.npis:
            self._table[_hashes(np.frombuffer(npi[2:], "<u8"))] = True

    def found(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """(where it begins, NPI) of each in the text, in order."""
        for start in range(0, len(data), CHUNK):
            for place in self._candidates(data, start):
                npi = data[place : place + DIGITS]
                if npi in self.npis and not data[place + DIGITS : place + DIGITS + 1].isdigit():
                    yield place, npi

    def _candidates(self, data: bytes, start: int) -> list[int]:
        """Where numbers begin, in a chunk, that have the hash of one of the NPIs."""
        count = min(CHUNK, len(data) - start - DIGITS)  # places at which a number after another character may begin
        if count <= 0:
            return []
        array = np.frombuffer(data, np.uint8, count + 1, start)
        begins = (array[1:] - ONE < 2) & (array[:-1] - ZERO > 9)  # NPIs begin with 1 or 2; bytes wrap around
        places = np.flatnonzero(begins) + (start + 1)
        eights = np.ndarray((len(data) - 7,), "V8", data, strides=(1,))  # numpy gathers what has no alignment as it is
        hashes = _hashes(eights[places + 2].view("<u8")).astype(np.int64)
        likely: list[int] = places[self._table.take(hashes)].tolist()
        return likely


def _hashes(eights: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    hashes: npt.NDArray[np.uint64] = (eights * MULTIPLIER) >> SHIFT
    return hashes
