"""What every request needs: the directory of the moment, one version of it for the whole request."""

from typing import NamedTuple

from flask import current_app, g

from directory.core.gazetteer import Gazetteer
from directory.search import find, query
from directory.store.listings import Current, Directory


class Site(NamedTuple):
    """What the application was built with."""

    current: Current
    gazetteer: Gazetteer


def directory() -> Directory:
    """The directory as it was published when this request first asked. Raises NoDirectory."""
    if "directory" not in g:
        g.directory = current_app.extensions["site"].current.get()
    return g.directory


def answer(parameters: dict[str, str]) -> find.Results:
    """The answer to a search. Raises query.BadQuery."""
    asked = query.read(parameters, current_app.extensions["site"].gazetteer, directory())
    return find.find(asked, directory())
