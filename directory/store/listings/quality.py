"""How good a directory is: whom a figure counts, told from its columns, so that the listings behind each are found."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from directory.core.dates import ordinal
from directory.core.facts import FRESH_DAYS
from directory.core.sources import BY_NAME as SOURCES
from directory.core.taxonomy import KINDS
from directory.store.listings.reader import Directory

Numbers = NDArray[Any]
Columns = Mapping[str, Numbers]
Words = Mapping[str, list[str]]
KEPT = ("practice_state", "known_licence", "compared")  # columns of words that only figures and the next publish read
AGREE, DISAGREE = "agree", "disagree"
BOARDS = frozenset(  # the made-up sample plays a board, too
    name for name, source in SOURCES.items() if source.said_by == "board" or source.made_up
)
MEASURES = ("insurance", "board", "street", "confirmed")


class Packed(NamedTuple):
    """The columns of a directory and what their numbers stand for, with those that a search does not read."""

    columns: Columns
    words: Words

    @property
    def listings(self) -> int:
        """How many listings there are."""
        return len(self.columns["kind"])

    def having(self, name: str, wanted: frozenset[str]) -> Numbers:
        """A mask of those who have one of these words in a column of words."""
        codes = [code for code, word in enumerate(self.words.get(name, ())) if word in wanted]
        starts = self.columns[f"{name}_starts"]
        holds = np.zeros(len(starts) - 1, bool)
        places = np.flatnonzero(np.isin(self.columns[f"{name}_words"], codes))
        holds[starts.searchsorted(places, "right") - 1] = True
        mask: Numbers = holds[self.columns[name]]
        return mask


def measure(packed: Packed, name: str, day: str) -> Numbers:
    """A mask of those of whom a measure holds on an ISO day: one of MEASURES.

    insurance: some source states a plan; board: a licensing board tells a license's standing; street: one of their
    places has a point as exact as its street; confirmed: somebody confirmed an address and phone within FRESH_DAYS.
    """
    columns = packed.columns
    if name == "insurance":
        taking: Numbers = np.diff(columns["payer_starts"])[columns["payer"]] > 0
        return taking
    if name == "board":
        told = (word for word in packed.words.get("known_licence", ()) if word.split()[1] in BOARDS)
        return packed.having("known_licence", frozenset(told))
    mask: Numbers = columns["exact"] == 1 if name == "street" else columns["confirmed"] >= ordinal(day) - FRESH_DAYS
    return mask


def is_chosen(packed: Packed, chosen: Mapping[str, str], day: str) -> Numbers:
    """A mask of those behind a figure.

    chosen: "kind"; "state", where they practice, "none" for nowhere; "with" or "without": one of MEASURES; "place":
    "none" for those whom no search for a place finds; "fact" and "sources" ("agree" or "disagree"). Others are ignored.
    """
    mask: Numbers = np.ones(packed.listings, bool)
    if (kind := chosen.get("kind")) in KINDS:
        mask &= packed.columns["kind"] == [str(each) for each in KINDS].index(str(kind))
    if chosen.get("state") == "none":
        mask &= (np.diff(packed.columns["practice_state_starts"]) == 0)[packed.columns["practice_state"]]
    elif state := chosen.get("state"):
        mask &= packed.having("practice_state", frozenset((state,)))
    if (name := chosen.get("with")) in MEASURES:
        mask &= measure(packed, str(name), day)
    if (name := chosen.get("without")) in MEASURES:
        mask &= ~measure(packed, str(name), day)
    if chosen.get("place") == "none":
        mask &= np.bincount(packed.columns["practitioner"], minlength=packed.listings) == 0
    if (said := chosen.get("sources")) in (AGREE, DISAGREE):
        mask &= packed.having("compared", frozenset((f"{chosen.get('fact', '')} {said}",)))
    return mask


def numbers_of(directory: Directory, chosen: Mapping[str, str]) -> Numbers:
    """The numbers of the listings behind a figure, see is_chosen."""
    wanted = ["exact", *(f"{name}{part}" for name in KEPT for part in ("", "_starts", "_words"))]
    marks = ",".join("?" * len(wanted))
    rows = directory.connection.execute(f"SELECT name, type, data FROM build_columns WHERE name IN ({marks})", wanted)
    kept = {name: np.frombuffer(data, dtype) for name, dtype, data in rows}
    packed = Packed(directory.columns | kept, directory.words)
    numbers: Numbers = np.flatnonzero(is_chosen(packed, chosen, directory.day))
    return numbers
