"""Which sources in data/reference/ are due to be read again, and what their file would say once they were: text only.

The files are part of the program: a change to one is made where the program is kept, and reviewed there.
"""

import difflib
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from directory.core.cited import Cited, CitedSource
from directory.store.reference.files import FOLDER

FILES = ("coverage/*.toml", "state_rules.toml", "costs.toml", "guide/*.toml", "insurance_names.toml")


class DueSource(NamedTuple):
    """A source past its review date. rests: what rests on it; file: where it stands; diff: the change, once it was read
    and says the same.
    """

    source: CitedSource
    rests: list[str]
    file: str
    diff: str


def due_for_review(statements: Iterable[tuple[str, Cited]], today: str, folder: Path = FOLDER) -> list[DueSource]:
    """The sources that were to be read again before an ISO day, the longest overdue first.

    statements: (what it is, it) pairs, as `Rulebook.statements` gives them.
    """
    rests: dict[CitedSource, list[str]] = {}
    for what, cited in statements:
        for source in cited.sources:
            if source.review_by < today:
                rests.setdefault(source, []).append(what)
    texts = {path: path.read_text(encoding="utf-8") for name in FILES for path in sorted(folder.glob(name))}
    found = [
        DueSource(source, sorted(set(whats)), f"data/reference/{path.relative_to(folder)}", diff)
        for source, whats in rests.items()
        for path, text in texts.items()
        if (diff := _diff(f"data/reference/{path.relative_to(folder)}", text, source, today))
    ]
    return sorted(found, key=lambda each: (each.source.review_by, each.file, each.source.title))


def _diff(name: str, text: str, source: CitedSource, today: str) -> str:
    """The change in a file, "" where the source does not stand in it: its day is today, its review as far off as it
    was.
    """
    parts = re.split(r"^(?=\[)", text, flags=re.M)  # each begins with the name of a table
    written = (f'"{source.url}"', f"as_of = {source.as_of}\n", f"review_by = {source.review_by}\n")
    changed = "".join(
        _read_today(part, source, today) if all(text in part for text in written) else part for part in parts
    )
    lines = text.splitlines(keepends=True), changed.splitlines(keepends=True)
    return "".join(difflib.unified_diff(*lines, f"a/{name}", f"b/{name}", n=3))


def _read_today(part: str, source: CitedSource, today: str) -> str:
    span = date.fromisoformat(source.review_by) - date.fromisoformat(source.as_of)
    again = (date.fromisoformat(today) + span).isoformat()
    part = re.sub(rf"^as_of = {source.as_of}$", f"as_of = {today}", part, flags=re.M)
    return re.sub(rf"^review_by = {source.review_by}$", f"review_by = {again}", part, flags=re.M)
