"""NPPES's endpoints: the endpoint_pfile that comes with the main file. Direct addresses alone are read of it.

The columns are those of CMS's read-me as public programs read them; no real file was at hand.
"""

from collections.abc import Iterator

from directory.importer.formats.archive import Opened
from directory.importer.record import Problem, RawStatement, ReadContext
from directory.importer.sources.nppes import companion
from directory.importer.sources.nppes.providers import day_in_name, is_full

__all__ = ["day_in_name", "is_full", "is_source_file", "statements"]  # the first two as of the main file
COLUMNS = {"npi": "NPI", "type": "Endpoint Type", "endpoint": "Endpoint"}
DIRECT = "DIRECT"


def is_source_file(name: str) -> bool:
    """Whether a member of the ZIP that CMS ships is the file of endpoints, by its name."""
    return companion.is_named("endpoint_pfile", name)


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """The first Direct address of each practitioner; other endpoints are addresses of programs, and passed over.

    Raises FileRefused where this is no file of endpoints.
    """
    by_npi: dict[str, RawStatement] = {}
    for row in companion.rows(opened, context, COLUMNS):
        if isinstance(row, Problem):
            yield row
        elif row.values["type"].upper() != DIRECT or not row.values["endpoint"]:
            context.tally.other_taxonomy += 1
        elif row.npi not in by_npi:
            facts: dict[str, str | bool | None] = {"direct_address": row.values["endpoint"]}
            by_npi[row.npi] = RawStatement(row.number, row.npi, adds_only=True, facts=facts)
    yield from by_npi.values()
