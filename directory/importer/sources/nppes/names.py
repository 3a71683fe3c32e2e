"""NPPES's further names of organisations: the othername_pfile that comes with the main file.

They are names under which an organisation does business, former names, and others.
"""

from collections.abc import Iterator

from directory.core.registration import RegisteredName, Registration
from directory.importer.cleaning import clean
from directory.importer.formats.archive import Opened
from directory.importer.record import Problem, RawStatement, ReadContext
from directory.importer.sources.nppes import companion
from directory.importer.sources.nppes.providers import day_in_name, is_full

__all__ = ["day_in_name", "is_full", "is_source_file", "statements"]  # the first two as of the main file
COLUMNS = {"npi": "NPI", "name": "Provider Other Organization Name"}
WITH_KINDS = COLUMNS | {"kind": "Provider Other Organization Name Type Code"}  # as CMS has them


def is_source_file(name: str) -> bool:
    """Whether a member of the ZIP that CMS ships is the file of further names, by its name."""
    return companion.is_named("othername_pfile", name)


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """The further names of each organisation, kept until the end for the reason given in locations.py.

    Raises FileRefused where this is no file of names.
    """
    by_npi: dict[str, RawStatement] = {}
    registered: dict[str, list[RegisteredName]] = {}
    for row in companion.rows(opened, context, WITH_KINDS, COLUMNS):
        if isinstance(row, Problem):
            yield row
        else:
            statement = by_npi.setdefault(row.npi, RawStatement(row.number, row.npi, adds_only=True, organisation=True))
            statement.other_names.append(row.values["name"])
            name = RegisteredName(clean(row.values["name"]), kind=clean(row.values.get("kind", "")))
            registered.setdefault(row.npi, []).append(name)
    for npi, statement in by_npi.items():
        names = tuple(dict.fromkeys(name for name in registered[npi] if name.organisation))
        statement.registrations = [Registration(other_names=names)] if names else []
        yield statement
