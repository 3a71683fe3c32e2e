"""The columns that a search reads: numbers and lists of numbers, one for each practitioner, packed when a directory is published.

SINGLE and MANY are the whole list. A word of MANY stands in the table `words`; its place there is its number in the column.
"""

from array import array
from collections.abc import Callable, Iterator
from datetime import date

import numpy as np

from directory.core.licences import STANDINGS, standing
from directory.core.taxonomy import KINDS

FORMAT = 2  # of directory.db: raised when a column is added or means something else
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


class Packer:
    """Takes practitioners in any order, and gives the columns in another."""

    def __init__(self):
        self.single = {name: array("i") for name in SINGLE}
        self.many = {name: array("i") for name in MANY}
        self.counts = {name: array("i") for name in MANY}
        self.words: dict[str, dict[str, int]] = {name: {} for name in MANY}

    def add(self, practitioner: dict) -> None:
        """Packs what is shown of one."""
        for name, (_, value) in SINGLE.items():
            self.single[name].append(value(practitioner))
        for name, values in MANY.items():
            words = self.words[name]
            codes = {words.setdefault(word, len(words)) for word in values(practitioner)}
            self.many[name].extend(sorted(codes))
            self.counts[name].append(len(codes))

    def columns(self, order: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
        """Each column by name, for the practitioners in this order of having been added.

        A column of MANY is two: NAME_starts says where each practitioner's numbers begin in NAME, with the end as one entry more.
        """
        for name, (type, _) in SINGLE.items():
            yield name, np.array(self.single[name], type)[order]
        for name in MANY:
            counts, codes = np.array(self.counts[name], "i4"), np.array(self.many[name], "i4")
            starts = np.concatenate(([0], np.cumsum(counts)))
            yield f"{name}_starts", np.concatenate(([0], np.cumsum(counts[order]))).astype("i4")
            yield name, codes[spread(starts[order], counts[order])]


def spread(starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The places starts[0], starts[0] + 1 … (counts[0] of them), then those of starts[1], and so on."""
    before = np.cumsum(counts) - counts
    return np.repeat(starts - before, counts) + np.arange(counts.sum())
