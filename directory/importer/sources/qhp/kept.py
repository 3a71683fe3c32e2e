"""What an insurer's entries state, kept on the disk until its files are read.

Entries of one practitioner may be far apart, and the day by which plans are judged is the newest in all entries.
"""

from collections.abc import Iterator
from itertools import chain
from tempfile import SpooledTemporaryFile

from msgspec import Struct, msgpack

from directory.importer.record import RawStatement, RowNumber
from directory.importer.sources.qhp.entry import past_day
from directory.importer.sources.qhp.plans import NamedPlan

MAX_IN_MEMORY = 1 << 22  # bytes; more of them wait on the disk
LENGTH = 4  # bytes before each entry that say how long it is


class StatedEntry(Struct, array_like=True):
    """What an entry states. where: what else tells its row, "" where nothing does; plans: as the entry names them."""

    statement: RawStatement
    where: str
    plans: tuple[NamedPlan, ...]


class KeptEntries:
    """The entries, each with the key of its statement, taken out joined: a practitioner once, in the files' order."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(MAX_IN_MEMORY)  # noqa: SIM115  it is closed with the entries
        self._first: dict[str, int] = {}  # where the first entry of each key stands
        self._others: dict[str, list[int]] = {}
        self._encode, self._decode = msgpack.Encoder().encode, msgpack.Decoder(StatedEntry).decode

    def add(self, statement: RawStatement, plans: tuple[NamedPlan, ...]) -> None:
        """Keeps what an entry states."""
        place, key = self._file.tell(), statement.key
        if self._first.setdefault(key, place) != place:
            self._others.setdefault(key, []).append(place)
        row = statement.row
        statement.row = int(row)
        text = self._encode(StatedEntry(statement, getattr(row, "where", ""), plans))
        self._file.write(len(text).to_bytes(LENGTH) + text)

    def joined(self) -> Iterator[tuple[RawStatement, tuple[NamedPlan, ...]]]:
        """The statement of each practitioner, and all plans that their entries name."""
        for key, place in self._first.items():
            first, *others = map(self._entry, chain([place], self._others.get(key, ())))
            for other in others:
                _join(first, other)
            if first.where:
                first.statement.row = RowNumber(first.statement.row, first.where)
            yield first.statement, first.plans

    def _entry(self, place: int) -> StatedEntry:
        self._file.seek(place)
        return self._decode(self._file.read(int.from_bytes(self._file.read(LENGTH))))


def _join(first: StatedEntry, other: StatedEntry) -> None:
    """Adds what another entry of the same practitioner states to the first."""
    first.plans += other.plans
    one, two = first.statement, other.statement
    one.languages = list(dict.fromkeys((*one.languages, *two.languages)))
    one.locations = list(dict.fromkeys((*one.locations, *two.locations)))
    for fact, value in two.facts.items():
        if one.facts.get(fact) is None:
            one.facts[fact] = value
    one.confirmed_on = max(one.confirmed_on, two.confirmed_on, key=past_day)
