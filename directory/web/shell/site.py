"""What every request needs: the directory of the moment, one version of it for the whole request."""

from collections.abc import Mapping
from typing import NamedTuple

from flask import abort, current_app, g, request

from directory.core.gazetteer import Gazetteer
from directory.search import find, query
from directory.settings import Settings
from directory.store.listings.reader import Current, Directory
from directory.store.reference.rulebook import Rulebook


class Site(NamedTuple):
    """What the application was built with."""

    current: Current
    gazetteer: Gazetteer
    settings: Settings


def site() -> Site:
    """What this application was built with."""
    return current_app.extensions["site"]


def book() -> Rulebook:
    """The rules, prices and the guide that this application was built with."""
    return current_app.extensions["rulebook"]


def directory() -> Directory:
    """The directory as it was published when this request first asked. Raises NoDirectory."""
    if "directory" not in g:
        g.directory = site().current.get()
    return g.directory


def answer(parameters: Mapping[str, str], for_page: bool = False) -> find.Results:
    """The answer to a search. Raises query.BadQuery."""
    asked = query.parse_query(parameters, site().gazetteer, directory())
    return find.find(asked, directory(), for_page)


def absolute(address: str) -> str:
    """An address of ours as others need it: at SITE_ADDRESS where that is set, else at the host that was asked, which Werkzeug has checked."""
    if not (site().settings.site_address or request.host):
        abort(400)
    return (site().settings.site_address or request.host_url.rstrip("/")) + address
