"""What a comparison of two statements comes to: a verdict, and the evidence for it."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any, NamedTuple

from directory.core.streets import Street
from directory.resolve.weights import NUMBERS, WEIGHTS

MORE_OF_A_NAME = frozenset(
    ("two middle names", "a generation that only one tells", "Jr. and II", "half of a double given name")
)
SHARED_PLACES = ("the same telephone number", "the same address")


class Verdict(Enum):
    """The three answers."""

    YES = "yes"
    NO = "no"
    CANT_TELL = "can't tell"


class Evidence(NamedTuple):
    """One piece of evidence: what it is, its weight, and what each of the two says, as it is compared."""

    what: str
    weight: int
    one: str
    other: str


Piece = tuple[str, Any, Any]  # what it is, and what each of the two says: put into words only where somebody reads it


class Match(NamedTuple):
    """A verdict and its evidence; and why it is no plain sum ("" where it is)."""

    verdict: Verdict
    pieces: Sequence[Piece]
    because: str = ""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The pieces, what weighs most first, with both values in words."""
        return tuple(
            Evidence(what, WEIGHTS[what], _in_words(one), _in_words(other))
            for what, one, other in self._heaviest_first()
        )

    @property
    def found(self) -> list[str]:
        """What is among the evidence."""
        return [what for what, *_ in self.pieces]

    @property
    def weight(self) -> int:
        """The sum."""
        return sum_of(self.pieces)

    @property
    def reason(self) -> str:
        """The evidence in a line."""
        said = ", ".join([f"{what} ({WEIGHTS[what]:+})" for what, *_ in self._heaviest_first()])
        return f"{self.because}: {said}" if self.because else said

    def _heaviest_first(self) -> list[Piece]:
        return sorted(self.pieces, key=lambda each: -abs(WEIGHTS[each[0]]))

    @property
    def has_number_and_name(self) -> bool:
        """Whether a licence number and the full name are among it: enough proof also for a bad standing."""
        found = self.found
        return not NUMBERS.isdisjoint(found) and is_whole_name(found)

    @property
    def shared_place(self) -> str:
        """The telephone number, or else the address, that both have; "" where they share none."""
        values = {what: one for what, one, _ in self.pieces}
        return next((_in_words(values[what]) for what in SHARED_PLACES if what in values), "")


def _in_words(value: Any) -> str:
    """A value as it is compared: text, a licence, or words."""
    return " ".join(filter(None, value)) if type(value) in (tuple, Street) else str(value)


def sum_of(pieces: Iterable[Piece]) -> int:
    """What the pieces weigh together."""
    return sum([WEIGHTS[what] for what, *_ in pieces])


def is_whole_name(found: list[str]) -> bool:
    """Whether family name, both halves of a given name and generation are the same, and no two middle names told."""
    same = {"the same family name", "the same given name"}.issubset(found)
    return same and MORE_OF_A_NAME.isdisjoint(found)
