"""Three in a row: statements that fit an NPI's only by way of another that has joined it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from directory.resolve.doubts import CONFLICT, SEVERAL, Doubt
from directory.resolve.identity import Identity
from directory.resolve.match import compare
from directory.resolve.weights import CONTRADICTS, NUMBERS


class Link(NamedTuple):
    """A statement that has joined no NPI, one that it fits and that has, and what all say of that NPI together."""

    one: Identity
    joined: Identity
    whole: Identity


class Links(NamedTuple):
    """What joins an NPI by way of another, {ref: NPI}; what had joined one and fits somebody else too; the doubts."""

    joining: dict[str, str]
    torn: set[str]
    doubts: list[Doubt]


def apart_from_joined(
    pairs: Iterable[tuple[Identity, Identity]], owners: dict[str, str], near: list[tuple[Identity, Identity]]
) -> Iterator[tuple[Identity, Identity]]:
    """The pairs of which neither has joined an NPI. The others, whose first has, go to `near`."""
    for person, other in pairs:
        if person.ref not in owners:
            yield person, other
        else:
            near.append((person, other))


def linked(
    fitting: dict[str, dict[str, Identity]],
    npis: dict[str, str],
    whole: dict[str, Identity],
    people: dict[str, Identity],
    asked: set[tuple[str, str]],
) -> Iterator[Link]:
    """The links of what has joined an NPI with those that it fits, but for pairs that are in doubt or decided, `asked`.

    npis: the NPIs that they have joined, "npi:NPI". whole: what is stated of these.
    """
    for ref, others in fitting.items():
        for other in others.values():
            if asked.isdisjoint(((other.ref, npis[ref]), (ref, npis[ref]))):
                yield Link(other, people[ref], whole[npis[ref]])


def follow(links: Iterable[Link], are_two: Callable[[str, str], bool]) -> Links:
    """What becomes of those that fit somebody who has joined an NPI.

    Who contradicts the NPI's own statements tears what has joined it without a license number: Alex may be Alexander,
    whom the NPI is of, or Alexandra, whom a board tells of. Who does not contradict them joins, but for a bad standing.
    are_two: whether two cannot be of one practitioner.
    """
    found = Links({}, set(), [])
    by_way: dict[str, dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        if not CONTRADICTS.isdisjoint(compare(link.one, link.whole).found):
            if NUMBERS.isdisjoint(compare(link.joined, link.whole).found):
                found.torn.add(link.joined.ref)
                found.doubts.extend(Doubt(link.joined.ref, each.ref, SEVERAL) for each in (link.whole, link.one))
        else:
            by_way[link.one.ref][link.whole.ref].append(link)
    for ref, ways in by_way.items():
        if reason := _why_not(ways, found.torn, are_two):
            found.doubts.extend(Doubt(ref, npi_ref, reason) for npi_ref in sorted(ways))
        else:
            found.joining[ref] = next(iter(ways)).removeprefix("npi:")
    return found._replace(doubts=[*dict.fromkeys(found.doubts)])


def _why_not(ways: dict[str, list[Link]], torn: set[str], are_two: Callable[[str, str], bool]) -> str:
    """Why a statement does not join the one NPI that others, by way of which it fits it, have joined; "" if it does."""
    if len(ways) > 1:
        return SEVERAL
    (links,) = ways.values()
    in_doubt = any(link.one.in_bad_standing or link.joined.ref in torn for link in links)
    return CONFLICT if in_doubt or any(are_two(link.one.ref, link.joined.ref) for link in links) else ""
