"""Whom each loose statement fits, by evidence and by admins' decisions, and what has to be asked."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from directory.resolve.doubts import Doubt
from directory.resolve.evidence import Verdict
from directory.resolve.identity import Identity
from directory.resolve.match import compare

Decisions = dict[tuple[str, str], bool]


class Judged(NamedTuple):
    """fits: {statement: those that it fits, by their own names}. doubts: what an admin has to decide. proved: the
    statements that fit somebody on number and full name, or by a decision, which is enough for a bad standing, too.
    """

    fits: dict[str, dict[str, Identity]]
    doubts: list[Doubt]
    proved: set[str]


def judge(pairs: Iterable[tuple[Identity, Identity]], decided: Decisions) -> Judged:
    """Whom each loose statement fits, and the doubts.

    An admin's decision stands before any rule: who is decided to be the same is not in doubt about others. Whether two
    of the excluded are one concerns nobody.
    """
    fits: dict[str, dict[str, Identity]] = defaultdict(dict)
    doubts: dict[tuple[str, str], Doubt] = {}
    proved: set[str] = set()
    no = Verdict.NO
    for person, other in pairs:
        if person.excluded and other.excluded:
            continue
        same = decided.get((person.ref, other.ref)) if decided else None
        match = compare(person, other) if same is None else None
        if match and match.verdict is no:  # as most are
            continue
        if same or (match and match.verdict is Verdict.YES):
            fits[person.ref][other.ref] = other
            if same or (match and match.has_number_and_name):
                proved.add(person.ref)
        elif match:
            doubts[person.ref, other.ref] = Doubt(person.ref, other.ref, match.reason, match.shared_place)
    settled = {one for (one, other), same in decided.items() if same and other in fits.get(one, ())}
    for ref in settled:
        fits[ref] = {other: found for other, found in fits[ref].items() if decided.get((ref, other))}
    asked = [each for each in doubts.values() if each.one not in settled and each.other not in fits[each.one]]
    return Judged(fits, asked, proved)
