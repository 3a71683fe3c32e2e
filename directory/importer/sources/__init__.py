"""The sources of statements: how the files of each source in core/sources.py are read, a module or a folder each."""

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from directory.core.orderers import Orderers
from directory.core.practitioner import Statement
from directory.importer.record import Problem, RawStatement, ReadContext, Removed
from directory.importer.sources import (
    doctors,
    leie,
    licences,
    opt_out,
    order_and_referring,
    part_b,
    roster,
    sample,
    table,
)
from directory.importer.sources.nppes import api, deactivated, endpoints, locations, names, providers
from directory.importer.sources.plan_net import source as plan_net
from directory.importer.sources.qhp import source as qhp
from directory.importer.sources.tic import source as tic


class SourceReader(Protocol):
    """The module that reads a source's files."""

    def is_source_file(self, name: str) -> bool:
        """Whether a file of a folder or a ZIP is one of this source's, by its name."""

    def day_in_name(self, name: str) -> str | None:
        """The day that a file of this name speaks of, ISO; None where the name does not tell."""

    def is_full(self, name: str) -> bool:
        """Whether a file of this name holds all that the source states, and not only what changed."""

    def statements(
        self, opened: Any, context: ReadContext
    ) -> Iterator[Statement | RawStatement | Removed | Problem | Orderers]:
        """The statements of a file, and what is wrong in it. Raises FileRefused where it is none of this source.

        opened: an archive.Opened, or a file_set.FileSet where the source reads files together.
        """


class ImportSource(NamedTuple):
    """How a source's files are read.

    together: the files of one command are read as one, and a folder will do. leans_on_nppes: its statements depend on
    whom NPPES, or Part B, lists. companions: the sources whose files come in the same ZIP.
    """

    reader: SourceReader
    together: bool = False
    leans_on_nppes: bool = False
    companions: tuple[str, ...] = ()


SOURCES: dict[str, ImportSource] = {
    "nppes": ImportSource(providers, companions=("nppes-locations", "nppes-names", "nppes-endpoints")),
    "nppes-locations": ImportSource(locations, leans_on_nppes=True),
    "nppes-names": ImportSource(names, leans_on_nppes=True),
    "nppes-endpoints": ImportSource(endpoints, leans_on_nppes=True),
    "nppes-api": ImportSource(api),
    "nppes-deactivated": ImportSource(deactivated, leans_on_nppes=True),
    "leie": ImportSource(leie),
    "opt-out": ImportSource(opt_out),
    "order-and-referring": ImportSource(order_and_referring),
    "part-b": ImportSource(part_b),
    "doctors": ImportSource(doctors, leans_on_nppes=True),
    "licences": ImportSource(licences),
    "qhp": ImportSource(qhp, together=True, leans_on_nppes=True),
    "plan-net": ImportSource(plan_net, together=True, leans_on_nppes=True),
    "tic": ImportSource(tic, together=True, leans_on_nppes=True),
    "roster": ImportSource(roster),
    "csv": ImportSource(table),
    "sample": ImportSource(sample),
}
TOGETHER = tuple(name for name, source in SOURCES.items() if source.together)
