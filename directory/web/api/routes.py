"""The API, version 1: the answers of the pages, for programs."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from directory.answers import editions, insurers, listings, parameters
from directory.answers import shapes_of_rest as rest
from directory.answers.changes import changes_answer
from directory.answers.networks import network_answer
from directory.answers.parameters import Parameter
from directory.answers.shapes import InsurersAnswer, ListingsAnswer, OneListing, PlansAnswer, SearchAnswer
from directory.answers.shapes_of_networks import NetworkAnswer
from directory.core.i18n import LocalizedText
from directory.coverage.answer_json import answer_to
from directory.search import place_offers
from directory.search.insurance import suggestions
from directory.web.api.describing import LANG, answers, asked
from directory.web.shell.guard import public
from directory.web.shell.language import translated
from directory.web.shell.site import directory, rulebook, site

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


def _offered() -> tuple[Parameter, ...]:
    return (*parameters.insurance_like(), LANG)


def _situation() -> tuple[Parameter, ...]:
    return (*parameters.coverage(rulebook()), LANG)


@blueprint.get("/search")
@public
@answers("Who is found near a place, or by a name", SearchAnswer, parameters.search, (400, 410))
def search() -> ResponseReturnValue:
    """GET /api/v1/search?near=&within=&insurance=&kind=&name=&page= and the other filters' parameters; near may be left
    out where a name is given.
    """
    return page(listings.search_answer(asked(), directory(), site().gazetteer))


@blueprint.get("/practitioners")
@public
@answers("All listings, in the order of their ids", ListingsAnswer, parameters.listings)
def practitioners() -> ResponseReturnValue:
    """GET /api/v1/practitioners?limit=&cursor=&fields=&plans="""
    return page(listings.listings_answer(asked(), directory()))


@blueprint.get("/practitioners/<practitioner_id>")
@public
@answers("One listing, with who says each fact", OneListing, parameters.listing, (400, 404))
def practitioner(practitioner_id: str) -> ResponseReturnValue:
    """GET /api/v1/practitioners/ID?fields=&plans="""
    return jsonify(listings.listing_answer(practitioner_id, asked(), directory()) or abort(404))


@blueprint.get("/insurers")
@public
@answers("The insurers that listings name", InsurersAnswer, parameters.insurers)
def insurers_named() -> ResponseReturnValue:
    """GET /api/v1/insurers?like=&limit=&cursor="""
    return page(insurers.insurers_answer(asked(), directory()))


@blueprint.get("/plans")
@public
@answers("The plans of an insurer that listings name", PlansAnswer, parameters.plans)
def plans() -> ResponseReturnValue:
    """GET /api/v1/plans?payer=&limit=&cursor="""
    return page(insurers.plans_answer(asked(), directory()))


@blueprint.get("/insurance")
@public
@answers(
    "Names of insurers and plans to offer while somebody types",
    list[str],
    lambda: (*parameters.insurance_like(), LANG),
    (),
)
def insurance() -> Response:
    """GET /api/v1/insurance?like="""
    names = suggestions(request.args.get("like", ""), directory())
    return jsonify([translated(name) if isinstance(name, LocalizedText) else name for name in names])


@blueprint.get("/network")
@public
@answers("Is somebody in a plan's list, by whose word, as of when", NetworkAnswer, parameters.network, (400, 404))
def network() -> Response:
    """GET /api/v1/network?npi=&plan="""
    return jsonify(network_answer(asked(), directory()) or abort(404))


@blueprint.get("/places")
@public
@answers("Names of places to offer while somebody types", list[str], parameters.places_like, ())
def places() -> Response:
    """GET /api/v1/places?like="""
    return jsonify(place_offers.offers(request.args.get("like", ""), site().gazetteer))


@blueprint.get("/coverage")
@public
@answers(
    "What a plan is likely to pay, by which rule", rest.CoverageShape, lambda: (*parameters.coverage(rulebook()), LANG)
)
def coverage() -> Response:
    """GET /api/v1/coverage?program=&state=&condition=&workers=&funded=&weeks=&cause=&kind=&visits_used=&better="""
    return jsonify(answer_to(asked(), rulebook(), translated))


@blueprint.get("/changes")
@public
@answers("Which listings changed with the last editions", rest.ChangesAnswer, parameters.changes, (400, 410))
def changes() -> ResponseReturnValue:
    """GET /api/v1/changes?since=&state=&change=&limit=&cursor="""
    return page(changes_answer(asked(), directory()))


@blueprint.get("/sources")
@public
@answers("Every source, and how old its word is", rest.SourcesAnswer, status=())
def sources() -> Response:
    """GET /api/v1/sources"""
    return jsonify({"edition": editions.edition(directory()), "results": editions.sources(directory())})


@blueprint.get("/status")
@public
@answers("How much there is, and how old", rest.StatusAnswer, status=())
def status() -> Response:
    """GET /api/v1/status"""
    return jsonify({"edition": editions.edition(directory())} | editions.status(directory()))


@blueprint.get("/accuracy")
@public
@answers("How right the directory was found to be", rest.AccuracyAnswer, status=())
def accuracy() -> Response:
    """GET /api/v1/accuracy"""
    measured = directory().about.get("accuracy", [])
    return jsonify({"edition": editions.edition(directory()), "results": measured})


def page(answer: dict[str, Any]) -> Response:
    """A page of an answer, with the address of the next one: in it, and in the header Link (RFC 8288)."""
    cursor, address = answer["cursor"], None
    if cursor:
        kept = {name: text for name, text in request.args.items() if name not in ("page", "cursor")}
        address = f"{request.path}?{urlencode(kept | {'cursor': cursor})}"
    response = jsonify(answer | {"next": address})
    if address:
        response.headers["Link"] = f'<{address}>; rel="next"'
    return response
