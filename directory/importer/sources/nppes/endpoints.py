"""NPPES's endpoints: the endpoint_pfile that comes with the main file. Direct addresses and websites are read of it.

The columns are those of CMS's read-me as public programs read them; no real file was at hand.
"""

import re
from collections.abc import Iterator

from directory.core import websites
from directory.importer.formats.archive import Opened
from directory.importer.record import Problem, RawStatement, ReadContext
from directory.importer.sources.nppes import companion
from directory.importer.sources.nppes.providers import day_in_name, is_full

__all__ = ["day_in_name", "is_full", "is_source_file", "statements"]  # the first two as of the main file
COLUMNS = {"npi": "NPI", "type": "Endpoint Type", "endpoint": "Endpoint"}
DIRECT = "DIRECT"
WEB = ("OTHERS", "OTHER", "WEBSITE")  # CMS has no type for a website: people give theirs under "Others"
OF_PROGRAMS = re.compile(r"\b(?:api|fhir|rest|soap|wsdl|xds|xdr|ccda?|hie|ehr|emr|portal|login|oauth2?|ws)\b", re.I)


def is_source_file(name: str) -> bool:
    """Whether a member of the ZIP that CMS ships is the file of endpoints, by its name."""
    return companion.is_named("endpoint_pfile", name)


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """The first Direct address and the first website of each practitioner; other endpoints are addresses of programs,
    and passed over.

    Raises FileRefused where this is no file of endpoints.
    """
    by_npi: dict[str, RawStatement] = {}
    for row in companion.rows(opened, context, COLUMNS):
        if isinstance(row, Problem):
            yield row
        elif not (fact := _fact(row.values["type"].upper(), row.values["endpoint"])):
            context.tally.other_taxonomy += 1
        else:
            stated = by_npi.setdefault(row.npi, RawStatement(row.number, row.npi, adds_only=True, facts={}))
            stated.facts.setdefault(fact, row.values["endpoint"])
    yield from by_npi.values()


def _fact(kind: str, endpoint: str) -> str:
    """The fact that an endpoint states, "" where it is an address of a program."""
    if kind == DIRECT and endpoint:
        return "direct_address"
    return "website" if kind in WEB and _is_page(endpoint) else ""


def _is_page(endpoint: str) -> bool:
    """Whether an address is a page that people read, and neither an e-mail address nor what programs speak with."""
    try:
        return not OF_PROGRAMS.search(websites.website(endpoint))
    except ValueError:
        return False
