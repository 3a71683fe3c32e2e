"""The session behind a request's cookie, and office.db as this request sees it.

Sessions are rows of office.db (see accounts/signing_in.py); the browser holds only their token, in SESSION_COOKIE. No
cookie is set before somebody signs in.
"""

from urllib.parse import urlencode

from flask import abort, g, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from directory.accounts import signing_in
from directory.accounts.signing_in import SignedIn, Visitor
from directory.store.office import sessions
from directory.store.office.database import Actor, Office
from directory.store.office.people import Person
from directory.web.shell.site import site

SESSION_COOKIE, DEVICE_COOKIE = "signed_in", "known_browser"
CSRF_FIELD = "form_token"  # the hidden field that holds a form's CSRF token
DRAFT_ARGUMENTS = ("practitioner", "letter")  # those of an address that tell one letter from another
CSRF_HEADER = "X-Form-Token"  # where a script of ours sends it with what is no form
CSRF_PURPOSE = "forms"  # what the vault signs the token for
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")  # they change nothing, so they need no CSRF token (RFC 9110, section 9.2.1)


def office() -> Office:
    """The office, opened when the request first needs it; its actor is at the visitor's address. Raises NoKey."""
    if "office" not in g:
        settings, patience = site().settings, site().office_patience.seconds
        actor = Actor(None, request.remote_addr or "")
        g.office = Office(settings.office, settings.key_file, settings.key, actor, patience)
    opened: Office = g.office
    return opened


def has_office() -> bool:
    """Whether office.db exists: the first thing that is kept makes it."""
    return site().settings.office.exists()


def close_office(_error: BaseException | None = None) -> None:
    """Closes the office at the end of a request."""
    if "office" in g:
        g.pop("office").connection.close()


def session_owner() -> Visitor | None:
    """Whose session cookie came with the request, also where the session has expired; None where it is nobody's."""
    if "session_owner" not in g:
        token = request.cookies.get(_cookie_name(SESSION_COOKIE))
        set_session_owner(signing_in.find_visitor(office(), token) if token else None)
    owner: Visitor | None = g.session_owner
    return owner


def set_session_owner(owner: Visitor | None) -> None:
    """Takes somebody, or nobody, for the owner of this request's session, whatever its cookie says."""
    g.session_owner = owner
    if owner:
        office().actor = Actor(owner.person.id, office().actor.network)


def visitor() -> Visitor | None:
    """Who is signed in: the session has not expired, and a request that changes something has a valid CSRF token."""
    owner = session_owner()
    if not owner or owner.left.total_seconds() <= 0:
        return None
    return owner if request.method in SAFE_METHODS or has_valid_csrf_token() else None


def signed_in_visitor() -> Visitor:
    """Who is signed in, for views that the guard opens to nobody else. Raises 401 Unauthorized."""
    return visitor() or abort(401)


def person() -> Person:
    """The account of who is signed in, for views that the guard opens to nobody else. Raises 401 Unauthorized."""
    return signed_in_visitor().person


def has_valid_csrf_token() -> bool:
    """Whether the form sent was shown by us to the owner of this session.

    Raises RequestEntityTooLarge at the first call only: the error page, which asks again, is then shown.
    """
    if "has_valid_csrf_token" not in g:
        g.has_valid_csrf_token = False
        g.has_valid_csrf_token = _is_csrf_token(request.headers.get(CSRF_HEADER) or request.form.get(CSRF_FIELD, ""))
    is_valid: bool = g.has_valid_csrf_token
    return is_valid


def _is_csrf_token(text: str) -> bool:
    """Whether a text is what `csrf_token` gives to the owner of this session."""
    owner = session_owner()
    try:
        return owner is not None and office().vault.verify(_csrf_subject(owner), bytes.fromhex(text), CSRF_PURPOSE)
    except ValueError:
        return False


def csrf_token() -> str:
    """The token for forms shown to the owner of this session, in hexadecimal digits; "" where there is no session."""
    owner = session_owner()
    return office().vault.sign(_csrf_subject(owner), CSRF_PURPOSE).hex() if owner else ""


def csrf_field() -> Markup:
    """The hidden field with the CSRF token, for every form that is posted; empty where there is no session."""
    token = csrf_token()
    return Markup('<input type="hidden" name="{}" value="{}">').format(CSRF_FIELD, token) if token else Markup("")


def _csrf_subject(owner: Visitor) -> bytes:
    """What a token is bound to: the person and their password, so that a form survives signing in again."""
    return f"{owner.person.id} {owner.person.password}".encode()


def set_session_cookies(response: Response, begun: SignedIn) -> Response:
    """Gives the browser the tokens of a session that has begun."""
    secure, device_age = is_secure(), signing_in.DEVICE_REMEMBERED
    response.set_cookie(_cookie_name(SESSION_COOKIE), begun.session, httponly=True, secure=secure, samesite="Lax")
    response.set_cookie(
        _cookie_name(DEVICE_COOKIE), begun.device, device_age, httponly=True, secure=secure, samesite="Strict"
    )
    return response


def clear_session_cookie(response: Response) -> Response:
    """Takes the session's cookie back. That the browser is known stays."""
    response.delete_cookie(_cookie_name(SESSION_COOKIE), httponly=True, secure=is_secure(), samesite="Lax")
    return response


def device_token() -> str | None:
    """The token of a browser that somebody signed in with before."""
    return request.cookies.get(_cookie_name(DEVICE_COOKIE))


def _cookie_name(cookie: str) -> str:
    """With the prefix that makes browsers take it from this very host only, through TLS (RFC 6265bis, 4.1.3.2)."""
    return f"__Host-{cookie}" if is_secure() else cookie


def is_secure() -> bool:
    """Whether visitors come through TLS."""
    return site().settings.site_address.startswith("https://")


def submitted_or_draft() -> MultiDict[str, str] | None:
    """What fills the form of a page that keeps drafts: the fields sent, else its draft, which is given back once."""
    if request.method not in SAFE_METHODS:
        return request.form
    with office().transaction():
        draft = sessions.take_draft(office(), person().id, draft_key(request.path, request.args))
    if not draft:
        return None
    typed: MultiDict[str, str] = MultiDict(draft)
    g.draft = typed
    return typed


def draft_key(path: str, arguments: MultiDict[str, str]) -> str:
    """What a draft is kept by: the page and, of its arguments, the letter and whom it asks, so that what was typed for
    one patient fills no other letter.
    """
    named = [(name, value) for name in DRAFT_ARGUMENTS for value in arguments.getlist(name)]
    return f"{path}?{urlencode(named)}" if named else path


def is_from_draft() -> bool:
    """Whether the form of this page was filled with what was typed before the session expired."""
    return "draft" in g


def save_draft(owner: Visitor, key: str) -> None:
    """Seals the fields sent, for `submitted_or_draft` to give back once the same person has signed in again.

    key: see `draft_key`.
    """
    fields = [pair for pair in request.form.items(multi=True) if pair[0] != CSRF_FIELD]
    with office().transaction():
        sessions.save_draft(office(), owner.person.id, key, fields)
