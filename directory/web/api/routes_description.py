"""What the API says of itself: as OpenAPI, and as a page on which it can be tried."""

from typing import Any

from flask import Blueprint, jsonify, render_template, url_for
from werkzeug.wrappers import Response

from directory.web.api.describing import Operation, description, operations
from directory.web.shell.guard import public
from directory.web.shell.site import listing_context

blueprint = Blueprint("api_description", __name__, url_prefix="/api")


@blueprint.get("/")
@public
def show() -> str:
    """Every question that can be asked, with a form to try it."""
    tried = [(*_tried(endpoint, operation), operation) for endpoint, operation in operations().items()]
    return render_template("api/show.html", operations=tried, **listing_context())


@blueprint.get("/v1/openapi.json")
@public
def openapi() -> Response:
    """The description for programs (OpenAPI 3.1)."""
    return jsonify(description())


def _tried(endpoint: str, operation: Operation) -> tuple[str, str]:
    """The name and the address of an operation; with a placeholder where the address has a part to fill in."""
    values: dict[str, Any] = {each.name: each.name.upper() for each in operation.parameters() if each.place == "path"}
    return endpoint.rpartition(".")[2], url_for(endpoint, lang=None, **values)
