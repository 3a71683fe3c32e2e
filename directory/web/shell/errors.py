"""What a visitor or a program sees when there is no answer: plain words, never the inside of the program."""

import traceback
from types import TracebackType

from flask import Flask, Response, current_app, g, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from directory.core.i18n import N_
from directory.search.query import BadQuery
from directory.store.connection import Busy
from directory.store.listings.reader import NoDirectory
from directory.store.migrations import NewerFile
from directory.store.vault import NoKey

IN_WORDS = {
    400: (
        N_("Not understood"),
        N_("That could not be read. If it was a form: go back, load the page again, and send it once more."),
    ),
    403: (
        N_("Not allowed"),
        N_("This page is not for your account, or this was sent by a page of another site. Nothing was done."),
    ),
    404: (N_("Not found"), N_("There is no such page here. The listing may have left the directory.")),
    405: (N_("Not possible"), N_("This page cannot be used that way.")),
    413: (
        N_("Too much"),
        N_("That was more than this page takes. Go back, shorten what you typed, and send it once more."),
    ),
    414: (N_("Too long"), N_("That address is too long.")),
    503: (N_("Not ready yet"), N_("There is no directory here yet. Please come back in a few minutes.")),
}
CLOSED = (
    N_("Closed for now"),
    N_(
        "Accounts and letters cannot be opened at the moment. Please try again later, or tell those who keep this site."
    ),
)
OTHERWISE = (
    N_("Something went wrong"),
    N_("The fault is ours. Please try again; if it happens again, tell us what you did."),
)


def register(app: Flask) -> None:
    """Answers every error of `app`; only faults of the program are logged, without the query they met."""
    app.register_error_handler(HTTPException, lambda error: answer(error.code or 500))
    app.register_error_handler(NoDirectory, lambda error: answer(503))
    app.register_error_handler(NoKey, closed)
    app.register_error_handler(Busy, closed)
    app.register_error_handler(NewerFile, closed)
    app.register_error_handler(500, lambda error: answer(500))
    app.log_exception = lambda raised: app.logger.error("%s", fault(*raised))


def fault(kind: type, error: BaseException, trace: TracebackType) -> str:
    """Where the program failed, for its log: the lines of code, never the message, which may hold what somebody typed."""
    return f"{kind.__name__} at {request.endpoint}\n" + "".join(traceback.format_tb(trace))


def closed(error: NoKey | Busy | NewerFile) -> tuple[Response | str, int]:
    """The page for an office that cannot be opened; why, which names no visitor, is for the log."""
    current_app.logger.error("%s", error)
    g.whoever = None  # nobody is known while it is closed, on this page too
    return answer(503, CLOSED)


def answer(status: int, words: tuple[str, str] | None = None) -> tuple[Response | str, int]:
    """The page, or for the API the problem document, for an HTTP status; words: title and text in place of the status's."""
    title, detail = words or IN_WORDS.get(status, OTHERWISE)
    if request.path.startswith("/api/"):
        return problem(status, title, detail)
    return render_template("error.html", title=title, detail=detail), status


def problem(status: int, title: str, detail: str, **more: object) -> tuple[Response, int]:
    """An application/problem+json document (RFC 9457)."""
    response = jsonify(type="about:blank", title=title, status=status, detail=detail, **more)
    response.mimetype = "application/problem+json"
    return response, status


def bad_query(error: BadQuery) -> tuple[Response, int]:
    """The problem document that names each parameter at fault and what it may be."""
    named = [{"parameter": name, "detail": text} for name, text in error.errors.items()]
    return problem(
        400,
        "Bad or missing parameters",
        "; ".join(f"{name}: {text}" for name, text in error.errors.items()),
        errors=named,
    )
