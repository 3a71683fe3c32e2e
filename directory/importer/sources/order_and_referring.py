"""CMS's Order and Referring list (data.cms.gov, twice a week): who may order and refer for Medicare's patients.

42 CFR 424.507. The layout is the file's description; no real file was at hand. It lists nobody, and of two million NPIs
hardly one is listed here: it is kept as one packed list, beside the statements (docs/importing.md).
"""

from array import array
from collections.abc import Iterator

import numpy as np

from directory.core import npi
from directory.core.i18n import N_, Message
from directory.core.orderers import PART_B, SERVICES, Orderers
from directory.importer.formats.archive import Opened
from directory.importer.record import Problem, ReadContext
from directory.importer.sources.named_columns import NamedRow, day_in_name, is_source_file, named_rows

__all__ = ["day_in_name", "is_full", "is_source_file", "statements"]  # what is shared as of every named table
COLUMNS = {"npi": "NPI"} | {name: name for name in SERVICES}
NOT_SAID = N_("not Y or N: it counts as yes, for nobody is told no without a word for it")


def is_full(name: str) -> bool:
    """Always yes: every file names everybody who may order and refer."""
    return True


def statements(opened: Opened, context: ReadContext) -> Iterator[Orderers | Problem]:
    """What is wrong in the rows, then the list. Raises FileRefused where this is no such list."""
    npis, services = array("I"), bytearray()
    for row in named_rows(opened, context, COLUMNS, "CMS’s Order and Referring list"):
        if isinstance(row, Problem):
            yield row
        elif not npi.is_valid(row.values["npi"]):
            yield Problem(row.number, "NPI", row.values["npi"][:60], npi.WRONG, refused=True)
        else:
            npis.append(int(row.values["npi"]))
            services.append(_bits(row))
            yield from _unsaid(row)
    context.table.alone = True  # rows that are mended are added to the others
    orderers = Orderers.of(np.array(npis, np.uint32), np.frombuffer(services, np.uint8))
    for_part_b = np.count_nonzero(orderers.services & PART_B)
    context.note(
        Message(
            "%(count)s NPIs may order and refer, %(part_b)s of them for Part B. The list adds no listing.",
            command="%(count)s NPIs may order and refer, %(part_b)s of them for Part B. The list lists nobody.",
            count=f"{len(orderers.npis):,}",
            part_b=f"{for_part_b:,}",
        )
    )
    yield orderers


def _bits(row: NamedRow) -> int:
    return sum((row.values[name].upper() != "N") << place for place, name in enumerate(SERVICES))


def _unsaid(row: NamedRow) -> Iterator[Problem]:
    for name in SERVICES:
        if row.values[name].upper() not in ("Y", "N"):
            yield Problem(row.number, name, row.values[name][:60], NOT_SAID)
