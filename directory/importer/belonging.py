"""Whose statement is it? Statements with an NPI are their NPI's; the others are matched, by match.py and by admins' decisions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from directory.importer.match import Identity, Verdict, compare, identity, keys
from directory.store.decisions import decisions
from directory.store.imports import Imports, Statement


class Doubt(NamedTuple):
    """Two statements of which nobody can tell yet whether they are about the same practitioner. one has no NPI."""

    one: str
    other: str
    reason: str


def belonging(imports: Imports) -> tuple[dict[str, str], list[Doubt]]:
    """For each statement without an NPI ({SOURCE:ID: practitioner's id}) whose it is, and the pairs that are in doubt.

    A statement that fits two practitioners is in doubt about both. One that fits none is a practitioner of its own.
    """
    if imports.all_have_npi():
        return {}, []
    loose = {each.ref: each for each in map(_identity, imports.statements(npi=False))}
    decided = decisions(imports.connection)
    fits, doubts = _judged(_pairs(loose, map(_identity, imports.statements(npi=True))), decided)
    owners = {}
    for ref, found in fits.items():
        if len(found) == 1:
            (owners[ref],) = (other.removeprefix("npi:") for other in found)
        else:
            doubts += [Doubt(ref, other, "it fits more than one practitioner") for other in sorted(found)]
    return owners | _together(loose, owners, decided, doubts), doubts


def _identity(statement: Statement) -> Identity:
    npi = statement.listing["npi"]
    return identity(f"npi:{npi}" if npi else f"{statement.source}:{statement.listing['id']}", statement.listing)


def _pairs(loose: dict[str, Identity], others: Iterable[Identity]) -> Iterator[tuple[Identity, Identity]]:
    """Each loose statement with each of the others that shares a key with it."""
    holders = defaultdict(list)
    for person in loose.values():
        for key in keys(person):
            holders[key].append(person)
    for other in others:
        near = {person.ref: person for key in keys(other) for person in holders.get(key, ()) if person.ref != other.ref}
        yield from ((person, other) for person in near.values())


def _judged(pairs: Iterable[tuple[Identity, Identity]], decided: dict[tuple[str, str], bool]) -> tuple[dict[str, set[str]], list[Doubt]]:
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


def _together(loose: dict[str, Identity], owners: dict[str, str], decided: dict, doubts: list[Doubt]) -> dict[str, str]:
    """Those that belong to no NPI: each is a practitioner of its own, unless an earlier one is the same.

    Boards come first, since their STATE-NUMBER is the id that lasts. An id that another practitioner has is told apart by the source.
    """
    order = sorted((ref for ref in loose if ref not in owners), key=lambda ref: (not ref.startswith("licences:"), ref))
    turn = {ref: place for place, ref in enumerate(order)}
    alone = {ref: loose[ref] for ref in order}
    fits, more = _judged(((one, other) for one, other in _pairs(alone, alone.values()) if turn[one.ref] > turn[other.ref]), decided)
    doubts += more
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for ref in order:
        earlier = min(fits.get(ref, ()), key=turn.get, default=None)
        own = ref.partition(":")[2]
        ids[ref] = ids[earlier] if earlier else ref.replace(":", "-", 1) if own in taken else own
        taken.add(ids[ref])
    return ids
