"""What a payer's files say is over, or has not begun: left out, counted, and told once for each kind."""

from collections.abc import Iterator
from typing import Protocol

from directory.core import periods
from directory.core.i18n import N_, Message
from directory.core.practitioner import Period
from directory.importer.record import Problem

NOT_IN_USE = N_("not in use")  # how a resource's problem begins that is counted here, and not told by itself
LEFT_OUT = N_("not in use, by its status, its use or its period: left out")


class InForce(Protocol):
    """A resource that may be over. active: not marked as inactive."""

    @property
    def active(self) -> bool:
        """Whether it is not marked as inactive."""

    @property
    def period(self) -> Period:
        """When it is in force."""


class Endings:
    """What is left out, by kind: a type of resource, or the field of one. day: the file's."""

    def __init__(self, day: str) -> None:
        self.day = day
        self.first: dict[str, tuple[int, str]] = {}
        self.found: dict[str, set[tuple[int, str]]] = {}

    def stands(self, resource: InForce) -> bool:
        """Whether a resource is neither marked as inactive nor over by the file's day; it may be yet to begin."""
        return resource.active and not periods.is_over(resource.period, self.day)

    def add(self, kind: str, row: int, value: str) -> None:
        """Counts what is left out: once, however often it is referred to."""
        self.first.setdefault(kind, (row, value))
        self.found.setdefault(kind, set()).add((row, value))

    def problems(self) -> Iterator[Problem]:
        """A problem for each kind: the first that was left out, and how many there are."""
        for kind, (row, value) in self.first.items():
            others = len(self.found[kind]) - 1
            said = N_("not in use, by its status, its use or its period: left out, and %(others)s more")
            reason = Message(said, others=f"{others:,}") if others else LEFT_OUT
            yield Problem(row, kind, value[:100], reason)
