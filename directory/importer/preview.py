"""What an import would change, and where the facts of a listing come from, in lines for an admin."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from directory.core import phones
from directory.core.entry_values import FAX, WHOSE_WORD
from directory.core.facts import FACTS
from directory.core.i18n import N_
from directory.core.practitioner import (
    AlsoStated,
    ListedLicence,
    ListedLocation,
    ListedPlan,
    LostValue,
    Origin,
    Practitioner,
    SourcedStatement,
    Statement,
    statement_from_json,
)
from directory.importer.report import StatementChange
from directory.store.imports import changes as store_changes
from directory.store.imports.database import Imports

LOCATIONS_SHOWN = 3  # of somebody who has many
LONGEST_VALUE = 120  # characters in a line
MOST_ENTRIES = 20  # of a list, in lines
PROVENANCE = ("source", "as_of", "also", "confirmed_on", "confirmed_by", *WHOSE_WORD, *FAX[1:])


def changes(imports: Imports, source: str, limit: int) -> dict[str, list[StatementChange]]:
    """Statements that are "new", "changed" or "removed" since store.imports.changes.remember, up to `limit` of each."""
    return {
        kind: [_change(statement_id, before, now) for statement_id, before, now in rows]
        for kind, rows in store_changes.changes(imports.connection, source, limit).items()
    }


def _change(statement_id: str, before: str | None, now: str | None) -> StatementChange:
    """before, now: the statement as JSON, None where there is none."""
    old = statement_from_json(before) if before else None
    new = statement_from_json(now) if now else None
    shown = new or old
    fields = _changed_fields(old, new) if old and new else {}
    return StatementChange(id=statement_id, name=shown.name if shown else "", fields=fields)


def _changed_fields(old: Statement, new: Statement) -> dict[str, list[Any]]:
    pairs = {field: [getattr(old, field), getattr(new, field)] for field in Statement.__struct_fields__}
    return {field: msgspec.to_builtins(pair) for field, pair in pairs.items() if pair[0] != pair[1]}


def every_change(imports: Imports, source: str) -> Iterator[tuple[str, Statement | None, Statement | None]]:
    """Every statement that is new, changed or removed since store.imports.changes.remember: (kind, before, now)."""
    for kind, _id, before, now in store_changes.every_change(imports.connection, source):
        yield kind, _statement(before), _statement(now)


def _statement(text: str | None) -> Statement | None:
    return statement_from_json(text) if text else None


def changed_values(old: Statement, new: Statement) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """The fields that differ, each with its values before and after as JSON has them; of a list, only the entries that
    differ, up to MOST_ENTRIES of them and then {"more": how many}.
    """
    for field in Statement.__struct_fields__:
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield field, _entries(before, after), _entries(after, before)


def stated_facts(record: Statement | Practitioner) -> Iterator[tuple[str, Any]]:
    """Each fact of a statement or a listing that is stated, (field, value as JSON has it), an entry of a list each by
    itself, as `changed_values` has them.
    """
    for field in ("name", *(fact.name for fact in FACTS if fact.name != "name")):
        yield from ((field, each) for each in _entries(getattr(record, field, None), ()))


def _entries(value: object, others: object) -> list[Any]:
    """A value, or the entries of a list that are not among others."""
    of_others = others if isinstance(others, tuple) else ()
    listed = [each for each in value if each not in of_others] if isinstance(value, tuple) else [value]
    stated = [msgspec.to_builtins(each) for each in listed if each not in (None, "")]
    more = [{"more": len(stated) - MOST_ENTRIES}] if len(stated) > MOST_ENTRIES else []
    return [*stated[:MOST_ENTRIES], *more]


def in_words(changes_by_kind: dict[str, list[StatementChange]]) -> Iterator[str]:
    """The changes, a line each and one for each field."""
    for kind, listed in changes_by_kind.items():
        for change in listed:
            yield f"  {kind}: {change['id']} {change['name']}"
            for field, (old, new) in change["fields"].items():
                yield f"      {field}: {_short(old)} → {_short(new)}"


def facts_in_words(listing: Practitioner) -> Iterator[str]:
    """Each fact of a published listing with its source, its date and what lost."""
    yield f"{listing.id}  {listing.name}"
    for field, origin in listing.facts.items():
        yield _line(field, getattr(listing, field), origin)
        yield from (_line("    not", lost.value, lost) for lost in origin.lost)
    for fact in FACTS:
        if fact.combine == "entries":
            for entry in getattr(listing, fact.name):
                yield from _entry_in_words(fact.name, entry)


def _entry_in_words(name: str, entry: ListedLicence | ListedLocation | ListedPlan) -> Iterator[str]:
    """An entry of a list, the phone, fax and office hours that another source may state of it, and what others say
    otherwise.
    """
    shown = _own_word(entry) if isinstance(entry, ListedLocation) else entry
    yield _line(name, _values(shown), entry)
    if isinstance(entry, ListedLocation) and entry.phone_by:
        yield f"    phone: {_short(entry.phone)}  [{entry.phone_by}, {entry.phone_as_of}]"
    if isinstance(entry, ListedLocation) and entry.fax:
        yield f"    fax: {_short(entry.fax)}  [{entry.fax_by}, {entry.fax_as_of}]"
    if isinstance(entry, ListedLocation) and entry.hours:
        yield f"    hours: {_short(entry.hours)}  [{entry.hours_by}, {entry.hours_as_of}]"
    yield from (_line("    also", _values(shown, also), also) for also in entry.also)


def _own_word(place: ListedLocation) -> ListedLocation:
    """A place without what others than its source may state of it."""
    return msgspec.structs.replace(place, hours=None, fax=None, phone=None if place.phone_by else place.phone)


def pair_in_words(pair: dict[str, Any], statements: dict[str, list[SourcedStatement]]) -> Iterator[str]:
    """A pair of statements that waits for a decision, and beneath it what each source states of the two.

    pair: as store.imports.decisions.waiting gives it; statements: by the two references in it.
    """
    yield f"{pair['id']:>4}  {pair['one']} and {pair['other']}: {pair['reason']}"
    for reference in (pair["one"], pair["other"]):
        for sourced in statements.get(reference, ()):
            yield f"        {_identity(sourced.statement)}  [{sourced.source}, {sourced.as_of}]"


def _identity(statement: Statement) -> str:
    """What distinguishes a practitioner from others, in a line."""
    places = [
        ", ".join(filter(None, (place.address, place.city, place.state, place.phone and phones.shown(place.phone))))
        for place in statement.locations[:LOCATIONS_SHOWN]
    ]
    licences = [f"license {licence.state} {licence.number}" for licence in statement.licences]
    excluded = [f"excluded since {statement.excluded_on}"] if statement.excluded_on else []
    return " · ".join(
        (", ".join([statement.name or N_("no name"), *statement.credentials]), *places, *licences, *excluded)
    )


def _values(entry: msgspec.Struct, also: AlsoStated | None = None) -> str:
    """The entry's values in a line; with `also`, as another source has them."""
    values = msgspec.to_builtins(msgspec.structs.asdict(entry) | (msgspec.to_builtins(also) if also else {}))
    rates = map(_rate, values.pop("rates", ()))
    stated = {
        name: value for name, value in values.items() if name not in PROVENANCE and value not in (None, "", False)
    }
    words = (name.replace("_", " ") if value is True else str(value) for name, value in stated.items())
    return ", ".join((*words, *rates))


def _rate(rate: dict[str, Any]) -> str:
    """A negotiated rate: "97810 $44.51 (negotiated, at 11)"."""
    amount = f"{rate['amount']:g}%" if rate["kind"] == "percentage" else f"${rate['amount']:.2f}"
    places = f", at {' '.join(rate['places'])}" if rate.get("places") else ""
    return " ".join((rate["code"], *rate.get("modifiers", ()), f"{amount} ({rate['kind']}{places})"))


def _line(
    field: str, value: object, origin: Origin | LostValue | AlsoStated | ListedLicence | ListedLocation | ListedPlan
) -> str:
    return f"{field}: {_short(value)}  [{origin.source}, {origin.as_of}]"


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(msgspec.to_builtins(value), ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 3]}..."
