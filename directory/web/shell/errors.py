"""What a visitor or a program sees when there is no answer: plain words, never the inside of the program."""

import logging
import sqlite3
from collections.abc import Mapping

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from directory import logs
from directory.answers.cursors import EditionChanged
from directory.core.i18n import N_
from directory.coverage.questions import BadAnswer
from directory.search.plan_net.refusals import outcome
from directory.search.query import BadQuery
from directory.store.connection import Away, Busy, DiskFull
from directory.store.listings.reader import NoDirectory
from directory.store.migrations import ForeignFile, NewerFile
from directory.store.vault import NoKey
from directory.web.shell import session
from directory.web.shell.site import site

TITLE_AND_DETAIL = {  # by HTTP status
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
    410: (
        N_("The list has changed"),
        N_("The directory was published again, or a day has begun, since this list was begun. Begin it again."),
    ),
    413: (
        N_("Too much"),
        N_("That was more than this page takes. Go back, shorten what you typed, and send it once more."),
    ),
    414: (N_("Too long"), N_("That address is too long.")),
    429: (N_("Too many requests"), N_("That was more in a minute than is fair to others. Please wait a little.")),
    501: (N_("Not possible"), N_("This is not given in that format. Leave the format out.")),
    507: (
        N_("No room"),
        N_("There is no room for a file of this size now. Publish or discard what waits, or make room on the disk."),
    ),
    503: (N_("Not ready yet"), N_("There is no directory here yet. Please come back in a few minutes.")),
}
PART_MISSING = (
    N_("Not on this machine"),
    N_("This machine shows the directory, and has no part that does this. Tell those who keep this site."),
)
OFFICE_CLOSED = (
    N_("Closed for now"),
    N_(
        "Accounts and letters cannot be opened at the moment. Please try again later, or tell those who keep this site."
    ),
)
DISK_FULL = (
    N_("Nothing was saved: the disk is full"),
    N_("There is no room left on the machine that keeps the letters. Tell those who keep this site."),
    N_("What you typed is in this page and nowhere else: leave it open, and send it once more when there is room."),
)
OFFICE_BUSY = (
    N_("Nothing was saved: the office is busy"),
    N_("Something large is being saved here at this moment. That takes a few seconds, seldom a minute."),
    N_("What you typed is in this page and nowhere else: send it once more in a few seconds."),
)
OFFICE_AWAY = (
    *OFFICE_CLOSED,
    N_("What you typed is in this page and nowhere else: leave it open, and send it once more later."),
)
FAULT = (
    N_("Something went wrong"),
    N_("The fault is ours. Please try again; if it happens again, tell us what you did."),
)
KEPT_IN_PAGE = ("reply.answer",)  # forms whose text stays in the page when the disk is full, beside those with drafts
PROBLEM_PATHS = ("/api/", "/hsds", "/mcp", "/changes", "/oembed")  # whose errors are problem documents
PASSED_ON = ("Allow", "Retry-After")  # headers of an error that say what may be done instead
log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Answers every error of `app`."""
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(NoDirectory, lambda error: error_page(503))
    app.register_error_handler(BadQuery, lambda error: bad_parameters(error.errors))
    app.register_error_handler(BadAnswer, lambda error: bad_parameters({error.name: error.message}))
    app.register_error_handler(EditionChanged, list_changed)
    app.register_error_handler(NoKey, office_closed)
    app.register_error_handler(Busy, office_busy)
    app.register_error_handler(Away, office_away)
    app.register_error_handler(ForeignFile, office_closed)
    app.register_error_handler(NewerFile, office_closed)
    app.register_error_handler(DiskFull, disk_full)
    app.register_error_handler(sqlite3.OperationalError, locked)
    app.register_error_handler(ModuleNotFoundError, part_missing)
    app.register_error_handler(500, lambda error: fault_page())


def http_error(error: HTTPException) -> Response:
    """The page for an error of HTTP, with its headers: which methods there are, how long to wait."""
    response = make_response(error_page(error.code or 500))
    for name, value in error.get_headers(request.environ):
        if name in PASSED_ON:
            response.headers[name] = value
    return response


def list_changed(error: EditionChanged) -> ResponseReturnValue:
    """What a list that cannot go on says, with what the error has to say where it does."""
    title, detail = TITLE_AND_DETAIL[410]
    return error_page(410, (title, str(error) or detail))


def log_fault(error: BaseException) -> None:
    """Logs a fault of the program: the route and the lines of code, never what was asked for or typed."""
    log.error("fault", extra={"route": request.endpoint, "status": 500, **logs.exception_fields(error)})


def fault_page() -> ResponseReturnValue:
    """The page for a fault. Where the session could not even be read, it is shown as to nobody."""
    g.setdefault("session_owner", None)
    return error_page(500)


def office_closed(error: NoKey | ForeignFile | NewerFile) -> ResponseReturnValue:
    """The page for an office that cannot be opened; why, which names no visitor, is logged."""
    log.error("office closed", extra={"route": request.endpoint, "status": 503, "reason": str(error)})
    session.set_session_owner(None)  # nobody is known while it is closed, on this page too
    return error_page(503, OFFICE_CLOSED)


def office_busy(error: Busy) -> ResponseReturnValue:
    """The page for an office that another process is writing, for longer than a visitor may wait."""
    log.error("office busy", extra={"route": request.endpoint, "status": 503, "reason": str(error)})
    site().office_patience.note_busy()
    return (*nothing_saved(OFFICE_BUSY, 503), {"Retry-After": "5"})


def office_away(error: Away) -> ResponseReturnValue:
    """The page for an office whose database cannot be used; why is logged."""
    log.error("office closed", extra={"route": request.endpoint, "status": 503, "reason": str(error)})
    site().office_patience.note_busy()
    return nothing_saved(OFFICE_AWAY, 503)


def part_missing(error: ModuleNotFoundError) -> ResponseReturnValue:
    """The page for what a machine that only reads has no package for (requirements-reader.txt)."""
    if (error.name or "directory").partition(".")[0] == "directory":
        raise error
    log.error("part missing", extra={"route": request.endpoint, "status": 501, "reason": error.name})
    return error_page(501, PART_MISSING)


def locked(error: sqlite3.OperationalError) -> ResponseReturnValue:
    """The same for a database that could not even be read meanwhile; anything else is a fault."""
    if "locked" not in str(error):
        raise error
    return office_busy(Busy(str(error)))


def disk_full(error: DiskFull) -> ResponseReturnValue:
    """The page for an office that has no room to write."""
    log.error("disk full", extra={"route": request.endpoint, "status": 507})
    return nothing_saved(DISK_FULL, 507)


def nothing_saved(words: tuple[str, str, str], status: int) -> tuple[str, int]:
    """The page for an office that cannot be written now: what was typed into a form that is long stays in the page, to
    be sent once more. words: title, why, when to send it.
    """
    if "office" not in g:
        session.set_session_owner(None)  # it cannot even be opened: nobody is known on this page
    view = current_app.view_functions.get(request.endpoint or "")
    keeps = request.method == "POST" and (hasattr(view, "keeps_drafts") or request.endpoint in KEPT_IN_PAGE)
    typed = list(request.form.items(multi=True)) if keeps else []
    return render_template("nothing_saved.html", words=words, typed=typed, hidden=session.CSRF_FIELD), status


def error_page(status: int, words: tuple[str, str] | None = None) -> ResponseReturnValue:
    """The page, or for the API the problem document, for an HTTP status; words: title and detail of its own."""
    title, detail = words or TITLE_AND_DETAIL.get(status, FAULT)
    if request.path.startswith(PROBLEM_PATHS):
        return problem_document(status, title, detail)
    if request.path.startswith(("/fhir/", "/mpf/")) or request.path == "/fhir":
        return operation_outcome(status, detail)
    return render_template("error.html", title=title, detail=detail), status


def operation_outcome(status: int, detail: str) -> tuple[Response, int]:
    """FHIR's answer in place of a page for an HTTP status."""
    codes = {
        404: "not-found",
        405: "not-supported",
        413: "too-long",
        414: "too-long",
        429: "throttled",
        503: "transient",
    }
    response = jsonify(outcome(codes.get(status, "processing" if status < 500 else "exception"), str(detail)))
    response.mimetype = "application/fhir+json"
    return response, status


def problem_document(status: int, title: str, detail: str, **members: object) -> tuple[Response, int]:
    """An application/problem+json document (RFC 9457), with further members."""
    response = jsonify(type="about:blank", title=title, status=status, detail=detail, **members)
    response.mimetype = "application/problem+json"
    return response, status


def bad_parameters(wrong: Mapping[str, str]) -> tuple[Response, int]:
    """The problem document that names each parameter at fault and what it may be."""
    errors = [{"parameter": name, "detail": text} for name, text in wrong.items()]
    detail = "; ".join(f"{name}: {text}" for name, text in wrong.items())
    return problem_document(400, "Bad or missing parameters", detail, errors=errors)
