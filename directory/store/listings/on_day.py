"""The columns of a directory as they are on the day of reading, made of those stored when it was published."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.core.dates import ordinal
from directory.core.licences import STANDINGS
from directory.store.listings.columns import TURNED, payer_on

Columns = dict[str, NDArray[Any]]
Words = dict[str, list[str]]
POINTS = ("practitioner", "location", "along", "several", "x", "y", "z", "county", "zip")  # what a search reads of them


def on_day(columns: Columns, words: Words, day: str) -> tuple[Columns, Words]:
    """The columns and words as they are on an ISO day: in the words that count first that day, without the points where
    nobody practices, with the standing of everybody's licences (STANDINGS), who is out of Medicare, and the payers
    whose plans are taken.
    """
    number = ordinal(day)
    columns = columns | turned_on(columns, number)
    payers, taken = _payers_on(columns, words.get("payer", []), day)
    columns = columns | _points_on(columns, number) | _standings_on(columns, number) | taken
    return columns, words | {"payer": payers}


def turned_on(columns: Columns, day: int) -> Columns:
    """The numbers of listings that have changed by the day with this number, since another word counts first."""
    whose = columns["turned_listing"][: columns["turned_from"].searchsorted(day, "right")]  # in the order of their days
    names = [name for name in columns if TURNED + name in columns] if len(whose) else []
    turned = {name: columns[name].copy() for name in names}
    for name, column in turned.items():
        column[whose] = columns[TURNED + name][: len(whose)]  # of several of one listing the last
    return turned


def _points_on(columns: Columns, day: int) -> Columns:
    is_there = (columns["starts"] <= day) & (day <= columns["ends"])
    return {} if is_there.all() else {name: columns[name][is_there] for name in POINTS}


def _standings_on(columns: Columns, day: int) -> Columns:
    """standing: as licences.standing tells it of the licences as they are that day (in_force.licence_on)."""
    active, lapsed = columns["active_until"] >= day, columns["unlapsed_until"] < day
    number = STANDINGS.index
    standing = np.select([active, lapsed], [number("active"), number("lapsed")], number("unknown")).astype("u1")
    is_out = (columns["out_of_medicare_from"] <= day) & (day <= columns["out_of_medicare_until"])
    return {"standing": standing, "out_of_medicare": is_out}


def _payers_on(columns: Columns, words: list[str], day: str) -> tuple[list[str], Columns]:
    """The payers, and the columns of who takes them, where a word may stand for a payer in certain periods only."""
    on = [payer_on(word, day) for word in words]
    if on == words:
        return words, {}
    payers = sorted({payer for payer in on if payer})
    numbers = {payer: number for number, payer in enumerate(payers)}
    codes = np.array([numbers.get(payer or "", -1) for payer in on], "i4")[columns["payer_words"]]
    is_taken = codes >= 0
    starts = np.concatenate(([0], np.cumsum(is_taken)))[columns["payer_starts"]]
    return payers, {"payer_words": codes[is_taken], "payer_starts": starts}
