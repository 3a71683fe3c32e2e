"""Searches, and whole listings with who says what, as programs get them."""

from collections.abc import Mapping
from typing import Any

from directory.answers.cursors import cursor_at, place_of
from directory.answers.editions import edition
from directory.answers.shaping import FULL, SUMMARY, parse_shape, shaped
from directory.core.entry_values import entry_values
from directory.core.facts import FACTS
from directory.core.gazetteer import Gazetteer
from directory.core.practitioner import Practitioner
from directory.core.whole_numbers import whole_number
from directory.resolve.precedence import explained_facts
from directory.search.find import find
from directory.search.people import find_people
from directory.search.query import BadQuery, parse_query
from directory.search.results_json import API_FACTS, listing_as_json, people_as_json, results_as_json
from directory.store.listings.names import numbers_behind
from directory.store.listings.reader import Directory

MOST_AT_ONCE, USUAL_AT_ONCE = 100, 20  # listings of a page
# Facts that a listing shows and a result of a search does not.
MORE_FACTS = ("other_names", *(fact.name for fact in FACTS if fact.in_exports and not fact.in_api))
LISTED = ("id", *API_FACTS, "verified_on", "sources", "licences", "insurance")
RESULT_MEMBERS = (*LISTED, "insurers", "distance_miles", "location", "agreed_price")
LISTING_MEMBERS = (*LISTED, "insurers", *MORE_FACTS, "locations", "facts")
IN_LISTS = tuple(fact.name for fact in FACTS if fact.combine == "entries")  # whose entries name their own sources


def search_answer(asked: Mapping[str, str], directory: Directory, gazetteer: Gazetteer) -> dict[str, Any]:
    """The answer to a search: as search.results_json gives it, with the edition and where it goes on ("cursor", None
    on the last page). Raises BadQuery, EditionChanged.
    """
    shape = parse_shape(asked, RESULT_MEMBERS)
    parameters = _at_cursor(asked, directory)
    if parameters.get("name", "").strip() and not parameters.get("near", "").strip():
        found = people_as_json(find_people(parameters, directory))
    else:
        found = results_as_json(find(parse_query(parameters, gazetteer, directory), directory))
    for name in ("results", "nearest"):
        found[name] = [shaped(each, shape) for each in found[name]]
    goes_on = found["page"] < found["pages"]
    cursor = cursor_at(str(found["page"] + 1), asked, directory) if goes_on else None
    return {"edition": edition(directory)} | found | {"cursor": cursor}


def _at_cursor(asked: Mapping[str, str], directory: Directory) -> dict[str, str]:
    """The parameters, with the page that a cursor among them stands for."""
    parameters = {**asked}
    if page := place_of(asked, directory):
        if parameters.get("page", "").strip():
            raise BadQuery({"page": "page and cursor exclude each other."})
        parameters["page"] = page
    return parameters


def listing_answer(practitioner_id: str, asked: Mapping[str, str], directory: Directory) -> dict[str, Any] | None:
    """A whole listing, None where there is none of this id. Raises BadQuery."""
    shape = parse_shape(asked, LISTING_MEMBERS, FULL)
    listing = directory.listing(practitioner_id)
    return {"edition": edition(directory)} | shaped(whole_listing(listing, directory.day), shape) if listing else None


def listings_answer(asked: Mapping[str, str], directory: Directory) -> dict[str, Any]:
    """Listings in the order of their ids, which no edition changes: a cursor goes on in any. Raises BadQuery."""
    shape, most = parse_shape(asked, LISTING_MEMBERS, SUMMARY), parse_limit(asked)
    numbers = numbers_behind(place_of(asked, None), most + 1, directory)
    found = directory.listings(numbers[:most])
    cursor = cursor_at(found[-1].id, asked, None) if len(numbers) > most else None
    results = [shaped(whole_listing(each, directory.day), shape) for each in found]
    return {"edition": edition(directory), "total": len(directory), "results": results, "cursor": cursor}


def whole_listing(listing: Practitioner, day: str) -> dict[str, Any]:
    """Everything that a listing shows. facts: who states each single fact, of which day, and what lost by which rule;
    entries of lists name their own sources.
    """
    facts = {name: value for name, value in explained_facts(listing, day).items() if name not in IN_LISTS}
    return {
        **listing_as_json(listing),
        **{name: getattr(listing, name) for name in MORE_FACTS},
        "locations": [entry_values(each) for each in listing.locations],
        "facts": facts,
    }


def parse_limit(asked: Mapping[str, str]) -> int:
    """How many entries a page may have. Raises BadQuery."""
    limit = whole_number(asked.get("limit", "").strip() or str(USUAL_AT_ONCE), 1, MOST_AT_ONCE)
    if limit is None:
        raise BadQuery({"limit": f"limit may be a whole number from 1 to {MOST_AT_ONCE}."})
    return limit
