"""Fetching a source's file from the web: resumed where it was cut off, checked, and gone once it is imported.

A folder named after a digest of the address holds the file, under its own name (sources tell full from weekly by it),
and the validator that tells whether the server still has the same one (RFC 9110, 13.1.5). A file that came whole, but
whose import was stopped, is not sent again as long as the server says that it is the same.
"""

import hashlib
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message as Headers
from http import HTTPStatus
from http.client import HTTPResponse
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError

from directory.core.i18n import N_, Message
from directory.importer.formats.other_kinds import is_web_page
from directory.importer.formats.partial_file import PartialFile, file_name, is_signed, unsigned, validator_in
from directory.importer.formats.web_request import (
    WEB_PAGE,
    Interrupted,
    check_address,
    check_is_file,
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
PATIENCE, SLOWEST = 300, 500  # seconds after which a try is given up that brings fewer bytes a second
BEGINNING = 512  # bytes that tell a web page from data
CONTENT_RANGE = re.compile(r"bytes (?:\*|([0-9]{1,18})-[0-9]{1,18})/(?:\*|([0-9]{1,18}))")
OVER = (400, 401, 403, 410)  # with which stores of signed addresses answer when an address's time is over

REST_KEPT = N_("%(refusal)s What came so far (%(size)s) is kept: giving the same address goes on from there.")
REST_KEPT_TYPED = "%(refusal)s What came so far (%(size)s) is kept: the same command goes on from there."
UNWRITTEN = (
    N_("There is no room on this server for the file. Tell whoever runs it."),
    "",
    "%(file)s: %(error)s. See that there is room and leave to write there.",
)
NO_DISK = (
    N_("it has %(size)s, and the disk has room for %(room)s. Ask whoever runs this server to make room."),
    "",
    "it has %(size)s, and the disk has room for %(room)s. Make room and start again.",
)

Progress = Callable[[int, int | None], None]  # told the bytes that are here, and how many there will be where known


@dataclass(frozen=True)
class DownloadOptions:
    """How files are downloaded, and where to.

    folder: each file gets a folder of its own there; stall: seconds without a byte; pauses: seconds before each further
    try; most: bytes; public: only from public addresses; packed: a file that its server packs by gzip will do.
    """

    folder: Path
    progress: Progress = lambda done, total: None
    stall: float = STALL
    pauses: tuple[float, ...] = PAUSES
    most: int = MAX_SIZE
    public: bool = False
    packed: bool = False


class Downloaded(NamedTuple):
    """A file that is here. version: what its server calls this version of it, "" where it says nothing."""

    path: Path
    version: str

    def remove(self) -> None:
        """Takes the file away."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


@contextmanager
def fetched(address: str, options: DownloadOptions) -> Iterator[Path]:
    """The file at an https address, downloaded as `downloaded` does; removed when the block ends well.

    A file whose import was stopped stays to be resumed by the next call; one that the block refuses goes: it would be
    refused again.
    """
    file = downloaded(address, options)
    try:
        yield file.path
    except FileRefused:
        file.remove()
        raise
    file.remove()


def downloaded(address: str, options: DownloadOptions) -> Downloaded:
    """The file at an https address. A download that fails stays to be resumed by the next call.

    Raises FileRefused with what is wrong and what to do; NoRoom where the disk is full.
    """
    check_address(address, loopback=not options.public)
    home = options.folder / hashlib.sha256(unsigned(address).encode()).hexdigest()[:16]
    names = (file_name(address), "~validator", "~whole")  # no file_name has a ~
    partial = PartialFile(*(home / name for name in names))
    if not partial.is_of_today():
        _Download(address, partial, options).complete()
    return Downloaded(partial.path, partial.validator)


def version_of(address: str, options: DownloadOptions) -> str:
    """What the server calls today's version of a file, "" where it says nothing. Raises FileRefused, with the address.

    Asked for by HEAD; servers that do not know that are asked for the file, of which nothing is read.
    """
    check_address(address, loopback=not options.public)
    try:
        try:
            return retried(lambda: _version(address, options, "HEAD"), options.pauses[:1])
        except FileRefused:
            return retried(lambda: _version(address, options, "GET"), options.pauses[:1])
    except FileRefused as refusal:
        raise type(refusal)(str(refusal), without_query(address)) from None


def _version(address: str, options: DownloadOptions, method: str) -> str:
    try:
        response = open_address(address, {}, options.stall, options.public, method)
    except HTTPError as error:
        error.close()
        raise status_error(error.code) from None
    with response:
        return validator_in(response.headers)


class NoRoom(FileRefused):
    """The disk is full, or cannot be written: no other file will fare better."""


class _Download(NamedTuple):
    """One file on its options."""

    address: str
    partial: PartialFile
    options: DownloadOptions

    def complete(self) -> None:
        """Downloads what is missing. Raises FileRefused, with the address and with what becomes of what came."""
        try:
            self.partial.path.parent.mkdir(parents=True, exist_ok=True)
            retried(self._try, self.options.pauses)
            self.partial.whole.touch()
        except FileRefused as refusal:
            raise type(refusal)(self._with_rest_kept(str(refusal)), without_query(self.address)) from None
        except OSError as error:
            # A disk filled to the last byte would stop the office's database too, so nothing is kept.
            self.partial.remove()
            raise NoRoom(*UNWRITTEN, file=self.partial.path, error=error.strerror) from None

    def _with_rest_kept(self, refusal: str) -> str:
        """A refusal, with what came before it and stays; nothing does where it could not be resumed."""
        if not self.partial.validator:
            self.partial.remove()
            return refusal
        return Message(REST_KEPT, REST_KEPT_TYPED, refusal=refusal, size=_size_in_words(self.partial.done))

    def _try(self) -> None:
        try:
            response = open_address(self.address, self._conditions(), self.options.stall, self.options.public)
        except HTTPError as error:
            error.close()
            return self._check_nothing_left(error)
        with response:
            if not (self.partial.is_whole and self.partial.validator == validator_in(response.headers)):
                self._save(response, self._total_size(response))

    def _conditions(self) -> dict[str, str]:
        """The headers that ask for what is not here yet."""
        validator = self.partial.validator
        if self.partial.is_whole and validator:
            return {"If-None-Match" if validator.startswith('"') else "If-Modified-Since": validator}
        return {"Range": f"bytes={self.partial.done}-", "If-Range": validator} if validator else {}

    def _check_nothing_left(self, error: HTTPError) -> None:
        """Raises Interrupted or FileRefused, unless the answer is that the file is here already."""
        if error.code == HTTPStatus.NOT_MODIFIED and self.partial.is_whole:
            return
        if error.code != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise _refusal(self.address, error.code)
        done = self.partial.done
        if not done or _content_range(error.headers) != (None, done) or not self.partial.is_same(error.headers):
            self.partial.start_over()

    def _total_size(self, response: HTTPResponse) -> int | None:
        """The bytes that the whole file will have, None where the server does not say.

        Raises FileRefused where the answer is not the file, or too large; Interrupted where it is the rest of another.
        """
        check_is_file(response, self.options.packed)
        total = response.length
        if response.status == HTTPStatus.PARTIAL_CONTENT:
            first, total = _content_range(response.headers)
            if first != self.partial.done or not (total and self.partial.is_same(response.headers)):
                self.partial.start_over()
        self._check_size(total or 0)
        room = shutil.disk_usage(self.partial.path.parent).free
        if total and total - self.partial.done > room:
            raise FileRefused(*NO_DISK, size=_size_in_words(total), room=_size_in_words(room))
        return total

    def _check_size(self, size: int) -> None:
        if size > self.options.most:
            self.partial.note.unlink(missing_ok=True)
            limit = _size_in_words(self.options.most)
            raise FileRefused(
                "it has more than %(limit)s, which no source of this directory has. Check the address.", limit=limit
            )

    def _save(self, response: HTTPResponse, total: int | None) -> None:
        """Writes what comes, block by block. total: the bytes that the whole file will have, where known."""
        if response.status == HTTPStatus.OK:
            self._begin(response)
        first = done = self.partial.done
        began = time.monotonic()
        with self.partial.path.open("ab") as file:
            while block := self._block(response, total, done):
                self._check_size(done + len(block))
                check_speed(done - first, time.monotonic() - began)
                file.write(block)
                file.flush()
                done += len(block)
                self.options.progress(done, total)
        if self.partial.done != done:  # another import writes to it too
            self.partial.start_over()
        if total is not None and done != total:
            raise Interrupted(
                "the download was cut off (%(sizes)s).", sizes=f"{_size_in_words(done)} of {_size_in_words(total)}"
            )

    def _begin(self, response: HTTPResponse) -> None:
        with connection_errors(self.options.stall):
            first = response.read(BEGINNING)
        if is_web_page(first):
            raise FileRefused(WEB_PAGE)
        self.partial.begin(first, response.headers)

    def _block(self, response: HTTPResponse, total: int | None, done: int) -> bytes:
        """Bytes that have arrived, none at the end; read1 gives them at once, so that a stall loses nothing."""
        with connection_errors(self.options.stall):
            return response.read1(READ_SIZE if total is None else max(0, min(READ_SIZE, total - done)))


def _refusal(address: str, code: int) -> Exception:
    """What an answer other than the file means."""
    if code in OVER and is_signed(address):
        return FileRefused(
            "the server does not take this address any more (%(code)s), which was signed for a limited "
            "time. The list that names it signs it anew: give that list’s https address.",
            command=(
                "the server does not take this address any more (%(code)s), which was signed for a limited "
                "time. The list that names it signs it anew: give that list's https address, or download the "
                "list again, and import that."
            ),
            code=code,
        )
    return status_error(code)


def check_speed(size: int, seconds: float) -> None:
    """Raises Interrupted where a server sends so slowly that the file might never come."""
    if seconds > PATIENCE and size < SLOWEST * seconds:
        raise Interrupted("the server sends less than %(bytes)s bytes a second.", bytes=f"{SLOWEST:,}")


def _content_range(headers: Headers) -> tuple[int | None, int | None]:
    """Content-Range: the first byte sent and the size of the whole file, each None where it is not told."""
    match = CONTENT_RANGE.fullmatch(headers.get("Content-Range", ""))
    first, total = match.groups() if match else (None, None)
    return int(first) if first else None, int(total) if total else None


def _size_in_words(size: int) -> str:
    return f"{size:,} bytes" if size < 10**6 else f"{size / 10**6:,.0f} MB"
