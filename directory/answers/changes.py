"""Which listings changed with the last editions, for programs that keep a copy."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from directory.answers.cursors import EditionChanged, cursor_at, place_of
from directory.answers.editions import edition
from directory.answers.listings import parse_limit
from directory.core.addresses import STATES
from directory.search.query import BadQuery
from directory.store.listings.changes import CHANGES, changes_behind
from directory.store.listings.reader import Directory

BEHIND_ALL = "~"  # comes behind every id


def changes_answer(asked: Mapping[str, str], directory: Directory) -> dict[str, Any]:
    """A page of changes, the oldest edition first, in each the order of ids; a cursor goes on in any edition.

    Raises BadQuery; EditionChanged where `since` is before what is kept.
    """
    history, most = directory.about["history"], parse_limit(asked)
    since = _since(asked.get("since", "").strip(), history["since"])
    if since < history["since"]:
        raise EditionChanged(f"Changes are kept since {history['since']}: read all listings again, then go on there.")
    behind = tuple(place_of(asked, None).split(" ")) if asked.get("cursor", "") else (since, BEHIND_ALL)
    if len(behind) != 2:
        raise BadQuery({"cursor": "cursor may be what “next” of the page before has."})
    found = changes_behind(*behind, most + 1, directory, parse_state(asked), _change(asked))
    cursor = cursor_at(f"{found[most - 1].edition} {found[most - 1].id}", asked, None) if len(found) > most else None
    results = [each._asdict() for each in found[:most]]
    return {"edition": edition(directory), **history, "results": results, "cursor": cursor}


def _since(text: str, first: str) -> str:
    """When to begin, as editions are named. Raises BadQuery."""
    if not text:
        return first
    try:
        day = datetime.fromisoformat(text[:40])
        return day.replace(tzinfo=day.tzinfo or UTC).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        raise BadQuery({"since": "since may be a day or a time (ISO 8601), as `published_at` has it."}) from None


def parse_state(asked: Mapping[str, str]) -> str:
    """The state asked for, "" where none is. Raises BadQuery."""
    state = asked.get("state", "").strip().upper()
    if state and state not in STATES:
        raise BadQuery({"state": "state may be the two letters of a state."})
    return state


def _change(asked: Mapping[str, str]) -> str:
    change = asked.get("change", "").strip()
    if change and change not in CHANGES:
        raise BadQuery({"change": f"change may be {', '.join(CHANGES)}."})
    return change
