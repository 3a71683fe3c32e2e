"""Counting the searches that found nobody, so that those who keep the directory see where people are missing.

A search is its searcher's business: what is kept is a state's number of a month, in tens. When, for which place or
condition, in which words and by whom is kept nowhere; what is fewer than ten is in this process's memory alone.
"""

import re
from collections import Counter
from threading import Lock

from directory.core import zip_states
from directory.core.addresses import STATES
from directory.search.place import Place
from directory.settings import Settings
from directory.store.connection import Busy, DiskFull
from directory.store.office.database import Actor, Office
from directory.store.office.empty_searches import WRITTEN_AT_ONCE, add_empty_searches
from directory.store.office.opening import LOOK_TIMEOUT
from directory.store.vault import NoKey

STATE_AT_END = re.compile(r", ([A-Z]{2})$")
CODES = {name: code for code, name in STATES.items()}
NOBODY = Actor(None, "")


class EmptySearches:
    """Those of one process, by state."""

    def __init__(self) -> None:
        self._counts, self._lock = Counter[str](), Lock()

    def count(self, place: Place, settings: Settings) -> None:
        """Counts a search at a place; of every WRITTEN_AT_ONCE of a state, writes down that there were so many."""
        if not (state := state_of(place)):
            return
        with self._lock:
            self._counts[state] += 1
            if self._counts[state] < WRITTEN_AT_ONCE:
                return
            del self._counts[state]
        _write_down(state, settings)


def state_of(place: Place) -> str:
    """The state of a place, "" where it is in none or in several."""
    if place.precision == "zip":
        return zip_states.state_of(place.label.rpartition(" ")[2]) or ""
    found = STATE_AT_END.search(place.town or place.label)
    return found[1] if found and found[1] in STATES else CODES.get(place.label, "")


def _write_down(state: str, settings: Settings) -> None:
    """Where there is an office; they are not counted where it cannot be opened now."""
    if not settings.office.exists():
        return
    try:
        office = Office(settings.office, settings.key_file, settings.key, NOBODY, LOOK_TIMEOUT)
        with office, office.transaction():
            add_empty_searches(office, state)
    except (Busy, DiskFull, NoKey):
        return
