"""What an import would change and why a listing says what it says, in lines for an admin."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from directory.core import phones
from directory.core.facts import FACTS
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
from directory.store.imports import changes as store_changes
from directory.store.imports.database import Imports

LOCATIONS_SHOWN = 3  # of somebody who has many
LONGEST_VALUE = 120  # characters in a line
PROVENANCE = ("source", "as_of", "also")


def changes(imports: Imports, source: str, most: int) -> dict[str, list[dict[str, Any]]]:
    """The first statements that are new, changed or removed since store.changes.remember; of a changed one each field, before and now."""
    return {
        kind: [_change(kind, practitioner_id, before, now) for practitioner_id, before, now in rows]
        for kind, rows in store_changes.changes(imports.connection, source, most).items()
    }


def _change(kind: str, practitioner_id: str, before: str | None, now: str | None) -> dict[str, Any]:
    old = statement_from_json(before) if before else None
    new = statement_from_json(now) if now else None
    shown = new or old
    fields = _fields(old, new) if kind == "changed" and old and new else {}
    return {"id": practitioner_id, "name": shown.name if shown else "", "fields": fields}


def _fields(old: Statement, new: Statement) -> dict[str, list[Any]]:
    pairs = {field: [getattr(old, field), getattr(new, field)] for field in Statement.__struct_fields__}
    return {field: msgspec.to_builtins(pair) for field, pair in pairs.items() if pair[0] != pair[1]}


def in_words(changed: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    """The changes, a line each and one for each field."""
    for kind, rows in changed.items():
        for row in rows:
            yield f"  {kind}: {row['id']} {row['name']}"
            yield from (f"      {field}: {_short(old)} → {_short(new)}" for field, (old, new) in row["fields"].items())


def facts_in_words(listing: Practitioner) -> Iterator[str]:
    """Each fact of a published listing with its source, its date and what lost."""
    yield f"{listing.id}  {listing.name}"
    for field, origin in listing.facts.items():
        yield _line(field, getattr(listing, field), origin)
        yield from (_line("    not", lost.value, lost) for lost in origin.lost)
    for fact in FACTS:
        if fact.combine == "entries":
            for entry in getattr(listing, fact.name):
                yield _line(fact.name, _values(entry), entry)
                yield from (_line("    also", _values(entry, also), also) for also in entry.also)


def pair_in_words(pair: dict[str, Any], statements: dict[str, list[SourcedStatement]]) -> Iterator[str]:
    """A pair that waits for a decision, as store.decisions gives it, and beneath it what each source says of the two."""
    yield f"{pair['id']:>4}  {pair['one']} and {pair['other']}: {pair['reason']}"
    for ref in (pair["one"], pair["other"]):
        for each in statements.get(ref, ()):
            yield f"        {_who(each.statement)}  [{each.source}, {each.as_of}]"


def _who(statement: Statement) -> str:
    """What tells a practitioner from another, in a line."""
    places = [
        ", ".join(filter(None, (place.address, place.city, place.state, place.phone and phones.shown(place.phone))))
        for place in statement.locations[:LOCATIONS_SHOWN]
    ]
    licences = [f"license {each.state} {each.number}" for each in statement.licences]
    return " · ".join((", ".join([statement.name or "no name", *statement.credentials]), *places, *licences))


def _values(entry: ListedLicence | ListedLocation | ListedPlan, also: AlsoStated | None = None) -> str:
    """The entry's values in a line; with `also`, as another source has them."""
    values = msgspec.structs.asdict(entry) | (msgspec.to_builtins(also) if also else {})
    shown = (value for name, value in values.items() if name not in PROVENANCE and value not in (None, ""))
    return ", ".join(map(str, shown))


def _line(
    field: str, value: object, origin: Origin | LostValue | AlsoStated | ListedLicence | ListedLocation | ListedPlan
) -> str:
    return f"{field}: {_short(value)}  [{origin.source}, {origin.as_of}]"


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 3]}..."
