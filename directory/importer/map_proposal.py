"""A map proposed for a table that came without one: written as a file for the admin to edit, with the first rows as it would read them."""

import json
from collections.abc import Iterator
from pathlib import Path

from directory.core import table_fields, table_map
from directory.importer import normalise
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, RawListing, Reading
from directory.importer.sources import table

SHOWN = 5  # rows


def propose(path: Path, folder: Path) -> dict:
    """Writes a map for the table into `folder`, unless one is there already, and tells what it would give.

    Raises FileRefused where the file is no table, or a map that is there already does not fit it.
    """
    with Opened(path, table.wanted) as opened:
        header, _ = table.header(opened)
    columns = table_fields.propose_columns(header)
    unread = [name.strip() for name in header if name.strip() and name.strip() not in columns.values()]
    place = folder / f"{path.name}.map.toml"
    told = {"map": str(place), "proposed": _written(place, table_map.as_toml(path.name, columns, unread))}
    if told["proposed"]:
        told |= {"columns": columns, "not_read": unread}
    return told | _preview(path, place, told["proposed"])


def _written(place: Path, text: str) -> bool:
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with place.open("x", encoding="utf-8", errors="replace") as file:
            file.write(text)
        return True
    except FileExistsError:
        return False


def _preview(path: Path, place: Path, proposed: bool) -> dict:
    try:
        return {"rows": _first_rows(path, place)}
    except FileRefused as error:
        if not proposed:
            raise
        return {"rows": [], "lacking": str(error)}


def _first_rows(path: Path, place: Path) -> list[dict]:
    found: dict[int, dict] = {}
    with Opened(path, table.wanted) as opened:
        for item in table.listings(opened, table.read_map(place), Reading()):
            if len(found) == SHOWN and item.row not in found:
                break
            row = found.setdefault(item.row, {"row": item.row, "listing": None, "problems": []})
            listing, problems = normalise.listing(item) if isinstance(item, RawListing) else (None, [item])
            row["listing"] = row["listing"] or (listing and _said(listing))
            row["problems"] += map(_in_words, problems)
    return list(found.values())


def _said(listing: object) -> dict:
    """What a listing says, as plain values."""
    said = json.loads(json.dumps(vars(listing), default=vars))
    return {field: value for field, value in said.items() if value not in (None, "", [])}


def _in_words(problem: Problem) -> str:
    value = f" ({problem.value})" if problem.value else ""
    return f"{problem.field.replace('_', ' ')}: {problem.reason}{value}" + (" – row refused" if problem.refused else "")


def in_words(told: dict) -> Iterator[str]:
    """The proposal in lines."""
    if told["proposed"]:
        yield f"No map was given. One was proposed from the header and written to {told['map']}:"
        yield from (f"  {field} = {table_fields.quoted(name)}" for field, name in told["columns"].items())
        yield f"Columns not read: {table_fields.listed(told['not_read'], 40) or 'none'}"
    else:
        yield f"No map was given. The one that is there already was left as it is: {told['map']}"
    if "lacking" in told:
        yield f"It cannot be used yet: {told['lacking']}"
    yield "The first rows as they would be read:" if told["rows"] else "No row could be read with it."
    for row in told["rows"]:
        yield f"  row {row['row']}: " + "; ".join(
            f"{field.replace('_', ' ')}: {_value(value)}" for field, value in (row["listing"] or {}).items()
        )
        yield from (f"      {problem}" for problem in row["problems"])
    yield "Nothing was imported."


def _value(value: object) -> str:
    if isinstance(value, list):
        return " | ".join(map(_value, value))
    if isinstance(value, dict):
        return ", ".join(_value(each) for each in value.values() if each not in (None, ""))
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
