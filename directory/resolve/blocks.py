"""Which statements without an NPI are worth comparing with which others: those that share a blocking key."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator

from directory.resolve.doubts import TOO_MANY, Doubt
from directory.resolve.identity import BESIDE_A_LETTER, Identity, Key, bare_keys, first_letters, narrower, with_letters

CROWD = 50  # statements without an NPI
LARGE = 2  # so many under one key are found sooner by the first letters of their names
Holders = dict[Key, list[Identity]]


class Blocks:
    """The statements without an NPI, {ref: identity} in `people`, and which of them are worth comparing with another.

    What a crowd shares tells nobody apart, and to compare each with each would take for ever: a crowd is parted by its
    members' names, and what is then still one is not compared. So the work grows with the number of statements, not
    with its square.
    """

    def __init__(self, people: Iterable[Identity], decided: Iterable[tuple[str, str]]):
        self.people = {each.ref: each for each in people}
        initials = {ref: first_letters(person) for ref, person in self.people.items()}
        self.letters = {ref: _as_bits(letters) for ref, letters in initials.items()}
        self.holders: Holders = defaultdict(list)
        for person in self.people.values():
            for key in bare_keys(person):
                self.holders[key].append(person)
        self.large = _taken(self.holders, LARGE)
        lettered = _parted(self.large, lambda key, person: with_letters(key, initials[person.ref]))
        self.crowds = _taken(lettered, CROWD)
        narrowed = _parted(self.crowds, narrower)
        _taken(narrowed, CROWD)
        self.holders |= lettered | narrowed
        self.shared = _shared(self.holders)
        for one, other in decided:
            if one in self.people:
                self.holders["decided", other].append(self.people[one])

    def pairs(self, others: Iterable[Identity]) -> Iterator[tuple[Identity, Identity]]:
        """Each of the statements with each of the others that shares a key with it, or that an admin has judged."""
        for other in others:  # all of them, for whoever gives them may note what it needs of each
            if near := self._near(other):
                near.pop(other.ref, None)
                yield from ((person, other) for person in near.values())

    def _near(self, other: Identity) -> dict[str, Identity]:
        near = {each.ref: each for each in self.holders.get(("decided", other.ref), ())}
        letters = self.letters.get(other.ref, 0)
        for key, held in self._held(other):
            if key[0] in BESIDE_A_LETTER:
                letters = letters or _as_bits(first_letters(other))
                for each in held:
                    if letters & self.letters[each.ref]:
                        near[each.ref] = each
            else:
                for each in held:
                    near[each.ref] = each
        return near

    def _held(self, other: Identity) -> Iterator[tuple[Key, list[Identity]]]:
        """The keys under which somebody stands, and who; of one of the statements itself they are not made again."""
        if other.ref in self.people:
            yield from ((key, self.holders[key]) for key in self.shared.get(other.ref, ()))
            return
        for key in bare_keys(other) if self.people else ():
            if held := self.holders.get(key):
                yield key, held
            elif key in self.large:
                yield from ((each, self.holders[each]) for each in self._parted(key, other) if each in self.holders)

    def _parted(self, key: Key, other: Identity) -> Iterable[Key]:
        """The keys in place of one that a crowd shares."""
        lettered = with_letters(key, first_letters(other))
        return (each for one in lettered for each in (narrower(one, other) if one in self.crowds else (one,)))

    def crowds_in_doubt(self, decided: Container[tuple[str, str]]) -> Iterator[Doubt]:
        """Which crowds were not compared, one doubt for each kind of key, but for those that an admin knows."""
        reason = f"over {CROWD} have one in common, {TOO_MANY}"
        for kind in dict.fromkeys(key[0] for key in self.crowds):
            refs = dict.fromkeys(person.ref for key, held in self.crowds.items() if key[0] == kind for person in held)
            doubt = Doubt(next(iter(refs)), f"{len(refs) - 1:,} others, by {kind}", reason)
            if (doubt.one, doubt.other) not in decided:
                yield doubt


def _taken(holders: Holders, most: int) -> Holders:
    """The keys that more than so many share, which are taken out."""
    return {key: holders.pop(key) for key in [key for key, held in holders.items() if len(held) > most]}


def _parted(crowds: Holders, keys: Callable[[Key, Identity], Iterable[Key]]) -> Holders:
    """The members of crowds under the keys that a function gives for each."""
    found: Holders = defaultdict(list)
    for key, held in crowds.items():
        for person in held:
            for each in keys(key, person):
                found[each].append(person)
    return found


def _shared(holders: Holders) -> dict[str, list[Key]]:
    """{ref: the keys that the statement shares with others}."""
    found: dict[str, list[Key]] = defaultdict(list)
    for key, held in holders.items():
        if len(held) > 1:
            for person in held:
                found[person.ref].append(key)
    return found


def _as_bits(letters: Iterable[str]) -> int:
    """First letters as bits: whose have none in common cannot be one. That some letters share a bit costs a comparison
    in vain.
    """
    bits = 0
    for letter in letters:
        bits |= 1 << (ord(letter) & 31 if letter else 0)
    return bits
