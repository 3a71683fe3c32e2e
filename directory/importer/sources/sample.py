"""The sample directory: made-up listings, one to a line, as JSON with the fields of core.practitioner.Statement."""

from collections.abc import Iterator

from directory.core.practitioner import Statement, statement_from_json
from directory.importer.formats.archive import Opened
from directory.importer.record import ReadContext


def wanted(name: str) -> bool:
    """The sample is never packed."""
    return False


def as_of(name: str) -> str | None:
    """Told by the listings' own dates."""
    return None


def is_full(name: str) -> bool:
    """The sample is always whole."""
    return True


def read(opened: Opened, reading: ReadContext) -> Iterator[Statement]:
    """The sample's statements. The file is ours, so what is wrong in it raises."""
    for line in b"".join(opened.blocks()).splitlines():
        reading.tally.rows_read += 1
        yield statement_from_json(line)
