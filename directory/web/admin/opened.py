"""imports.db as a page of an admin sees it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from directory.store.connection import Busy
from directory.store.imports import decisions, published
from directory.store.imports.database import Imports
from directory.store.listings.about import about_at
from directory.web.shell import session
from directory.web.shell.site import site


class NothingImported(Exception):
    """There is no imports.db here: this machine only serves, or nothing was imported yet."""


@contextmanager
def opened_imports() -> Iterator[Imports]:
    """imports.db, open for the block. Raises NothingImported; Busy or sqlite3.OperationalError while it is written."""
    path = site().settings.imports_db
    if not published.exists(path):
        raise NothingImported
    with Imports(path, site().imports_patience.seconds) as imports:
        yield imports


def answer_without_imports(blueprint: Blueprint, pages: str = "admin/judging") -> None:
    """Pages of a blueprint say in words that there is no imports.db, or that it is being written now.

    pages: the folder of the templates nothing.html and busy.html: who keeps a listing is told other words than admins.
    """

    def _busy(error: Exception) -> ResponseReturnValue:
        if isinstance(error, sqlite3.OperationalError) and "locked" not in str(error):
            raise error
        site().imports_patience.note_busy()
        return render_template(f"{pages}/busy.html"), 503

    blueprint.register_error_handler(NothingImported, lambda error: (render_template(f"{pages}/nothing.html"), 404))
    blueprint.register_error_handler(Busy, _busy)
    blueprint.register_error_handler(sqlite3.OperationalError, _busy)


def decider(why: str) -> decisions.Decider:
    """Who is signed in, and why they do what they do."""
    return decisions.Decider(session.person().email, why)


def count_unpublished(imports: Imports) -> dict[str, int]:
    """What the directory was published without; see published.count_unpublished."""
    return published.count_unpublished(imports.connection, about_at(site().settings.directory_db))
