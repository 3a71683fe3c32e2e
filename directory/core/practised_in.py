"""In which states somebody practises: who is limited to one state changes nothing of another."""

from collections.abc import Collection, Iterable

from directory.core.practitioner import Practitioner, Statement
from directory.core.societies import is_part


def practised_in(entries: Iterable[Statement | Practitioner]) -> set[str]:
    """The states of the places that listings or statements of one practitioner name; of one that names none, those of
    its licenses. A license of a state in which somebody has no place, such as one from before they moved, is no
    practice there.
    """
    found: set[str] = set()
    for entry in entries:
        found |= {place.state for place in entry.locations} or {licence.state for licence in entry.licences}
    return found


def is_kept_by(limit: str, practised: set[str], societies: Collection[str]) -> bool:
    """Whether an editor, limited to a state or to a society's list, keeps who practises in these states and is on the
    lists of these societies (core.societies).

    A state's editor: those who practise there and in no other. Whoever practises in two is for an admin, since a change
    shows in both. A society's editor: those whom its list names, wherever they practise, and nobody of another
    society's alone.
    """
    return limit in societies if is_part(limit) else practised == {limit}
