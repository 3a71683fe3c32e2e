"""The API, version 1: the answers of the pages, for programs."""

from flask import Blueprint, Response, jsonify, request

from directory.core.i18n import LocalizedText
from directory.coverage.answer_json import answer_to
from directory.coverage.questions import BadAnswer
from directory.search import place_offers
from directory.search.insurance import suggestions
from directory.search.people import find_people
from directory.search.query import BadQuery
from directory.search.results_json import people_as_json, results_as_json
from directory.web.shell import errors
from directory.web.shell.guard import public
from directory.web.shell.language import translated
from directory.web.shell.site import directory, rulebook, search_results, site

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
@public
def search() -> Response | tuple[Response, int]:
    """GET /api/v1/search?near=&within=&insurance=&kind=&name=&page= and the other filters' parameters; near may be left
    out where a name is given.
    """
    try:
        if request.args.get("name", "").strip() and not request.args.get("near", "").strip():
            return jsonify(people_as_json(find_people(request.args, directory())))
        return jsonify(results_as_json(search_results(request.args)))
    except BadQuery as error:
        return errors.bad_parameters(error.errors)


@blueprint.get("/insurance")
@public
def insurance() -> Response:
    """GET /api/v1/insurance?like= : names of payers and plans to offer while somebody types."""
    names = suggestions(request.args.get("like", ""), directory())
    return jsonify([translated(name) if isinstance(name, LocalizedText) else name for name in names])


@blueprint.get("/places")
@public
def places() -> Response:
    """GET /api/v1/places?like= : names of places to offer while somebody types."""
    return jsonify(place_offers.offers(request.args.get("like", ""), site().gazetteer))


@blueprint.get("/coverage")
@public
def coverage() -> Response | tuple[Response, int]:
    """GET /api/v1/coverage?program=&state=&condition=&weeks=&cause=&kind=&visits_used=&better="""
    try:
        return jsonify(answer_to(request.args, rulebook(), translated))
    except BadAnswer as error:
        return errors.bad_parameters({error.name: error.message})
