"""Who is under a term of core/index_terms.py, and the numbers of listings."""

import numpy as np

from directory.store.listings.reader import Directory, Numbers


def under(directory: Directory, first: str, last: str | None = None) -> Numbers:
    """The numbers of those under a term, or under any from the first to the last; ascending."""
    rows = directory.connection.execute(
        "SELECT practitioners FROM terms WHERE term BETWEEN ? AND ?", [first, first if last is None else last]
    ).fetchall()
    found = np.frombuffer(b"".join(numbers for (numbers,) in rows), "<i4")
    return found if len(rows) == 1 else np.unique(found)


def listing_number(directory: Directory, practitioner_id: str) -> int | None:
    """The number of a listing; None where there is none of this id."""
    row = directory.connection.execute("SELECT number FROM practitioners WHERE id = ?", [practitioner_id]).fetchone()
    return int(row[0]) if row else None
