"""The Human Services Data Specification 3.0 as an API: organizations, services and the places where they are."""

from typing import Any

from flask import Blueprint, abort, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from directory.answers import hsds
from directory.core.practitioner import ListedLocation, Practitioner
from directory.core.whole_numbers import whole_number
from directory.search.called import numbers_called, read_called
from directory.search.find import find_all
from directory.search.query import BadQuery
from directory.web.shell.guard import public
from directory.web.shell.site import absolute_url, directory, parsed_query

blueprint = Blueprint("hsds", __name__, url_prefix="/hsds")
MOST_A_PAGE, USUAL_A_PAGE, LAST_PAGE = 100, 20, 1_000_000
MOST_NEAR = 1000  # places around a ZIP code
DESCRIBED = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
METERS_A_MILE = 1609.344
# What HSDS may be asked and this directory cannot answer: to leave it out would give everything for a part.
NOT_ANSWERED = ("modified_after", "taxonomy_term_id", "taxonomy_id", "minimal")
TRUE = ("true", "1")


@blueprint.get("/")
@public
def about() -> ResponseReturnValue:
    """Which version this is, and where it is described."""
    page = absolute_url(url_for("api_description.show", lang=None))
    return jsonify(version="3.0", profile=page, openapi_url=DESCRIBED)


@blueprint.get("/organizations")
@public
def organizations() -> ResponseReturnValue:
    """GET /hsds/organizations?search=&page=&per_page=&full="""
    full = _asked("full") in TRUE
    return _page_of_listings(lambda listing: hsds.organization(listing, full))


@blueprint.get("/organizations/<record>")
@public
def organization(record: str) -> ResponseReturnValue:
    """A practice, with its places."""
    return _record(record, hsds.organization(_listing(record)))


@blueprint.get("/services")
@public
def services() -> ResponseReturnValue:
    """GET /hsds/services?search=&organization_id=&page=&per_page=&full="""
    full = _asked("full") in TRUE
    return _page_of_listings(lambda listing: hsds.service(listing, _page_address(listing), full))


@blueprint.get("/services/<record>")
@public
def service(record: str) -> ResponseReturnValue:
    """A service, with its practice and where it is."""
    listing = _listing(record)
    return _record(record, hsds.service(listing, _page_address(listing)))


@blueprint.get("/service_at_locations")
@public
def service_at_locations() -> ResponseReturnValue:
    """GET /hsds/service_at_locations?postcode=&proximity=&page=&per_page=&full= : proximity in meters, the nearest
    first.
    """
    _refuse_not_answered("search", "organization_id")
    number, size = _paging()
    start = (number - 1) * size
    if postcode := _asked("postcode"):
        near = [(each.listing, each.location) for each in _near(postcode)]
        return _page([_at(*each) for each in near[start : start + size]], len(near), number, size)
    if _asked("proximity"):
        raise BadQuery({"proximity": "proximity needs a postcode."})
    columns = directory().columns
    rows = slice(start, start + size)
    points = list(zip(columns["practitioner"][rows].tolist(), columns["location"][rows].tolist(), strict=True))
    found = [_at(*each) for each in directory().listings_at(points)]
    return _page(found, len(columns["practitioner"]), number, size)


@blueprint.get("/service_at_locations/<record>")
@public
def service_at_location(record: str) -> ResponseReturnValue:
    """A service at one place."""
    listing = _listing(record)
    made = [hsds.service_at_location(listing, each, _page_address(listing)) for each in listing.locations]
    return jsonify(next((each for each in made if each["id"] == record.lower()), None) or abort(404))


def _near(postcode: str) -> list[Any]:
    miles = _proximity()
    try:
        query = parsed_query({"near": postcode} | ({"within": miles} if miles else {}))
    except BadQuery as error:
        names = {"near": "postcode", "within": "proximity"}
        raise BadQuery({names[name]: text for name, text in error.errors.items()}) from None
    return find_all(query, directory(), MOST_NEAR)


def _proximity() -> str:
    text = _asked("proximity")
    if text and not (text.isascii() and text.isdigit()):
        raise BadQuery({"proximity": "proximity may be a whole number of meters."})
    return f"{int(text[:9]) / METERS_A_MILE:.6f}" if text else ""


def _at(listing: Practitioner, place: ListedLocation) -> hsds.Record:
    return hsds.service_at_location(listing, place, _page_address(listing) if _asked("full") in TRUE else "")


def _page_of_listings(record: Any) -> ResponseReturnValue:
    """A page of records, one of each listing, in the order of the edition, or of those whom `search` names."""
    _refuse_not_answered("postcode", "proximity")
    number, size = _paging()
    start = (number - 1) * size
    if text := _asked("organization_id"):
        if _asked("search"):
            raise BadQuery({"search": "search and organization_id exclude each other."})
        only = hsds.listing_of(text, directory())
        found = [only] if only and hsds.record_id(only.id, hsds.ORGANIZATION) == text.lower() else []
        return _page([record(each) for each in found[start : start + size]], len(found), number, size)
    numbers: Any = range(len(directory()))
    if words := _asked("search"):
        numbers = sorted(set(numbers_called(read_called(words).words, directory()).tolist()))
    listings = directory().listings(list(numbers[start : start + size]))
    return _page([record(each) for each in listings], len(numbers), number, size)


def _page(contents: list[hsds.Record], total: int, number: int, size: int) -> ResponseReturnValue:
    pages = -(-total // size)
    return jsonify(
        total_items=total,
        total_pages=pages,
        page_number=number,
        size=len(contents),
        first_page=number == 1,
        last_page=number >= pages,
        empty=not contents,
        contents=contents,
    )


def _listing(record: str) -> Practitioner:
    return hsds.listing_of(record, directory()) or abort(404)


def _record(record: str, made: hsds.Record) -> ResponseReturnValue:
    """A record, where the id asked for is its own."""
    return jsonify(made) if made["id"] == record.lower() else abort(404)


def _page_address(listing: Practitioner) -> str:
    return absolute_url(url_for("listing.show", practitioner_id=listing.id, lang=None))


def _asked(name: str) -> str:
    return request.args.get(name, "").strip()


def _refuse_not_answered(*more: str) -> None:
    wrong = {name: f"{name} is not answered here." for name in (*NOT_ANSWERED, *more) if _asked(name)}
    if _asked("format") not in ("", "json"):
        wrong["format"] = "format may be json."
    if wrong:
        raise BadQuery(wrong)


def _paging() -> tuple[int, int]:
    """The number and the size of the page. Raises BadQuery."""
    asked = {"page": (1, LAST_PAGE), "per_page": (USUAL_A_PAGE, MOST_A_PAGE)}
    found, wrong = [], {}
    for name, (usual, most) in asked.items():
        number = whole_number(_asked(name) or str(usual), 1, most)
        if number is None:
            wrong[name] = f"{name} may be a whole number from 1 to {most}."
            continue
        found.append(number)
    if wrong:
        raise BadQuery(wrong)
    return found[0], found[1]
