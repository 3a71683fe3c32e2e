"""The Model Context Protocol, as far as tools go: a message of JSON-RPC in, its answer out, whatever carries them.

By hand, since the official package brings eighteen others, a web server and a network client among them, for what are
four methods. Tests speak to it with the official client.
"""

from typing import Any

import orjson

from directory import __version__
from directory.answers.tools import TOOLS, Known, ToolFailed, call

# The newest first: https://modelcontextprotocol.io/specification. Tools are the same in all of these.
VERSIONS = ("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")
LARGEST_MESSAGE = 64 * 1024  # bytes
NOT_JSON, NOT_A_REQUEST, NO_METHOD, BAD_PARAMETERS = -32700, -32600, -32601, -32602  # JSON-RPC 2.0
INSTRUCTIONS = (
    "A directory of who practices acupuncture in the United States. Every fact has a source and a day: name both when "
    "you repeat one. What no source states is unknown, never a no. It never says that a plan covers a visit: it says "
    "what the rule says, as of when, and what to ask. Tell people to call before they go. For red flags (see the "
    "answers to questions of coverage) they need a physician first."
)
Message = dict[str, Any]


class ProtocolFault(Exception):
    """A message that cannot be answered: JSON-RPC's number of the fault, and its words."""

    def __init__(self, code: int, words: str):
        super().__init__(words)
        self.code = code


def answer(received: bytes, known: Known) -> bytes | None:
    """The answer to a message; None to one that wants none."""
    number = None
    try:
        message = _message(received)
        number = message.get("id")
        if number is None:
            return None
        return orjson.dumps({"jsonrpc": "2.0", "id": number, "result": _result(message, known)})
    except ProtocolFault as fault:
        error = {"code": fault.code, "message": str(fault)}
        return orjson.dumps({"jsonrpc": "2.0", "id": number, "error": error})


def _message(received: bytes) -> Message:
    if len(received) > LARGEST_MESSAGE:
        raise ProtocolFault(NOT_A_REQUEST, f"A message may have {LARGEST_MESSAGE} bytes.")
    try:
        message = orjson.loads(received)
    except orjson.JSONDecodeError:
        raise ProtocolFault(NOT_JSON, "That is no JSON.") from None
    is_message = isinstance(message, dict) and message.get("jsonrpc") == "2.0"
    if not is_message or not isinstance(message.get("id"), str | int | None):
        raise ProtocolFault(NOT_A_REQUEST, "A message is one object of JSON-RPC 2.0.")
    return message  # type: ignore[no-any-return]


def _result(message: Message, known: Known) -> Message:
    parameters = message.get("params") or {}
    if not isinstance(parameters, dict):
        raise ProtocolFault(BAD_PARAMETERS, "Parameters are an object.")
    match message.get("method"):
        case "initialize":
            return _initialized(parameters)
        case "ping":
            return {}
        case "tools/list":
            return {"tools": [tool.as_json(known) for tool in TOOLS]}
        case "tools/call":
            return _called(parameters, known)
    raise ProtocolFault(NO_METHOD, "There is no such method here: initialize, ping, tools/list, tools/call.")


def _initialized(parameters: Message) -> Message:
    asked = parameters.get("protocolVersion")
    return {
        "protocolVersion": asked if asked in VERSIONS else VERSIONS[0],
        "capabilities": {"tools": {}},
        "serverInfo": {"name": "acupuncture-directory", "title": "Acupuncture directory", "version": __version__},
        "instructions": INSTRUCTIONS,
    }


def _called(parameters: Message, known: Known) -> Message:
    tool = next((each for each in TOOLS if each.name == parameters.get("name")), None)
    given = parameters.get("arguments") or {}
    if tool is None or not isinstance(given, dict):
        raise ProtocolFault(BAD_PARAMETERS, f"A call names a tool: {', '.join(each.name for each in TOOLS)}.")
    try:
        found = call(tool, given, known)
    except ToolFailed as failed:
        return {"content": [{"type": "text", "text": str(failed)}], "isError": True}
    text = orjson.dumps(found).decode()
    return {"content": [{"type": "text", "text": text}], "structuredContent": found, "isError": False}
