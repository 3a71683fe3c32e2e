"""Whose word of a fact counts first on a day, where several sources give theirs (Fact.ranks, Fact.fresh_days).

A source's rank holds while its word is fresh. A word that has grown stale comes after every fresh one, and of stale
ones the newer counts: a record last changed in 2008 does not come back when last year's word grows stale too. So of
two words the older one may give way, once, and for good.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from directory.core.dates import day_before, days_after, ordinal
from directory.core.facts import FACTS, Fact
from directory.core.periods import ALWAYS
from directory.core.practitioner import Period

RANKS = {fact.name: {source: rank for rank, source in enumerate(fact.ranks)} for fact in FACTS}


class Word(Protocol):
    """What one source says."""

    @property
    def source(self) -> str:
        """Whose word it is."""

    @property
    def as_of(self) -> str:
        """The ISO day of which it speaks."""


AnyWord = TypeVar("AnyWord", bound=Word)


def is_stale(fact: Fact, as_of: str, day: str) -> bool:
    """Whether a word as of an ISO day is older than the fact keeps fresh, on another."""
    return fact.fresh_days is not None and ordinal(day) - ordinal(as_of) > fact.fresh_days


def in_order(fact: Fact, words: Sequence[AnyWord], day: str) -> list[AnyWord]:
    """Words about a fact as they count on an ISO day, the first before the others.

    The fresh ones by the rank of their source, then the newest; after them the stale ones, the newest first. Raises
    KeyError for a source that core.sources does not let state the fact.
    """
    if len(words) < 2:
        return list(words)
    ranks, today = RANKS[fact.name], ordinal(day)
    fresh_days = today if fact.fresh_days is None else fact.fresh_days
    aged = [(today - ordinal(word.as_of), ranks[word.source]) for word in words]
    keys = [(True, age, rank) if age > fresh_days else (False, rank, age) for age, rank in aged]
    return [words[place] for place in sorted(range(len(words)), key=keys.__getitem__)]


def spans(fact: Fact, words: Sequence[AnyWord], wholly: bool = False) -> list[tuple[Period, list[AnyWord]]]:
    """Words as they count from the day of the newest of them on: [((first day, last day), words in their order then)].

    A span ends where the word that counted first has grown stale beside a newer one; wholly: where any has that
    counted before a newer one. The first is open to the past, the last to the future.
    """
    if len(words) == 1:
        return [(ALWAYS, list(words))]
    newest = max([word.as_of for word in words])
    found = [(newest, in_order(fact, words, newest))]
    while turned_on := _next_turn(fact, found[-1][1], newest, wholly):
        found.append((turned_on, in_order(fact, words, turned_on)))
    starts = [None, *(since for since, _ in found[1:])]
    ends = [*(day_before(since) for since, _ in found[1:]), None]
    return [((start, end), ordered) for start, end, (_, ordered) in zip(starts, ends, found, strict=True)]


def _next_turn(fact: Fact, ordered: Sequence[Word], newest: str, wholly: bool) -> str:
    """The ISO day from which words in this order come in another; "" where none does."""
    if fact.fresh_days is None:
        return ""
    if not wholly:
        first = ordered[0].as_of
        return days_after(first, fact.fresh_days + 1) if first < newest else ""
    older = [
        word.as_of for place, word in enumerate(ordered) if any(word.as_of < each.as_of for each in ordered[place:])
    ]
    return days_after(min(older), fact.fresh_days + 1) if older else ""
