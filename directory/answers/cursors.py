"""Where a list goes on: an opaque text that names the place in it, the question asked and, where the order hangs on
them, the edition and the day.
"""

import base64
import hashlib
import json
from collections.abc import Mapping

import orjson

from directory.search.query import BadQuery
from directory.store.listings.reader import Directory

LONGEST_CURSOR = 2000  # characters: more than any name takes
NOT_ASKED = ("cursor", "page", "lang")  # parameters that do not change which list it is


class EditionChanged(Exception):
    """The list that a cursor goes on in was of another edition or another day, or what it began with is kept no more:
    it has to be begun again. The message says more, where there is more to say.
    """


def cursor_at(place: str, asked: Mapping[str, str], directory: Directory | None) -> str:
    """The cursor that goes on behind a place. asked: the parameters; directory: where its edition and day count."""
    parts = [place, _digest(asked), _edition(directory)]
    return base64.urlsafe_b64encode(orjson.dumps(parts)).decode().rstrip("=")


def place_of(asked: Mapping[str, str], directory: Directory | None) -> str:
    """The place of the cursor among the parameters asked, "" where there is none.

    Raises BadQuery for what is none, or is of another question; EditionChanged.
    """
    if not (text := asked.get("cursor", "")):
        return ""
    place, digest, made_of = _parts(text)
    if digest != _digest(asked):
        raise BadQuery({"cursor": "cursor is of another question: ask the same as for the page before."})
    if made_of != _edition(directory):
        raise EditionChanged
    return place


def _parts(text: str) -> list[str]:
    try:
        parts = orjson.loads(base64.urlsafe_b64decode(text[:LONGEST_CURSOR] + "=="))
    except ValueError:
        parts = None
    if not isinstance(parts, list) or [type(part) for part in parts] != [str, str, str]:
        raise BadQuery({"cursor": "cursor may be what “next” of the page before has."})
    return parts


def _digest(asked: Mapping[str, str]) -> str:
    """What tells one question from another."""
    told = sorted((name, text.strip()) for name, text in asked.items() if name not in NOT_ASKED and text.strip())
    return hashlib.blake2b(json.dumps(told).encode(), digest_size=8).hexdigest()


def _edition(directory: Directory | None) -> str:
    return f"{directory.about['version']} {directory.day}" if directory else ""
