"""Reading made-up Plan-Net files in tests: what they state, and a whole directory with some of it changed."""

from datetime import date

import plan_net_files as made
from records import spread_out

from directory.importer.formats.file_set import FileSet
from directory.importer.normalise import normalise
from directory.importer.record import Problem, RawStatement, ReadContext
from directory.importer.sources.plan_net import source

TAKEN = {"payer": "Acme Health", "plan": "Acme Gold", "network_status": "in", "plan_id": "12345OR0010001", "tier": None}


def statements_in(path, npis=(), payer="", whole=True):
    """What the files of a folder give: (statements, problems, context)."""
    context = ReadContext(npis=set(npis), whole=whole, payer=payer)
    items = list(source.statements(FileSet([path], source.is_source_file), context))
    problems, statements = [item for item in items if isinstance(item, Problem)], []
    for raw in items:
        if isinstance(raw, RawStatement):
            statement, more = normalise(raw)
            statements += [spread_out(statement)] if statement else []
            problems += more
    return statements, problems, context


def changed(**by_type):
    """A whole directory with some resources changed, by their types: a resource, several, or None to leave it out."""
    kept = [each for each in made.everything() if each["resourceType"] not in by_type]
    return kept + [
        each for given in by_type.values() for each in (given if isinstance(given, list) else [given] if given else [])
    ]


WEB = [{"system": "phone", "value": "503-555-0123"}, {"system": "url", "value": "www.elm.example"}]


YEAR = date.today().year


def days(entry):
    """From when until when."""
    return getattr(entry, "starts_on", None), getattr(entry, "ends_on", None)
