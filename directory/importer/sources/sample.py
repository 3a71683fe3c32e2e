"""The sample directory: made-up listings, one to a line, as JSON with the fields of core.practitioner.Listing."""

import json
from collections.abc import Iterator

from directory.core.practitioner import Insurance, Licence, Listing, Location
from directory.importer.formats.archive import Opened
from directory.importer.record import Reading


def wanted(name: str) -> bool:
    """The sample is never packed."""
    return False


def as_of(name: str) -> str | None:
    """Told by the listings' own dates."""
    return None


def is_full(name: str) -> bool:
    """The sample is always whole."""
    return True


def read(opened: Opened, reading: Reading) -> Iterator[Listing]:
    """The sample's listings. The file is ours, so what is wrong in it raises."""
    for line in b"".join(opened.blocks()).splitlines():
        reading.tally.rows_read += 1
        yield _listing(json.loads(line))


def _listing(values: dict) -> Listing:
    parts = {"locations": Location, "licences": Licence, "insurance": Insurance}
    return Listing(
        **values | {field: [part(**each) for each in values.get(field, ())] for field, part in parts.items()}
    )
