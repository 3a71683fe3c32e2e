"""Opening what an admin hands over: a plain file, one packed by gzip, or one member of a ZIP, as a stream of bytes that never
touches the disk (save where a format cannot be read from front to back).

The standard library's zipfile finds the member; inflating is zlib-ng's, twice as quick as zlib on NPPES files.
"""

import codecs
import hashlib
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from zlib_ng import zlib_ng

from directory.importer.record import FileRefused, RowNumber

READ = 1 << 18  # bytes of the file taken at once
BLOCK = 1 << 22  # bytes of text given at once: smaller ones spend a third of the time on handing over between threads
KEPT = (1 << 25) - (1 << 13)  # bytes, just under the most that glibc will learn to keep
LOCAL_HEADER = 30  # bytes before the member's name (APPNOTE.TXT 4.3.7)
ZIP = b"PK\x03\x04"  # how a ZIP file begins; a cut-off one has nothing else left to tell it by
GZIP = b"\x1f\x8b"  # how a file packed by gzip begins (RFC 1952, 2.3.1)
OFFICE = "[Content_Types].xml"  # in every office document, and in no other ZIP (ECMA-376 part 2, 10.1.2.2)
HTML = (b"<!doctype html", b"<html")


def members(path: Path, wanted: Callable[[str], bool]) -> list[str]:
    """The names of a ZIP's members that are `wanted`; none where `path` is no ZIP. Raises FileRefused where it is a damaged one."""
    if not zipfile.is_zipfile(path):
        return []
    with path.open("rb") as file:
        return [info.filename for info in _contents(file, path) if wanted(Path(info.filename).name)]


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Opened:
    """A source's file, open: `name` of the text file itself, `size` in bytes on disk, `done` of them read so far.

    watch: called with this whenever a block is read, for whoever wants to see it go on.
    """

    def __init__(self, path: Path, wanted: Callable[[str], bool], member: str | None = None):
        """Open `path`; of a ZIP the `member`, else the one whose name is `wanted`. Raises FileRefused with what is wrong."""
        try:
            self.file = path.open("rb")
        except OSError as error:
            said = "this is a folder. Name the file in it" if path.is_dir() else error.strerror or error
            raise FileRefused(f"{path}: {said}.") from None
        self.path, self.name, self.done, self.together = path, path.name, 0, False
        self.watch: Callable[[Opened], None] = lambda opened: None
        self.size = path.stat().st_size
        self.member = _member(self.file, path, wanted, member) if self.file.read(4) == ZIP else None
        if self.member:
            self.name, self.size = Path(self.member.filename).name, self.member.compress_size

    def row(self, number: int) -> int:
        """The number of a row of this file; it names the file where that is one of several that are read together."""
        return RowNumber(number, self.name) if self.together else number

    def __enter__(self) -> "Opened":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def blocks(self) -> Iterator[bytes]:
        """The text as UTF-8 or an eight-bit encoding, block by block, read one block ahead in a thread.

        Raises FileRefused where the ZIP is cut off or damaged, or the file is a web page.
        """
        bytes(
            KEPT
        )  # freed at once, so that glibc keeps blocks of this size from now on (mallopt(3)): a third of the time
        plain = self._inflated() if self.member else self._read()
        for block in _ahead(_as_text(_unpacked(plain, self.path), self.name)):
            self.watch(self)
            yield block

    def seekable(self, most: int) -> BinaryIO:
        """The bytes as they are, for formats that have to be read from the end; close the file after use.

        Raises FileRefused where they are more than `most`, the ZIP is cut off or damaged, or the file is a web page.
        """
        file = tempfile.SpooledTemporaryFile(KEPT)
        for block in self._inflated() if self.member else self._read():
            if not file.tell():
                _refuse_web_page(block, self.name)
            if file.tell() + len(block) > most:
                raise FileRefused(f"{self.name}: this file is larger than any of its kind. Download it again.")
            file.write(block)
            self.watch(self)
        return file

    def sha256(self) -> str:
        """The SHA-256 of the whole file, in hexadecimal."""
        return sha256(self.path)

    def _read(self) -> Iterator[bytes]:
        self.file.seek(0)
        while block := self.file.read(BLOCK):
            self.done += len(block)
            yield block

    def _inflated(self) -> Iterator[bytes]:
        inflate = zlib_ng.decompressobj(-zlib_ng.MAX_WBITS) if self.member.compress_type else None
        checksum = 0
        try:
            for packed in self._packed():
                for block in _inflate(inflate, packed) if inflate else (packed,):
                    checksum = zlib_ng.crc32(block, checksum)
                    yield block
        except zlib_ng.error:
            raise _damaged(self.path) from None
        if checksum != self.member.CRC:
            raise _damaged(self.path)

    def _packed(self) -> Iterator[bytes]:
        self.file.seek(self.member.header_offset)
        header = self.file.read(LOCAL_HEADER)
        lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        self.file.seek(lengths, io.SEEK_CUR)
        while self.done < self.member.compress_size:
            packed = self.file.read(min(READ, self.member.compress_size - self.done))
            if not packed:
                raise _damaged(self.path)
            self.done += len(packed)
            yield packed


def _contents(file: BinaryIO, path: Path) -> list[zipfile.ZipInfo]:
    try:
        return zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError):
        raise _damaged(path) from None


def _member(file: BinaryIO, path: Path, wanted: Callable[[str], bool], named: str | None) -> zipfile.ZipInfo | None:
    """The member that is `named`, else the one that is wanted; None where the ZIP is itself a spreadsheet (as every XLSX is) of a source that wants one."""
    infos = _contents(file, path)
    if any(info.filename == OFFICE for info in infos):
        if wanted(f"{path.stem}.xlsx"):  # whatever a download called it
            return None
        raise FileRefused(f"{path}: this is a spreadsheet. Save it as CSV and import that.")
    members = [info for info in infos if (info.filename == named if named else wanted(Path(info.filename).name))]
    if len(members) != 1:
        found = ", ".join(info.filename for info in members) or "none"
        raise FileRefused(f"{path}: the ZIP should hold one data file of this source. Found: {found}.")
    if members[0].flag_bits & 1 or members[0].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileRefused(
            f"{path}: {members[0].filename} is encrypted or compressed in an unusual way. Pack it again as a plain ZIP."
        )
    if members[0].header_offset < 0:  # zipfile's sum where the table of contents does not fit the file
        raise _damaged(path)
    return members[0]


def _inflate(inflate: object, packed: bytes) -> Iterator[bytes]:
    while packed:
        if block := inflate.decompress(packed, BLOCK):
            yield block
        packed = inflate.unconsumed_tail


def _unpacked(blocks: Iterator[bytes], path: Path) -> Iterator[bytes]:
    """The same blocks, inflated where they are gzip's: one stream, or several end to end (RFC 1952, 2.2)."""
    first = next(blocks, b"")
    if not first.startswith(GZIP):
        yield from chain([first], blocks)
        return
    inflate = zlib_ng.decompressobj(zlib_ng.MAX_WBITS + 16)  # 16: with gzip's own header and checksum
    try:
        for packed in chain([first], blocks):
            while packed:
                inflate = zlib_ng.decompressobj(zlib_ng.MAX_WBITS + 16) if inflate.eof else inflate
                if block := inflate.decompress(packed, BLOCK):
                    yield block
                packed = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
    except zlib_ng.error:
        raise _damaged(path, "file") from None
    if not inflate.eof:
        raise _damaged(path, "file")


def _damaged(path: Path, what: str = "ZIP") -> FileRefused:
    return FileRefused(f"{path}: the {what} is cut off or damaged. Download it again.")


def _as_text(blocks: Iterator[bytes], name: str) -> Iterator[bytes]:
    first = next(blocks, b"").removeprefix(codecs.BOM_UTF8)
    _refuse_web_page(first, name)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        decode = codecs.getincrementaldecoder("utf-16")(errors="replace").decode
        yield decode(first).encode()
        yield from (decode(block).encode() for block in blocks)
    elif first:
        yield first
        yield from blocks


def _refuse_web_page(first: bytes, name: str) -> None:
    if first.lstrip().lower().startswith(HTML):
        raise FileRefused(
            f"{name}: this is a web page, not a data file. The download probably failed; download it again."
        )


def _ahead(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The same blocks, each made in a thread while the one before it is used: inflating does not hold Python's lock."""
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(next, blocks, None)
        while (block := coming.result()) is not None:
            coming = thread.submit(next, blocks, None)
            yield block
