"""Who is asking: the session behind a request's cookie, and the office that keeps it. No cookie is set before somebody signs in."""

from flask import Response, g, request
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from directory.accounts import signing_in
from directory.accounts.signing_in import SignedIn, Visitor
from directory.store.office import sessions
from directory.store.office.database import Actor, Office
from directory.web.shell.site import site

SIGNED_IN, KNOWN = "signed_in", "known_browser"  # cookies
TOKEN = "form_token"  # the field that shows a form was on a page of ours, shown to this person
BROWSERS, SYSTEMS = (
    ("Firefox", "Edg", "Chrome", "Safari"),
    ("Windows", "iPhone", "iPad", "Android", "Macintosh", "Linux"),
)  # the telling name first
SAFE = ("GET", "HEAD", "OPTIONS")


def office() -> Office:
    """The office, opened when the request first needs it. Raises NoKey."""
    if "office" not in g:
        found = site().settings
        g.office = Office(found.office_db, found.key_file, found.key, Actor(None, request.remote_addr or ""))
    return g.office


def has_office() -> bool:
    """Whether there is one: the first thing that is kept founds it."""
    return site().settings.office_db.exists()


def close(ended: object = None) -> None:
    """Closes the office at the end of a request."""
    if "office" in g:
        g.pop("office").connection.close()


def whoever() -> Visitor | None:
    """Whose cookie this is, even when the session has ended by time."""
    if "whoever" not in g:
        token = request.cookies.get(_name(SIGNED_IN))
        g.whoever = signing_in.find_visitor(office(), token) if token else None
        if g.whoever:
            g.office.actor = Actor(g.whoever.person.id, g.office.actor.network)
    return g.whoever


def visitor() -> Visitor | None:
    """Who is signed in. What is sent without the token of our forms speaks for nobody."""
    found = whoever()
    return found if found and found.left.total_seconds() > 0 and (request.method in SAFE or speaks()) else None


def speaks() -> bool:
    """Whether what was sent came from a form that we showed to this person. Raises RequestEntityTooLarge, once: the page that says so asks again."""
    if "speaks" not in g:
        g.speaks = False
        try:
            given = bytes.fromhex(request.form.get(TOKEN, ""))
        except ValueError:
            return False
        g.speaks = office().vault.verify(_whose(whoever()), given, "forms")
    return g.speaks


def form_token() -> Markup:
    """The hidden field that every form which changes something for a person signed in needs; nothing for anybody else."""
    found = whoever()
    token = office().vault.sign(_whose(found), "forms").hex() if found else ""
    return Markup('<input type="hidden" name="{}" value="{}">').format(TOKEN, token) if token else Markup("")


def _whose(found: Visitor) -> bytes:
    """The same in all sessions of a person until they change their password: a form survives signing in again."""
    return f"{found.person.id} {found.person.password}".encode()


def begin(response: Response, begun: SignedIn) -> Response:
    """Gives the browser what it shows from now on."""
    secure = is_secure()
    response.set_cookie(_name(SIGNED_IN), begun.session, httponly=True, secure=secure, samesite="Lax")
    response.set_cookie(
        _name(KNOWN),
        begun.device,
        max_age=signing_in.DEVICE_REMEMBERED,
        httponly=True,
        secure=secure,
        samesite="Strict",
    )
    return response


def end(response: Response) -> Response:
    """Takes the session's cookie back. That the browser is known stays."""
    response.delete_cookie(_name(SIGNED_IN), httponly=True, secure=is_secure(), samesite="Lax")
    return response


def known_browser() -> str | None:
    """The token of a browser that somebody signed in with before."""
    return request.cookies.get(_name(KNOWN))


def _name(cookie: str) -> str:
    """With the prefix that makes browsers take it from this very host only, through TLS (RFC 6265bis §4.1.3.2)."""
    return f"__Host-{cookie}" if is_secure() else cookie


def is_secure() -> bool:
    """Whether visitors come through TLS."""
    return site().settings.site_address.startswith("https://")


def typed() -> MultiDict | None:
    """What the form of a `kept` page is filled with: what was sent, or what was typed there before the session ended, once."""
    if request.method not in SAFE:
        return request.form
    with office().transaction():
        draft = sessions.take_draft(office(), whoever().person.id, request.path)
    if draft:
        g.draft = MultiDict(draft)
    return g.get("draft")


def from_draft() -> bool:
    """Whether the form of this page was filled with what was typed before the session ended."""
    return "draft" in g


def keep_typed(path: str) -> None:
    """Seals what was sent, for `typed` to give back once the same person has signed in again."""
    fields = [pair for pair in request.form.items(multi=True) if pair[0] != TOKEN]
    with office().transaction():
        sessions.save_draft(office(), whoever().person.id, path, fields)


def browser_name(user_agent: str) -> str:
    """What a browser calls itself, as people know it: "Firefox, Windows"."""
    known = [next((name for name in names if name in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in known if name).replace("Edg", "Edge") or _("A browser")
