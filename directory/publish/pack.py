"""Listings as columns: packed one by one, or copied from an older directory's columns, then put in order along the
curve.

Whatever the order of packing, and whatever was copied, the same columns come out.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.core import in_force, names
from directory.core.geo import morton, strip_position
from directory.core.index_terms import index_terms
from directory.core.licences import normalised, parts
from directory.core.practitioner import ListedLocation, Practitioner
from directory.core.registered_terms import registered_terms
from directory.publish.counts import LICENCES, STATES, known_licences, practice_states
from directory.publish.figures import COMPARED, compared_facts
from directory.publish.numbers import NumberColumns
from directory.store.listings.columns import payer_word, spread
from directory.store.listings.plan_lists import NO_LIST
from directory.store.reference.files import county_borders

Column = NDArray[Any]
Columns = dict[str, Column]
Words = dict[str, list[str]]

# Of each location that can be placed. county: the number of the one that it lies in; zip: its ZIP code as a number;
# starts, ends: its first and its last day, see in_force.days_of.
POINT = {
    **{"location": "i4", "latitude": "f8", "longitude": "f8", "county": "i4", "zip": "i4"},
    **{"starts": "i4", "ends": "i4"},
}
NOT_LOOKED_UP = -1  # of a county
NOWHERE = -1  # the place on the curve of those without a point: first, together
HASH = "V16"  # numpy's name for 16 bytes
NAMED = "named"  # every word that somebody can be found by
TERMS = "terms"  # core.index_terms, core.registered_terms
PHONE_DIGITS, SHORTEST_NUMBER = 10, 4


# Several words for each listing.
WORDS: dict[str, Callable[[Practitioner], Iterable[str]]] = {
    "language": lambda listing: listing.languages,
    "payer": lambda listing: [payer_word(payer, listing.payer_periods.get(payer, ())) for payer in listing.payers],
    STATES: practice_states,
    LICENCES: known_licences,
    COMPARED: compared_facts,
}


class PackedListings:
    """The columns of listings.

    input_hashes: 16 bytes that tell what each listing was made of; content_hashes: 16 bytes that tell the listing
    itself.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.places = array("q")
        self.input_hashes, self.content_hashes = bytearray(), bytearray()
        self.numbers, self.points = NumberColumns(), PointColumns()
        self.plans = array("i")
        self.words = {name: WordColumn() for name in (*WORDS, NAMED, TERMS)}

    def add(
        self,
        listing: Practitioner,
        plan_list: int,
        input_hash: bytes,
        content_hash: bytes,
        plan_days: Iterable[str] = (),
    ) -> None:
        """Packs one, whose locations carry their points.

        Plan_list: the number of its list of plans, NO_LIST without; plan_days: the ISO days as of which it is stated.
        """
        self.ids.append(listing.id)
        self.places.append(place_on_curve(listing.locations))
        self.input_hashes += input_hash
        self.content_hashes += content_hash
        self.plans.append(plan_list)
        self.numbers.add(listing)
        self.points.add(listing.locations)
        for name, values in WORDS.items():
            self.words[name].add(values(listing))
        self.words[NAMED].add(_name_words(listing))
        self.words[TERMS].add(index_terms(listing, plan_days) | set(registered_terms(listing)))

    def copy(self, ids: list[str], columns: Columns, words: Words, numbers: Column, plans: Column) -> None:
        """Packs those of another directory's listings with these numbers, in rising order, and these ids.

        columns, words: of that directory; plans: the number here of each one's list of plans.
        """
        wanted = np.zeros(len(columns["place"]), bool)
        wanted[numbers] = True
        self.ids += ids
        self.places.frombytes(columns["place"][wanted].tobytes())
        self.input_hashes += columns["input_hash"][wanted].tobytes()
        self.content_hashes += columns["content_hash"][wanted].tobytes()
        self.plans.frombytes(plans.astype("i4").tobytes())
        self.numbers.copy(columns, wanted)
        self.points.copy(columns, wanted)
        for name, column in self.words.items():
            is_set = name in WORDS
            codes, which = (columns[f"{name}_words"], columns[name][numbers]) if is_set else (columns[name], numbers)
            column.copy(columns[f"{name}_starts"], codes, words.get(name, []), which)

    def rank(self) -> Column:
        """The number that each shall have: 0, 1, 2 … along the curve."""
        order = sorted(range(len(self.ids)), key=lambda each: (self.places[each], self.ids[each]))
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order))
        return rank

    def renumber_plan_lists(self, rank: Column) -> list[int]:
        """Numbers the lists of plans anew, 0, 1, 2 … as they come along the curve.

        Their numbers so far, in that order.
        """
        plans = np.array(self.plans, "i4")
        used, first = np.unique(plans[np.argsort(rank)], return_index=True)
        order = used[np.argsort(first)]
        order = order[order != NO_LIST]
        numbers = np.full(plans.max(initial=NO_LIST) + 2, NO_LIST, "i4")  # the last is NO_LIST's
        numbers[order] = np.arange(len(order))
        self.plans = array("i", numbers[plans].tobytes())
        return [int(number) for number in order]

    def arranged(self, rank: Column) -> tuple[Columns, Words]:
        """The columns by name, listings in the order of their ranks, and the words that numbers stand for.

        Gives the words away.
        """
        order, words = np.argsort(rank), {}
        columns = self.points.arranged(rank) | self.numbers.arranged(rank)
        columns |= {"place": np.array(self.places, "i8")[order], "plans": np.array(self.plans, "i4")[order]}
        hashes = (("input_hash", self.input_hashes), ("content_hash", self.content_hashes))
        columns |= {name: np.frombuffer(content, HASH)[order] for name, content in hashes}
        while self.words:  # each is let go when it is arranged: together they are large
            name, column = self.words.popitem()
            columns[f"{name}_starts"], columns[name], words[name] = column.arranged(rank, order)
        for name in WORDS:
            columns[name], columns[f"{name}_starts"], columns[f"{name}_words"] = _sets(
                columns[f"{name}_starts"], columns[name]
            )
        return columns, words


class WordColumn:
    """Words of each listing, kept as numbers: `counts` says how many each has."""

    def __init__(self) -> None:
        self.counts, self.codes = array("i"), array("i")
        self.words: dict[str, int] = {}

    def add(self, words: Iterable[str]) -> None:
        """Packs one listing's, each once."""
        codes = {self.words.setdefault(word, len(self.words)) for word in words}
        self.codes.extend(codes)
        self.counts.append(len(codes))

    def copy(self, starts: Column, codes: Column, words: list[str], which: Column) -> None:
        """Packs these of the lists in the columns of another directory."""
        renumbered = np.array([self.words.setdefault(word, len(self.words)) for word in words], "i4")
        counts = starts[which + 1] - starts[which]
        self.counts.frombytes(counts.astype("i4").tobytes())
        self.codes.frombytes(renumbered[codes[spread(starts[which], counts)]].tobytes())

    def arranged(self, rank: Column, order: Column) -> tuple[Column, Column, list[str]]:
        """Where each one's numbers begin, with the end as one entry more; the numbers.

        The words that these stand for, sorted.
        """
        counts, codes = np.frombuffer(self.counts, "i4"), np.frombuffer(self.codes, "i4")
        used = np.zeros(len(self.words), bool)
        used[codes] = True
        words = sorted(word for word, code in self.words.items() if used[code])
        renumbered = np.zeros(len(self.words), np.int32)
        renumbered[np.array([self.words[word] for word in words], np.int64)] = np.arange(len(words))
        base = max(len(words), 1)
        arranged = np.repeat(rank.astype(np.int64) * base, counts)  # there are millions: each step in place
        arranged += renumbered[codes]
        arranged.sort()
        arranged %= base
        return np.concatenate(([0], np.cumsum(counts[order]))).astype("i4"), arranged.astype("i4"), words


class PointColumns:
    """The points of each listing's locations: `counts` says how many each has."""

    def __init__(self) -> None:
        self.counts = array("i")
        self.columns: dict[str, array[Any]] = {name: array(dtype[0].replace("f", "d")) for name, dtype in POINT.items()}

    def add(self, locations: Sequence[ListedLocation]) -> None:
        """Packs one listing's."""
        count = 0
        for number, each in enumerate(locations):
            if each.latitude is not None and each.longitude is not None:
                days = in_force.days_of(in_force.time_of(each))
                where = each.latitude, each.longitude, NOT_LOOKED_UP, int((each.postal_code or "0")[:5])
                for name, value in zip(POINT, (number, *where, *days), strict=True):
                    self.columns[name].append(value)
                count += 1
        self.counts.append(count)

    def copy(self, columns: Columns, wanted: Column) -> None:
        """Packs the listings that are wanted, True or False for each, of the columns of another directory."""
        counts = np.bincount(columns["practitioner"], minlength=len(wanted))
        order = np.lexsort((columns["location"], columns["practitioner"]))[np.repeat(wanted, counts)]
        self.counts.frombytes(counts[wanted].astype("i4").tobytes())
        for name, dtype in POINT.items():
            self.columns[name].frombytes(columns[name][order].astype(dtype).tobytes())

    def arranged(self, rank: Column) -> Columns:
        """The columns along the strips of the earth (geo.along), and which listing each point is of, by their ranks,
        and whether that one has several; x, y and z on the unit sphere.
        """
        columns: Columns = {name: np.array(column, POINT[name]) for name, column in self.columns.items()}
        counts = np.array(self.counts, "i4")
        new = columns["county"] == NOT_LOOKED_UP
        columns["county"][new] = county_borders().counties_at(columns["latitude"][new], columns["longitude"][new])
        columns |= {
            "practitioner": rank.astype("i8").repeat(counts),
            "several": (counts > 1).repeat(counts),
            "along": strip_position(columns["latitude"], columns["longitude"]),
        }
        order = np.lexsort((columns["location"], columns["practitioner"], columns["along"]))
        columns = {name: column[order] for name, column in columns.items()}
        phi, lam = np.radians(columns["latitude"]), np.radians(columns["longitude"])
        return columns | {"x": np.cos(phi) * np.cos(lam), "y": np.cos(phi) * np.sin(lam), "z": np.sin(phi)}


def _sets(starts: Column, codes: Column) -> tuple[Column, Column, Column]:
    """Lists as sets, each once: which is whose, where each begins, their codes.

    Numbered as they come along the curve, so that neighbours' are near.
    """
    content, size = codes.tobytes(), codes.itemsize
    sets: dict[bytes, int] = {}
    which = [sets.setdefault(content[start:end], len(sets)) for start, end in pairwise((starts * size).tolist())]
    ends = np.cumsum([0, *(len(each) // size for each in sets)])
    return np.array(which, "i4"), ends, np.frombuffer(b"".join(sets), codes.dtype)


def _name_words(listing: Practitioner) -> set[str]:
    """What somebody is found by: the folded words of all names (O'Brien is obrien, and o brien; De La Cruz is delacruz
    too), and their numbers: NPI, telephone numbers in ten digits, licences with their letters and without.
    """
    written = [text for name in (listing.name, *listing.other_names) for text in (name, name.replace("'", " "))]
    words = {word for text in written for word in (*names.folded(text).split(), *names.joined(text))}
    phones = {place.phone[-PHONE_DIGITS:] for place in listing.locations if place.phone}
    licences = {number for each in listing.licences for number in (normalised(each.number), parts(each.number)[1])}
    numbers = {number.lower() for number in licences if len(number) >= SHORTEST_NUMBER}
    return words | phones | numbers | ({listing.npi} if listing.npi else set())


def place_on_curve(locations: Sequence[ListedLocation]) -> int:
    """Where those with these places come in the order of all."""
    for each in locations:
        if each.latitude is not None and each.longitude is not None:
            return morton(each.latitude, each.longitude)
    return NOWHERE
