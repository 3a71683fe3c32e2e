"""imports.db as a page of an admin sees it, and the publish that a page asks for."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from directory.core.sources import ADMIN
from directory.store.connection import Busy
from directory.store.imports import decisions, published
from directory.store.imports.database import Imports
from directory.store.listings.reader import about_at
from directory.web.shell import session
from directory.web.shell.site import site


class NothingImported(Exception):
    """There is no imports.db here: this machine only serves, or nothing was imported yet."""


class NotPublished(Exception):
    """The guard has refused a publish. losses: what the directory would lose, a line each."""

    def __init__(self, losses: list[str]):
        super().__init__("; ".join(losses))
        self.losses = losses


@contextmanager
def opened_imports() -> Iterator[Imports]:
    """imports.db, open for the block. Raises NothingImported; Busy or sqlite3.OperationalError while it is written."""
    path = site().settings.imports_db
    if not published.exists(path):
        raise NothingImported
    with Imports(path) as imports:
        yield imports


def answer_without_imports(blueprint: Blueprint) -> None:
    """Pages of a blueprint say in words that there is no imports.db, or that it is being written now."""
    blueprint.register_error_handler(
        NothingImported, lambda error: (render_template("admin/judging/nothing.html"), 404)
    )
    blueprint.register_error_handler(Busy, _busy)
    blueprint.register_error_handler(sqlite3.OperationalError, _busy)


def _busy(error: Exception) -> ResponseReturnValue:
    if isinstance(error, sqlite3.OperationalError) and "locked" not in str(error):
        raise error
    return render_template("admin/judging/busy.html"), 503


def decider(why: str) -> decisions.Decider:
    """Who is signed in, and why they do what they do."""
    return decisions.Decider(session.person().email, why)


def count_unpublished(imports: Imports) -> dict[str, int]:
    """What the directory was published without: "decisions", "edits", "imports" and what was "taken out"."""
    about = about_at(site().settings.directory_db)
    shown, standing = about.get("snapshots", []), published.standing(imports.connection)
    sources = {row["id"]: row["source"] for row in imports.snapshots()}
    added = [sources[number] == ADMIN for number in published.unpublished(imports.connection, about)]
    return {
        "decisions": len(decisions.unpublished_decisions(imports.connection)),
        "edits": sum(added),
        "imports": len(added) - sum(added),
        "taken out": len(set(shown) - set(standing)),
    }


def publish_now() -> int:
    """Publishes all that stands, as the command does; how many listings there are. Raises NotPublished, Busy."""
    from directory.publish import build  # what builds a directory is loaded by those who build one
    from directory.publish.guard import TooManyLost

    office, settings = session.office(), site().settings
    with opened_imports() as imports:
        waiting = count_unpublished(imports)
        try:
            with imports.transaction():
                count = build.publish(imports, settings.directory_db, site().gazetteer)
        except TooManyLost as lost:
            raise NotPublished([loss.in_words() for loss in lost.losses]) from None
    with office.transaction():
        office.note("directory published", ", ".join(f"{number} {what}" for what, number in waiting.items()))
    g.pop("directory", None)
    return count
