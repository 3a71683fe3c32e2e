"""What an import would change and why a listing says what it says, in lines for an admin."""

import json
from collections.abc import Iterator

from directory.core import phones
from directory.store.imports import changes as store_changes
from directory.store.imports.database import Imports

PLACES = 3  # of somebody who has many


def changes(imports: Imports, source: str, most: int) -> dict[str, list[dict]]:
    """The first listings that are new, changed or removed since store.changes.remember; of a changed one each field, before and now."""
    return {
        kind: [
            {"id": id, "name": _name(before, now), "fields": _fields(before, now) if kind == "changed" else {}}
            for id, before, now in rows
        ]
        for kind, rows in store_changes.changes(imports.connection, source, most).items()
    }


def _name(before: str | None, now: str | None) -> str:
    return json.loads(now or before or "{}").get("name", "")


def _fields(before: str, now: str) -> dict[str, list]:
    old, new = json.loads(before), json.loads(now)
    return {field: [old.get(field), new[field]] for field in new if old.get(field) != new[field]}


def in_words(changed: dict[str, list[dict]]) -> Iterator[str]:
    """The changes, a line each and one for each field."""
    for kind, rows in changed.items():
        for row in rows:
            yield f"  {kind}: {row['id']} {row['name']}"
            yield from (f"      {field}: {_short(old)} → {_short(new)}" for field, (old, new) in row["fields"].items())


def facts_in_words(listing: dict) -> Iterator[str]:
    """Each fact of a published listing with its source, its date and what lost."""
    yield f"{listing['id']}  {listing['name']}"
    for field, fact in listing["facts"].items():
        yield _line(field, listing[field], fact)
        yield from (_line("    not", lost["value"], lost) for lost in fact.get("lost", ()))
    for field in ("locations", "licences", "insurance"):
        for entry in listing[field]:
            yield _line(field, _values(entry), entry)
            yield from (_line("    also", _values(entry | also), also) for also in entry.get("also", ()))


def pair_in_words(pair: dict, said: dict[str, list[tuple[str, str, dict]]]) -> Iterator[str]:
    """A pair that waits for a decision, as store.decisions gives it, and beneath it what each source says of the two."""
    yield f"{pair['id']:>4}  {pair['one']} and {pair['other']}: {pair['reason']}"
    for ref in (pair["one"], pair["other"]):
        yield from (f"        {_who(listing)}  [{source}, {as_of}]" for source, as_of, listing in said.get(ref, ()))


def _who(listing: dict) -> str:
    """What tells a practitioner from another, in a line."""
    places = [
        ", ".join(
            filter(
                None, (place["address"], place["city"], place["state"], place["phone"] and phones.shown(place["phone"]))
            )
        )
        for place in listing["locations"]
    ]
    licences = [f"license {each['state']} {each['number']}" for each in listing["licences"]]
    return " · ".join((", ".join([listing["name"] or "no name", *listing["credentials"]]), *places[:PLACES], *licences))


def _values(entry: dict) -> str:
    return ", ".join(
        str(value)
        for name, value in entry.items()
        if name not in ("source", "as_of", "also") and value not in (None, "")
    )


def _line(field: str, value: object, said: dict) -> str:
    return f"{field}: {_short(value)}  [{said['source']}, {said['as_of']}]"


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:117]}..."
