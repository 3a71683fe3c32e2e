"""GET /api/npi/: the answers of the federal register's API (version 2.1), from this directory.

Whatever is asked, the status is 200 and the answer has either `results` or `Errors`, as the register's does.
"""

from typing import Any

import orjson
from flask import Blueprint, Response, request, url_for

from directory.search.registry import RegistryAnswer, find_registered
from directory.search.registry_query import BadRegistryQuery, parse_registry_query
from directory.web.npi.answer import result_as_json
from directory.web.shell.doors import TOTAL
from directory.web.shell.guard import public
from directory.web.shell.site import absolute_url, directory, site

blueprint = Blueprint("npi", __name__)


@blueprint.get("/api/npi")
@blueprint.get("/api/npi/")
@public
def search() -> Response:
    """GET /api/npi/?version=2.1&number=&enumeration_type=&taxonomy_description=&name_purpose=&first_name=
    &use_first_name_alias=&last_name=&organization_name=&address_purpose=&city=&state=&postal_code=&country_code=&limit=
    &skip=&pretty= and, beyond the register's own, near= and within=.
    """
    try:
        query = parse_registry_query(request.args, site().gazetteer, directory())
    except BadRegistryQuery as error:
        return _response({"Errors": [each._asdict() for each in error.errors]})
    found = find_registered(query, directory())
    response = _response(_as_json(found))
    response.headers[TOTAL] = str(found.total)
    return response


def _as_json(found: RegistryAnswer) -> dict[str, Any]:
    listing_path = url_for("listing.show", practitioner_id="-", lang=None).removesuffix("-")
    pages = absolute_url(listing_path)
    results = [result_as_json(each, pages + each.listing.id) for each in found.results]
    return {"result_count": len(results), "results": results}


def _response(answer: dict[str, Any]) -> Response:
    is_pretty = request.args.get("pretty", "").lower() in ("on", "true")
    text = orjson.dumps(answer, option=orjson.OPT_INDENT_2 if is_pretty else None)
    return Response(text, mimetype="application/json", headers={"Cache-Control": "no-cache"})
