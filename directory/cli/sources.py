"""The command that lists every source: what it gives, whom it comes from, how old it is here, and what renews it."""

import json
from collections import defaultdict
from collections.abc import Iterator
from textwrap import TextWrapper, shorten
from typing import Any

from directory.cli.console import DONE, JsonOption
from directory.core import dates
from directory.core.facts import FACTS
from directory.core.licence_layout import LicenceLayout
from directory.core.sources import SOURCES, STATE_LISTS, Source
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.imports.last_read import LastRead, last_read
from directory.store.imports.published import exists
from directory.store.listings.about import about_at
from directory.store.office.schedules import next_runs
from directory.store.reference import files

FILES_SHOWN = 8  # of a source, the oldest; --json has them all
LISTS_SHOWN = 8  # insurers of a source, the largest
MEASURES = {  # see publish.insurer_lists
    "deactivated": "NPI not in use",
    "shared_phone": "a phone of 25 or more",
    "many_places": "10 places or more",
    "other_taxonomy": "not in NPPES",
    "unconfirmed": "not confirmed in a year",
    "placeholder": "no real phone or street",
    "elsewhere": "elsewhere than in NPPES",
}
WIDTH = 100  # characters
INDENT = " " * 12
LABELS = {fact.name: fact.label for fact in FACTS}


def list_sources(options: JsonOption, settings: Settings) -> int:
    """Lists every source that can be imported, also where nothing was imported yet."""
    newest: list[LastRead] = []
    if exists(settings.imports_db):
        with Imports(settings.imports_db) as imports:
            newest = last_read(imports.connection)
    by_source = defaultdict(list)
    for each in newest:
        by_source[each.source].append(each)
    runs = _next_runs(settings)
    lists = about_at(settings.directory_db).get("insurer_lists", {}).get("lists", ())
    rows = [
        _as_json(source, by_source[source.name], runs)
        | {"lists": [each for each in lists if each["source"] == source.name]}
        for source in SOURCES
        if source.command
    ]
    if options.json:
        print(json.dumps(rows))
        return DONE
    for row in rows:
        print("\n".join(_in_words(row)))
    return DONE


def _next_runs(settings: Settings) -> dict[tuple[str, str], str]:
    """When a schedule fetches a source next, by its name and the state, ISO; "" for all of it."""
    runs: dict[tuple[str, str], str] = {}
    for schedule in next_runs(settings.office):  # the soonest first
        source, states = schedule.settings.get("source") or "", schedule.settings.get("states") or []
        for part in ("", *states):
            runs.setdefault((source, part), schedule.next_at.isoformat())
    return runs


def _as_json(source: Source, read: list[LastRead], runs: dict[tuple[str, str], str]) -> dict[str, Any]:
    """A source as programs get it: as_of, days and snapshot are of the newest file, null where none was read."""
    return {
        "source": source.name,
        "title": source.title,
        "gives": [fact.name for fact in FACTS if fact.name in source.states],
        "publisher": source.publisher,
        "address": source.address,
        "command": _typed(source.command),
        "limit_days": source.limit_days,
        "next_run": runs.get((source.name, "")),
        **_age(read[-1] if read else None),
        "parts": _states(read, runs)
        if source.name == STATE_LISTS
        else [{"part": each.part, **_age(each)} for each in read],
    }


def _states(read: list[LastRead], runs: dict[tuple[str, str], str]) -> list[dict[str, Any]]:
    """Each state whose list can be read, read or not."""
    by_state = {each.part: each for each in read}
    return [
        _state_as_json(layout, by_state.get(layout.state)) | {"next_run": runs.get((STATE_LISTS, layout.state))}
        for layout in files.licence_layouts()
    ]


def _state_as_json(layout: LicenceLayout, read: LastRead | None) -> dict[str, Any]:
    about = {"part": layout.state, "publisher": layout.title, "address": layout.source}
    return about | {"command": _typed(layout.command), **_age(read)}


def _age(read: LastRead | None) -> dict[str, Any]:
    """The newest file of a source or part, and how many days ago the day is that it speaks of; null without one."""
    if not read:
        return dict.fromkeys(("as_of", "days", "snapshot", "file", "imported_at"))
    newest = {"snapshot": read.snapshot, "file": read.file, "imported_at": read.imported_at}
    return {"as_of": read.as_of, "days": dates.days_since(read.as_of)} | newest


def _in_words(row: dict[str, Any]) -> Iterator[str]:
    """A source in lines of at most WIDTH characters, but for an address that is longer; a blank one at the end."""
    yield f"{row['source']}: {row['title']}"
    yield from _entry("gives", ", ".join(LABELS[name] for name in row["gives"]) or "no fact of a listing")
    yield from _entry("from", ": ".join(filter(None, (row["publisher"], row["address"]))))
    yield from _entry("read", _age_in_words(row))
    if next_run := row["next_run"]:
        yield from _entry("next", f"{next_run[:10]} at {next_run[11:16]} UTC")
    if row["source"] == STATE_LISTS:
        for part in row["parts"]:
            yield f"    {part['part']:<8}{_age_in_words(part):<32}{part['command']}"
            if " FILE " in part["command"]:
                yield f"{INDENT}{part['address']}"
    else:
        yield from _entry("renew", row["command"])
        yield from _files_in_words(row["parts"])
    for each in row["lists"][:LISTS_SHOWN]:
        yield from _entry("list", _list_in_words(each))
    if len(row["lists"]) > LISTS_SHOWN:
        yield f"{INDENT}and {len(row['lists']) - LISTS_SHOWN} more insurers, with shorter lists: sources --json"
    yield ""


def _list_in_words(measured: dict[str, Any]) -> str:
    """An insurer's list, and what in it cannot be right or is old."""
    found = [f"{words} {measured[name]['count']:,}" for name, words in MEASURES.items() if measured[name]["count"]]
    return f"{measured['payer']}, {measured['listed']:,} listed: {', '.join(found) or 'nothing that shows is wrong'}"


def _entry(label: str, text: str) -> list[str]:
    indents = f"    {label:<8}", INDENT
    return TextWrapper(WIDTH, *indents, break_long_words=False, break_on_hyphens=False).wrap(text)


def _files_in_words(parts: list[dict[str, Any]]) -> Iterator[str]:
    """The files that say what stands of a source, where they are several: the oldest first, a line each."""
    by_snapshot: dict[int, list[dict[str, Any]]] = {}
    for part in parts:
        by_snapshot.setdefault(part["snapshot"], []).append(part)
    for of_file in list(by_snapshot.values())[:FILES_SHOWN] if len(by_snapshot) > 1 else ():
        issuers = ", ".join(
            part["part"] for part in of_file if part["part"].isdigit()
        )  # others are no words for people
        whose = f" (insurer {issuers})" if issuers else ""
        yield INDENT + shorten(f"{_age_in_words(of_file[0])}: {of_file[0]['file']}{whose}", WIDTH - len(INDENT))
    if len(by_snapshot) > FILES_SHOWN:
        yield f"{INDENT}and {len(by_snapshot) - FILES_SHOWN} more, not so old: sources --json"


def _age_in_words(row: dict[str, Any]) -> str:
    if not row["as_of"]:
        return "never read here"
    age = f"{dates.span(row['days'])} old" if row["days"] else "of today"
    return f"{row['as_of']}, {age}"


def _typed(command: str) -> str:
    return f"python3 run.py {command}"
