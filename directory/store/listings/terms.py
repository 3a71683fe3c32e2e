"""Who is under a term of core/index_terms.py, and the numbers of listings."""

from collections.abc import Callable

import numpy as np

from directory.store.listings.columns import ascending
from directory.store.listings.reader import LAST_LETTER, Directory, Numbers


def under(directory: Directory, first: str, last: str | None = None) -> Numbers:
    """The numbers of those under a term, or under any from the first to the last; ascending."""
    rows = directory.connection.execute(
        "SELECT practitioners FROM terms WHERE term BETWEEN ? AND ?", [first, first if last is None else last]
    ).fetchall()
    found = np.frombuffer(b"".join(numbers for (numbers,) in rows), "<i4")
    return found if len(rows) == 1 else ascending(found)


def under_beginning(directory: Directory, begins: str, fits: Callable[[str], bool]) -> Numbers:
    """The numbers of those under a term that begins so and fits; some perhaps more than once."""
    rows = directory.connection.execute(
        "SELECT term, practitioners FROM terms WHERE term BETWEEN ? AND ?", [begins, begins + LAST_LETTER]
    )
    return np.frombuffer(b"".join(numbers for term, numbers in rows if fits(term)), "<i4")


def listing_number(directory: Directory, practitioner_id: str) -> int | None:
    """The number of a listing; None where there is none of this id."""
    row = directory.connection.execute("SELECT number FROM practitioners WHERE id = ?", [practitioner_id]).fetchone()
    return int(row[0]) if row else None
