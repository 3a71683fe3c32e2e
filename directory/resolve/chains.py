"""Three in a row: statements that fit an NPI's only by way of another that has joined it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from directory.resolve.blocks import Blocks
from directory.resolve.doubts import CONFLICT, SEVERAL, Doubt
from directory.resolve.identity import Identity
from directory.resolve.match import Verdict, compare
from directory.resolve.weights import CONTRADICTS, NUMBERS

Fits = dict[str, dict[str, Identity]]
Decisions = dict[tuple[str, str], bool]


class Links(NamedTuple):
    """What joins an NPI by way of another {ref: NPI}; what had joined one and fits somebody else as well; the doubts."""

    joining: dict[str, str]
    torn: set[str]
    doubts: list[Doubt]


class Chains:
    """Finds who fits what has joined an NPI, and has not joined it.

    fits: what has joined, and whom it fits. owners: the NPIs that statements have joined. are_two: whether two cannot
    be of one practitioner.
    """

    def __init__(self, blocks: Blocks, fits: Fits, owners: dict[str, str], are_two: Callable[[str, str], bool]):
        self.blocks, self.fits, self.owners, self.are_two = blocks, fits, owners, are_two
        self.members: dict[str, list[str]] = defaultdict(list)
        for ref, npi in owners.items():
            self.members[npi].append(ref)

    def links(self, decided: Decisions, asked: set[tuple[str, str]]) -> Links:
        """Who joins by way of another, and what is torn between two. asked: what is in doubt already.

        Who contradicts the NPI's own statements tears what has joined it without a license number: Alex may be
        Alexander, whom the NPI is of, or Alexandra, whom a board tells of. A bad standing never joins so.
        """
        found: dict[str, set[str]] = defaultdict(set)
        links = Links({}, set(), [])
        for other, ref in self._neighbours(decided):
            npi_ref = f"npi:{self.owners[ref]}"
            if (other.ref, npi_ref) in asked or decided.get((other.ref, npi_ref)) is False:
                continue
            if self._contradicts(other, npi_ref, ref):
                if not self._has_number(ref, npi_ref) and not decided.get((ref, npi_ref)):
                    links.torn.add(ref)
                    links.doubts.extend(Doubt(ref, each, SEVERAL) for each in (npi_ref, other.ref))
            else:
                found[other.ref].add(npi_ref)
        for one, npi_refs in found.items():
            if reason := self._why_not(one, npi_refs, links.torn):
                links.doubts.extend(Doubt(one, npi_ref, reason) for npi_ref in sorted(npi_refs))
            else:
                links.joining[one] = next(iter(npi_refs)).removeprefix("npi:")
        return links._replace(doubts=[*dict.fromkeys(links.doubts)])

    def _neighbours(self, decided: Decisions) -> Iterator[tuple[Identity, str]]:
        """Statements that have joined no NPI, each with one that has, and that it fits."""
        people = self.blocks.people
        for other, person in self.blocks.pairs([people[ref] for ref in self.owners]):
            if other.ref in self.owners or other.excluded or (other.ref, person.ref) in decided:
                continue
            if compare(other, person).verdict is Verdict.YES:
                yield other, person.ref

    def _contradicts(self, other: Identity, npi_ref: str, ref: str) -> bool:
        match = compare(other, self.fits[ref][npi_ref])
        return not CONTRADICTS.isdisjoint(each.what for each in match.evidence)

    def _has_number(self, ref: str, npi_ref: str) -> bool:
        evidence = compare(self.blocks.people[ref], self.fits[ref][npi_ref]).evidence
        return any(each.what in NUMBERS for each in evidence)

    def _why_not(self, one: str, npi_refs: set[str], torn: set[str]) -> str:
        if len(npi_refs) > 1:
            return SEVERAL
        members = self.members[next(iter(npi_refs)).removeprefix("npi:")]
        in_doubt = self.blocks.people[one].in_bad_standing or not torn.isdisjoint(members)
        return CONFLICT if in_doubt or any(self.are_two(one, member) for member in members) else ""
