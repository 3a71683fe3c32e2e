"""A city or a state in a script that is not ours: 洛杉矶, 纽约法拉盛, 加州, Лос-Анджелес."""

import re
from typing import NamedTuple

from directory.core.gazetteer import Gazetteer

NOT_OURS = re.compile(r"[^\u0000-\u024f\u1e00-\u206f]")
LONGEST_NAME = 24  # characters
SHORTEST_NAME = 2  # of Chinese; fewer are a word of their own


class Named(NamedTuple):
    """What a text names in such a script. city: "" of a state; is_all: that it names nothing else."""

    city: str
    state: str
    is_all: bool


def named_in(text: str, gazetteer: Gazetteer) -> Named | None:
    """The city, else the state, that `text` names.

    Who writes so puts the larger place first (纽约法拉盛: New York, Flushing): of several cities the last one counts.
    """
    known, state, end = gazetteer.other_scripts, "", len(text)
    while NOT_OURS.search(text) and end >= SHORTEST_NAME:
        starts = range(max(0, end - LONGEST_NAME), end - SHORTEST_NAME + 1)
        start = next((each for each in starts if text[each:end] in known), None)
        if start is None:
            end -= 1
            continue
        city, code = known[text[start:end]]
        if city:
            return Named(city, code, text in known)
        state, end = state or code, start
    return Named("", state, text in known) if state else None
