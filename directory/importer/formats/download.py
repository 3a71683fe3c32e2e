"""Fetching a source's file from the web: resumed where it was cut off, checked, and gone once it is imported.

A folder named after a digest of the address holds the file, under its own name (sources tell full from weekly by it), and
the validator that says whether the server still has the same one (RFC 9110, 13.1.5). A file that came whole, but whose
import was stopped, is resumed the same way: the server then answers 416, nothing left to send.
"""

import hashlib
import re
import shutil
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from directory.importer.formats.archive import HTML
from directory.importer.record import FileRefused

STALL = 30.0  # seconds without a byte, or to connect, before a try is given up
PAUSES = (1.0, 4.0, 16.0)  # seconds before each further try
MOST = 20 * 10**9  # bytes; the largest file here, NPPES's monthly one, has 10**9 packed and 10**10 unpacked
BLOCK, BEGINNING = 1 << 18, 512  # bytes taken at once; bytes that tell a web page from data
AGENT = "acupuncture-directory"  # several publishers refuse Python's own name
CONTENT_RANGE = re.compile(r"bytes (?:\*|([0-9]{1,18})-[0-9]{1,18})/(?:\*|([0-9]{1,18}))")
WEB_PAGE = "this is a web page, not a data file. Open it in a browser, and give the address of the file itself."
BY_HAND = "Download the file with a browser and import it from disk."


class _Interrupted(Exception):
    """This try failed; the next may not. The message is for the admin, should it be the last."""


@contextmanager
def fetched(
    address: str,
    folder: Path,
    progress: Callable[[int, int | None], None] = lambda done, total: None,
    *,
    stall: float = STALL,
    pauses: tuple[float, ...] = PAUSES,
    most: int = MOST,
) -> Iterator[Path]:
    """The file at an https address, downloaded into a folder of its own in `folder`; removed when the block ends well.

    progress: told the bytes that are here and how many there will be (None: the server does not say). stall: seconds
    without a byte; pauses: seconds before each further try; most: bytes. A download that fails, and a file whose import
    was stopped, stay to be resumed by the next call; one that the block refuses goes: it would be refused again.
    Raises FileRefused with what is wrong and what to do.
    """
    _check(address)
    home = folder / hashlib.sha256(address.encode()).hexdigest()[:16]
    kept = _Kept(home / file_name(address), home / "~validator")  # no file_name has a ~
    _Download(address, kept, progress, stall, most).complete(pauses)
    try:
        yield kept.path
    except FileRefused:
        kept.remove()
        raise
    kept.remove()


def file_name(address: str) -> str:
    """The file's name in an address, of harmless characters only; "download" where it has none."""
    last = re.split(r"[/\\]", unquote(urlsplit(address).path))[-1]
    return re.sub(r"[^A-Za-z0-9._-]", "", last)[-100:].lstrip(".-") or "download"


def _check(address: str, loopback: bool = True) -> None:
    """Raises FileRefused where an address is not one to fetch from. http is for this machine only, where `loopback` allows it."""
    try:
        parts = urlsplit(address)
        whole = re.fullmatch(r"[!-~]+", address) and (parts.hostname or "").encode("idna") and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        raise FileRefused(
            "This is not a web address. Copy it from a browser's address bar; it begins with https:// and has no spaces."
        )
    if "@" in parts.netloc:
        raise FileRefused(
            f"{parts.hostname}: no user name or password may stand in an address. Take out all up to the @."
        )
    if parts.scheme != "https" and not (loopback and _is_loopback(address)):
        raise FileRefused(
            f"{_shown(address)}: only https addresses are downloaded. Give one, or import the file from disk."
        )


def _is_loopback(address: str) -> bool:
    return urlsplit(address).scheme == "http" and urlsplit(address).hostname in ("127.0.0.1", "localhost")


def _shown(address: str) -> str:
    """The address for messages, without its query: that may hold a key."""
    return re.split("[?#]", address)[0][:200]


class _Kept(NamedTuple):
    """What is here of a file, at `path`; `note` says which file of the server's that is."""

    path: Path
    note: Path

    @property
    def done(self) -> int:
        """Bytes that are here."""
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def validator(self) -> str:
        """What tells whether the server still has the file that was begun; "" where it cannot be resumed."""
        return self.note.read_text(encoding="ascii") if self.done and self.note.exists() else ""

    def is_same(self, headers: Message) -> bool:
        """Whether an answer is about the file that was begun, as far as it says."""
        said = {headers[name] for name in ("ETag", "Last-Modified") if name in headers}
        return not said or self.validator in said

    def begin(self, first: bytes, headers: Message) -> None:
        """Puts the beginning of a file in the place of what was here."""
        # In this order, a kill in between never leaves a file beside the validator of another.
        self.note.unlink(missing_ok=True)
        self.path.write_bytes(first)
        self.note.write_text(_validator(headers), encoding="ascii")

    def start_over(self) -> None:
        """Has the next try begin again. Raises _Interrupted."""
        self.note.unlink(missing_ok=True)
        raise _Interrupted("the file changed while it was downloaded.")

    def remove(self) -> None:
        """Takes away all that is here of the file."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


class _Download(NamedTuple):
    """One file on its way."""

    address: str
    kept: _Kept
    progress: Callable[[int, int | None], None]
    stall: float
    most: int

    def complete(self, pauses: tuple[float, ...]) -> None:
        """Downloads what is missing. Raises FileRefused, with the address and with what becomes of what came."""
        try:
            self.kept.path.parent.mkdir(parents=True, exist_ok=True)
            self._try_again(pauses)
        except FileRefused as refusal:
            left = f" What came so far ({_amount(self.kept.done)}) is kept: the same command goes on from there."
            if not self.kept.validator:
                self.kept.remove()
                left = ""
            raise FileRefused(f"{_shown(self.address)}: {refusal}{left}") from None
        except OSError as error:
            # A disk filled to the last byte would stop the office's database too, so nothing is kept.
            self.kept.remove()
            raise FileRefused(
                f"{self.kept.path}: {error.strerror}. See that there is room and leave to write there."
            ) from None

    def _try_again(self, pauses: tuple[float, ...]) -> None:
        for pause in (*pauses, None):
            try:
                return self._try()
            except _Interrupted as trouble:
                if pause is None:
                    raise FileRefused(f"{trouble} Tried {len(pauses) + 1} times; try again later.") from None
                time.sleep(pause)

    def _try(self) -> None:
        headers = {"User-Agent": AGENT}
        if self.kept.validator:
            headers |= {"Range": f"bytes={self.kept.done}-", "If-Range": self.kept.validator}
        opener = build_opener(_Redirects, ProxyHandler({} if _is_loopback(self.address) else None))
        try:
            with _on_the_way(self.stall):
                response = opener.open(Request(self.address, headers=headers), timeout=self.stall)
        except HTTPError as error:
            error.close()
            return self._not_given(error)
        with response:
            self._save(response, self._checked(response))

    def _not_given(self, error: HTTPError) -> None:
        if error.code != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise _answered(error.code)
        if (
            not self.kept.done
            or _range(error.headers) != (None, self.kept.done)
            or not self.kept.is_same(error.headers)
        ):
            self.kept.start_over()

    def _checked(self, response: HTTPResponse) -> int | None:
        """The bytes that the whole file will have, None where the server does not say; the last word before any is kept."""
        headers = response.headers
        if response.status not in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
            raise FileRefused(
                f"the server answered without a file ({response.status}). Try again later, or import it from disk."
            )
        if headers.get_content_type() in ("text/html", "application/xhtml+xml"):
            raise FileRefused(WEB_PAGE)
        if (packed := headers.get("Content-Encoding", "identity").lower()) != "identity":
            raise FileRefused(f"the server packs the file on the way ({packed[:20]}). {BY_HAND}")
        total = response.length
        if response.status == HTTPStatus.PARTIAL_CONTENT:
            first, total = _range(headers)
            if first != self.kept.done or not (total and self.kept.is_same(headers)):
                self.kept.start_over()
        self._refuse_great_size(total or 0)
        room = shutil.disk_usage(self.kept.path.parent).free
        if (total or 0) - self.kept.done > room:
            raise FileRefused(
                f"it has {_amount(total)}, and the disk has room for {_amount(room)}. Make room and start again."
            )
        return total

    def _refuse_great_size(self, size: int) -> None:
        if size > self.most:
            self.kept.note.unlink(missing_ok=True)
            raise FileRefused(
                f"it has more than {_amount(self.most)}, which no source of this directory has. Check the address."
            )

    def _save(self, response: HTTPResponse, total: int | None) -> None:
        if response.status == HTTPStatus.OK:
            with _on_the_way(self.stall):
                first = response.read(BEGINNING)
            if first.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(HTML):
                raise FileRefused(WEB_PAGE)
            self.kept.begin(first, response.headers)
        done = self.kept.done
        with self.kept.path.open("ab") as file:
            while block := self._block(response, total, done):
                self._refuse_great_size(done + len(block))
                file.write(block)
                file.flush()
                done += len(block)
                self.progress(done, total)
        if self.kept.done != done:  # another import writes to it too
            self.kept.start_over()
        if total is not None and done != total:
            raise _Interrupted(f"the download was cut off ({_amount(done)} of {_amount(total)}).")

    def _block(self, response: HTTPResponse, total: int | None, done: int) -> bytes:
        """Bytes that have arrived, none at the end; read1 gives them at once, so that a stall loses nothing."""
        with _on_the_way(self.stall):
            return response.read1(BLOCK if total is None else max(0, min(BLOCK, total - done)))


class _Redirects(HTTPRedirectHandler):
    """Follows redirects, but only to addresses that could have been asked for, and not for ever."""

    max_redirections, max_repeats = 5, 1

    def redirect_request(self, request, answer, code, message, headers, address):
        """The request to send next. Raises FileRefused where the new address must not be asked."""
        answer.close()  # else urllib reads all that comes with it, which may not end
        try:
            _check(address, loopback=_is_loopback(request.full_url))
        except FileRefused as refusal:
            raise FileRefused(f"it redirects where this program does not follow. {refusal}") from None
        return super().redirect_request(request, answer, code, message, headers, address)


def _answered(code: int) -> Exception:
    """What an answer other than the file means: trouble that may pass, or a refusal."""
    if code >= 500 or code in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS):
        return _Interrupted(f"the server is in trouble ({code}).")
    if code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return FileRefused(
            f"there is no such file ({code}). Check the address; publishers often change it with each edition."
        )
    if code < 400:
        return FileRefused(f"its redirects ({code}) do not end at a file. {BY_HAND}")
    return FileRefused(f"the server refuses to give the file to this program ({code}). {BY_HAND}")


def _range(headers: Message) -> tuple[int | None, int | None]:
    """Content-Range: the first byte sent and the size of the whole file, each None where it is not told."""
    found = CONTENT_RANGE.fullmatch(headers.get("Content-Range", ""))
    return tuple(group and int(group) for group in found.groups()) if found else (None, None)


def _validator(headers: Message) -> str:
    """What If-Range takes: a strong ETag, else the day of the last change, else ""."""
    said = headers.get("ETag", ""), headers.get("Last-Modified", "")
    return next((value for value in said if re.fullmatch(r'"[!#-~]*"|[A-Za-z0-9 ,:]+', value)), "")


@contextmanager
def _on_the_way(stall: float) -> Iterator[None]:
    """What goes wrong with the connection, told apart: FileRefused where trying again is no use, else _Interrupted."""
    try:
        yield
    except (OSError, HTTPException, ValueError) as error:  # ValueError: a redirect that urllib cannot read
        raise error if isinstance(error, HTTPError) else _trouble(error, stall) from None


def _trouble(error: Exception, stall: float) -> Exception:
    connecting = isinstance(error, URLError)
    reason = error.reason if connecting else error
    if isinstance(reason, ssl.SSLError) and connecting:
        return FileRefused(
            f"no secure connection could be made ({getattr(reason, 'verify_message', reason.reason)}). Check the address and this computer's clock."
        )
    if isinstance(reason, socket.gaierror):
        return FileRefused(
            "no computer of this name was found. Check the address, and this computer's connection to the internet."
        )
    if isinstance(reason, TimeoutError):
        return _Interrupted(f"the download stalled: nothing came for {stall:g} seconds.")
    if connecting:
        return _Interrupted(f"the server cannot be reached ({getattr(reason, 'strerror', None) or reason}).")
    return _Interrupted("the connection was cut off, or the answer was not in order.")


def _amount(size: int) -> str:
    return f"{size:,} bytes" if size < 10**6 else f"{size / 10**6:,.0f} MB"
