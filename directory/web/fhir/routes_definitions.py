"""The definitions of our own extensions, and the outlines of states."""

import orjson
from flask import Blueprint, abort
from werkzeug.wrappers import Response

from directory.core.addresses import STATES
from directory.search.plan_net.definitions import OWN, structure_definition
from directory.search.plan_net.refusals import BadSearch
from directory.store.reference.files import state_outline
from directory.web.fhir import answers
from directory.web.shell import caching
from directory.web.shell.guard import public

blueprint = Blueprint("fhir_definitions", __name__, url_prefix="/fhir")
blueprint.register_error_handler(BadSearch, answers.refused)
DAY = "2026-11-29"  # of the definitions


@blueprint.get("/StructureDefinition")
@public
def definitions() -> Response:
    """GET /fhir/StructureDefinition: all of them."""
    entries = [{"resource": structure_definition(own.name, DAY), "search": {"mode": "match"}} for own in OWN]
    bundle = {"resourceType": "Bundle", "type": "searchset", "total": len(entries), "entry": entries}
    return answers.answer(bundle, tag=caching.entity_tag())


@blueprint.get("/StructureDefinition/<name>")
@public
def definition(name: str) -> Response:
    """GET /fhir/StructureDefinition/point-precision"""
    found = structure_definition(name, DAY)
    if found is None:
        raise BadSearch("not-found", f"extensions of ours are {', '.join(own.name for own in OWN)}")
    return answers.answer(found, tag=caching.entity_tag())


@blueprint.get("/areas/<state>.geojson")
@public
def outline(state: str) -> Response:
    """GET /fhir/areas/OR.geojson: a state's counties, as GeoJSON."""
    if state not in STATES:
        abort(404)
    lines = [[ring] for ring in state_outline(state)]
    geometry = {"type": "MultiPolygon", "coordinates": lines}
    feature = {"type": "Feature", "properties": {"name": STATES[state]}, "geometry": geometry}
    response = Response(orjson.dumps(feature), mimetype="application/geo+json")
    tag = caching.entity_tag()
    response.set_etag(tag)
    caching.pack(response, tag)
    return response
