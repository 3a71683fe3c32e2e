"""In which states somebody practises: who is limited to one state changes nothing of another."""

from collections.abc import Iterable

from directory.core.practitioner import Practitioner, Statement


def practised_in(entries: Iterable[Statement | Practitioner]) -> set[str]:
    """The states of the places that listings or statements of one practitioner name; of one that names none, those of
    its licenses. A license of a state in which somebody has no place, such as one from before they moved, is no
    practice there.
    """
    found: set[str] = set()
    for entry in entries:
        found |= {place.state for place in entry.locations} or {licence.state for licence in entry.licences}
    return found
