"""Whether everybody is resolved as the last publish found, although something else is said of some with an NPI.

It is so where each of these fits the statements that it has fitted, by the same evidence. Those without an NPI that
have a blocking key in common with one of them are looked at, and no others. Where that is not certain it is no.
"""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from directory.core.practitioner import SourcedStatement
from directory.resolve.evidence import Verdict
from directory.resolve.identity import Identity, identity_of
from directory.resolve.judging import Decisions
from directory.resolve.match import compare
from directory.resolve.misnamed import REGISTERS, misnamed, what_tells
from directory.resolve.near import KeptKeys, Near, numbers_of_keys
from directory.resolve.owners import together
from directory.resolve.weights import CONTRADICTS, NUMBERS
from directory.store.imports.database import Imports
from directory.store.imports.decisions import decisions
from directory.store.imports.kept_answers import is_in_question, note_in_question
from directory.store.imports.touched import as_it_stood

People = dict[str, Identity]
Outcome = tuple[Verdict, bool, str, str] | None


def resolves_as_before(
    imports: Imports,
    npis: list[str],
    snapshots: Iterable[int],
    then: list[SourcedStatement],
    now: list[SourcedStatement],
) -> bool:
    """Whether each statement is whose the last publish found it, and the same is asked, although of these NPIs `now` is
    said and `then` was when these snapshots stood. Inside a transaction.

    then, now: in the order of `Imports.current`, those that have joined an NPI with what is said of it.
    """
    all_have_npi = imports.all_have_npi()
    if _compared(then, all_have_npi) == _compared(now, all_have_npi):
        return True
    if not _are_asked_as_before(imports, npis, snapshots, [*then, *now]):
        return False
    before, after = _by_npi(then), _by_npi(now)
    if before.keys() != after.keys() or any(each.excluded for each in (*before.values(), *after.values())):
        return False
    if all_have_npi:
        return True
    joined = [(f"npi:{each.practitioner_id}", identity_of(each)) for each in now if not each.statement.npi]
    kept, decided = KeptKeys(imports), decisions(imports.connection)
    return _fit_the_same(kept, before, after, decided) and _lead_on_the_same(kept, joined, before, after)


def _are_asked_as_before(
    imports: Imports, npis: list[str], snapshots: Iterable[int], stated: list[SourcedStatement]
) -> bool:
    """Whether the same is asked of names under an NPI; what may be from now on is noted for the next time."""
    if is_in_question(imports.connection, {told for each in stated for told in what_tells(each.statement)}):
        return False
    with as_it_stood(imports.connection, snapshots):
        before, had_register = misnamed(imports, npis), imports.has_said(REGISTERS)
    after, has_register = misnamed(imports, npis), imports.has_said(REGISTERS)
    note_in_question(imports.connection, after.in_question, anew=False)
    return sorted(before.doubts) == sorted(after.doubts) and had_register == has_register


def _compared(statements: list[SourcedStatement], all_have_npi: bool) -> tuple[object, ...]:
    """All by which these are compared with others: what tells who somebody is in each statement that says so, and,
    where there are any without an NPI, in all of an NPI together.
    """
    telling = {
        (each.source, each.statement.name, each.statement.kind, identity_of(each))
        for each in statements
        if each.statement.name or each.statement.kind or each.statement.licences or each.statement.excluded_on
    }
    if all_have_npi:
        return (telling,)
    by_npi = groupby(statements, key=attrgetter("practitioner_id"))
    return telling, {npi: _in_any_order(together(f"npi:{npi}", group)) for npi, group in by_npi}


def _in_any_order(person: Identity) -> tuple[object, ...]:
    return tuple(frozenset(each) if isinstance(each, tuple) else each for each in person)


def _by_npi(statements: list[SourcedStatement]) -> People:
    own = [each for each in statements if each.statement.npi]
    return {f"npi:{npi}": together(f"npi:{npi}", group) for npi, group in groupby(own, attrgetter("practitioner_id"))}


def _fit_the_same(kept: KeptKeys, before: People, after: People, decided: Decisions) -> bool:
    keys = {ref: (numbers_of_keys(before[ref]), numbers_of_keys(after[ref])) for ref in after}
    holders = kept.near({key for pair in keys.values() for each in pair for key in each})
    if holders is None:
        return False
    for ref, (ours_then, ours_now) in keys.items():
        for person, shared in _holding(holders, ours_then | ours_now):
            if person.excluded and shared.isdisjoint(ours_then) != shared.isdisjoint(ours_now):
                return False  # another one of the excluded is near to somebody: see excluded.py
            if (person.ref, ref) not in decided and _outcome(person, before[ref]) != _outcome(person, after[ref]):
                return False
    return True


def _holding(holders: dict[int, list[Near]], keys: Iterable[int]) -> list[Near]:
    return list({near.person.ref: near for key in keys for near in holders.get(key, ())}.values())


def _outcome(person: Identity, other: Identity) -> Outcome:
    """All of a match that anything follows from."""
    match = compare(person, other)
    if match.verdict is Verdict.NO:
        return None
    asked = (match.reason, match.shared_place) if match.verdict is Verdict.CANT_TELL else ("", "")
    return match.verdict, match.has_number_and_name, *asked


def _lead_on_the_same(kept: KeptKeys, joined: list[tuple[str, Identity]], before: People, after: People) -> bool:
    """Whether what fits something that has joined one of these contradicts it as before, or does not: see chains.py."""
    keys = {person.ref: numbers_of_keys(person) for _, person in joined}
    holders = kept.near({key for each in keys.values() for key in each}) if keys else {}
    if holders is None:
        return False
    for ref, person in joined:
        if ref not in after or _has_number(person, before[ref]) != _has_number(person, after[ref]):
            return False
        others = [near.person for near in _holding(holders, keys[person.ref]) if near.person.ref != person.ref]
        fitting = [each for each in others if compare(person, each).verdict is Verdict.YES]
        if any(_contradicts(each, before[ref]) != _contradicts(each, after[ref]) for each in fitting):
            return False
    return True


def _has_number(person: Identity, other: Identity) -> bool:
    return not NUMBERS.isdisjoint(compare(person, other).found)


def _contradicts(person: Identity, other: Identity) -> bool:
    return not CONTRADICTS.isdisjoint(compare(person, other).found)
