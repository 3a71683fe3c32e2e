"""The excluded without an NPI: with whom each has to be compared, and nobody else.

OIG's list names some 70,000 of them, hardly anybody of whom has a name and a town in common with a listing. What would
tell so, their blocking keys, is worked out once for each row and kept: a publish reads a few bytes of each, and the
statements of those alone whom a listing is near to.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from directory.resolve.blocks import Blocks
from directory.resolve.identity import Identity, identity_of
from directory.resolve.near import KEY, MAKES_KEYS, numbers_of_keys, packed_keys
from directory.store.imports.blocking import excluded_without_npi, note_blocking_keys
from directory.store.imports.database import Imports
from directory.store.imports.statements import StatementRef
from directory.store.program import program


class Excluded:
    """All of them, and which are worth comparing with those who are noted. decided: pairs that an admin has judged.

    blocks: those who are, once `pairs` has been asked for.
    """

    def __init__(self, imports: Imports, decided: Iterable[tuple[str, str]]):
        self.imports, self.decided = imports, list(decided)
        self.refs: list[StatementRef] = []
        self.keys, self.holders = self._read()
        judged = {ref for pair in self.decided for ref in pair} if self.refs else set()
        self.found = {place for place, ref in enumerate(self.refs) if _name(ref) in judged}
        names = {_name(self.refs[place]) for place in self.found}
        self.judged = {ref for pair in self.decided if not names.isdisjoint(pair) for ref in pair}
        self.near: list[Identity] = []
        self.blocks = Blocks((), ())

    def _read(self) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
        """The keys of all, ordered, and beside each the place of its holder among the references."""
        kept: list[bytes] = []
        missing: list[int] = []
        for place, (ref, keys) in enumerate(excluded_without_npi(self.imports.connection, program(*MAKES_KEYS))):
            self.refs.append(ref)
            kept.append(keys or b"")
            if keys is None:
                missing.append(place)
        for place, keys in zip(missing, self._made(missing), strict=True):
            kept[place] = keys
        found = np.frombuffer(b"".join(kept), KEY)
        holders = np.repeat(np.arange(len(kept)), [len(keys) // KEY.itemsize for keys in kept])
        order = np.argsort(found, kind="stable")
        return found[order], holders[order]

    def _made(self, places: list[int]) -> list[bytes]:
        """The keys of those for whom none are kept, which are kept from now on where something may be written."""
        made = list(map(packed_keys, self._identities(places)))
        if self.imports.connection.in_transaction:
            contents = (self.refs[place].content for place in places)
            note_blocking_keys(self.imports.connection, program(*MAKES_KEYS), zip(contents, made, strict=True))
        return made

    def _identities(self, places: Iterable[int]) -> Iterator[Identity]:
        read = self.imports.read(self.refs[place] for place in places)
        return map(identity_of, read)

    def noting(self, listed: Iterable[Identity]) -> Iterator[Identity]:
        """All of these; whoever of the excluded is worth comparing with one is noted."""
        for each in listed:
            if self.refs and not each.excluded and self._is_near(each) and each.npi:
                self.near.append(each)
            yield each

    def _is_near(self, listed: Identity) -> bool:
        keys = np.array([*numbers_of_keys(listed)], KEY)
        ranges = zip(np.searchsorted(self.keys, keys), np.searchsorted(self.keys, keys, "right"), strict=True)
        found = [place for first, end in ranges if first < end for place in self.holders[first:end].tolist()]
        self.found.update(found)
        return bool(found) or listed.ref in self.judged

    def pairs(self) -> Iterator[tuple[Identity, Identity]]:
        """Each of the excluded with those who have an NPI and are worth comparing with it, now that all are noted."""
        self.blocks = Blocks(self._identities(sorted(self.found)), self.decided)
        yield from self.blocks.pairs(self.near)


def _name(ref: StatementRef) -> str:
    return f"{ref.source}:{ref.practitioner_id}"
