"""Whose statement is it? Statements with an NPI are their NPI's.

The others are matched, by match.py and by admins' decisions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from directory.core.practitioner import SourcedStatement
from directory.resolve.match import Identity, Verdict, compare, identity, keys, narrower
from directory.store.imports.database import Imports
from directory.store.imports.decisions import decisions

CROWD = 50  # statements without an NPI
SEVERAL = "it fits more than one practitioner"
TOO_MANY = "too many to compare each with each, so whoever is among them twice may be listed twice"


class Doubt(NamedTuple):
    """Two statements of which nobody can tell yet whether they are about the same practitioner. one has no NPI."""

    one: str
    other: str
    reason: str


def find_owners(imports: Imports) -> tuple[dict[str, str], list[Doubt]]:
    """For each statement without an NPI ({SOURCE:ID: practitioner's id}) whose it is, and the pairs that are in doubt.

    A statement that fits two practitioners is in doubt about both. One that fits none is a practitioner of its own.
    """
    if imports.all_have_npi():
        return {}, []
    decided = decisions(imports.connection)
    loose = _Loose(map(_identity, imports.statements(npi=False)), decided)
    fits, doubts = _judged(loose.pairs(map(_identity, imports.statements(npi=True))), decided)
    owners = {}
    for ref, found in fits.items():
        if len(found) == 1:
            (owners[ref],) = (other.removeprefix("npi:") for other in found)
        else:
            doubts += [Doubt(ref, other, SEVERAL) for other in sorted(found)]
    doubts += [crowd for crowd in loose.doubts() if (crowd.one, crowd.other) not in decided]
    return owners | _together(loose, owners, decided, doubts), doubts


def _identity(sourced: SourcedStatement) -> Identity:
    statement = sourced.statement
    return identity(f"npi:{statement.npi}" if statement.npi else f"{sourced.source}:{statement.id}", statement)


class _Loose:
    """The statements without an NPI, {ref: identity} in `people`, and which of them are worth comparing with another.

    What a crowd shares tells nobody apart, and to compare each with each would take for ever: a crowd is parted by its
    members' names, and what is then still one is not compared. So the work grows with the number of statements, not
    with its square.
    """

    def __init__(self, people: Iterable[Identity], decided: Iterable[tuple[str, str]]):
        self.people = {each.ref: each for each in people}
        self.holders = _by_key((person, keys(person)) for person in self.people.values())
        self.crowds = self._crowded()
        self.holders |= _by_key((person, narrower(key, person)) for key, held in self.crowds.items() for person in held)
        self._crowded()
        for one, other in decided:
            if one in self.people:
                self.holders.setdefault(("decided", other), []).append(self.people[one])

    def _crowded(self) -> dict[tuple, list[Identity]]:
        """Takes out the keys that a crowd shares, and gives them."""
        return {key: self.holders.pop(key) for key in [key for key, held in self.holders.items() if len(held) > CROWD]}

    def pairs(self, others: Iterable[Identity]) -> Iterator[tuple[Identity, Identity]]:
        """Each of the statements with each of the others that shares a key with it, or that an admin has judged."""
        for other in others:
            found = [key for each in keys(other) for key in (narrower(each, other) if each in self.crowds else (each,))]
            near = {
                person.ref: person
                for key in (*found, ("decided", other.ref))
                for person in self.holders.get(key, ())
                if person.ref != other.ref
            }
            yield from ((person, other) for person in near.values())

    def doubts(self) -> Iterator[Doubt]:
        """Which crowds were not compared, for an admin to know: of each kind one statement and how many others."""
        for kind in dict.fromkeys(key[0] for key in self.crowds):
            refs = dict.fromkeys(person.ref for key, held in self.crowds.items() if key[0] == kind for person in held)
            yield Doubt(
                next(iter(refs)), f"{len(refs) - 1:,} others, by {kind}", f"over {CROWD} have one in common, {TOO_MANY}"
            )


def _by_key(people: Iterable[tuple[Identity, Iterable[tuple]]]) -> dict[tuple, list[Identity]]:
    holders: dict[tuple, list[Identity]] = {}
    for person, found in people:
        for key in found:
            holders.setdefault(key, []).append(person)
    return holders


def _judged(
    pairs: Iterable[tuple[Identity, Identity]], decided: dict[tuple[str, str], bool]
) -> tuple[dict[str, set[str]], list[Doubt]]:
    """Whom each loose statement fits, and the doubts; an admin's decision stands before any rule."""
    fits: dict[str, set[str]] = defaultdict(set)
    doubts: dict[tuple[str, str], Doubt] = {}
    for person, other in pairs:
        verdict, reason = compare(person, other)
        same = decided.get((person.ref, other.ref))
        if same or (same is None and verdict is Verdict.YES):
            fits[person.ref].add(other.ref)
        elif same is None and verdict is Verdict.CANT_TELL:
            doubts[person.ref, other.ref] = Doubt(person.ref, other.ref, reason)
    return fits, [doubt for doubt in doubts.values() if doubt.other not in fits[doubt.one]]


def _together(loose: _Loose, owners: dict[str, str], decided: dict, doubts: list[Doubt]) -> dict[str, str]:
    """Those that belong to no NPI: each is a practitioner of its own, unless one earlier practitioner is the same.

    More than one, and it is in doubt.

    Boards come first, since their STATE-NUMBER is the id that lasts. An id that another practitioner has is told apart
    by the source.
    """
    order = sorted(
        (ref for ref in loose.people if ref not in owners), key=lambda ref: (not ref.startswith("licences:"), ref)
    )
    turn = {ref: place for place, ref in enumerate(order)}
    pairs = loose.pairs(loose.people[ref] for ref in order)
    fits, more = _judged(((one, other) for one, other in pairs if turn.get(one.ref, -1) > turn[other.ref]), decided)
    doubts += more
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for ref in order:
        earlier = {ids[other] for other in fits.get(ref, ())}
        if len(earlier) == 1:
            (ids[ref],) = earlier
            continue
        own = ref.partition(":")[2]
        ids[ref] = ref.replace(":", "-", 1) if own in taken else own
        taken.add(ids[ref])
        doubts += [Doubt(ref, other, SEVERAL) for other in sorted(fits.get(ref, ()))]
    return ids
