"""The columns that a search reads, packed when a directory is published (packing.py): those of SINGLE and MANY have a number for each
practitioner, those of points one for each place where somebody practices.

Of MANY it is the number of a set of words, for many practitioners have the same (the insurers of a city, say): NAME_starts says where
each set begins in NAME_words, with the end as one entry more, and a number there is the place of a word in the table `words`.
"""

from collections.abc import Callable
from datetime import date

import numpy as np

from directory.core.licences import STANDINGS, standing
from directory.core.taxonomy import KINDS

FORMAT = 5  # of directory.db: raised when a column is added or means something else
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
    "payer": lambda shown: shown["payers"],
}


def spread(starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The places starts[0], starts[0] + 1 … (counts[0] of them), then those of starts[1], and so on."""
    ends = counts.cumsum()
    return (starts - ends + counts).repeat(counts) + np.arange(ends[-1] if len(ends) else 0)
