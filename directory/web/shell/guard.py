"""Who may enter which page, and the headers that every answer carries.

Every view says for whom it is, by one of the six decorators under its route: `public`, `signed_in`, `clinician`,
`physician`, `admin`, `editor`. A view that does not say is entered by nobody.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from directory.accounts import signing_in
from directory.accounts.people import IN_PRACTICES, ROLES
from directory.accounts.signing_in import Visitor
from directory.store.connection import Busy, DiskFull
from directory.web.shell import session
from directory.web.shell.site import site

View = TypeVar("View", bound=Callable[..., Any])

POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'%s; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ANY_FRAME = "frame-ancestors 'none'", "frame-ancestors *"
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
}
LARGE_FORM = 2 * 1024 * 1024  # bytes: ten texts of 10,000 characters, each up to 12 bytes when sent, and the rest
TLS_ONLY = "max-age=31536000"  # seconds: browsers come back through TLS for a year
# What browsers and monitors ask for by themselves is no activity of a visitor, and needs no office.
NO_ACTIVITY = (
    *("static", "map.file", "map.tiles", "listing.photograph"),
    *("sign_in.seconds_left", "health.alive", "health.ready"),
)


def public(view: View) -> View:
    """For everybody."""
    return _for_roles(view)


def signed_in(view: View) -> View:
    """For everybody who has an account."""
    return _for_roles(view, *ROLES)


def clinician(view: View) -> View:
    """For those who work with letters: physicians, and the staff of a practice. The view looks whose letter it is: see
    web/letters/saved_referrals.py.
    """
    return _for_roles(view, *IN_PRACTICES)


def physician(view: View) -> View:
    """For those who sign letters."""
    return _for_roles(view, "physician")


def admin(view: View) -> View:
    """For those who keep the directory."""
    return _for_roles(view, "admin")


def editor(view: View) -> View:
    """For those who keep the directory, or one state of it. The view looks whether what is asked is of their state:
    see web/admin/reach.py.
    """
    return _for_roles(view, "admin", "editor")


def _for_roles(view: View, *roles: str) -> View:
    vars(view)["roles"] = roles
    return view


def keeps_drafts(view: View) -> View:
    """What is typed into this page's form outlives the session: see session.submitted_or_draft."""
    vars(view)["keeps_drafts"] = True
    return view


def keeps_drafts_at(path: str) -> bool:
    """Whether the page at a path `keeps_drafts`."""
    try:
        endpoint, _arguments = current_app.url_map.bind("").match(path, "POST")
    except HTTPException:
        return False
    return hasattr(current_app.view_functions[endpoint], "keeps_drafts")


def takes_large_forms(view: View) -> View:
    """This page takes a whole letter: LARGE_FORM, where others take less."""
    vars(view)["max_form_size"] = LARGE_FORM
    return view


def takes_uploads(prepare: Callable[[], None]) -> Callable[[View], View]:
    """This page takes a file. prepare: sets how large it may be and where it goes, before anything of it is read; for
    those only who may use the page.
    """

    def taking(view: View) -> View:
        """The view, marked."""
        vars(view)["prepare"] = prepare
        return view

    return taking


def frameable(view: View) -> View:
    """Any page may hold this one in a frame: it shows nothing of a visitor, and nothing can be done on it."""
    vars(view)["frameable"] = True
    return view


def asked_by_itself(view: View) -> View:
    """A page of ours asks this again and again: that is no activity of a visitor, and keeps nobody signed in."""
    vars(view)["asked_by_itself"] = True
    return view


def register(app: Flask, tile_origin: str | None) -> None:
    """Guards every page of `app`; pictures may come from the host of the map's tiles, where one is set."""
    headers = HEADERS | {"Content-Security-Policy": POLICY % (f" {tile_origin}" if tile_origin else "")}
    app.view_functions["static"] = public(app.view_functions["static"])
    app.before_request(_admit)
    app.after_request(lambda response: _with_headers(response, headers))
    app.teardown_request(session.close_office)
    app.jinja_env.globals |= {
        "visitor": session.visitor,
        "csrf_field": session.csrf_field,
        "is_from_draft": session.is_from_draft,
        "IDLE": signing_in.IDLE_TIMEOUT,
        "ROLES": ROLES,
        "may_enter": may_enter,
    }


def _admit() -> Response | None:
    """Refuses a request that may not reach its view; None where it may. A view without roles is a fault: 500."""
    view = current_app.view_functions.get(request.endpoint or "")
    if not view:
        return None
    if size := vars(view).get("max_form_size"):
        request.max_content_length = request.max_form_memory_size = size  # before anything reads what was sent
    if request.method not in session.SAFE_METHODS and not _is_from_own_page():
        abort(403)
    if request.endpoint in NO_ACTIVITY:
        return None
    roles = vars(view)["roles"]
    if (prepare := vars(view).get("prepare")) and (owner := session.session_owner()) and owner.person.role in roles:
        prepare()
    visitor = session.visitor() if roles else _visitor_if_told()
    if visitor and "asked_by_itself" not in vars(view):
        _keep_alive(visitor)
    return _for_visitor(visitor, roles) if roles else None


def _visitor_if_told() -> Visitor | None:
    """Who is signed in, for a page that is for everybody: it does without where the office cannot be opened now."""
    try:
        return session.visitor()
    except (Busy, DiskFull) as error:
        if request.method not in session.SAFE_METHODS:
            raise
        if isinstance(error, Busy):
            site().office_patience.note_busy()
        session.set_session_owner(None)
        return None


def _keep_alive(visitor: Visitor) -> None:
    """Notes that a visitor is there, where that can be written: what they came to do may go on all the same."""
    try:
        signing_in.keep_alive(session.office(), visitor)
    except Busy:
        site().office_patience.note_busy()
    except DiskFull:
        pass


def _for_visitor(visitor: Visitor | None, roles: tuple[str, ...]) -> Response | None:
    """None where the visitor has one of the roles; else 403, or for who is not signed in the way to sign in."""
    if visitor:
        return None if visitor.person.role in roles else abort(403)
    changes = request.method not in session.SAFE_METHODS
    owner = session.session_owner()
    keeps = keeps_drafts_at(request.path)
    if changes and owner:
        if not session.has_valid_csrf_token():
            abort(400)
        if keeps:
            session.save_draft(owner, session.draft_key(request.path, request.args))
    comes_back = not changes or keeps
    return redirect(url_for("sign_in.sign_in", next=request.full_path.rstrip("?") if comes_back else None), 303)


def may_enter(endpoint: str) -> bool:
    """Whether a page is for who is signed in, so that others are shown no way to it."""
    roles, visitor = vars(current_app.view_functions[endpoint])["roles"], session.visitor()
    return not roles or bool(visitor and visitor.person.role in roles)


def _is_from_own_page() -> bool:
    """Whether a page of ours sent this, as far as the browser says: those of since 2023 all do, in Sec-Fetch-Site."""
    sender = request.headers.get("Sec-Fetch-Site")
    if sender:
        return sender in ("same-origin", "none")
    origin = request.headers.get("Origin", "null")  # "null" is what our own Referrer-Policy makes of it
    return origin == "null" or urlsplit(origin).netloc in (request.host, urlsplit(site().settings.site_address).netloc)


def local_address(address: str | None) -> str | None:
    """An address of ours as it is; None for anything that may lead elsewhere."""
    address = address or ""
    is_plain = address.startswith("/") and "\\" not in address and address.isprintable()
    return address if is_plain and not address.startswith("//") else None


def _with_headers(response: Response, headers: dict[str, str]) -> Response:
    for name, value in headers.items():
        response.headers[name] = value
    if "frameable" in vars(current_app.view_functions.get(request.endpoint or "", _with_headers)):
        response.headers["Content-Security-Policy"] = headers["Content-Security-Policy"].replace(*ANY_FRAME)
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if session.is_secure():
        response.headers["Strict-Transport-Security"] = TLS_ONLY
    if "office" in g:
        response.headers["Cache-Control"] = "no-store"
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "private, no-cache"
    return response
