"""What every request needs: the directory of the moment, one version of it for the whole request."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import abort, current_app, g, request

from directory.core.gazetteer import Gazetteer
from directory.search import find, query
from directory.settings import Settings
from directory.store.listings.reader import Current, Directory, NoDirectory
from directory.store.reference.files import payers
from directory.store.reference.rulebook import Rulebook
from directory.web.shell.empty_searches import EmptySearches
from directory.web.shell.metrics import count_empty_search
from directory.web.shell.patience import Patience


class Site(NamedTuple):
    """What the application was built with. rulebook: the coverage rules, prices and the guide; office_patience,
    imports_patience: how long a request waits for these databases.
    """

    current: Current
    gazetteer: Gazetteer
    settings: Settings
    rulebook: Rulebook
    empty_searches: EmptySearches
    office_patience: Patience
    imports_patience: Patience


def site() -> Site:
    """What this application was built with."""
    built: Site = current_app.extensions["site"]
    return built


def rulebook() -> Rulebook:
    """The coverage rules, prices and the guide."""
    return site().rulebook


def directory() -> Directory:
    """The directory as it was published when this request first asked. Raises NoDirectory."""
    if "directory" not in g:
        g.directory = site().current.get()
    version: Directory = g.directory
    return version


def let_go(_error: BaseException | None = None) -> None:
    """At the end of a request: what it kept may refer to itself, and would hold its version of the directory open."""
    for name in list(g):
        g.pop(name)


def published_about() -> dict[str, Any]:
    """What the directory says about itself, for pages that stand without one; empty where none is published."""
    try:
        return directory().about
    except NoDirectory:
        return {}


def parsed_query(parameters: Mapping[str, str]) -> query.SearchQuery:
    """The search that parameters ask for. Raises BadQuery."""
    return query.parse_query(parameters, site().gazetteer, directory())


def search_results(parameters: Mapping[str, str], for_page: bool = False) -> find.Results:
    """The answer to a search. Raises BadQuery."""
    asked = parsed_query(parameters)
    results = find.find(asked, directory(), for_page)
    if not results.total:
        count_empty_search()
        site().empty_searches.count(asked.place, site().settings)
    return results


def listing_context() -> dict[str, Any]:
    """The template variables of every page about listings."""
    about, known = directory().about, payers()
    return {
        "about": about,
        "sources": {source["source"]: source for source in about["sources"]},
        "programs": known.programs,
        "payers": [payer for payer, plan, _ids in directory().insurance if not plan and known.named(payer) is payer],
    }


def absolute_url(path: str) -> str:
    """A path of ours as others need it: at SITE_ADDRESS, else at the host asked, which Werkzeug has checked."""
    if not (site().settings.site_address or request.host):
        abort(400)
    return (site().settings.site_address or request.host_url.rstrip("/")) + path
