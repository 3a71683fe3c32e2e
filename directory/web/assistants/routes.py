"""The Model Context Protocol over HTTP: one message a request, answered at once; there is no session and no stream.

https://modelcontextprotocol.io/specification/2025-11-25/basic/transports: a server without a stream answers GET by 405.
"""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from directory.answers.mcp_protocol import VERSIONS, answer
from directory.answers.tools import Known
from directory.web.shell.errors import problem_document
from directory.web.shell.guard import public
from directory.web.shell.site import directory, rulebook, site

blueprint = Blueprint("assistants", __name__)


@blueprint.post("/mcp")
@public
def message() -> Response | tuple[Response, int]:
    """Answers a message; 202 to one that wants no answer."""
    version = request.headers.get("MCP-Protocol-Version", VERSIONS[0])
    if version not in VERSIONS:
        return problem_document(400, "Not understood", f"MCP-Protocol-Version may be {', '.join(VERSIONS)}.")
    answered = answer(request.get_data(), Known(directory, site().gazetteer, rulebook()))
    if answered is None:
        return Response(status=202)
    return Response(answered, mimetype="application/json")
