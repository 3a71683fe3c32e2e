"""What statements say, field by field, in words for an admin: of one practitioner or of two beside each other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from directory.core import phones
from directory.core.facts import BY_NAME
from directory.core.i18n import N_, Message
from directory.core.names import folded
from directory.core.practitioner import SourcedStatement, Statement
from directory.store.imports.database import Imports
from directory.web.admin.value_words import (
    address_in_words,
    licence_in_words,
    period_in_words,
    registration_in_words,
    service_in_words,
)
from directory.web.listing import phrases

PAYERS_SHOWN = 6


class Told(NamedTuple):
    """A value in words, and who says so as of which day."""

    text: str
    source: str
    as_of: str


class ComparedRow(NamedTuple):
    """A field of two: what each is said to have. likeness: "same" where they have a value in common, "differs" where
    both have some and none in common, "" where only one has any.
    """

    label: str
    one: list[Told]
    other: list[Told]
    likeness: str


def _value(name: str, statement: Statement) -> Iterable[str]:
    value = getattr(statement, name)
    return () if value in (None, "", ()) else phrases.in_words(name, value)


def _single(name: str) -> Callable[[Statement], Iterable[str]]:
    """Gives a field's value, or each of its values, in words."""
    return partial(_value, name)


def _addresses(statement: Statement) -> Iterator[str]:
    for place in statement.locations:
        period = period_in_words(place)
        yield address_in_words(place) + (f" ({period})" if period else "")


def _phones(statement: Statement) -> list[str]:
    return list(dict.fromkeys(phones.shown(place.phone) for place in statement.locations if place.phone))


def _hours(statement: Statement) -> list[str]:
    return list(dict.fromkeys(place.hours for place in statement.locations if place.hours))


def _licences(statement: Statement) -> Iterator[Message]:
    return map(licence_in_words, statement.licences)


def _services(statement: Statement) -> list[str]:
    return [service_in_words(each) for each in statement.medicare_services]


def _registrations(statement: Statement) -> list[str]:
    return [registration_in_words(each) for each in statement.registrations]


SHOWN_AS = {
    "locations": _addresses,
    "licences": _licences,
    "medicare_services": _services,
    "registrations": _registrations,
}
BESIDE_FACTS = (
    (N_("confirmed"), _single("confirmed_on")),
    (N_("NPI not in use from"), _single("deactivated_on")),
    (N_("excluded from federal health programs from"), _single("excluded_on")),
    (N_("removed from the directory on"), _single("removed_on")),
    (N_("not so"), lambda statement: [value for _, value in statement.denied]),
)
FIELDS: tuple[tuple[str, Callable[[Statement], Iterable[str]]], ...] = (
    *((fact.label, SHOWN_AS.get(name, _single(name))) for name, fact in BY_NAME.items() if name != "insurance"),
    (N_("telephone number"), _phones),
    (N_("office hours"), _hours),
    *BESIDE_FACTS,
)


def payers_in_words(imports: Imports, sourced: SourcedStatement) -> list[str]:
    """The insurers of a statement's plans, some of them."""
    if sourced.plan_list is None:
        return []
    named = list(dict.fromkeys(plan.payer for plan in imports.plan_list(sourced.plan_list)))
    more = [Message("and %(more)s more", more=len(named) - PAYERS_SHOWN)] if len(named) > PAYERS_SHOWN else []
    return [*map(phrases.payer, named[:PAYERS_SHOWN]), *more]


def stated_values(imports: Imports, statements: Sequence[SourcedStatement]) -> dict[str, list[Told]]:
    """{field's label: what is said of it}, of fields that are stated; of one value in several statements the first."""
    rows: dict[str, list[Told]] = {}
    for label, values in (*FIELDS, (BY_NAME["insurance"].label, None)):
        found: dict[str, Told] = {}
        for each in statements:
            for text in values(each.statement) if values else payers_in_words(imports, each):
                found.setdefault(folded(text), Told(text, each.source, each.as_of))
        if found:
            rows[label] = list(found.values())
    return rows


def compared(imports: Imports, one: Sequence[SourcedStatement], other: Sequence[SourcedStatement]) -> list[ComparedRow]:
    """Every field that either is said to have."""
    ours, theirs = stated_values(imports, one), stated_values(imports, other)
    labels = [label for label, _ in FIELDS] + [BY_NAME["insurance"].label]
    rows = ((label, ours.get(label, []), theirs.get(label, [])) for label in labels)
    return [ComparedRow(*row, _likeness(*row[1:])) for row in rows if row[1] or row[2]]


def _likeness(one: list[Told], other: list[Told]) -> str:
    if not (one and other):
        return ""
    ours, theirs = ({folded(each.text) for each in side} for side in (one, other))
    return "differs" if ours.isdisjoint(theirs) else "same"
