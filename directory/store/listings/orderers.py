"""CMS's Order and Referring list in directory.db: in pieces, so that one NPI is found without reading the others."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import OSA

from directory.core import dates
from directory.core.orderers import PART_B, Orderers
from directory.core.sources import BY_NAME, ORDERERS
from directory.store.listings.reader import Directory

NPIS_AT_ONCE = 3200  # in a row of the table: 16 kB, a page of the file
FIND = "SELECT npis, services FROM orderers WHERE first <= ? ORDER BY first DESC LIMIT 1"


class OrderingRecord(NamedTuple):
    """What the list says of an NPI. as_of: the list's ISO day; part_b: whether it has it for Part B."""

    as_of: str
    is_listed: bool
    part_b: bool


def pieces(orderers: Orderers) -> Iterator[tuple[int, bytes, bytes]]:
    """The rows of the table: the first NPI, the NPIs, what each may order."""
    npis = orderers.npis.astype("<u4")
    for start in range(0, len(npis), NPIS_AT_ONCE):
        some = slice(start, start + NPIS_AT_ONCE)
        yield int(npis[start]), npis[some].tobytes(), orderers.services[some].tobytes()


def ordering_record(directory: Directory, npi: str) -> OrderingRecord | None:
    """What the list says of a valid NPI.

    None where nothing can be told: there is no list here, it is older than its limit, or it has a row that cannot be
    read and may be this NPI's.
    """
    about = directory.about.get("orderers")
    if not about or dates.days_since(about["as_of"]) > (BY_NAME[ORDERERS].limit_days or 0):
        return None
    services = _services(directory, int(npi))
    if services is None and (about["unread"] is None or any(_may_be(text, npi) for text in about["unread"])):
        return None
    return OrderingRecord(about["as_of"], services is not None, bool((services or 0) & PART_B))


def _services(directory: Directory, npi: int) -> int | None:
    npis, services = directory.connection.execute(FIND, [npi]).fetchone() or (b"", b"")
    found = np.flatnonzero(np.frombuffer(npis, "<u4") == npi)
    return services[found[0]] if len(found) else None


def _may_be(written: str, npi: str) -> bool:
    """Whether a text holds an NPI, or what one slip makes of it: a digit wrong, left out or twice, two changed over."""
    return npi in written or OSA.distance(written.strip(), npi, score_cutoff=1) <= 1
