"""Asking a web server for a file: only at addresses that are safe to ask, and with what went wrong in plain words.

httpx and tenacity were tried: the code gets no shorter, and h11 refuses servers whose Content-Length makes no sense.
"""

import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import Message as Headers
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from typing import IO, TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from directory.core.i18n import N_, Message
from directory.importer.record import FileRefused, WordedError

AGENT = "acupuncture-directory"  # several publishers refuse Python's own name
NO_ADDRESS = N_(
    "This is not a web address. Copy it from a browser's address bar; it begins with https:// and has no spaces."
)
NO_PASSWORD = N_("no user name or password may stand in an address. Take out all up to the @.")
ONLY_HTTPS = Message(
    "only https addresses are fetched. Give one, or give the file from this computer.",
    command="only https addresses are downloaded. Give one, or import the file from disk.",
)
BY_HAND = Message(
    "Download the file with a browser and give it from this computer.",
    command="Download the file with a browser and import it from disk.",
)
WEB_PAGE = N_("this is a web page, not a data file. Open it in a browser, and give the address of the file itself.")
PRIVATE = Message(
    "this is an address of this server or of a private network, from which nothing is fetched.",
    command="this is an address of this machine or of a private network, which no publisher's file may name.",
)
MAX_REDIRECTS = 5
PATIENCE = 2.0  # seconds to wait until a name is looked up

Answer = TypeVar("Answer")


class Interrupted(WordedError):
    """This try failed; the next may not. The text is for the admin, should it be the last."""


class Unreachable(FileRefused):
    """A server cannot be reached, or is in trouble: it may be later."""


def retried(attempt: Callable[[], Answer], pauses: tuple[float, ...]) -> Answer:
    """What `attempt` gives, tried again after each of the pauses (seconds) as long as it is Interrupted.

    Raises Unreachable where the last try is, too.
    """
    for pause in pauses:
        with suppress(Interrupted):
            return attempt()
        time.sleep(pause)
    try:
        return attempt()
    except Interrupted as interruption:
        tries = len(pauses) + 1
        raise Unreachable(
            "%(interruption)s Tried %(tries)s times; try again later.", interruption=str(interruption), tries=tries
        ) from None


def check_address(address: str, loopback: bool = True) -> None:
    """Raises FileRefused where an address is not one to fetch from.

    loopback: whether it may be http, which is for this machine only.
    """
    try:
        parts = urlsplit(address)
        whole = re.fullmatch(r"[!-~]+", address) and (parts.hostname or "").encode("idna") and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        raise FileRefused(NO_ADDRESS)
    if "@" in parts.netloc:
        raise FileRefused(NO_PASSWORD, parts.hostname)
    if parts.scheme != "https" and not (loopback and is_loopback(address)):
        raise FileRefused(ONLY_HTTPS, without_query(address))


def check_public(address: str) -> None:
    """Raises FileRefused where an address leads to this machine or into a private network.

    An https server has to prove its name after that, so that a name which changes its mind leads nowhere.
    """
    host = urlsplit(address).hostname or ""
    with suppress(OSError):  # an unknown name: whoever asks for it says so
        places = {str(each[4][0]) for each in socket.getaddrinfo(host, None)}
        if not all(ipaddress.ip_address(place.partition("%")[0]).is_global for place in places):
            raise FileRefused(PRIVATE, without_query(address))


def check_public_soon(address: str) -> None:
    """As check_public, for a page that somebody waits for: where the name is not looked up within PATIENCE, whoever
    fetches from it finds out. Raises FileRefused.
    """
    refusals: list[FileRefused] = []

    def ask() -> None:
        """Looks the name up."""
        try:
            check_public(address)
        except FileRefused as refusal:
            refusals.append(refusal)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(PATIENCE)
    if refusals:
        raise refusals[0]


def is_loopback(address: str) -> bool:
    """Whether this is an http address of this machine."""
    return urlsplit(address).scheme == "http" and urlsplit(address).hostname in ("127.0.0.1", "localhost")


def without_query(address: str) -> str:
    """The address for messages, without its query: that may hold a key."""
    return re.split("[?#]", address)[0][:200]


def open_address(
    address: str, headers: dict[str, str], stall: float, public: bool = False, method: str = "GET"
) -> HTTPResponse:
    """The server's answer, after redirects. stall: seconds to wait for it; public: only from public addresses.

    Raises HTTPError where it is no success, else Interrupted or FileRefused.
    """
    if public:
        check_public(address)
    opener = build_opener(_Redirects(public), ProxyHandler({} if is_loopback(address) else None))
    request = Request(address, headers={"User-Agent": AGENT} | headers, method=method)
    with connection_errors(stall):
        response: HTTPResponse = opener.open(request, timeout=stall)
        return response


class _Redirects(HTTPRedirectHandler):
    """Follows redirects, but only to addresses that could have been asked for, and not for ever."""

    max_redirections, max_repeats = MAX_REDIRECTS, 1

    def __init__(self, public: bool = False):
        self.public = public

    def redirect_request(
        self, request: Request, answer: IO[bytes], code: int, message: str, headers: Headers, address: str
    ) -> Request | None:
        """The request to send next. Raises FileRefused where the new address must not be asked."""
        answer.close()  # else urllib reads all that comes with it, which may not end
        try:
            check_address(address, loopback=is_loopback(request.full_url))
            if self.public:
                check_public(address)
        except FileRefused as refusal:
            raise FileRefused(
                "it redirects where this program does not follow. %(refusal)s", refusal=str(refusal)
            ) from None
        return super().redirect_request(request, answer, code, message, headers, address)  # type: ignore[arg-type]


def status_error(code: int) -> Exception:
    """What an answer other than the file means: Interrupted where it may pass, else FileRefused."""
    if code >= 500 or code in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS):
        return Interrupted("the server is in trouble (%(code)s).", code=code)
    if code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return FileRefused(
            "there is no such file (%(code)s). Check the address; publishers often change it with each edition.",
            code=code,
        )
    if code < 400:
        return FileRefused("its redirects (%(code)s) do not end at a file. %(advice)s", code=code, advice=BY_HAND)
    return FileRefused(
        "the server refuses to give the file to this program (%(code)s). %(advice)s", code=code, advice=BY_HAND
    )


def check_is_file(response: HTTPResponse, packed: bool) -> None:
    """Raises FileRefused where an answer is not a file's own bytes, or these packed, as far as its headers tell."""
    if response.status not in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
        raise FileRefused(
            "the server answered without a file (%(code)s). Try again later, or give it from this computer.",
            command="the server answered without a file (%(code)s). Try again later, or import it from disk.",
            code=response.status,
        )
    if response.headers.get_content_type() in ("text/html", "application/xhtml+xml"):
        raise FileRefused(WEB_PAGE)
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip") if packed else packing != "identity":
        raise FileRefused(
            "the server packs the file on the way (%(packing)s). %(advice)s", packing=packing[:20], advice=BY_HAND
        )


@contextmanager
def connection_errors(stall: float) -> Iterator[None]:
    """Turns what goes wrong with a connection into FileRefused where trying again is no use, else into Interrupted.

    HTTPError, an answer of the server, passes.
    """
    try:
        yield
    except HTTPError:
        raise
    except (OSError, HTTPException, ValueError) as error:  # ValueError: a redirect that urllib cannot read
        raise _explained(error, stall) from None


def _explained(error: Exception, stall: float) -> Exception:
    connecting = isinstance(error, URLError)
    reason = error.reason if isinstance(error, URLError) else error
    if connecting and isinstance(reason, ssl.SSLError):
        detail = getattr(reason, "verify_message", reason.reason)
        return FileRefused(
            "no secure connection could be made (%(detail)s). Check the address; if it is right, ask whoever runs"
            " this server whether its clock is.",
            command="no secure connection could be made (%(detail)s). Check the address and this computer's clock.",
            detail=detail,
        )
    if isinstance(reason, socket.gaierror):
        return Unreachable(
            "no computer of this name was found. Check the address.",
            command="no computer of this name was found. Check the address, and this computer's connection to the "
            "internet.",
        )
    if isinstance(reason, TimeoutError):
        return Interrupted("the download stalled: nothing came for %(seconds)s seconds.", seconds=f"{stall:g}")
    if connecting:
        return Interrupted(
            "the server cannot be reached (%(reason)s).", reason=getattr(reason, "strerror", None) or reason
        )
    return Interrupted("the connection was cut off, or the answer was not in order.")
