"""The columns that a search reads, packed when a directory is published (publish/pack.py): some have a number for each
practitioner, those of points one for each place where somebody practices.

Of words (languages, payers) it is the number of a set of them, for many practitioners have the same (the insurers of a
city, say): NAME_starts says where each set begins in NAME_words, with the end as one entry more, and a number there is
the place of a word in the table `words`.

TURNED marks the numbers of some listings from a day on: turned_listing, turned_from, and the numbers by their names.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.core import in_force
from directory.core.practitioner import Period

TURNED = "turned_"
FEW = 500  # practitioners: looking for each is quicker than marking all

BETWEEN_PERIODS, OPEN = "\x1f", ".."  # no payer's name holds the first: it is no printable character


def payer_word(payer: str, periods: Iterable[Period]) -> str:
    """A payer as a word of the column of payers: with the periods in which one of its plans is taken, if it is not
    always. So it is one word for all of whom the same is so.
    """
    return BETWEEN_PERIODS.join([payer, *(f"{starts_on or ''}{OPEN}{ends_on or ''}" for starts_on, ends_on in periods)])


def payer_on(word: str, day: str) -> str | None:
    """The payer of such a word, if it is taken on an ISO day."""
    payer, *periods = word.split(BETWEEN_PERIODS)
    parts = [period.partition(OPEN) for period in periods]
    return payer if in_force.is_taken([(starts or None, ends or None) for starts, _, ends in parts], day) else None


def ascending(numbers: NDArray[Any]) -> NDArray[Any]:
    """The numbers in order, each once. numpy.unique hashes them, which takes more than ten times as long."""
    ordered = np.sort(numbers, kind="stable")  # what comes of several ascending arrays is merged
    is_new = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    each_once: NDArray[Any] = ordered[is_new]
    return each_once


def are_among(numbers: NDArray[Any] | slice, parts: Iterable[NDArray[Any]], size: int) -> NDArray[Any]:
    """A mask of practitioners: whose numbers are in one of some ascending arrays. numbers: theirs, all below `size`."""
    if isinstance(numbers, slice) or len(numbers) > FEW:
        everybody = np.zeros(size, bool)
        for part in parts:
            everybody[part] = True
        mask: NDArray[Any] = everybody[numbers]
        return mask
    mask, numbers = np.zeros(len(numbers), bool), numbers.astype("<i4")
    for part in parts:
        if len(part):
            mask |= part.take(part.searchsorted(numbers), mode="clip") == numbers
    return mask


def spread(starts: NDArray[Any], counts: NDArray[Any]) -> NDArray[Any]:
    """The places starts[0], starts[0] + 1 … (counts[0] of them), then those of starts[1], and so on."""
    ends = counts.cumsum()
    places: NDArray[Any] = (starts - ends + counts).repeat(counts) + np.arange(ends[-1] if len(ends) else 0)
    return places
