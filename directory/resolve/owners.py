"""Whose statement is it? Statements with an NPI are their NPI's.

The others are matched, by match.py and by admins' decisions.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import reduce
from itertools import chain, combinations, groupby
from operator import attrgetter
from typing import NamedTuple

from directory.core.practitioner import SourcedStatement
from directory.resolve.blocks import Blocks
from directory.resolve.chains import apart_from_joined, follow, linked
from directory.resolve.doubts import CONFLICT, OTHER_NPI, SEVERAL, Doubt
from directory.resolve.evidence import Verdict
from directory.resolve.excluded import Excluded
from directory.resolve.following import following, is_made_on_page
from directory.resolve.identity import Identity, identity, identity_of, joined
from directory.resolve.judging import Decisions, judge
from directory.resolve.match import compare
from directory.resolve.misnamed import misnamed
from directory.resolve.weights import ARE_TWO
from directory.store.imports.database import Imports
from directory.store.imports.decisions import decisions
from directory.store.imports.stated import statements_of

WITHHELD = ""  # the owner of a statement that waits for an admin and is not shown meanwhile


class Resolved(NamedTuple):
    """owners: {SOURCE:ID: practitioner's id} for statements that are not their own id's, WITHHELD for those not shown.

    doubts: what an admin has to decide. unproved: who has a licence and has joined somebody on less proof than a bad
    standing wants: when that licence has run out, nobody is told.
    """

    owners: dict[str, str]
    doubts: list[Doubt]
    unproved: frozenset[str] = frozenset()

    def practitioner(self, ref: str) -> str:
        """The id of the practitioner that a doubt speaks of; WITHHELD where it is a statement that is not shown."""
        return self.owners.get(ref, ref.partition(":")[2])


class Explained(NamedTuple):
    """What was resolved; and of each statement that is not shown, whom it may be about, and why it is not.

    in_question: see Misnamed.
    """

    resolved: Resolved
    withheld: list[Doubt]
    in_question: frozenset[str]


def resolve(imports: Imports) -> Resolved:
    """Whose each statement is, as far as that can be told.

    A statement that fits two practitioners is in doubt about both. One that fits none is a practitioner of its own. A
    bad standing of which it is asked whose it is, is not shown before an admin has decided; nor is a statement whose
    NPI is known by a wholly different name.
    """
    return explain(imports).resolved


def explain(imports: Imports) -> Explained:
    """The same, with what is withheld."""
    decided = decisions(imports.connection)
    found, in_question = misnamed(imports)
    unlike = [doubt for doubt in found if not _is_shown(doubt, decided)]
    waiting = [doubt for doubt in unlike if (doubt.one, doubt.other) not in decided]
    owners = {doubt.one: WITHHELD for doubt in unlike}
    if imports.all_have_npi():
        return Explained(Resolved(owners, waiting), unlike, in_question)
    resolver = _Resolver(imports, decided, set(owners))
    resolver.match_with_npis()
    resolver.match_with_each_other()
    withheld = resolver.withhold_bad_standings()
    crowds = (*resolver.blocks.crowds_in_doubt(decided), *resolver.excluded.blocks.crowds_in_doubt(decided))
    doubts = [*waiting, *resolver.doubts, *crowds]
    lists_nobody = {ref: WITHHELD for (ref, *_) in resolver.members.values() if resolver.people[ref].excluded}
    owners |= resolver.owners | lists_nobody
    resolved = Resolved(owners | following(imports, owners), doubts, _unproved(resolver))
    return Explained(resolved, unlike + withheld, in_question)


def _is_shown(doubt: Doubt, decided: Decisions) -> bool:
    """Whether an admin has decided that what waits for its name is of its NPI after all; or, where another NPI has its
    number and name, that they are two. Where it is one it stays hidden, for two NPIs are never joined.
    """
    same = decided.get((doubt.one, doubt.other))
    return same is False if doubt.reason == OTHER_NPI else bool(same)


def _of_one_npi(statements: Iterable[SourcedStatement]) -> Iterator[Identity]:
    """One identity for each NPI: all that is stated of it together, but what lists nobody, where others state
    anything.

    statements: ordered by NPI.
    """
    for npi, group in groupby(statements, key=attrgetter("practitioner_id")):
        yield together(f"npi:{npi}", group)


def _all_stated(imports: Imports, npis: set[str], hidden: set[str]) -> dict[str, Identity]:
    """What is stated of each of these, "npi:NPI", together, but for what is hidden."""
    stated = statements_of(imports.connection, npis) if npis else {}
    return {npi: together(npi, [each for each in of if each.ref not in hidden]) for npi, of in stated.items()}


def together(ref: str, statements: Iterable[SourcedStatement]) -> Identity:
    """The one identity of what is stated of somebody, without what lists nobody, where others state anything."""
    stated = [identity(ref, each.statement) for each in statements]
    return reduce(joined, [each for each in stated if not each.excluded] or stated)


class _Resolver:
    """Finds the owners of the statements without an NPI."""

    def __init__(self, imports: Imports, decided: Decisions, withheld: set[str]):
        self.imports, self.decided, self.hidden = imports, decided, withheld
        compared = (each for each in imports.statements(npi=False) if not is_made_on_page(each))
        self.blocks = Blocks(map(identity_of, compared), decided)
        self.excluded = Excluded(imports, decided)
        self.people = {each.ref: each for each in self.excluded.noting(self.blocks.people.values())}
        self.owners: dict[str, str] = {}
        self.members: dict[str, list[str]] = {}  # of practitioners without an NPI, by id; the first gave the id
        self.doubts: list[Doubt] = []
        self.proved: set[str] = set()  # see Judged

    def match_with_npis(self) -> None:
        """Gives statements to the NPI that they fit, unless they fit several, or beside one of somebody else."""
        with_npi = self.imports.statements(npi=True)
        if self.hidden:
            with_npi = (each for each in with_npi if each.ref not in self.hidden)
        pairs = self.blocks.pairs(self.excluded.noting(_of_one_npi(with_npi)))
        fits, self.doubts, self.proved = judge(chain(pairs, self.excluded.pairs()), self.decided)
        self.people |= self.excluded.blocks.people
        joining: dict[str, list[str]] = defaultdict(list)
        for ref, others in fits.items():
            if len(others) == 1:
                joining[next(iter(others))].append(ref)
            else:
                self.doubts += [Doubt(ref, other, SEVERAL) for other in sorted(others)]
        for npi_ref, refs in joining.items():
            in_conflict = self._in_conflict(refs, npi_ref)
            self.doubts += [Doubt(ref, npi_ref, CONFLICT) for ref in refs if ref in in_conflict]
            self.owners |= {ref: npi_ref.removeprefix("npi:") for ref in refs if ref not in in_conflict}
        self.owners |= _decided_with(self.owners, self.decided, self.people)

    def _in_conflict(self, refs: list[str], owner: str) -> set[str]:
        """Of statements that fit one practitioner, those that cannot be of one: whoever it is, another is shown what is
        not theirs. What an admin has decided to be the practitioner's is.
        """
        conflicting = {ref for pair in combinations(refs, 2) if self._are_two(*pair) for ref in pair}
        return {ref for ref in conflicting if not self.decided.get((ref, owner))}

    def _are_two(self, one: str, other: str) -> bool:
        same = self.decided.get((one, other))
        if same is not None:
            return not same
        match = compare(self.people[one], self.people[other])
        return match.verdict is Verdict.NO or not ARE_TWO.isdisjoint(match.found)

    def match_with_each_other(self) -> None:
        """Those that belong to no NPI: each is a practitioner of its own, unless one earlier practitioner is the same.

        Boards come first, since their STATE-NUMBER is the id that lasts, and the excluded last, for they
        list nobody, and nobody is compared with them. An id that another practitioner has is told apart by the source.
        """
        order = sorted(self.people.keys() - self.owners, key=lambda ref: _turn(self.people[ref]))
        turn = {ref: place for place, ref in enumerate(order)}
        near: list[tuple[Identity, Identity]] = []
        listing = [self.people[ref] for ref in order if not self.people[ref].excluded]
        found = chain(self.blocks.pairs(listing), self.excluded.blocks.pairs(listing))
        pairs = apart_from_joined(found, self.owners, near)
        fits, doubts, proved = judge((pair for pair in pairs if _is_earlier(pair, turn)), self.decided)
        self.doubts, self.proved = self.doubts + doubts, self.proved | proved
        torn = self._follow_links(near)
        for ref in (*order, *sorted(torn)):
            if ref not in self.owners:
                self._place(ref, {} if ref in torn else fits.get(ref, {}))
        npis = {doubt.other: doubt.other.removeprefix("npi:") for doubt in self.doubts} | self.owners
        self.doubts = [doubt for doubt in self.doubts if self.owners[doubt.one] != npis[doubt.other]]

    def _follow_links(self, near: list[tuple[Identity, Identity]]) -> set[str]:
        """Joins what fits an NPI by way of another, and takes back what is torn, which is given."""
        fitting = judge(near, self.decided).fits
        npis = {one: f"npi:{self.owners[one]}" for one in fitting}
        whole = _all_stated(self.imports, {*npis.values()}, self.hidden)
        concerned = {*fitting, *(one for others in fitting.values() for one in others)}
        asked = {(doubt.one, doubt.other) for doubt in self.doubts if doubt.one in concerned} | {*self.decided}
        links = follow(linked(fitting, npis, whole, self.people, asked), self._are_two)
        self.doubts += links.doubts
        self.owners = {ref: npi for ref, npi in self.owners.items() if ref not in links.torn} | links.joining
        self.owners |= _decided_with(self.owners, self.decided, self.people)
        return links.torn

    def _place(self, ref: str, found: Iterable[str]) -> None:
        """Gives a statement to the one earlier practitioner that it fits, or makes it one of its own.

        found: the earlier statements that it fits.
        """
        earlier = {self.owners[other] for other in found}
        fitting = next(iter(earlier)) if len(earlier) == 1 else ""
        if fitting in self.members and not self._conflicts(ref, self.members[fitting]):
            self.owners[ref] = fitting
            self.members[fitting].append(ref)
            return
        own = ref.partition(":")[2]
        self.owners[ref] = ref.replace(":", "-", 1) if own in self.members else own
        self.members[self.owners[ref]] = [ref]
        self.doubts += [Doubt(ref, other, CONFLICT if fitting else SEVERAL) for other in sorted(found)]

    def _conflicts(self, ref: str, members: list[str]) -> bool:
        decided = any(self.decided.get((ref, member)) for member in members)
        return not decided and any(self._are_two(ref, member) for member in members)

    def withhold_bad_standings(self) -> list[Doubt]:
        """What tells of a bad standing while it is asked whose it is, and is not shown."""
        bad = {ref for ref, person in self.people.items() if person.in_bad_standing}
        waiting = ((doubt, self.members.get(self.owners[doubt.one], [])) for doubt in self.doubts if doubt.one in bad)
        withheld = [
            doubt._replace(one=ref) for doubt, members in waiting for ref in _waiting_with(doubt, members) if ref in bad
        ]
        self.owners.update(dict.fromkeys((doubt.one for doubt in withheld), WITHHELD))
        return withheld


def _waiting_with(doubt: Doubt, members: list[str]) -> list[str]:
    """The statements of which a doubt asks whose they are. members: those of the practitioner without an NPI whose the
    first of the pair is.

    None where that has joined an NPI or an earlier practitioner: number and full name were the proof of a bad standing,
    whoever else it may fit. All of a practitioner without an NPI where one of them may be about an NPI, or the one that
    gave the id about an earlier practitioner. The other of the pair keeps its page.
    """
    return members if members and (doubt.other.startswith("npi:") or members[0] == doubt.one) else []


def _unproved(resolver: _Resolver) -> frozenset[str]:
    """See Resolved. What has joined by way of a third is not proved: a bad standing would not have."""
    proved = {members[0] for members in resolver.members.values()} | resolver.proved
    proved |= {ref for pair, same in resolver.decided.items() if same for ref in pair}
    return frozenset(ref for ref in resolver.owners.keys() - proved if resolver.people[ref].licences)


def _decided_with(owners: dict[str, str], decided: Decisions, people: Container[str]) -> dict[str, str]:
    """The owners of those whom an admin has decided to be the same as a statement that has joined an NPI."""
    same = [pair for pair, is_same in decided.items() if is_same and pair[1] in people]
    found: dict[str, str] = {}
    while last := {
        other: npi
        for one, other in same
        if (npi := owners.get(one) or found.get(one))
        and other not in owners
        and other not in found
        and decided.get((other, f"npi:{npi}")) is not False
    }:
        found |= last
    return found


def _turn(person: Identity) -> tuple[bool, bool, str]:
    return person.excluded, not person.ref.startswith("licences:"), person.ref


def _is_earlier(pair: tuple[Identity, Identity], turn: dict[str, int]) -> bool:
    """Whether the first of a pair, which is to be given away, comes after the other."""
    one, other = pair
    return turn.get(one.ref, -1) > turn[other.ref]
