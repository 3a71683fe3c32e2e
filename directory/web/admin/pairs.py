"""Pairs that wait for a decision, as an admin's pages show them."""

from collections.abc import Sequence
from typing import NamedTuple

from directory.core.i18n import N_
from directory.core.practitioner import SourcedStatement
from directory.core.sources import BY_NAME as SOURCES
from directory.resolve.evidence import Match
from directory.resolve.identity import is_bad
from directory.resolve.match import match_of
from directory.store.imports.database import Imports
from directory.store.imports.stated import statements_of
from directory.store.imports.waiting import WaitingPair
from directory.web.admin.statement_rows import ComparedRow, compared
from directory.web.admin.value_words import address_in_words

WOULD_HOLD_BACK = N_("One of the two is excluded from federal health programs: the same means that nobody is listed.")
WOULD_SHOW_STANDING = N_("One of the two tells of a bad standing: the same means that the other’s page shows it.")
WOULD_WAIT = N_("It is in this batch twice, with two others: decided to be the same as both, it waits.")


class PairSide(NamedTuple):
    """One of a pair. ref: SOURCE:ID or npi:NPI; source: its title, "" of an NPI; name, place: of its first statement
    that has any; sources: whose word there is.
    """

    ref: str
    source: str
    name: str
    place: str
    sources: list[str]


class PairRow(NamedTuple):
    """A pair in a list. is_crowd: it stands for statements that were too many to be compared; warnings: what deciding
    that both are the same would do besides.
    """

    pair: WaitingPair
    one: PairSide
    other: PairSide
    is_crowd: bool
    warnings: list[str]


class PairPage(NamedTuple):
    """A pair with all that is said of both."""

    row: PairRow
    fields: list[ComparedRow]
    match: Match | None


def pair_rows(imports: Imports, pairs: Sequence[WaitingPair]) -> list[PairRow]:
    """Pairs with their names and places."""
    stated = _stated(imports, pairs)
    firsts = [pair.one for pair in pairs]
    return [_row(pair, stated, firsts.count(pair.one) > 1) for pair in pairs]


def pair_page(imports: Imports, pair: WaitingPair) -> PairPage:
    """Both sides of a pair, field by field, with the evidence."""
    stated = _stated(imports, [pair])
    one, other = stated.get(pair.one, []), stated.get(pair.other, [])
    return PairPage(_row(pair, stated, False), compared(imports, one, other), match_of(one, other))


def _stated(imports: Imports, pairs: Sequence[WaitingPair]) -> dict[str, list[SourcedStatement]]:
    refs = {ref for pair in pairs for ref in (pair.one, pair.other) if _is_ref(ref)}
    return statements_of(imports.connection, refs)


def _is_ref(ref: str) -> bool:
    """Whether it names a statement or an NPI; a crowd is told in words."""
    source, colon, _ = ref.partition(":")
    return bool(colon) and (source == "npi" or source in SOURCES)


def _row(pair: WaitingPair, stated: dict[str, list[SourcedStatement]], is_twice: bool) -> PairRow:
    both = [*stated.get(pair.one, ()), *stated.get(pair.other, ())]
    warnings = [WOULD_HOLD_BACK] if any(each.statement.excluded_on for each in both) else []
    warnings += [WOULD_SHOW_STANDING] if any(is_bad(each.statement) for each in both) else []
    warnings += [WOULD_WAIT] if is_twice else []
    one, other = (_side(ref, stated.get(ref, ())) for ref in (pair.one, pair.other))
    return PairRow(pair, one, other, not _is_ref(pair.other), warnings)


def _side(ref: str, statements: Sequence[SourcedStatement]) -> PairSide:
    source = ref.partition(":")[0]
    name = next((each.statement.name for each in statements if each.statement.name), "")
    place = next((place for each in statements for place in each.statement.locations), None)
    return PairSide(
        ref,
        SOURCES[source].title if source in SOURCES else "",
        name,
        address_in_words(place) if place else "",
        sorted({each.source for each in statements}),
    )
