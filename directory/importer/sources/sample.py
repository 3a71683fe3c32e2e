"""The sample directory: made-up statements, one to a line, as JSON with the fields of core.practitioner.Statement."""

from collections.abc import Iterator

from directory.core.practitioner import Statement, statement_from_json
from directory.importer.formats.archive import Opened
from directory.importer.record import ReadContext


def is_source_file(name: str) -> bool:
    """Always no: the sample is never in a ZIP."""
    return False


def day_in_name(name: str) -> str | None:
    """Always None: the newest date in the statements counts."""
    return None


def is_full(name: str) -> bool:
    """Always yes: the sample has one file."""
    return True


def statements(opened: Opened, context: ReadContext) -> Iterator[Statement]:
    """The sample's statements. Raises msgspec.ValidationError for a wrong one: the file comes with the program."""
    for line in b"".join(opened.blocks()).splitlines():
        context.tally.rows_read += 1
        yield statement_from_json(line)
