"""Opening what an admin hands over: a plain file, one packed by gzip, or one member of a ZIP, as a stream of bytes.

The stream never touches the disk, except where a format cannot be read from front to back. The standard library's
zipfile finds a ZIP's member; zlib-ng inflates it, twice as fast as zlib on NPPES files.
"""

import codecs
import hashlib
import io
import tempfile
import zipfile
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import chain
from pathlib import Path
from typing import IO, Protocol

from zlib_ng import zlib_ng

from directory.core.i18n import N_, Message
from directory.importer.formats.encoding import as_utf8
from directory.importer.formats.gzip_blocks import CutOff, gunzipped
from directory.importer.formats.other_kinds import better_as_csv, refuse_other_kinds
from directory.importer.record import FileRefused, RowNumber

READ_SIZE = 1 << 18  # bytes of a packed file read at once
BLOCK_SIZE = 1 << 22  # bytes of text given at once: with smaller ones a third of the time goes into changing threads
MALLOC_KEEPS = (1 << 25) - (1 << 13)  # bytes, just under the largest block that glibc learns to keep for the next use
LOCAL_HEADER = 30  # bytes before the member's name (APPNOTE.TXT 4.3.7)
ZIP_MAGIC = b"PK\x03\x04"  # how a ZIP file begins; a cut-off one can be told by nothing else
GZIP_MAGIC = b"\x1f\x8b"  # how a file packed by gzip begins (RFC 1952, 2.3.1)
OFFICE_PART = "[Content_Types].xml"  # in every office document, and in no other ZIP (ECMA-376 part 2, 10.1.2.2)
OPEN_DOCUMENT = {"mimetype", "content.xml"}  # in every document of LibreOffice (OpenDocument 1.3 part 2, 3.1)
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the ways of packing a ZIP's member that are read here
FOLDER = Message("this is a folder. Give the file in it.", command="this is a folder. Name the file in it.")
DAMAGED_ZIP = N_("the ZIP is cut off or damaged. Download it again.")
DAMAGED_FILE = N_("the file is cut off or damaged. Download it again.")
InflateError: type[Exception] = zlib_ng.error  # type: ignore[assignment]  # its types call the class an instance


class Inflater(Protocol):
    """What zlib_ng.decompressobj returns."""

    unconsumed_tail: bytes

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most `max_length` bytes out of the packed data."""


def members(path: Path, wanted: Callable[[str], bool]) -> list[str]:
    """The names of a ZIP's members that are `wanted`; none where `path` is no ZIP. Raises FileRefused if damaged."""
    if not zipfile.is_zipfile(path):
        return []
    with path.open("rb") as file:
        return [info.filename for info in _contents(file, path) if wanted(Path(info.filename).name)]


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def inflated(
    file: IO[bytes], info: zipfile.ZipInfo, on_read: Callable[[int], object] = lambda count: None
) -> Iterator[bytes]:
    """The bytes of a ZIP's member, whatever size its header states, block by block.

    on_read: called with the number of packed bytes whenever some were read. Raises BadZipFile where it is damaged, or
    packed in another way than by DEFLATE.
    """
    inflate = zlib_ng.decompressobj(-zlib_ng.MAX_WBITS) if info.compress_type else None
    checksum = 0
    try:
        for packed in _packed(file, info):
            on_read(len(packed))
            for block in _inflate(inflate, packed) if inflate else (packed,):
                checksum = zlib_ng.crc32(block, checksum)
                yield block
    except InflateError as error:
        raise zipfile.BadZipFile(str(error)) from None
    if checksum != info.CRC:
        raise zipfile.BadZipFile("wrong checksum")


class Opened:
    """A source's file, open: `name` of the text file itself, `size` in bytes on disk, `done` of them read so far.

    is_spreadsheet: whether it is an XLSX file, to be read by `seekable`, and not a text.

    watch: called with this object whenever a block was read, to show progress.
    """

    def __init__(self, path: Path, wanted: Callable[[str], bool], member: str | None = None):
        """Open `path`; of a ZIP the `member`, else the one whose name is `wanted`. Raises FileRefused."""
        try:
            self.file = path.open("rb")
        except OSError as error:
            reason = Message("%(error)s.", error=error.strerror or error)
            raise FileRefused(FOLDER if path.is_dir() else reason, path) from None
        self.path, self.name, self.done, self.together = path, path.name, 0, False
        self.watch: Callable[[Opened], None] = lambda opened: None
        self.size = path.stat().st_size
        is_zip = self.file.read(len(ZIP_MAGIC)) == ZIP_MAGIC
        self.member = _chosen_member(self.file, path, wanted, member) if is_zip else None
        if self.member:
            self.name, self.size = Path(self.member.filename).name, self.member.compress_size
        self.is_spreadsheet = self.name.lower().endswith(".xlsx") if self.member else is_zip

    def row(self, number: int) -> int:
        """The number of a row of this file; it names the file where that is one of several that are read together."""
        return RowNumber(number, f"in {self.name[:100]}") if self.together else number

    def __enter__(self) -> "Opened":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def blocks(self, ahead: bool = True) -> Generator[bytes]:
        """The text as UTF-8 or an eight-bit encoding, block by block. Close it before the file is begun again.

        ahead: whether each block is made in a thread while the one before it is used. Where little is done with a
        block, that takes twice as long: it then has to go from one core's cache to the other's.

        Raises FileRefused where the ZIP is cut off or damaged, or the file is a web page.
        """
        _have_blocks_kept()
        text = _as_text(_unpacked(self._content(), self.path), self.name)
        for block in _ahead(text) if ahead and self.size > READ_SIZE else text:  # a small file is not worth a thread
            self.watch(self)
            yield block

    def seekable(self, limit: int) -> IO[bytes]:
        """The bytes as they are, for formats that have to be read from the end; close the file after use.

        Raises FileRefused where there are more than `limit`, the ZIP is cut off or damaged, or the file is a web page.
        """
        file = tempfile.SpooledTemporaryFile(MALLOC_KEEPS)  # noqa: SIM115  the caller closes it
        for block in self._content():
            if not file.tell():
                refuse_other_kinds(block, self.name)
            if file.tell() + len(block) > limit:
                raise FileRefused("this file is larger than any of its kind. Download it again.", self.name)
            file.write(block)
            self.watch(self)
        return file

    def sha256(self) -> str:
        """The SHA-256 of the whole file, in hexadecimal."""
        return sha256(self.path)

    def _content(self) -> Iterator[bytes]:
        self.done = 0  # of this reading: some sources begin a file twice
        if self.member:
            try:
                yield from inflated(self.file, self.member, self._count)
            except zipfile.BadZipFile:
                raise _damaged(self.path) from None
            return
        self.file.seek(0)
        while block := self.file.read(BLOCK_SIZE):
            self._count(len(block))
            yield block

    def _count(self, size: int) -> None:
        self.done += size


def _packed(file: IO[bytes], info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a ZIP's member as they stand in the file. Raises BadZipFile where the file ends before."""
    file.seek(info.header_offset)
    header = file.read(LOCAL_HEADER)
    name_length, extra_length = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
    file.seek(name_length + extra_length, io.SEEK_CUR)
    left = info.compress_size
    while left:
        packed = file.read(min(READ_SIZE, left))
        if not packed:
            raise zipfile.BadZipFile("cut off")
        left -= len(packed)
        yield packed


def _contents(file: IO[bytes], path: Path) -> list[zipfile.ZipInfo]:
    try:
        return zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError):
        raise _damaged(path) from None


def _chosen_member(
    file: IO[bytes], path: Path, wanted: Callable[[str], bool], member: str | None
) -> zipfile.ZipInfo | None:
    """The member of that name, else the one that is wanted. Raises FileRefused where it is not one, or cannot be read.

    None where the ZIP is itself a spreadsheet (as every XLSX is) and the source wants one.
    """
    infos = _contents(file, path)
    if any(info.filename == OFFICE_PART for info in infos):
        if wanted(f"{path.stem}.xlsx"):  # whatever a download called it
            return None
        raise FileRefused(better_as_csv(N_("a spreadsheet")), path)
    if {info.filename for info in infos} >= OPEN_DOCUMENT:
        raise FileRefused(better_as_csv(N_("a file of LibreOffice or OpenOffice")), path)
    fitting = [info for info in infos if (info.filename == member if member else wanted(Path(info.filename).name))]
    if not fitting and not member and len(infos) == 1:
        fitting = infos  # whatever it is called: its content tells whether it is the source's
    if len(fitting) != 1:
        names = ", ".join(info.filename for info in fitting) or "none"
        raise FileRefused("the ZIP should hold one data file of this source. Found: %(names)s.", path, names=names)
    chosen = fitting[0]
    if chosen.flag_bits & 1 or chosen.compress_type not in METHODS:
        raise FileRefused(
            "%(member)s is encrypted or compressed in an unusual way. Pack it again as a plain ZIP.",
            path,
            member=chosen.filename,
        )
    if chosen.header_offset < 0:  # zipfile's sum where the table of contents does not fit the file
        raise _damaged(path)
    return chosen


def _inflate(inflate: Inflater, packed: bytes) -> Iterator[bytes]:
    while packed:
        if block := inflate.decompress(packed, BLOCK_SIZE):
            yield block
        packed = inflate.unconsumed_tail


def _unpacked(blocks: Iterator[bytes], path: Path) -> Iterator[bytes]:
    """The same blocks, inflated if they are gzip's. Raises FileRefused where these are damaged."""
    first = next(blocks, b"")
    if not first.startswith(GZIP_MAGIC):
        yield from chain([first], blocks)
        return
    try:
        yield from gunzipped(chain([first], blocks), BLOCK_SIZE)
    except CutOff:
        raise _damaged(path, DAMAGED_FILE) from None


def _damaged(path: Path, said: str = DAMAGED_ZIP) -> FileRefused:
    return FileRefused(said, path)


def _as_text(blocks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """The same blocks as encoding.py gives them. Raises FileRefused where they are no text."""
    first = next(blocks, b"").removeprefix(codecs.BOM_UTF8)
    refuse_other_kinds(first, name)
    yield from as_utf8(chain([first] if first else [], blocks))


@cache
def _have_blocks_kept() -> None:
    """Has glibc keep blocks of our size for the next use from now on (mallopt(3)): a third of a large file's time.

    Once a program: what is kept already is filled with zeros when it is asked for again, for longer than a small file.
    """
    bytes(MALLOC_KEEPS)  # freed at once


def _ahead(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The same blocks, each made in a thread while the one before it is used: inflating does not hold Python's lock."""
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(next, blocks, None)
        while (block := coming.result()) is not None:
            coming = thread.submit(next, blocks, None)
            yield block
