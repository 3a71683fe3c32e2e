"""Where statements come from: what reads the files of each source that core/sources.py names, a module or a folder
each.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from directory.core.practitioner import Statement
from directory.importer.record import Problem, RawStatement, ReadContext, Removed
from directory.importer.sources import licences, roster, sample, table
from directory.importer.sources.nppes import deactivated, locations, names, providers
from directory.importer.sources.plan_net import source as plan_net
from directory.importer.sources.qhp import source as qhp


class Reader(Protocol):
    """The module that reads a source's files."""

    def wanted(self, name: str) -> bool:
        """Whether a member of a ZIP, by its name, is a file of this source."""

    def as_of(self, name: str) -> str | None:
        """The day that a file's name tells, ISO; None where it tells none."""

    def is_full(self, name: str) -> bool:
        """Whether a file of this name is all that the source says, and not only what changed."""

    def read(self, opened: Any, reading: ReadContext) -> Iterator[Statement | RawStatement | Removed | Problem]:
        """What the file says.

        Opened: an archive.Opened, or a file_set.FileSet where the source reads files together.
        """


class Source(NamedTuple):
    """How a source's files are read.

    together: all files of one command are one payer's statement, and a folder will do; leans_on_nppes: what it gives
    depends on whom NPPES lists; companions: sources whose files come in the same ZIP.
    """

    reader: Reader
    together: bool = False
    leans_on_nppes: bool = False
    companions: tuple[str, ...] = ()


SOURCES: dict[str, Source] = {
    "nppes": Source(providers, companions=("nppes-locations", "nppes-names")),
    "nppes-locations": Source(locations, leans_on_nppes=True),
    "nppes-names": Source(names, leans_on_nppes=True),
    "nppes-deactivated": Source(deactivated, leans_on_nppes=True),
    "licences": Source(licences),
    "qhp": Source(qhp, together=True, leans_on_nppes=True),
    "plan-net": Source(plan_net, together=True, leans_on_nppes=True),
    "roster": Source(roster),
    "csv": Source(table),
    "sample": Source(sample),
}
TOGETHER = tuple(name for name, source in SOURCES.items() if source.together)
