"""Whose statement is it? Statements with an NPI are their NPI's.

The others are matched, by match.py and by admins' decisions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import combinations, groupby
from operator import attrgetter
from typing import Any, NamedTuple

from directory.core.facts import BY_NAME
from directory.core.practitioner import SourcedStatement, Statement
from directory.resolve.identity import Identity, blocking_keys, identity, names_of, narrower
from directory.resolve.match import Verdict, compare
from directory.resolve.names import Agreement, compare_names
from directory.store.imports.database import Imports
from directory.store.imports.decisions import decisions

Decisions = dict[tuple[str, str], bool]

CROWD = 50  # statements without an NPI
WITHHELD = ""  # the owner of a statement that waits for an admin and is not shown meanwhile
SEVERAL = "it fits more than one practitioner"
CONFLICT = "another statement that fits as well is of somebody else"
OTHER_NAME = "the same NPI with a wholly different name"
TOO_MANY = "too many to compare each with each, so whoever is among them twice may be listed twice"


class Doubt(NamedTuple):
    """Two statements of which nobody can tell yet whether they are about the same practitioner.

    One has no NPI, or its name is in doubt.
    """

    one: str
    other: str
    reason: str


class Resolved(NamedTuple):
    """owners: {SOURCE:ID: practitioner's id} for statements that are not their own id's, WITHHELD for those not shown.

    The doubts.
    """

    owners: dict[str, str]
    doubts: list[Doubt]


def resolve(imports: Imports) -> Resolved:
    """Whose each statement is, as far as that can be told.

    A statement that fits two practitioners is in doubt about both. One that fits none is a practitioner of its own. One
    in doubt that tells of a bad standing is not shown before an admin has decided; nor is one whose NPI is known by a
    wholly different name.
    """
    decided = decisions(imports.connection)
    misnamed = list(_misnamed(imports, decided))
    owners = {doubt.one: WITHHELD for doubt in misnamed}
    if imports.all_have_npi():
        return Resolved(owners, misnamed)
    resolver = _Resolver(imports, decided, set(owners))
    resolver.match_with_npis()
    resolver.match_with_each_other()
    return Resolved(owners | resolver.owners, misnamed + resolver.all_doubts())


def _misnamed(imports: Imports, decided: Decisions) -> Iterator[Doubt]:
    """Statements whose NPI another source knows by a name that has nothing in common with theirs."""
    ranks = BY_NAME["name"].ranks
    for npi, statements in groupby(imports.with_several_names(), key=attrgetter("practitioner_id")):
        named = [each for each in statements if each.statement.name]
        first, *others = sorted(named, key=lambda each: ranks.index(each.source))
        for each in others:
            pair = _ref(each), f"npi:{npi}"
            if _nothing_in_common(first.statement, each.statement) and not decided.get(pair):
                yield Doubt(*pair, OTHER_NAME)


def _nothing_in_common(one: Statement, other: Statement) -> bool:
    if "clinic" in (one.kind, other.kind):
        return False
    compared = [compare_names(ours, theirs) for ours in names_of(one) for theirs in names_of(other)]
    return all(each.family == each.given == Agreement.DIFFERENT for each in compared)


def _ref(sourced: SourcedStatement) -> str:
    return f"{sourced.source}:{sourced.statement.id}"


def _identity(sourced: SourcedStatement) -> Identity:
    return identity(_ref(sourced), sourced.statement)


def _of_one_npi(statements: Iterable[SourcedStatement]) -> Iterator[Identity]:
    """One identity for each NPI: all that is stated of it together. statements: ordered by NPI."""
    for npi, group in groupby(statements, key=attrgetter("practitioner_id")):
        yield reduce(_joined, (identity(f"npi:{npi}", each.statement) for each in group))


def _joined(one: Identity, other: Identity) -> Identity:
    """What two statements about the same practitioner tell together."""
    return one._replace(
        clinic=one.clinic or other.clinic,
        names=tuple(dict.fromkeys(one.names + other.names)),
        licences=tuple(dict.fromkeys(one.licences + other.licences)),
        phones=tuple(dict.fromkeys(one.phones + other.phones)),
        streets=tuple(dict.fromkeys(one.streets + other.streets)),
        cities=tuple(dict.fromkeys(one.cities + other.cities)),
        in_bad_standing=one.in_bad_standing or other.in_bad_standing,
    )


def evidence_of(sourced: SourcedStatement, statements: Iterable[SourcedStatement]) -> str:
    """On what evidence a statement is of the practitioner whom these statements are about, in a line.

    "" where it is alone.
    """
    others = [_identity(each) for each in statements if each is not sourced]
    return compare(_identity(sourced), reduce(_joined, others)).reason if others else ""


class Blocks:
    """The statements without an NPI, {ref: identity} in `people`, and which of them are worth comparing with another.

    What a crowd shares tells nobody apart, and to compare each with each would take for ever: a crowd is parted by its
    members' names, and what is then still one is not compared. So the work grows with the number of statements, not
    with its square.
    """

    def __init__(self, people: Iterable[Identity], decided: Iterable[tuple[str, str]]):
        self.people = {each.ref: each for each in people}
        self.holders = _by_key((person, blocking_keys(person)) for person in self.people.values())
        self.crowds = self._take_crowds()
        parted = ((person, narrower(key, person)) for key, held in self.crowds.items() for person in held)
        self.holders |= _by_key(parted)
        self._take_crowds()
        for one, other in decided:
            if one in self.people:
                self.holders.setdefault(("decided", other), []).append(self.people[one])

    def _take_crowds(self) -> dict[tuple[Any, ...], list[Identity]]:
        """Takes out the keys that a crowd shares, and gives them."""
        return {key: self.holders.pop(key) for key in [key for key, held in self.holders.items() if len(held) > CROWD]}

    def pairs(self, others: Iterable[Identity]) -> Iterator[tuple[Identity, Identity]]:
        """Each of the statements with each of the others that shares a key with it, or that an admin has judged."""
        for other in others:
            keys = blocking_keys(other)
            found = [key for each in keys for key in (narrower(each, other) if each in self.crowds else (each,))]
            held = (person for key in (*found, ("decided", other.ref)) for person in self.holders.get(key, ()))
            near = {person.ref: person for person in held if person.ref != other.ref}
            yield from ((person, other) for person in near.values())

    def crowd_doubts(self) -> Iterator[Doubt]:
        """Which crowds were not compared, for an admin to know: of each kind one statement and how many others."""
        for kind in dict.fromkeys(key[0] for key in self.crowds):
            refs = dict.fromkeys(person.ref for key, held in self.crowds.items() if key[0] == kind for person in held)
            reason = f"over {CROWD} have one in common, {TOO_MANY}"
            yield Doubt(next(iter(refs)), f"{len(refs) - 1:,} others, by {kind}", reason)


def _by_key(people: Iterable[tuple[Identity, Iterable[tuple[Any, ...]]]]) -> dict[tuple[Any, ...], list[Identity]]:
    holders: dict[tuple[Any, ...], list[Identity]] = {}
    for person, keys in people:
        for key in keys:
            holders.setdefault(key, []).append(person)
    return holders


def judge(
    pairs: Iterable[tuple[Identity, Identity]], decided: Decisions
) -> tuple[dict[str, dict[str, Identity]], list[Doubt]]:
    """Whom each loose statement fits, and the doubts; an admin's decision stands before any rule."""
    fits: dict[str, dict[str, Identity]] = defaultdict(dict)
    doubts: dict[tuple[str, str], Doubt] = {}
    for person, other in pairs:
        match = compare(person, other)
        same = decided.get((person.ref, other.ref))
        if same or (same is None and match.verdict is Verdict.YES):
            fits[person.ref][other.ref] = other
        elif same is None and match.verdict is Verdict.CANT_TELL:
            doubts[person.ref, other.ref] = Doubt(person.ref, other.ref, match.reason)
    return fits, [doubt for doubt in doubts.values() if doubt.other not in fits[doubt.one]]


class _Resolver:
    """Finds the owners of the statements without an NPI."""

    def __init__(self, imports: Imports, decided: Decisions, withheld: set[str]):
        self.imports, self.decided, self.withheld = imports, decided, withheld
        self.blocks = Blocks(map(_identity, imports.statements(npi=False)), decided)
        self.owners: dict[str, str] = {}
        self.doubts: list[Doubt] = []

    def match_with_npis(self) -> None:
        """Gives statements to the NPI that they fit, unless they fit several, or fit beside a statement of somebody
        else.
        """
        with_npi = (each for each in self.imports.statements(npi=True) if _ref(each) not in self.withheld)
        fits, self.doubts = judge(self.blocks.pairs(_of_one_npi(with_npi)), self.decided)
        joining: dict[str, list[str]] = defaultdict(list)
        for ref, others in fits.items():
            if len(others) == 1:
                joining[next(iter(others))].append(ref)
            else:
                self.doubts += [Doubt(ref, other, SEVERAL) for other in sorted(others)]
        for npi_ref, refs in joining.items():
            in_conflict = self._in_conflict(refs, npi_ref)
            self.doubts += [Doubt(ref, npi_ref, CONFLICT) for ref in refs if ref in in_conflict]
            npi = npi_ref.removeprefix("npi:")
            self.owners |= {ref: npi for ref in refs if ref not in in_conflict}

    def _in_conflict(self, refs: list[str], owner: str) -> set[str]:
        """Of statements that fit one practitioner, those that cannot be of one: whoever it is, another is shown what is
        not theirs.
        """
        undecided = [ref for ref in refs if (ref, owner) not in self.decided]
        people = self.blocks.people
        pairs = (pair for pair in combinations(undecided, 2) if self.decided.get(pair) is not True)
        return {ref for pair in pairs if compare(*(people[ref] for ref in pair)).verdict is Verdict.NO for ref in pair}

    def match_with_each_other(self) -> None:
        """Those that belong to no NPI: each is a practitioner of its own, unless one earlier practitioner is the same.

        Boards come first, since their STATE-NUMBER is the id that lasts. An id that another practitioner has is told
        apart by the source.
        """
        people = self.blocks.people
        order = sorted((ref for ref in people if ref not in self.owners), key=lambda ref: (_is_no_board(ref), ref))
        turn = {ref: place for place, ref in enumerate(order)}
        pairs = self.blocks.pairs(people[ref] for ref in order)
        fits, doubts = judge((pair for pair in pairs if _is_earlier(pair, turn)), self.decided)
        self.doubts += doubts
        members: dict[str, list[str]] = {}
        for ref in order:
            earlier = {self.owners[other] for other in fits.get(ref, ())}
            joined = next(iter(earlier)) if len(earlier) == 1 else ""
            if joined and not self._in_conflict([ref, *members[joined]], joined) & {ref}:
                self.owners[ref] = joined
                members[joined].append(ref)
                continue
            self.owners[ref] = ref.replace(":", "-", 1) if ref.partition(":")[2] in members else ref.partition(":")[2]
            members[self.owners[ref]] = [ref]
            reason = CONFLICT if joined else SEVERAL
            self.doubts += [Doubt(ref, other, reason) for other in sorted(fits.get(ref, ()))]
        self._withhold_bad_standings()

    def _withhold_bad_standings(self) -> None:
        """What waits for a decision and says that a licence is in bad standing is not shown, on whosever page."""
        for doubt in self.doubts:
            if self.blocks.people[doubt.one].in_bad_standing:
                self.owners[doubt.one] = WITHHELD

    def all_doubts(self) -> list[Doubt]:
        """The doubts, and the crowds that were not compared."""
        crowds = self.blocks.crowd_doubts()
        return self.doubts + [crowd for crowd in crowds if (crowd.one, crowd.other) not in self.decided]


def _is_no_board(ref: str) -> bool:
    return not ref.startswith("licences:")


def _is_earlier(pair: tuple[Identity, Identity], turn: dict[str, int]) -> bool:
    """Whether the first of a pair, which is to be given away, comes after the other."""
    one, other = pair
    return turn.get(one.ref, -1) > turn[other.ref]
