"""Fetching a source's file from the web: resumed where it was cut off, checked, and gone once it is imported.

A folder named after a digest of the address holds the file, under its own name (sources tell full from weekly by it),
and the validator that tells whether the server still has the same one (RFC 9110, 13.1.5). A file that came whole, but
whose import was stopped, is resumed the same way: the server then answers 416, nothing left to send.
"""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http import HTTPStatus
from http.client import HTTPResponse
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit

from directory.importer.formats.archive import HTML
from directory.importer.formats.web_request import (
    BY_HAND,
    Interrupted,
    check_address,
    connection_errors,
    open_address,
    retried,
    status_error,
    without_query,
)
from directory.importer.record import FileRefused

STALL = 30.0  # seconds without a byte, or to connect, before a try is given up
PAUSES = (1.0, 4.0, 16.0)  # seconds before each further try
MAX_SIZE = 20 * 10**9  # bytes; the largest file here, NPPES's monthly one, has 10**9 packed and 10**10 unpacked
READ_SIZE = 1 << 18  # bytes taken at once
BEGINNING = 512  # bytes that tell a web page from data
CONTENT_RANGE = re.compile(r"bytes (?:\*|([0-9]{1,18})-[0-9]{1,18})/(?:\*|([0-9]{1,18}))")
STRONG_ETAG_OR_DATE = re.compile(r'"[!#-~]*"|[A-Za-z0-9 ,:]+')
WEB_PAGE = "this is a web page, not a data file. Open it in a browser, and give the address of the file itself."

Progress = Callable[[int, int | None], None]  # told the bytes that are here, and how many there will be where known


@contextmanager
def fetched(
    address: str,
    folder: Path,
    progress: Progress = lambda done, total: None,
    *,
    stall: float = STALL,
    pauses: tuple[float, ...] = PAUSES,
    most: int = MAX_SIZE,
) -> Iterator[Path]:
    """The file at an https address, downloaded into a folder of its own in `folder`; removed when the block ends well.

    stall: seconds without a byte; pauses: seconds before each further try; most: bytes. A download that fails, and a
    file whose import was stopped, stay to be resumed by the next call; one that the block refuses goes: it would be
    refused again. Raises FileRefused with what is wrong and what to do.
    """
    check_address(address)
    home = folder / hashlib.sha256(address.encode()).hexdigest()[:16]
    partial = _PartialFile(home / file_name(address), home / "~validator")  # no file_name has a ~
    _Download(address, partial, progress, stall, most).complete(pauses)
    try:
        yield partial.path
    except FileRefused:
        partial.remove()
        raise
    partial.remove()


def file_name(address: str) -> str:
    """The file's name in an address, of harmless characters only; "download" where it has none."""
    last = re.split(r"[/\\]", unquote(urlsplit(address).path))[-1]
    return re.sub(r"[^A-Za-z0-9._-]", "", last)[-100:].lstrip(".-") or "download"


class _PartialFile(NamedTuple):
    """What is here of a file, at `path`; `note` holds the validator of the server's file that it is the start of."""

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
        validators = {headers[name] for name in ("ETag", "Last-Modified") if name in headers}
        return not validators or self.validator in validators

    def begin(self, first: bytes, headers: Message) -> None:
        """Puts the beginning of a file in the place of what was here."""
        # In this order, a kill in between never leaves a file beside the validator of another.
        self.note.unlink(missing_ok=True)
        self.path.write_bytes(first)
        self.note.write_text(_validator(headers), encoding="ascii")

    def start_over(self) -> None:
        """Has the next try begin again. Raises Interrupted."""
        self.note.unlink(missing_ok=True)
        raise Interrupted("the file changed while it was downloaded.")

    def remove(self) -> None:
        """Takes away all that is here of the file."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


class _Download(NamedTuple):
    """One file on its way."""

    address: str
    partial: _PartialFile
    progress: Progress
    stall: float
    most: int

    def complete(self, pauses: tuple[float, ...]) -> None:
        """Downloads what is missing. Raises FileRefused, with the address and with what becomes of what came."""
        try:
            self.partial.path.parent.mkdir(parents=True, exist_ok=True)
            retried(self._try, pauses)
        except FileRefused as refusal:
            raise FileRefused(f"{without_query(self.address)}: {refusal}{self._rest_kept()}") from None
        except OSError as error:
            # A disk filled to the last byte would stop the office's database too, so nothing is kept.
            self.partial.remove()
            advice = "See that there is room and leave to write there."
            raise FileRefused(f"{self.partial.path}: {error.strerror}. {advice}") from None

    def _rest_kept(self) -> str:
        """A sentence on what came before a refusal, and stays; "" where nothing does, for it could not be resumed."""
        if self.partial.validator:
            size = _size_in_words(self.partial.done)
            return f" What came so far ({size}) is kept: the same command goes on from there."
        self.partial.remove()
        return ""

    def _try(self) -> None:
        headers = {}
        if self.partial.validator:
            headers = {"Range": f"bytes={self.partial.done}-", "If-Range": self.partial.validator}
        try:
            response = open_address(self.address, headers, self.stall)
        except HTTPError as error:
            error.close()
            return self._check_nothing_left(error)
        with response:
            self._save(response, self._total_size(response))

    def _check_nothing_left(self, error: HTTPError) -> None:
        """Raises Interrupted or FileRefused, unless the answer is that the file is here already."""
        if error.code != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise status_error(error.code)
        done = self.partial.done
        if not done or _content_range(error.headers) != (None, done) or not self.partial.is_same(error.headers):
            self.partial.start_over()

    def _total_size(self, response: HTTPResponse) -> int | None:
        """The bytes that the whole file will have, None where the server does not say.

        Raises FileRefused where the answer is not the file, or too large; Interrupted where it is the rest of another.
        """
        _check_is_file(response)
        total = response.length
        if response.status == HTTPStatus.PARTIAL_CONTENT:
            first, total = _content_range(response.headers)
            if first != self.partial.done or not (total and self.partial.is_same(response.headers)):
                self.partial.start_over()
        self._check_size(total or 0)
        room = shutil.disk_usage(self.partial.path.parent).free
        if total and total - self.partial.done > room:
            sizes = f"it has {_size_in_words(total)}, and the disk has room for {_size_in_words(room)}."
            raise FileRefused(f"{sizes} Make room and start again.")
        return total

    def _check_size(self, size: int) -> None:
        if size > self.most:
            self.partial.note.unlink(missing_ok=True)
            limit = _size_in_words(self.most)
            raise FileRefused(f"it has more than {limit}, which no source of this directory has. Check the address.")

    def _save(self, response: HTTPResponse, total: int | None) -> None:
        """Writes what comes, block by block. total: the bytes that the whole file will have, where known."""
        if response.status == HTTPStatus.OK:
            self._begin(response)
        done = self.partial.done
        with self.partial.path.open("ab") as file:
            while block := self._block(response, total, done):
                self._check_size(done + len(block))
                file.write(block)
                file.flush()
                done += len(block)
                self.progress(done, total)
        if self.partial.done != done:  # another import writes to it too
            self.partial.start_over()
        if total is not None and done != total:
            sizes = f"{_size_in_words(done)} of {_size_in_words(total)}"
            raise Interrupted(f"the download was cut off ({sizes}).")

    def _begin(self, response: HTTPResponse) -> None:
        with connection_errors(self.stall):
            first = response.read(BEGINNING)
        if first.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(HTML):
            raise FileRefused(WEB_PAGE)
        self.partial.begin(first, response.headers)

    def _block(self, response: HTTPResponse, total: int | None, done: int) -> bytes:
        """Bytes that have arrived, none at the end; read1 gives them at once, so that a stall loses nothing."""
        with connection_errors(self.stall):
            return response.read1(READ_SIZE if total is None else max(0, min(READ_SIZE, total - done)))


def _check_is_file(response: HTTPResponse) -> None:
    """Raises FileRefused where an answer is not a file's own bytes, as far as its headers tell."""
    if response.status not in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
        advice = "Try again later, or import it from disk."
        raise FileRefused(f"the server answered without a file ({response.status}). {advice}")
    if response.headers.get_content_type() in ("text/html", "application/xhtml+xml"):
        raise FileRefused(WEB_PAGE)
    if (packing := response.headers.get("Content-Encoding", "identity").lower()) != "identity":
        raise FileRefused(f"the server packs the file on the way ({packing[:20]}). {BY_HAND}")


def _content_range(headers: Message) -> tuple[int | None, int | None]:
    """Content-Range: the first byte sent and the size of the whole file, each None where it is not told."""
    match = CONTENT_RANGE.fullmatch(headers.get("Content-Range", ""))
    first, total = match.groups() if match else (None, None)
    return int(first) if first else None, int(total) if total else None


def _validator(headers: Message) -> str:
    """What If-Range takes: a strong ETag, else the day of the last change, else ""."""
    validators = headers.get("ETag", ""), headers.get("Last-Modified", "")
    return next((value for value in validators if STRONG_ETAG_OR_DATE.fullmatch(value)), "")


def _size_in_words(size: int) -> str:
    return f"{size:,} bytes" if size < 10**6 else f"{size / 10**6:,.0f} MB"
