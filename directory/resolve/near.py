"""Which statements without an NPI are near to a few that have one, without a look at all: by their blocking keys.

These are worked out once for each and kept as numbers.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

import numpy as np

from directory.resolve.blocks import CROWD
from directory.resolve.following import is_made_on_page
from directory.resolve.identity import Identity, blocking_keys, identity, identity_of
from directory.store.imports import blocking
from directory.store.imports.database import Imports
from directory.store.program import program

MAKES_KEYS = ("directory/core/*.py", "directory/resolve/*.py")
KEY = np.dtype(np.uint32)  # two keys in 4,000 million that come to one number: these are compared in vain, no more
AT_ONCE = 5000  # statements: a second


class Near(NamedTuple):
    """A statement without an NPI, and the numbers of those keys of it that were looked for."""

    person: Identity
    keys: frozenset[int]


def numbers_of_keys(person: Identity) -> set[int]:
    """The blocking keys as numbers that stay the same from one process to the next."""
    return {crc32(repr(key).encode()) for key in blocking_keys(person)}


def packed_keys(person: Identity) -> bytes:
    """The same in order, as they are kept."""
    return np.array(sorted(numbers_of_keys(person)), KEY).tobytes()


def keep_missing_keys(imports: Imports) -> bool:
    """Works out the keys of contents without an NPI of which this program keeps none, AT_ONCE of them, inside the
    caller's transaction; whether there were any.
    """
    made_by = program(*MAKES_KEYS)
    if missing := blocking.without_keys(imports.connection, made_by, AT_ONCE):
        keys = (
            (each, packed_keys(identity("", statement)))
            for each, statement in blocking.contents(imports.connection, missing).items()
        )
        blocking.note_blocking_keys(imports.connection, made_by, keys)
    return bool(missing)


class KeptKeys:
    """The keys of all of them. Made inside a transaction, for those that are missing are kept."""

    def __init__(self, imports: Imports):
        while keep_missing_keys(imports):
            pass
        kept = blocking.kept_keys(imports.connection, program(*MAKES_KEYS))
        self.imports = imports
        self.keys = np.frombuffer(b"".join(keys for _, keys in kept), KEY)
        sizes = [len(keys) // KEY.itemsize for _, keys in kept]
        self.holders = np.repeat(np.array([content for content, _ in kept], np.int64), sizes)

    def near(self, wanted: Iterable[int]) -> dict[int, list[Near]] | None:
        """{key: whoever has it, of what is said now and not made on a page}; None where a crowd has one."""
        places = np.flatnonzero(np.isin(self.keys, np.array(sorted(wanted), KEY)))
        if (np.unique(self.keys[places], return_counts=True)[1] > CROWD).any():
            return None
        held: dict[int, set[int]] = defaultdict(set)
        for content, key in zip(self.holders[places].tolist(), self.keys[places].tolist(), strict=True):
            held[content].add(key)
        found: dict[int, list[Near]] = defaultdict(list)
        for content, said in blocking.said_of_contents(self.imports, sorted(held)):
            if not is_made_on_page(said):
                near = Near(identity_of(said), frozenset(held[content]))
                for key in near.keys:
                    found[key].append(near)
        return None if any(len(each) > CROWD for each in found.values()) else found
