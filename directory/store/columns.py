"""The columns that a search reads: numbers and lists of numbers, one for each practitioner, packed when a directory is published.

SINGLE and MANY are the whole list. A column of MANY is two: NAME_starts says where each practitioner's numbers begin in NAME, with the end as
one entry more. A word of MANY stands in the table `words`; its place there is its number in the column.
"""

from collections.abc import Callable
from datetime import date

import numpy as np

from directory.core.licences import STANDINGS, standing
from directory.core.taxonomy import KINDS

FORMAT = 3  # of directory.db: raised when a column is added or means something else
ANSWERS = (None, True, False)  # unknown, yes, no
GENDERS = (None, "female", "male")
PLACE_OF_KIND = {kind: place for place, kind in enumerate(KINDS)}


def _day(iso: str | None) -> int:
    return date.fromisoformat(iso).toordinal() if iso else 0


SINGLE: dict[str, tuple[str, Callable[[dict], int]]] = {
    "kind": ("u1", lambda shown: PLACE_OF_KIND[shown["kind"]]),
    "standing": ("u1", lambda shown: STANDINGS.index(standing([licence["status"] for licence in shown["licences"]]))),
    "confirmed": ("i4", lambda shown: _day(shown["verified_on"])),  # days since the year 1; 0: never
    "accepting_new_patients": ("u1", lambda shown: ANSWERS.index(shown["accepting_new_patients"])),
    "gender": ("u1", lambda shown: GENDERS.index(shown["gender"])),
    "telehealth": ("u1", lambda shown: ANSWERS.index(shown["telehealth"])),
    "home_visits": ("u1", lambda shown: ANSWERS.index(shown["home_visits"])),
    "wheelchair_access": ("u1", lambda shown: ANSWERS.index(shown["wheelchair_access"])),
}
MANY: dict[str, Callable[[dict], list[str]]] = {
    "language": lambda shown: shown["languages"],
    "payer": lambda shown: [taken["payer"] for taken in shown["insurance"] if taken["network_status"] != "out"],
}


def spread(starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The places starts[0], starts[0] + 1 … (counts[0] of them), then those of starts[1], and so on."""
    before = np.cumsum(counts) - counts
    return np.repeat(starts - before, counts) + np.arange(counts.sum())
