"""HL7 FHIR R4, Da Vinci PDex Plan-Net 1.1.0: what can be asked, reading one resource, and searching."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from directory import __version__
from directory.search.plan_net.definitions import capability_statement
from directory.search.plan_net.pages import find_page, read_resource
from directory.search.plan_net.parameters import TYPES
from directory.search.plan_net.query import parse_search
from directory.search.plan_net.refusals import BadSearch
from directory.web.fhir import answers
from directory.web.shell import caching
from directory.web.shell.guard import public
from directory.web.shell.site import directory

blueprint = Blueprint("fhir", __name__, url_prefix="/fhir")
blueprint.register_error_handler(BadSearch, answers.refused)
blueprint.before_request(answers.check_accepted)
KIND = "any(" + ", ".join(TYPES) + ")"


@blueprint.get("/metadata")
@public
def metadata() -> Response:
    """GET /fhir/metadata: the CapabilityStatement."""
    statement = capability_statement(answers.base(), directory().about["published_at"], __version__)
    return answers.answer(statement, tag=caching.entity_tag())


@blueprint.get(f"/<{KIND}:kind>/<resource_id>")
@public
def resource(kind: str, resource_id: str) -> Response:
    """GET /fhir/Practitioner/2345678901"""
    return answers.resource_answer(_resource(kind, resource_id))


@blueprint.get(f"/<{KIND}:kind>/<resource_id>/_history/<version_id>")
@public
def version(kind: str, resource_id: str, version_id: str) -> Response:
    """GET /fhir/Practitioner/2345678901/_history/0a…: the version of today, for no other is kept."""
    found = answers.versioned(_resource(kind, resource_id))
    if found["meta"]["versionId"] != version_id:
        raise BadSearch("deleted", f"{kind}/{resource_id} is no longer as it was, and earlier versions are not kept")
    return answers.resource_answer(found)


def _resource(kind: str, resource_id: str) -> dict[str, object]:
    found = read_resource(answers.graph(), f"{kind}/{resource_id}")
    if found is None:
        raise BadSearch("not-found", f"there is no {kind} of this id here; it may have left the directory")
    return found


@blueprint.get(f"/<{KIND}:kind>")
@blueprint.route(f"/<{KIND}:kind>/_search", methods=["GET", "POST"])
@public
def search(kind: str) -> Response:
    """GET /fhir/PractitionerRole?location.address-city=Portland&_include=PractitionerRole:practitioner"""
    tag = caching.entity_tag() if request.method in ("GET", "HEAD") else ""
    if tag and tag in request.if_none_match.as_set(include_weak=True):
        return Response(status=304, headers={"ETag": f'W/"{tag}"'})
    given = [*request.args.items(multi=True), *request.form.items(multi=True)]
    asked = parse_search(kind, given, answers.base(), answers.is_strict())
    resources = answers.graph()
    page = find_page(asked, resources)
    return answers.answer(answers.page_answer(asked, page, resources, kind), tag=tag)
