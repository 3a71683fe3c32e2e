"""Finding some bytes in megabytes of others, as quickly as the C library does.

glibc's memmem looks at every tenth byte or so: it needs 0.09 ns a byte for a name in JSON where Python's own search
needs 0.30, which is as long as inflating takes. A system without it (Windows) uses Python's.
"""

import ctypes
from typing import Protocol

import numpy as np
import numpy.typing as npt

CHUNK = 1 << 17  # bytes looked at at once: what a core's own cache holds
NEAR = 1 << 12  # bytes within which Python's search, which needs no call into the library, is the quicker one


class MemorySearch(Protocol):
    """memmem(3)."""

    def __call__(self, haystack: int, haystack_length: int, needle: bytes, needle_length: int, /) -> int | None:
        """The address of the first occurrence."""


def _library_search() -> MemorySearch | None:
    try:
        search = ctypes.CDLL(None).memmem
    except (AttributeError, OSError, TypeError):
        return None
    search.restype = ctypes.c_void_p
    search.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t)
    found: MemorySearch = search
    return found


_search = _library_search()


def find(data: bytes, needle: bytes, start: int = 0, end: int | None = None) -> int:
    """As bytes.find; start and end: from 0 to the length of the data."""
    end = len(data) if end is None else end
    place = data.find(needle, start, min(end, start + NEAR) if _search else end)
    if place >= 0 or not _search or end - start <= NEAR:
        return place
    start += max(NEAR - len(needle) + 1, 0)  # it may begin where what was looked at ends
    address = ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p).value or 0
    found = _search(address + start, end - start, needle, len(needle))
    return found - address if found else -1


def count(data: bytes, needle: bytes, end: int | None = None) -> int:
    """As bytes.count, for a needle that is rare."""
    counted, at = 0, find(data, needle, 0, end)
    while at >= 0:
        counted, at = counted + 1, find(data, needle, at + len(needle), end)
    return counted


def places_of_pair(data: bytes, pair: bytes, end: int) -> npt.NDArray[np.intp]:
    """Where two bytes, of which not many are, stand in the data up to `end`."""
    found = [np.zeros(0, np.intp)]
    for start in range(0, end - 1, CHUNK):
        some = np.frombuffer(data, np.uint8, min(CHUNK + 1, end - start), start)
        found.append(((some[:-1] == pair[0]) & (some[1:] == pair[1])).nonzero()[0] + start)
    return np.concatenate(found)


def starting_with(data: bytes, needle: bytes, places: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Whether these bytes, the last of which is not 0, stand at each of these places, from 0 on."""
    last = len(data) - len(needle)
    if last < 0 or not len(places):
        return np.zeros(len(places), np.bool_)
    at_each = np.ndarray((last + 1,), f"S{len(needle)}", data, strides=(1,))
    result: npt.NDArray[np.bool_] = (places <= last) & (at_each[np.minimum(places, last)] == needle)
    return result
