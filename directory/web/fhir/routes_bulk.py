"""Everything at once: HL7's Bulk Publish, the operation $export over the same files, and Bundles with an index as
Medicare Advantage plans publish them.

Files are made when they are asked for. The edition and the day are in a file's address, so it may be kept for ever.
"""

from collections.abc import Iterator

import orjson
from flask import Blueprint, request
from werkzeug.wrappers import Response

from directory.core.fhir_values import Resource
from directory.search.plan_net.bulk import BulkFile, bulk_files, contents
from directory.search.plan_net.pages import edition_of
from directory.search.plan_net.parameters import TYPES
from directory.search.plan_net.refusals import BadSearch
from directory.search.plan_net.values import OURS, Made
from directory.store.reference.insurers import insurer_details
from directory.web.fhir import answers
from directory.web.shell import caching
from directory.web.shell.guard import public
from directory.web.shell.site import absolute_url, directory, site

blueprint = Blueprint("fhir_bulk", __name__)
blueprint.register_error_handler(BadSearch, answers.refused)
MANIFEST = "http://hl7.org/fhir/uv/bulkdata/StructureDefinition/BulkPublishManifest"
NDJSON = "application/fhir+ndjson"
NDJSON_NAMES = ("application/fhir+ndjson", "application/ndjson", "ndjson")
IN_NDJSON, IN_BUNDLE = 5_000, 1_000  # resources; of a Bundle as CMS wants it
CADENCE = "P7D"
FOR_EVER = "public, max-age=31536000, immutable"
UNKNOWN_FILE = "there is no such file of this edition: the directory may have been renewed; take the newest manifest"


@blueprint.get("/fhir/$bulk-publish")
@public
def bulk_publish() -> Response:
    """GET /fhir/$bulk-publish: which files there are."""
    return answers.answer(_manifest(()), tag=caching.entity_tag(), media_type="application/json")


@blueprint.get("/fhir/$export")
@public
def export() -> Response:
    """GET /fhir/$export?_type=Practitioner,Location: where the same is told, as the asynchronous pattern wants it."""
    asked = _types()
    if request.args.get("_outputFormat", NDJSON).replace(" ", "+") not in NDJSON_NAMES:
        raise BadSearch("not-supported", f"_outputFormat may be {NDJSON}")
    for name in ("_since", "_typeFilter", "_elements", "patient"):
        if name in request.args and not answers.is_lenient():
            raise BadSearch("not-supported", f"{name} is not known here: files are of a whole edition")
    types = f"?_type={','.join(asked)}" if asked else ""
    response = Response(status=202)
    response.headers["Content-Location"] = f"{answers.base()}/export-status/{_edition()}{types}"
    return response


@blueprint.get("/fhir/export-status/<edition>")
@public
def export_status(edition: str) -> Response:
    """GET /fhir/export-status/…: the manifest, for everything is ready at once."""
    _check_edition(edition)
    told = _manifest(_types()) | {"request": f"{OURS}/$export", "error": []}
    return answers.answer(told, media_type="application/json")


@blueprint.get("/fhir/bulk/<edition>/<name>.ndjson")
@public
def bulk_file(edition: str, name: str) -> Response:
    """GET /fhir/bulk/EDITION/Practitioner-0-200.ndjson"""
    lines = [orjson.dumps(answers.versioned(each.resource)) + b"\n" for each in _contents(edition, name, IN_NDJSON)]
    return _kept(b"".join(lines), NDJSON)


@blueprint.get("/mpf/index.json")
@public
def index() -> Response:
    """GET /mpf/index.json: the Bundles, as an index of 42 CFR 422.111(m) names them."""
    edition, files = _edition(), _files(IN_BUNDLE)
    addresses = [absolute_url(f"/mpf/{edition}/{each.name}.json") for each in files]
    return answers.answer({"provider_urls": addresses}, tag=caching.entity_tag(), media_type="application/json")


@blueprint.get("/mpf/<edition>/<name>.json")
@public
def bundle(edition: str, name: str) -> Response:
    """GET /mpf/EDITION/Practitioner-0-900.json: a Bundle of a thousand resources at most."""
    entries = [
        {"fullUrl": f"{OURS}/{each.name}", "resource": answers.versioned(each.resource)}
        for each in _contents(edition, name, IN_BUNDLE)
    ]
    head = {"resourceType": "Bundle", "type": "collection", "timestamp": directory().about["published_at"]}
    return _kept(orjson.dumps(head | ({"entry": entries} if entries else {})), answers.MEDIA_TYPE)


def _kept(text: bytes, media_type: str) -> Response:
    response = Response(answers.with_addresses(text), mimetype=media_type)
    tag = caching.entity_tag()
    response.set_etag(tag)
    caching.pack(response, tag)
    if site().settings.site_address:  # else who asks says in which address all others would be told to ask
        response.headers["Cache-Control"] = FOR_EVER
    return response


def _contents(edition: str, name: str, most: int) -> Iterator[Made]:
    """The resources of a file. Raises BadSearch where there is none of this name."""
    _check_edition(edition)
    file = BulkFile.of(name)
    if file is None or file not in _files(most):
        raise BadSearch("not-found", UNKNOWN_FILE)
    return contents(file, directory(), insurer_details(site().settings.data), most)


def _files(most: int) -> list[BulkFile]:
    return bulk_files(directory(), insurer_details(site().settings.data), most)


def _edition() -> str:
    return edition_of(answers.graph())


def _check_edition(edition: str) -> None:
    if edition != _edition():
        raise BadSearch("gone", UNKNOWN_FILE)


def _types() -> tuple[str, ...]:
    """The types of resources asked for, () for all. Raises BadSearch for others than there are."""
    asked = tuple(filter(None, request.args.get("_type", "").split(",")))
    if not set(asked) <= set(TYPES):
        raise BadSearch("not-supported", f"_type may be of {', '.join(TYPES)}")
    return asked


def _manifest(types: tuple[str, ...]) -> Resource:
    """What is to be taken. The time is that of the edition, or the beginning of the day on which it is told."""
    edition, read_at = _edition(), directory()
    files = [each for each in _files(IN_NDJSON) if not types or each.kind in types]
    return {
        "manifestType": MANIFEST,
        "transactionTime": max(read_at.about["published_at"], f"{read_at.day}T00:00:00+00:00"),
        "requiresAccessToken": False,
        "updateCadence": CADENCE,
        "outputFormat": NDJSON,
        "output": [{"type": each.kind, "url": f"{OURS}/bulk/{edition}/{each.name}.ndjson"} for each in files],
    }
