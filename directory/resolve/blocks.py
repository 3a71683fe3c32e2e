"""Which statements without an NPI are worth comparing with which others: those that share a blocking key."""

from collections.abc import Container, Iterable, Iterator
from typing import Any

from directory.resolve.doubts import TOO_MANY, Doubt
from directory.resolve.identity import Identity, blocking_keys, narrower

CROWD = 50  # statements without an NPI


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
        self.sharing = _sharing(self.holders.values())
        for one, other in decided:
            if one in self.people:
                self.holders.setdefault(("decided", other), []).append(self.people[one])

    def _take_crowds(self) -> dict[tuple[Any, ...], list[Identity]]:
        """Takes out the keys that a crowd shares, and gives them."""
        return {key: self.holders.pop(key) for key in [key for key, held in self.holders.items() if len(held) > CROWD]}

    def pairs(self, others: Iterable[Identity]) -> Iterator[tuple[Identity, Identity]]:
        """Each of the statements with each of the others that shares a key with it, or that an admin has judged."""
        for other in others:  # all of them, for whoever gives them may note what it needs of each
            held = (*self._holding(other), self.holders.get(("decided", other.ref), ()))
            near = {person.ref: person for each in held for person in each if person.ref != other.ref}
            yield from ((person, other) for person in near.values())

    def _holding(self, other: Identity) -> list[list[Identity]]:
        """The statements under each key of another; of one of the statements itself the keys are not made again."""
        if other.ref in self.people or not self.people:
            return self.sharing.get(other.ref, [])
        keys = (
            key for each in blocking_keys(other) for key in (narrower(each, other) if each in self.crowds else (each,))
        )
        return [self.holders[key] for key in keys if key in self.holders]

    def crowds_in_doubt(self, decided: Container[tuple[str, str]]) -> Iterator[Doubt]:
        """Which crowds were not compared, one doubt for each kind of key, but for those that an admin knows."""
        reason = f"over {CROWD} have one in common, {TOO_MANY}"
        for kind in dict.fromkeys(key[0] for key in self.crowds):
            refs = dict.fromkeys(person.ref for key, held in self.crowds.items() if key[0] == kind for person in held)
            doubt = Doubt(next(iter(refs)), f"{len(refs) - 1:,} others, by {kind}", reason)
            if (doubt.one, doubt.other) not in decided:
                yield doubt


def _sharing(holders: Iterable[list[Identity]]) -> dict[str, list[list[Identity]]]:
    """{ref: the lists that the statement stands in with others}."""
    found: dict[str, list[list[Identity]]] = {}
    for held in holders:
        if len(held) > 1:
            for person in held:
                found.setdefault(person.ref, []).append(held)
    return found


def _by_key(people: Iterable[tuple[Identity, Iterable[tuple[Any, ...]]]]) -> dict[tuple[Any, ...], list[Identity]]:
    holders: dict[tuple[Any, ...], list[Identity]] = {}
    for person, keys in people:
        for key in keys:
            holders.setdefault(key, []).append(person)
    return holders
