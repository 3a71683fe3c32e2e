"""The pairs that a publish could not tell apart, kept for those who judge them, with the one state of both."""

from collections.abc import Iterator, Sequence
from itertools import islice

from directory.core.practised_in import practised_in
from directory.resolve.doubts import Doubt
from directory.store.imports.database import Imports
from directory.store.imports.decisions import note_doubts, note_states
from directory.store.imports.stated import statements_of

PAIRS_AT_ONCE = 500  # whose statements are read together


def keep_doubts(imports: Imports, doubts: Sequence[Doubt]) -> None:
    """Replaces the pairs that wait for a decision."""
    note_doubts(imports.connection, doubts)
    remaining = iter(doubts)
    while pairs := list(islice(remaining, PAIRS_AT_ONCE)):
        note_states(imports.connection, _states(imports, pairs))


def _states(imports: Imports, doubts: Sequence[Doubt]) -> Iterator[tuple[str, str, str]]:
    """The one state of both, "" where they have several or none: then it is for somebody who keeps all states."""
    stated = statements_of(imports.connection, {ref for doubt in doubts for ref in (doubt.one, doubt.other)})
    for doubt in doubts:
        one, other = (practised_in(each.statement for each in stated[ref]) for ref in (doubt.one, doubt.other))
        yield next(iter(one)) if one == other and len(one) == 1 else "", doubt.one, doubt.other
