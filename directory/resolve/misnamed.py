"""Statements whose NPI is known by another name, as all are in a spreadsheet whose NPIs have slipped by a row."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from directory.core.facts import BY_NAME
from directory.core.practitioner import Statement
from directory.resolve.doubts import OTHER_NAME, OTHER_NAME_AND_BAD, Doubt
from directory.resolve.given_names import Agreement
from directory.resolve.identity import is_bad, names_of
from directory.resolve.names import Comparison, compare_names
from directory.store.imports.database import Imports


def misnamed(imports: Imports) -> Iterator[Doubt]:
    """Statements whose NPI another source knows by a name that has nothing in common with theirs."""
    ranks = {source: rank for rank, source in enumerate(BY_NAME["name"].ranks)}
    for npi, statements in groupby(imports.with_several_first_names(), key=attrgetter("practitioner_id")):
        named = [each for each in statements if each.statement.name]
        first, *others = sorted(named, key=lambda each: ranks.get(each.source, len(ranks)))
        for each in others:
            if reason := _why_misnamed(first.statement, each.statement):
                yield Doubt(f"{each.source}:{each.statement.id}", f"npi:{npi}", reason)


def _why_misnamed(known: Statement, stated: Statement) -> str:
    """Why nobody can tell whether a statement is of whom its NPI is known for; "" where its name does not say so."""
    if _nothing_in_common(known, stated):
        return OTHER_NAME
    compared = _compared_names(known, stated)
    names_agree = any(each.family and each.given for each in compared)
    return "" if names_agree or "clinic" in (known.kind, stated.kind) or not is_bad(stated) else OTHER_NAME_AND_BAD


def _compared_names(known: Statement, stated: Statement) -> list[Comparison]:
    return [compare_names(ours, theirs) for ours in names_of(known) for theirs in names_of(stated)]


def _nothing_in_common(known: Statement, stated: Statement) -> bool:
    """Whether a statement's names are wholly different from those by which its NPI is known.

    A clinic goes by many names, and so does a person's practice; but people are not the clinic whose NPI they give,
    unless it has a word of theirs in its name.
    """
    if known.kind == "clinic" != stated.kind:
        words = [{word for name in names_of(each) for word in name.words} for each in (known, stated)]
        return stated.kind != "" and words[0].isdisjoint(words[1])
    if stated.kind == "clinic":
        return False
    return all(each.family == each.given == Agreement.DIFFERENT for each in _compared_names(known, stated))
