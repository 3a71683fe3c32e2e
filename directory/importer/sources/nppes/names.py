"""NPPES's further names of organisations (doing business as, former, other): the othername_pfile that comes with the main file."""

from collections.abc import Iterator

from directory.importer.formats.archive import Opened
from directory.importer.record import Problem, RawStatement, ReadContext
from directory.importer.sources.nppes import companion
from directory.importer.sources.nppes.providers import as_of, is_full

__all__ = ["as_of", "is_full", "read", "wanted"]  # the first two as of the main file
COLUMNS = {"npi": "NPI", "name": "Provider Other Organization Name"}


def wanted(name: str) -> bool:
    """Whether a member of the ZIP that CMS ships is the file of further names."""
    low = name.lower()
    return low.startswith("othername_pfile") and low.endswith(".csv") and "fileheader" not in low


def read(opened: Opened, reading: ReadContext) -> Iterator[RawStatement | Problem]:
    """The further names of each organisation, kept until the end as nppes_locations does, and for its reason.

    Raises FileRefused where this is no file of names.
    """
    found: dict[str, RawStatement] = {}
    for row in companion.rows(opened, reading, COLUMNS):
        if isinstance(row, Problem):
            yield row
        else:
            listing = found.setdefault(row.npi, RawStatement(row.number, row.npi, adds_only=True, organisation=True))
            listing.other_names.append(row.values["name"])
    yield from found.values()
