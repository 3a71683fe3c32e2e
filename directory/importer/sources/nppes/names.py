"""NPPES's further names of organisations: the othername_pfile that comes with the main file.

They are names under which an organisation does business, former names, and others.
"""

from collections.abc import Iterator

from directory.importer.formats.archive import Opened
from directory.importer.record import Problem, RawStatement, ReadContext
from directory.importer.sources.nppes import companion
from directory.importer.sources.nppes.providers import day_in_name, is_full

__all__ = ["day_in_name", "is_full", "is_source_file", "statements"]  # the first two as of the main file
COLUMNS = {"npi": "NPI", "name": "Provider Other Organization Name"}


def is_source_file(name: str) -> bool:
    """Whether a member of the ZIP that CMS ships is the file of further names, by its name."""
    return companion.is_named("othername_pfile", name)


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """The further names of each organisation, kept until the end for the reason given in locations.py.

    Raises FileRefused where this is no file of names.
    """
    by_npi: dict[str, RawStatement] = {}
    for row in companion.rows(opened, context, COLUMNS):
        if isinstance(row, Problem):
            yield row
        else:
            statement = by_npi.setdefault(row.npi, RawStatement(row.number, row.npi, adds_only=True, organisation=True))
            statement.other_names.append(row.values["name"])
    yield from by_npi.values()
