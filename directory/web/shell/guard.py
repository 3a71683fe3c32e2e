"""Who may enter which page, and the headers that every answer carries.

Every view says for whom it is, by one of the four decorators under its route: `public`, `signed_in`, `physician`, `admin`. A page that
does not say is entered by nobody.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from werkzeug.exceptions import HTTPException

from directory.accounts import signing_in
from directory.accounts.people import ROLES
from directory.web.shell import session
from directory.web.shell.site import site

POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'%s; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
}
UNNOTICED = ("static", "map.file", "entrance.left")  # what browsers ask for by themselves is no sign of life
TLS_ONLY = "max-age=31536000"  # seconds: browsers come back through TLS for a year


def public(view: Callable) -> Callable:
    """For everybody."""
    view.roles = ()
    return view


def signed_in(view: Callable) -> Callable:
    """For whoever has an account."""
    view.roles = tuple(ROLES)
    return view


def physician(view: Callable) -> Callable:
    """For those who write letters."""
    view.roles = ("physician",)
    return view


def admin(view: Callable) -> Callable:
    """For those who keep the directory."""
    view.roles = ("admin",)
    return view


def kept(view: Callable) -> Callable:
    """What is typed into this page's form outlives the session: see session.typed."""
    view.kept = True
    return view


def keeps(path: str) -> bool:
    """Whether the page at a path is `kept`."""
    try:
        endpoint, _ = current_app.url_map.bind("").match(path, "POST")
    except HTTPException:
        return False
    return hasattr(current_app.view_functions[endpoint], "kept")


def register(app: Flask, tile_origin: str | None) -> None:
    """Guards every page of `app`; pictures may come from the host of the map's tiles, where one is set."""
    headers = HEADERS | {"Content-Security-Policy": POLICY % (f" {tile_origin}" if tile_origin else "")}
    app.view_functions["static"] = public(app.view_functions["static"])
    app.before_request(_admitted)
    app.after_request(lambda response: _guarded(response, headers))
    app.teardown_request(session.close)
    app.jinja_env.globals |= {
        "visitor": session.visitor,
        "form_token": session.form_token,
        "from_draft": session.from_draft,
        "browser_name": session.browser_name,
        "IDLE": signing_in.IDLE_TIMEOUT,
        "ROLES": ROLES,
    }


def _admitted() -> Response | None:
    view = current_app.view_functions.get(request.endpoint)
    if not view:
        return None
    if request.method not in session.SAFE and not _from_here():
        abort(403)
    if request.endpoint in UNNOTICED:
        return None
    here = session.visitor()
    if here:
        signing_in.keep_alive(session.office(), here)
    return _stopped(view, here) if view.roles else None


def _stopped(view: Callable, here: signing_in.Visitor | None) -> Response | None:
    if here:
        return None if here.person.role in view.roles else abort(403)
    sent = request.method not in session.SAFE
    found = session.whoever()
    if sent and found and not session.speaks():
        abort(400)
    if sent and found and keeps(request.path):
        session.keep_typed(request.path)
    comes_back = not sent or keeps(request.path)
    return redirect(url_for("entrance.sign_in", next=request.full_path.rstrip("?") if comes_back else None), 303)


def _from_here() -> bool:
    """Whether what is sent comes from a page of ours, as far as the browser says: those of since 2023 all do, in Sec-Fetch-Site."""
    sender = request.headers.get("Sec-Fetch-Site")
    if sender:
        return sender in ("same-origin", "none")
    origin = request.headers.get("Origin", "null")  # "null" is what our own Referrer-Policy makes of it
    return origin == "null" or urlsplit(origin).netloc in (request.host, urlsplit(site().settings.site_address).netloc)


def local(address: str | None) -> str | None:
    """An address of ours as it is; None for anything that may lead elsewhere."""
    address = address or ""
    plain = address.startswith("/") and not address.startswith("//") and "\\" not in address and address.isprintable()
    return address if plain else None


def _guarded(response: Response, headers: dict[str, str]) -> Response:
    for name, value in headers.items():
        response.headers[name] = value
    if session.is_secure():
        response.headers["Strict-Transport-Security"] = TLS_ONLY
    if "office" in g:
        response.headers["Cache-Control"] = "no-store"
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "private, no-cache"
    return response
