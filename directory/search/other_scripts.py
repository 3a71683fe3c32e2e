"""A city in a script that is not ours: 洛杉矶, 纽约法拉盛, Лос-Анджелес."""

import re

from directory.core.gazetteer import City, Gazetteer

NOT_OURS = re.compile(r"[^\u0000-\u024f\u1e00-\u206f]")
LONGEST_NAME = 24  # characters
SHORTEST_NAME = 2  # of Chinese; fewer are a word of their own


def city_in(text: str, gazetteer: Gazetteer) -> tuple[City | None, bool]:
    """The city that `text` names in such a script, and whether it names nothing else.

    Who writes so puts the larger place first (纽约法拉盛: New York, Flushing): of several names the last one counts.
    """
    if not NOT_OURS.search(text):
        return None, False
    for end in range(len(text), SHORTEST_NAME - 1, -1):
        for start in range(max(0, end - LONGEST_NAME), end - SHORTEST_NAME + 1):
            if named := gazetteer.other_scripts.get(text[start:end]):
                return gazetteer.city(*named), end - start == len(text)
    return None, False
