"""Statements whose NPI is known by another name, as all are in a spreadsheet whose NPIs have slipped by a row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from directory.core.facts import BY_NAME
from directory.core.names import folded_words
from directory.core.practitioner import SourcedStatement, Statement
from directory.resolve.doubts import (
    OTHER_GENERATION,
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

OF_TWO = frozenset((Agreement.DIFFERENT, Agreement.BEGINNING, Agreement.DOUBLE))  # given names
TWO_GENERATIONS = 2  # in a Comparison
REGISTERS = ("nppes", "part-b")  # sources that know an NPI from whoever gave it out, or pays by it
TELL_STANDINGS = ("csv", "leie")  # sources of standings under an NPI
RANKS = {source: rank for rank, source in enumerate(BY_NAME["name"].ranks)}


class Misnamed(NamedTuple):
    """doubts: of each such statement. in_question: what others' statements may have in common with those under another
    NPI, whatever comes of it: see what_tells.
    """

    doubts: list[Doubt]
    in_question: frozenset[str]


def what_tells(statement: Statement) -> set[str]:
    """The name and the license numbers by which a statement may be of another NPI than its own."""
    numbers = (each for each in identity("", statement).licences)
    return {f"{each.state} {each.digits}" for each in numbers} | {" ".join(_name(statement))}


def misnamed(imports: Imports, npis: Iterable[str] | None = None) -> Misnamed:
    """Statements whose NPI another source knows by a name that has nothing in common with theirs; or by another given
    name, while theirs is another NPI's, as in a sheet sorted by last name. npis: of no others than these.
    """
    renamed: list[tuple[SourcedStatement, SourcedStatement]] = []
    unregistered: list[SourcedStatement] = []
    doubts = list(_misnamed(imports, npis, renamed, unregistered))
    doubts += _of_others(imports, renamed)
    doubts += _mistyped(imports, unregistered)
    concerned = (*(each for _, each in renamed), *unregistered)
    return Misnamed(doubts, frozenset(told for each in concerned for told in what_tells(each.statement)))


def _misnamed(
    imports: Imports,
    npis: Iterable[str] | None,
    renamed: list[tuple[SourcedStatement, SourcedStatement]],
    unregistered: list[SourcedStatement],
) -> Iterator[Doubt]:
    """Those with a wholly different name; the others that may be another NPI's go to the two lists."""
    for (npi, has_names), group in groupby(imports.in_question(REGISTERS, TELL_STANDINGS, npis), key=_of_whom):
        statements = list(group)
        unregistered += (each.said for each in statements if each.is_unregistered and each.said.statement.licences)
        if not has_names:
            continue
        named = [each.said for each in statements if each.said.statement.name]
        first, *others = sorted(named, key=lambda each: RANKS.get(each.source, len(RANKS)))
        for each in others:
            if reason := _why_misnamed(first.statement, each.statement):
                yield Doubt(each.ref, f"npi:{npi}", reason)
            elif _has_another_given_name(first.statement, each.statement):
                if not ARE_TWO.isdisjoint(_without_npis(first, each).found):
                    yield Doubt(each.ref, f"npi:{npi}", OTHER_PERSON)
                else:
                    renamed.append((first, each))


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


def _of_others(imports: Imports, renamed: list[tuple[SourcedStatement, SourcedStatement]]) -> Iterator[Doubt]:
    """Of statements under an NPI known by another given name, those that fit as well who is known by theirs.

    renamed: what is known of the NPI, and the statement. Who goes by another given name is at the places of the NPI;
    whoever is meant by a slipped row is at their own.
    """
    words = {_first_word(each.statement) for _, each in renamed}
    known_so = defaultdict(list)
    for other in imports.with_first_words(words) if words else ():
        known_so[_name(other.statement)].append(other)
    for known, each in renamed:
        others = [other for other in known_so[_name(each.statement)] if _is_better_known(other, each)]
        if any(_fits_as_well(each, other, known) for other in others):
            yield Doubt(each.ref, f"npi:{each.practitioner_id}", OTHER_PERSONS_NAME)


def _first_word(statement: Statement) -> str:
    return statement.name.partition(" ")[0].lower()


def _name(statement: Statement) -> tuple[str, ...]:
    """The first word and the last."""
    return (_first_word(statement), *folded_words(statement.name)[-1:])


def _is_better_known(other: SourcedStatement, stated: SourcedStatement) -> bool:
    if other.practitioner_id == stated.practitioner_id:
        return False
    return RANKS.get(other.source, len(RANKS)) < RANKS.get(stated.source, len(RANKS))


def _fits_as_well(stated: SourcedStatement, other: SourcedStatement, known: SourcedStatement) -> bool:
    ours, theirs, own = (identity(each.source, each.statement)._replace(npi=None) for each in (stated, other, known))
    if compare(ours, theirs).verdict is Verdict.NO:
        return False
    return beside_the_name(ours, theirs) >= beside_the_name(ours, own)


def _why_misnamed(known: Statement, stated: Statement) -> str:
    """Why nobody can tell whether a statement is of whom its NPI is known for; "" where its name does not say so."""
    if _nothing_in_common(known, stated):
        return OTHER_NAME
    if "clinic" in (known.kind, stated.kind):
        return ""
    compared = _compared_names(known, stated)
    if compared and all(each.generation == TWO_GENERATIONS for each in compared):
        return OTHER_GENERATION
    if is_bad(stated):
        return "" if any(map(_is_nobody_elses, compared)) else OTHER_NAME_AND_BAD
    is_other = stated.excluded_on and all(each.given in OF_TWO for each in compared)
    return OTHER_NAME_AND_BAD if is_other else ""  # a family name changed by marriage is no way out


def _is_nobody_elses(compared: Comparison) -> bool:
    """Whether two names under one NPI are near enough to each other for a bad standing, as a nickname and an initial
    are, and those of two brothers or a father and a son are not.
    """
    apart = compared.given in OF_TWO or compared.middle_differs or compared.generation
    return not apart and compared.family is not Agreement.DIFFERENT


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
