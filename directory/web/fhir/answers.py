"""Answers in FHIR's JSON: resources with their versions, pages of them, and what is wrong."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from email.utils import formatdate
from urllib.parse import urlencode

import orjson
from flask import request
from werkzeug.wrappers import Response

from directory.core.fhir_values import Resource, without_blanks
from directory.search.plan_net.graph import Graph
from directory.search.plan_net.pages import FoundPage, edition_of
from directory.search.plan_net.query import PlanNetSearch
from directory.search.plan_net.refusals import BadSearch, outcome
from directory.search.plan_net.values import OURS
from directory.store.reference.insurers import insurer_details
from directory.web.shell import caching
from directory.web.shell.site import absolute_url, directory, site

MEDIA_TYPE = "application/fhir+json"
READABLE = ("application/fhir+json", "application/json", "text/json")
PLACEHOLDER = f'"{OURS}/'.encode()


def graph() -> Graph:
    """The resources of the directory of this request."""
    return Graph(directory(), insurer_details(site().settings.data))


def base() -> str:
    """The address that all of ours begin with."""
    return absolute_url("/fhir")


def is_strict() -> bool:
    """Whether what is not known is to be refused (FHIR R4, 3.1.1.4.2)."""
    return "handling=strict" in request.headers.get("Prefer", "").replace(" ", "").lower()


def is_lenient() -> bool:
    """Whether what is not known may be left out even where it would change what is meant."""
    return "handling=lenient" in request.headers.get("Prefer", "").replace(" ", "").lower()


def check_accepted() -> None:
    """Raises BadSearch where the program takes no JSON."""
    accept = request.accept_mimetypes
    if accept and not any(accept.quality(each) > 0 for each in READABLE):
        raise NotAcceptable("not-supported", "answers are application/fhir+json")


class NotAcceptable(BadSearch):
    """Another form is asked for than JSON."""

    status = 406


def versioned(resource: Resource) -> Resource:
    """A resource with its version: what tells its content from any other."""
    if "versionId" in resource["meta"]:
        return resource
    digest = hashlib.blake2b(orjson.dumps(resource), digest_size=8).hexdigest()
    return resource | {"meta": {"versionId": digest} | resource["meta"]}


def with_addresses(text: bytes) -> bytes:
    """JSON with our own address in it."""
    return text.replace(PLACEHOLDER, f'"{base()}/'.encode())


def answer(content: Resource, status: int = 200, tag: str = "", media_type: str = MEDIA_TYPE) -> Response:
    """An answer; tag: its entity tag."""
    response = Response(with_addresses(orjson.dumps(content)), status, mimetype=media_type)
    if tag:
        response.set_etag(tag, weak=True)
        response.vary.add("Accept")
        caching.pack(response, tag)
    return response


def resource_answer(resource: Resource) -> Response:
    """A resource by itself; 304 where the program has it already."""
    made = versioned(resource)
    tag = made["meta"]["versionId"]
    if tag in request.if_none_match.as_set(include_weak=True):
        response = Response(status=304)
        response.set_etag(tag, weak=True)
        return response
    response = answer(made, tag=tag)
    changed = datetime.fromisoformat(made["meta"]["lastUpdated"])
    response.headers["Last-Modified"] = formatdate(changed.timestamp(), usegmt=True)
    return response


def refused(error: BadSearch) -> Response:
    """What is wrong."""
    return answer(outcome(error.code, error.words), error.status)


def page_answer(search: PlanNetSearch, page: FoundPage, resources: Graph, path: str) -> Resource:
    """A Bundle of type searchset. path: below our address."""
    entries = [
        *_entries(page.matches, "match"),
        *_entries(page.included, "include"),
        *({"resource": each, "search": {"mode": "outcome"}} for each in page.outcomes),
    ]
    return without_blanks(
        resourceType="Bundle",
        type="searchset",
        timestamp=directory().about["published_at"],
        total=page.total,
        link=[*_links(search, page, edition_of(resources), path)],
        entry=[*entries, *_ignored(search)],
    ) | ({"total": page.total} if page.total is not None else {})


def _entries(resources: Iterable[Resource], mode: str) -> Iterable[Resource]:
    for each in resources:
        address = f"{OURS}/{each['resourceType']}/{each['id']}"
        yield {"fullUrl": address, "resource": versioned(each), "search": {"mode": mode}}


def _ignored(search: PlanNetSearch) -> Iterable[Resource]:
    if search.ignored:
        words = f"not known here, and left out: {', '.join(search.ignored)}"
        yield {"resource": outcome("not-supported", words, "warning"), "search": {"mode": "outcome"}}


def _links(search: PlanNetSearch, page: FoundPage, edition: str, path: str) -> Iterable[Resource]:
    yield {"relation": "self", "url": f"{OURS}/{path}{_query(search.understood)}"}
    if page.after is not None:
        cursor = f"{edition}_{page.after.listing}_{page.after.place}"
        yield {"relation": "next", "url": f"{OURS}/{path}{_query((*search.understood, ('_cursor', cursor)))}"}


def _query(pairs: Iterable[tuple[str, str]]) -> str:
    text = urlencode([*pairs])
    return f"?{text}" if text else ""
