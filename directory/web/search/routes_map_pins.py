"""Everybody whom a search finds, as pins for its map: the page's own twenty are pins already, from its cards."""

from typing import Any

from flask import Blueprint, abort, jsonify, url_for
from flask.typing import ResponseReturnValue

from directory.core import phones
from directory.core.geo import miles_in_words
from directory.search import find
from directory.search.find import Result
from directory.search.query import BadQuery
from directory.web.listing.phrases import kind_in_words
from directory.web.search.routes import page_parameters
from directory.web.shell.guard import public
from directory.web.shell.language import translated
from directory.web.shell.site import directory, parsed_query

blueprint = Blueprint("map_pins", __name__)
MAX_PINS = 500  # pins; the map of a phone stays quick


@blueprint.get("/search/pins.json")
@public
def pins() -> ResponseReturnValue:
    """Everybody whom the search with the same parameters finds, in its order, at most MAX_PINS."""
    try:
        found = find.find_all(parsed_query(page_parameters()), directory(), MAX_PINS, for_page=True)
    except BadQuery:
        abort(400)
    return jsonify([_pin(number, result) for number, result in enumerate(found, 1)])


def _pin(number: int, result: Result) -> dict[str, Any]:
    """Somebody as the map's script reads them: see map/pins.js. number: in the list of all pages."""
    listing, location = result.listing, result.location
    if location is None or result.miles is None:
        raise ValueError("somebody found has a location, and miles to it")
    return {
        "number": number,
        "name": listing.name,
        "point": (location.latitude, location.longitude),
        "precision": location.precision,
        "kind": translated(kind_in_words(listing)),
        "miles": translated(miles_in_words(result.miles, location.precision)),
        "phone": location.phone and phones.shown(location.phone),
        "call": location.phone and f"tel:{location.phone}",
        "page": url_for("listing.show", practitioner_id=listing.id),
    }
