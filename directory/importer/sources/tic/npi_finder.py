"""Finding the NPIs of a directory's practitioners in blocks of a file that holds millions of others."""

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

DIGITS = 10
CHUNK = 1 << 18  # bytes looked at at once: what a core's own cache holds
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # of Fibonacci hashing (Knuth, 6.4)
PLACES_EACH, MOST_BITS = 256, 22  # of a table: the smaller it is the nearer it is kept, the larger the less is in doubt
ZERO = ord("0")


class NpiFinder:
    """Tells where these NPIs stand in a text.

    Each number that begins as an NPI does is looked up by a hash of its last eight digits, all of a chunk at once; the
    few that may be of the directory are then compared one by one.
    """

    def __init__(self, npis: Iterable[str]):
        """npis: ten digits each."""
        self.npis = {npi.encode() for npi in npis if len(npi) == DIGITS}
        bits = min((PLACES_EACH * max(len(self.npis), 1)).bit_length(), MOST_BITS)
        self._table, self._shift = np.zeros(1 << bits, np.bool_), np.uint64(64 - bits)
        self._table[self._hashes(np.frombuffer(b"".join(npi[2:] for npi in self.npis), "<u8"))] = True

    def found(self, data: bytes, end: int) -> Iterator[int]:
        """Where each begins in the text up to `end`, in order."""
        npis = self.npis
        for start in range(0, end, CHUNK):
            for place in self._candidates(data, start, end).tolist():
                after = place + DIGITS
                if data[place:after] in npis and not data[after : after + 1].isdigit():
                    yield place

    def _candidates(self, data: bytes, start: int, end: int) -> npt.NDArray[np.intp]:
        """Where numbers begin, in a chunk, that have the hash of one of the NPIs."""
        count = min(CHUNK, end - start - DIGITS)  # places at which a number after another character may begin
        if count <= 0:
            return np.zeros(0, np.intp)
        array = np.frombuffer(data, np.uint8, count + 1, start)
        is_digit = array - ZERO < 10  # bytes wrap around
        places = (is_digit[1:] > is_digit[:-1]).nonzero()[0]
        # numpy gathers what has no alignment as it is, if it takes it for no number
        eights = np.ndarray((count,), "V8", data, start + 3, strides=(1,))  # the last of an NPI's digits
        return places[self._table.take(self._hashes(eights[places].view("<u8")))] + (start + 1)

    def _hashes(self, eights: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
        hashes = eights * MULTIPLIER
        hashes >>= self._shift
        return hashes.view(np.int64)
