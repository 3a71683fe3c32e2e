"""What the API says of itself (OpenAPI 3.1), made of the very objects that answer: filters, limits, shapes of answers.

A small generator of our own. Flask's libraries for this (spectree, APIFlask) parse what is asked by models of their
own, and refuse it in words of their own; here the search's own filters do both, for the page and the command line too.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeVar

import msgspec
from flask import current_app, request

from directory import __version__
from directory.answers import shapes_of_rest as shapes
from directory.answers.parameters import TEXT, Parameter
from directory.web.shell.doors import MOST_REQUESTS, WINDOW
from directory.web.shell.language import CHECKED

View = TypeVar("View", bound=Callable[..., Any])
JSON, PROBLEM = "application/json", "application/problem+json"
REF = "#/components/schemas/{name}"
DESCRIPTION = f"""Who practices acupuncture in the United States, who says so, and as of when.

No key is needed. Every answer names the edition of the directory that it is of, every fact its source and day. What
nobody states is null or absent, which is never a no. Unknown parameters are ignored; a blank one counts as not given.

Fair use: {MOST_REQUESTS} requests in {WINDOW} seconds; then 429, with Retry-After. Nothing that is asked is kept.

Within version 1 members and parameters are only added. What is going to leave says so with the headers Deprecation
(RFC 9745) and Sunset (RFC 8594), a year before. docs/api.md has the rules.
"""


LANG = Parameter("lang", f"the language of texts ({', '.join(CHECKED)}); else the browser's")


class Operation(NamedTuple):
    """What a view of the API takes and answers. status: of what may go wrong besides 429, 500 and 503."""

    summary: str
    answer: Any
    parameters: Callable[[], tuple[Parameter, ...]]
    status: tuple[int, ...]


def answers(
    summary: str,
    answer: Any,
    parameters: Callable[[], tuple[Parameter, ...]] = tuple,
    status: tuple[int, ...] = (400,),
) -> Callable[[View], View]:
    """Describes the view below. parameters: gives them once the site is built."""

    def describing(view: View) -> View:
        """The view, described."""
        vars(view)["operation"] = Operation(summary, answer, parameters, status)
        return view

    return describing


def asked() -> dict[str, str]:
    """What was asked, of the parameters that the view's description names: no view reads others."""
    operation = operations()[request.endpoint or ""]
    return {name: request.args[name] for name in _names(operation.parameters) if name in request.args}


@cache
def _names(parameters: Callable[[], tuple[Parameter, ...]]) -> tuple[str, ...]:
    return tuple(each.name for each in parameters() if each.place == "query")


def operations() -> dict[str, Operation]:
    """Every described view of this site, by its endpoint."""
    found: dict[str, Operation] | None = current_app.extensions.get("operations")
    if found is None:
        views = current_app.view_functions.items()
        found = {name: vars(view)["operation"] for name, view in views if "operation" in vars(view)}
        current_app.extensions["operations"] = found
    return found


def description() -> dict[str, Any]:
    """The OpenAPI document of the site that answers this request."""
    found = operations()
    problem_types = [shapes.ProblemShape, *(each.answer for each in found.values())]
    schemas, components = msgspec.json.schema_components(problem_types, ref_template=REF)
    answer_schemas = dict(zip(found, schemas[1:], strict=True))
    paths = {
        _path(rule.rule): {"get": _operation(rule.endpoint, found[rule.endpoint], answer_schemas[rule.endpoint])}
        for rule in current_app.url_map.iter_rules()
        if rule.endpoint in found
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Acupuncture directory", "version": __version__, "description": DESCRIPTION},
        "servers": [{"url": "/"}],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": components, "responses": _problems()},
    }


def _path(rule: str) -> str:
    return rule.replace("<", "{").replace(">", "}")


def _operation(endpoint: str, operation: Operation, schema: dict[str, Any]) -> dict[str, Any]:
    responses = {"200": {"description": operation.summary, "content": {JSON: {"schema": schema}}, "headers": HEADERS}}
    responses |= {"304": {"description": "Unchanged: If-None-Match named the ETag of the answer that you have"}}
    responses |= {str(status): {"$ref": f"#/components/responses/{status}"} for status in (*operation.status, *ALWAYS)}
    return {
        "operationId": endpoint.rpartition(".")[2],
        "summary": operation.summary,
        "parameters": [each.as_json() for each in operation.parameters()],
        "responses": responses,
    }


HEADERS = {
    "ETag": {"schema": TEXT, "description": "of the edition, the day, the question and the program"},
    "RateLimit-Policy": {"schema": TEXT, "description": "how many requests in how many seconds are fair"},
}
PROBLEMS = {
    400: "A parameter is missing or wrong: `errors` names each and says what it may be",
    404: "There is no such thing here",
    410: "The cursor is of another edition or day: begin the list again",
    429: "More requests than is fair: wait for as many seconds as Retry-After says",
    500: "The fault is ours",
    503: "Nothing is published here yet",
}
ALWAYS = (429, 500, 503)


def _problems() -> dict[str, Any]:
    content = {PROBLEM: {"schema": {"$ref": REF.format(name="ProblemShape")}}}
    return {str(status): {"description": text, "content": content} for status, text in PROBLEMS.items()}
