"""Practitioners as columns: packed one by one, or taken over from an older directory's columns, then laid down along the curve.

Whatever the order of packing, and whatever was taken over, the same comes out.
"""

from array import array
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from directory.core import names
from directory.core.geo import morton, strip_position
from directory.store.listings.columns import MANY, SINGLE, spread
from directory.store.listings.plan_lists import NONE

POINT = {"location": "i4", "latitude": "f8", "longitude": "f8"}  # of each location that can be placed
NOWHERE = -1  # the place on the curve of those without a point: first, together
DIGEST = "V16"  # numpy's name for 16 bytes
NAMED = "named"  # every word a name can be found by


class Packed:
    """The columns of practitioners. made_from: what tells what a listing was made from; prints: fingerprints of the listings themselves."""

    def __init__(self):
        self.ids: list[str] = []
        self.places = array("q")
        self.made_from, self.prints = bytearray(), bytearray()
        self.singles, self.points = Singles(), Points()
        self.plans = array("i")
        self.lists = {name: Lists() for name in (*MANY, NAMED)}

    def add(self, practitioner: dict, plans: int, made_from: bytes, print: bytes) -> None:
        """Packs one, whose locations carry their points; plans: the number of the list of plans, NONE without; made_from and print: 16 bytes each."""
        self.ids.append(practitioner["id"])
        self.places.append(_curve(practitioner["locations"]))
        self.made_from += made_from
        self.prints += print
        self.plans.append(plans)
        self.singles.add(practitioner)
        self.points.add(practitioner["locations"])
        for name, values in MANY.items():
            self.lists[name].add(values(practitioner))
        self.lists[NAMED].add(_name_words(practitioner))

    def take_over(
        self,
        ids: list[str],
        columns: dict[str, np.ndarray],
        words: dict[str, list],
        numbers: np.ndarray,
        plans: np.ndarray,
    ) -> None:
        """Packs those of the practitioners with these numbers, in rising order, and these ids in the columns of another directory; plans: as in `add`, each one's."""
        wanted = np.zeros(len(columns["place"]), bool)
        wanted[numbers] = True
        self.ids += ids
        self.places.frombytes(columns["place"][wanted].tobytes())
        self.made_from += columns["made_from"][wanted].tobytes()
        self.prints += columns["print"][wanted].tobytes()
        self.plans.frombytes(plans.astype("i4").tobytes())
        self.singles.take_over(columns, wanted)
        self.points.take_over(columns, wanted)
        for name, each in self.lists.items():
            codes, which = (
                (columns[f"{name}_words"], columns[name][numbers]) if name in MANY else (columns[name], numbers)
            )
            each.take_over(columns[f"{name}_starts"], codes, words.get(name, []), which)

    def rank(self) -> np.ndarray:
        """The number that each shall have: 0, 1, 2 … along the curve."""
        order = sorted(range(len(self.ids)), key=lambda each: (self.places[each], self.ids[each]))
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order))
        return rank

    def renumber_plans(self, rank: np.ndarray) -> list[int]:
        """Numbers the lists of plans anew, 0, 1, 2 … as they come along the curve; their numbers so far, in that order."""
        plans = np.array(self.plans, "i4")
        used, first = np.unique(plans[np.argsort(rank)], return_index=True)
        order = used[np.argsort(first)]
        order = order[order != NONE]
        numbers = np.full(plans.max(initial=NONE) + 2, NONE, "i4")  # the last is NONE's
        numbers[order] = np.arange(len(order))
        self.plans = array("i", numbers[plans].tobytes())
        return order.tolist()

    def laid(self, rank: np.ndarray) -> tuple[dict[str, np.ndarray], dict[str, list]]:
        """The columns by name, practitioners in the order of their ranks, and the words of those that are lists, which are given away."""
        order, words = np.argsort(rank), {}
        columns = (
            self.points.laid(rank)
            | self.singles.laid(order)
            | {"place": np.array(self.places, "i8")[order], "plans": np.array(self.plans, "i4")[order]}
        )
        columns |= {
            name: np.frombuffer(digests, DIGEST)[order]
            for name, digests in (("made_from", self.made_from), ("print", self.prints))
        }
        while self.lists:  # each is let go when it is laid: together they are large
            name, each = self.lists.popitem()
            columns[f"{name}_starts"], columns[name], words[name] = each.laid(rank, order)
        for name in MANY:
            columns[name], columns[f"{name}_starts"], columns[f"{name}_words"] = _sets(
                columns[f"{name}_starts"], columns[name]
            )
        return columns, words


class Lists:
    """A list of words for each practitioner, kept as numbers: `counts` says how many each has."""

    def __init__(self):
        self.counts, self.codes = array("i"), array("i")
        self.words: dict[str, int] = {}

    def add(self, words: Iterable[str]) -> None:
        """Packs one practitioner's, each once."""
        codes = {self.words.setdefault(word, len(self.words)) for word in words}
        self.codes.extend(codes)
        self.counts.append(len(codes))

    def take_over(self, starts: np.ndarray, codes: np.ndarray, words: list[str], which: np.ndarray) -> None:
        """Packs these of the lists in the columns of another directory."""
        renumbered = np.array([self.words.setdefault(word, len(self.words)) for word in words], "i4")
        counts = starts[which + 1] - starts[which]
        self.counts.frombytes(counts.astype("i4").tobytes())
        self.codes.frombytes(renumbered[codes[spread(starts[which], counts)]].tobytes())

    def laid(self, rank: np.ndarray, order: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[str]]:
        """Where each one's numbers begin, with the end as one entry more; the numbers; the words that these stand for, sorted."""
        counts, codes = np.frombuffer(self.counts, "i4"), np.frombuffer(self.codes, "i4")
        used = np.zeros(len(self.words), bool)
        used[codes] = True
        words = sorted(word for word, code in self.words.items() if used[code])
        renumbered = np.zeros(len(self.words), np.int32)
        renumbered[np.array([self.words[word] for word in words], np.int64)] = np.arange(len(words))
        base = max(len(words), 1)
        laid = np.repeat(rank.astype(np.int64) * base, counts)  # there are millions: each step in place
        laid += renumbered[codes]
        laid.sort()
        laid %= base
        return np.concatenate(([0], np.cumsum(counts[order]))).astype("i4"), laid.astype("i4"), words


class Points:
    """The points of each practitioner's locations: `counts` says how many each has."""

    def __init__(self):
        self.counts = array("i")
        self.columns = {name: array("i" if type == "i4" else "d") for name, type in POINT.items()}

    def add(self, locations: list[dict]) -> None:
        """Packs one practitioner's."""
        points = [
            (place, each["latitude"], each["longitude"])
            for place, each in enumerate(locations)
            if each["latitude"] is not None
        ]
        for point in points:
            for column, value in zip(self.columns.values(), point, strict=True):
                column.append(value)
        self.counts.append(len(points))

    def take_over(self, columns: dict[str, np.ndarray], wanted: np.ndarray) -> None:
        """Packs the practitioners who are wanted, True or False for each, of the columns of another directory."""
        counts = np.bincount(columns["practitioner"], minlength=len(wanted))
        order = np.lexsort((columns["location"], columns["practitioner"]))[np.repeat(wanted, counts)]
        self.counts.frombytes(counts[wanted].astype("i4").tobytes())
        for name, type in POINT.items():
            self.columns[name].frombytes(columns[name][order].astype(type).tobytes())

    def laid(self, rank: np.ndarray) -> dict[str, np.ndarray]:
        """The columns along the strips of the earth (geo.strip_position), and which practitioner each point is of, by their ranks, and whether
        that one has several; x, y and z on the unit sphere.
        """
        columns = {name: np.array(column, POINT[name]) for name, column in self.columns.items()}
        counts = np.array(self.counts, "i4")
        columns |= {
            "practitioner": rank.astype("i8").repeat(counts),
            "several": (counts > 1).repeat(counts),
            "along": strip_position(columns["latitude"], columns["longitude"]),
        }
        order = np.lexsort((columns["location"], columns["practitioner"], columns["along"]))
        columns = {name: column[order] for name, column in columns.items()}
        phi, lam = np.radians(columns["latitude"]), np.radians(columns["longitude"])
        return columns | {"x": np.cos(phi) * np.cos(lam), "y": np.cos(phi) * np.sin(lam), "z": np.sin(phi)}


class Singles:
    """The numbers of each practitioner that columns.SINGLE names."""

    def __init__(self):
        self.columns = {name: array("i") for name in SINGLE}

    def add(self, practitioner: dict) -> None:
        """Packs one practitioner's."""
        for name, (_, value) in SINGLE.items():
            self.columns[name].append(value(practitioner))

    def take_over(self, columns: dict[str, np.ndarray], wanted: np.ndarray) -> None:
        """Packs the practitioners who are wanted, True or False for each, of the columns of another directory."""
        for name, column in self.columns.items():
            column.frombytes(columns[name][wanted].astype("i4").tobytes())

    def laid(self, order: np.ndarray) -> dict[str, np.ndarray]:
        """The columns."""
        return {name: np.array(self.columns[name], type)[order] for name, (type, _) in SINGLE.items()}


def _sets(starts: np.ndarray, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lists as sets, each once: which is whose, where each begins, their codes. Numbered as they come along the curve, so that neighbours' are near."""
    content, size = codes.tobytes(), codes.itemsize
    sets: dict[bytes, int] = {}
    which = [sets.setdefault(content[start:end], len(sets)) for start, end in pairwise((starts * size).tolist())]
    return (
        np.array(which, "i4"),
        np.cumsum([0, *(len(each) // size for each in sets)]),
        np.frombuffer(b"".join(sets), codes.dtype),
    )


def _name_words(practitioner: dict) -> set[str]:
    """O'Brien is obrien, and o brien."""
    written = [practitioner["name"], *practitioner["other_names"]]
    return {word for name in written for text in (name, name.replace("'", " ")) for word in names.folded(text).split()}


def _curve(locations: list[dict]) -> int:
    points = [place for place in locations if place["latitude"] is not None]
    return morton(points[0]["latitude"], points[0]["longitude"]) if points else NOWHERE
