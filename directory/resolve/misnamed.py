"""Statements whose NPI is known by another name, as all are in a spreadsheet whose NPIs have slipped by a row."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from directory.core.facts import BY_NAME
from directory.core.names import folded_words
from directory.core.practitioner import SourcedStatement, Statement
from directory.resolve.doubts import (
    OTHER_NAME,
    OTHER_NAME_AND_BAD,
    OTHER_NPI,
    OTHER_PERSON,
    OTHER_PERSONS_NAME,
    Doubt,
)
from directory.resolve.evidence import Match, Verdict
from directory.resolve.given_names import Agreement
from directory.resolve.identity import identity, is_bad, names_of
from directory.resolve.match import beside_the_name, compare
from directory.resolve.names import Comparison, Name, compare_names
from directory.resolve.weights import ARE_TWO
from directory.store.imports.database import Imports
from directory.store.imports.statements import InQuestion

REGISTERS = ("nppes", "part-b")  # sources that know an NPI from whoever gave it out, or pays by it


def misnamed(imports: Imports) -> Iterator[Doubt]:
    """Statements whose NPI another source knows by a name that has nothing in common with theirs; or by another given
    name, while theirs is another NPI's, as in a sheet sorted by last name.
    """
    renamed: list[tuple[SourcedStatement, SourcedStatement]] = []
    unregistered: list[SourcedStatement] = []
    ranks = {source: rank for rank, source in enumerate(BY_NAME["name"].ranks)}
    for (npi, has_names), group in groupby(imports.in_question(REGISTERS), key=_of_whom):
        statements = list(group)
        unregistered += (each.said for each in statements if each.is_unregistered and each.said.statement.licences)
        if not has_names:
            continue
        named = [each.said for each in statements if each.said.statement.name]
        first, *others = sorted(named, key=lambda each: ranks.get(each.source, len(ranks)))
        for each in others:
            if reason := _why_misnamed(first.statement, each.statement):
                yield Doubt(each.ref, f"npi:{npi}", reason)
            elif _has_another_given_name(first.statement, each.statement):
                if not ARE_TWO.isdisjoint(_without_npis(first, each).found):
                    yield Doubt(each.ref, f"npi:{npi}", OTHER_PERSON)
                else:
                    renamed.append((first, each))
    yield from _of_others(imports, renamed, ranks)
    yield from _mistyped(imports, unregistered)


def _of_whom(each: InQuestion) -> tuple[str, bool]:
    return each.said.practitioner_id, each.has_names


def _mistyped(imports: Imports, stated: list[SourcedStatement]) -> Iterator[Doubt]:
    """Of statements under an NPI that no register knows, those with the license number and the full name of one that it
    knows: a digit is wrong, and what is left of the NPI is valid by chance.
    """
    known = defaultdict(list)
    for other in imports.with_first_words({_first_word(each.statement) for each in stated}) if stated else ():
        if other.source in REGISTERS and other.statement.licences:
            known[_first_word(other.statement)].append(other)
    for each in stated:
        for other in known[_first_word(each.statement)]:
            if _without_npis(each, other).has_number_and_name:
                yield Doubt(each.ref, f"npi:{other.practitioner_id}", OTHER_NPI)
                break


def _without_npis(one: SourcedStatement, other: SourcedStatement) -> Match:
    ours, theirs = (identity(each.source, each.statement)._replace(npi=None) for each in (one, other))
    return compare(ours, theirs)


def _has_another_given_name(known: Statement, stated: Statement) -> bool:
    if "clinic" in (known.kind, stated.kind):
        return False
    return all(each.given == Agreement.DIFFERENT for each in _compared_names(known, stated))


def _of_others(
    imports: Imports, renamed: list[tuple[SourcedStatement, SourcedStatement]], ranks: dict[str, int]
) -> Iterator[Doubt]:
    """Of statements under an NPI known by another given name, those that fit as well who is known by theirs.

    renamed: what is known of the NPI, and the statement. Who goes by another given name is at the places of the NPI;
    whoever is meant by a slipped row is at their own.
    """
    words = {_first_word(each.statement) for _, each in renamed}
    known_so = defaultdict(list)
    for other in imports.with_first_words(words) if words else ():
        known_so[_first_word(other.statement), *folded_words(other.statement.name)[-1:]].append(other)
    for known, each in renamed:
        name = (_first_word(each.statement), *folded_words(each.statement.name)[-1:])
        others = [other for other in known_so[name] if _is_better_known(other, each, ranks)]
        if any(_fits_as_well(each, other, known) for other in others):
            yield Doubt(each.ref, f"npi:{each.practitioner_id}", OTHER_PERSONS_NAME)


def _first_word(statement: Statement) -> str:
    return statement.name.partition(" ")[0].lower()


def _is_better_known(other: SourcedStatement, stated: SourcedStatement, ranks: dict[str, int]) -> bool:
    if other.practitioner_id == stated.practitioner_id:
        return False
    return ranks.get(other.source, len(ranks)) < ranks.get(stated.source, len(ranks))


def _fits_as_well(stated: SourcedStatement, other: SourcedStatement, known: SourcedStatement) -> bool:
    ours, theirs, own = (identity(each.source, each.statement)._replace(npi=None) for each in (stated, other, known))
    if compare(ours, theirs).verdict is Verdict.NO:
        return False
    return beside_the_name(ours, theirs) >= beside_the_name(ours, own)


def _why_misnamed(known: Statement, stated: Statement) -> str:
    """Why nobody can tell whether a statement is of whom its NPI is known for; "" where its name does not say so."""
    if _nothing_in_common(known, stated):
        return OTHER_NAME
    compared = _compared_names(known, stated)
    if any(each.family and each.given for each in compared) or "clinic" in (known.kind, stated.kind):
        return ""
    has_married = any(each.given for each in compared)  # which is no way out for the excluded
    return OTHER_NAME_AND_BAD if is_bad(stated) or (stated.excluded_on and not has_married) else ""


def _compared_names(known: Statement, stated: Statement) -> list[Comparison]:
    return [_compared(ours, theirs) for ours in names_of(known) for theirs in names_of(stated)]


@lru_cache(1 << 10)
def _compared(ours: Name, theirs: Name) -> Comparison:
    """Kept, since the sources that speak of an NPI come one after the other and most write its name alike."""
    return compare_names(ours, theirs)


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
