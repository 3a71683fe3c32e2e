"""What an edition of the directory counts of itself, so that the guard can tell what the next one would lose.

What is stored counts, not what is in force on a day: time alone takes nothing away.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from msgspec import UNSET
from numpy.typing import NDArray

from directory.core.practitioner import Practitioner

STATES, LICENCES = "practice_state", "known_licence"  # columns that hold these words of each listing
Columns = Mapping[str, NDArray[Any]]
Words = Mapping[str, list[str]]
Counts = dict[str, dict[str, dict[str, Any]]]


def practice_states(listing: Practitioner) -> set[str]:
    """The states in which somebody practices."""
    return {each.state for each in listing.locations}


def known_licences(listing: Practitioner) -> Iterator[str]:
    """The licences whose standing is known, each as its state and a source that tells the standing: "CA licences"."""
    for licence in listing.licences:
        told = [(licence.source, licence.status)]
        told += [(each.source, licence.status if each.status is UNSET else each.status) for each in licence.also]
        yield from (f"{licence.state} {source}" for source, status in told if status != "unknown")


def counts(columns: Columns, words: Words, takers: Mapping[tuple[str, str], int]) -> Counts:
    """How many listings have a licence of known standing, and how many take plans, by state and by source.

    columns, words: of the edition; takers: see PlanLists.write. Gives {"licences": {"state": {"CA": 20},
    "source": {"licences": 20}}, "plans": {"state": {"CA": 41}, "source": {"plan-net": 41}, "payer": {"plan-net": {"Elm
    Health": 41}}}}.
    """
    by_state, by_source = Counter[str](), Counter[str]()
    for known, listings in _sets(columns, words, LICENCES):
        pairs = [word.split() for word in known]
        by_state.update(dict.fromkeys({state for state, _ in pairs}, listings))
        by_source.update(dict.fromkeys({source for _, source in pairs}, listings))
    taking = np.diff(columns["payer_starts"])[columns["payer"]] > 0
    plans_by_state = Counter[str]()
    for states, listings in _sets(columns, words, STATES, taking):
        plans_by_state.update(dict.fromkeys(states, listings))
    plans_by_source = {source: listings for (source, payer), listings in takers.items() if not payer}
    by_payer: dict[str, dict[str, int]] = {source: {} for source in plans_by_source}
    for (source, payer), listings in takers.items():
        if payer:
            by_payer[source][payer] = listings
    return {
        "licences": {"state": dict(by_state), "source": dict(by_source)},
        "plans": {"state": dict(plans_by_state), "source": plans_by_source, "payer": by_payer},
    }


def takers_in(counted: Counts) -> dict[tuple[str, str], int]:
    """The takers of whom `counts` has counted these."""
    plans = counted["plans"]
    of_any = {(source, ""): listings for source, listings in plans["source"].items()}
    return of_any | {(source, payer): each for source, by in plans["payer"].items() for payer, each in by.items()}


def _sets(
    columns: Columns, words: Words, name: str, among: NDArray[Any] | slice = slice(None)
) -> Iterator[tuple[list[str], int]]:
    """Each set of words in a column, and how many of these listings have it."""
    starts, codes = columns[f"{name}_starts"], columns[f"{name}_words"]
    times = np.bincount(columns[name][among])
    for number in times.nonzero()[0]:
        yield [words[name][code] for code in codes[starts[number] : starts[number + 1]]], int(times[number])
