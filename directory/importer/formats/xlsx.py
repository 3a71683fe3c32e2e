"""The rows of a spreadsheet, one by one: the first sheet of an XLSX file (ECMA-376 part 1, chapters 12 and 18), whatever its size.

Nothing in the file is believed: a DOCTYPE is refused (Excel writes none, and entities that swell need one), and so is whatever is
longer, wider or deeper than Excel itself would write.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from directory.importer.record import FileRefused

LARGEST = 1 << 24  # bytes of a spreadsheet file; CMS's report of 258,959 rows has 4 MB
MOST_STRINGS = 1 << 25  # bytes of XML with the cells' texts, which are kept in memory; the same report has 7 MB
MOST_ROWS = 1 << 29  # bytes of XML with the rows, of which only BLOCK are in memory; the same report has 28 MB
BLOCK = 1 << 16
LONGEST = 1 << 17  # bytes between two tags; Excel's longest cell has 32,767 characters
DEEPEST = 32  # tags inside each other
LAST_ROW, WIDEST = 1 << 20, 1000  # Excel's own last row; columns
SHARED = "xl/sharedStrings.xml"
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
REFERENCE = re.compile(r"([A-Z]{1,3})\d{1,7}")
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    expat.ExpatError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    NotImplementedError,
    RuntimeError,
)


def rows(file: BinaryIO, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row's number, from 1 as Excel shows it, and its cells as text, "" where a cell is left out.

    A number or date that is stored as such comes as Excel stores it. Raises FileRefused where this is no spreadsheet.
    """
    try:
        archive = zipfile.ZipFile(file)
        parts = archive.namelist()
        sheets = sorted((part for part in parts if SHEET.fullmatch(part)), key=lambda part: (len(part), part))
        strings = list(_found(_bytes(archive, SHARED, MOST_STRINGS), _Strings())) if SHARED in parts else []
        yield from _found(_bytes(archive, sheets[0], MOST_ROWS), _Rows(strings))
    except DAMAGE:
        raise FileRefused(f"{name}: this is no spreadsheet (.xlsx), or a damaged one. Download it again.") from None


def _bytes(archive: zipfile.ZipFile, part: str, most: int) -> Iterator[bytes]:
    info = archive.getinfo(part)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError
    with archive.open(info) as file:
        while block := file.read(BLOCK):
            most -= len(block)
            if most < 0:
                raise ValueError("larger than any sheet expected here")
            yield block


def _found(blocks: Iterator[bytes], handler: "_Handler") -> Iterator:
    """What the handler finds, given as soon as a block is parsed."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = handler.doctype
    parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
    parser.CharacterDataHandler = handler.characters
    fed = 0
    for block in blocks:
        parser.Parse(block, False)
        fed += len(block)
        if fed - parser.CurrentByteIndex > LONGEST + BLOCK:
            raise ValueError("a tag without an end")
        yield from handler.found
        handler.found.clear()
    parser.Parse(b"", True)
    yield from handler.found


class _Handler:
    """What the parser calls: gathers the text of <t> and <v>, and leaves the rest to `_begun` and `_ended`."""

    def __init__(self):
        self.found: list = []
        self.text, self.depth, self.gathering, self.phonetic = "", 0, False, False

    def doctype(self, *_: object) -> None:
        """Refuses it."""
        raise ValueError("a DOCTYPE")

    def start(self, name: str, attributes: dict) -> None:
        """A tag begins."""
        tag = name.rpartition(" ")[2]
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValueError("too deep")
        if tag != "t":
            self.phonetic = tag == "rPh"  # how to pronounce the text: not part of it (18.4.6)
        self.gathering = tag == "v" or (tag == "t" and not self.phonetic)
        self._begun(tag, attributes)

    def characters(self, text: str) -> None:
        """Text between two tags."""
        if self.gathering:
            self.text += text
            if len(self.text) > LONGEST:
                raise ValueError("a cell without an end")

    def end(self, name: str) -> None:
        """A tag ends."""
        self.depth -= 1
        self.gathering = False
        self._ended(name.rpartition(" ")[2])


class _Strings(_Handler):
    """Finds the texts that cells refer to by their place."""

    def _begun(self, tag: str, attributes: dict) -> None:
        if tag == "si":
            self.text = ""

    def _ended(self, tag: str) -> None:
        if tag == "si":
            self.found.append(self.text)


class _Rows(_Handler):
    """Finds the rows: (number, cells)."""

    def __init__(self, strings: list[str]):
        super().__init__()
        self.strings, self.number, self.cells, self.column, self.type = strings, 0, [], 0, ""

    def _begun(self, tag: str, attributes: dict) -> None:
        if tag == "c":
            self.text, self.type = "", attributes.get("t", "")
            self.column = _column(attributes["r"]) if "r" in attributes else len(self.cells)
        elif tag == "row":
            self.cells, self.number = [], int(attributes.get("r", self.number + 1))
            if not 0 < self.number <= LAST_ROW:
                raise ValueError("a row after the last")

    def _ended(self, tag: str) -> None:
        if tag == "c":
            if not len(self.cells) <= self.column < WIDEST:
                raise ValueError("a cell out of place")
            self.cells += [""] * (self.column - len(self.cells))
            self.cells.append(self.strings[int(self.text)] if self.type == "s" and self.text else self.text)
        elif tag == "row":
            self.found.append((self.number, self.cells))


def _column(reference: str) -> int:
    """The place of the column in a cell's reference: "A1" → 0, "AB12" → 27."""
    letters = REFERENCE.fullmatch(reference)
    if not letters:
        raise ValueError(f"not a cell: {reference[:20]}")
    place = 0
    for letter in letters[1]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
