"""The rows of a spreadsheet: the sheets of an XLSX file (ECMA-376 part 1, chapter 18), read by calamine.

calamine lays a sheet out as a full grid and gives each cell a copy of its text. Two cells far apart in a file of 2 KB
make it ask for 512 GB, and Rust aborts a process that gets no more memory (issues 684 and 693 of tafia/calamine on
GitHub). So calamine runs in a process of its own, with limits on memory and time: see xlsx_grid.py.
"""

import io
import re
import subprocess
import sys
import zipfile
from collections import deque
from collections.abc import Iterator
from typing import IO, NamedTuple

import orjson

from directory.importer.formats import xlsx_grid
from directory.importer.formats.archive import inflated
from directory.importer.record import FileRefused

LARGEST_FILE = 1 << 24  # bytes of a spreadsheet file; CMS's report of 258,959 rows has 4 MB
MAX_UNPACKED = 1 << 28  # bytes of all its parts; the same report has 35 MB
MAX_SECONDS = 60  # for calamine to read it; the same report takes one
WORKSHEETS = "xl/worksheets/"  # where the parts of sheets stand
# A cell that holds an error (18.3.1.4), or a formula whose value no program has calculated yet: calamine finds nothing.
WITHOUT_VALUE = re.compile(rb'<c\b[^>]{0,100}\bt="e"|</f>(?:<v\s*/>|<v></v>)?</c>')
HIDDEN = re.compile(rb'<(?:col|row)\b[^>]{0,100}\bhidden="(?:1|true)"')  # 18.3.1.13, 18.3.1.73
OVERLAP = 128  # bytes of a block that are looked at again with the next one
DAMAGE = (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, subprocess.SubprocessError)


class Worksheet(NamedTuple):
    """A sheet that is not hidden: its name, the names of those after it, and its rows.

    Each row has its number, from 1 as Excel shows it, and its cells as text, from the first column that is used. A
    whole number comes without ".0", a date in ISO form, an empty cell as "". without_value: how many cells of the
    workbook hold an error, or a formula that was never calculated; they come as "". hides: whether the workbook has
    hidden columns or rows, which are among the cells.
    """

    name: str
    later: list[str]
    rows: Iterator[tuple[int, list[str]]]
    without_value: int = 0
    hides: bool = False


def sheets(file: IO[bytes], name: str) -> Iterator[Worksheet]:
    """The sheets of cells in the workbook's order, each read when it is asked for.

    Raises FileRefused where the file is no spreadsheet or goes beyond a limit of this module or of xlsx_grid.py.
    """
    try:
        without_value, hides = _check_parts(file)
        names, later = _read_sheet(file, 0)
        for place, title in enumerate(names):
            lines = _read_sheet(file, place)[1] if place else later
            yield Worksheet(title, names[place + 1 :], enumerate(map(orjson.loads, lines), 1), without_value, hides)
    except DAMAGE:
        raise FileRefused("this is no spreadsheet (.xlsx), or a damaged one. Download it again.", name) from None


def rows(file: IO[bytes], name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet. Raises FileRefused as `sheets` does."""
    sheet = next(sheets(file, name), None)
    return sheet.rows if sheet else iter(())


def _check_parts(file: IO[bytes]) -> tuple[int, bool]:
    """How many cells of all sheets are without a value, and whether a column or a row is hidden.

    Raises BadZipFile where a part is damaged or larger than the ZIP states, or all of them are too large.
    """
    found, hides = 0, False
    parts = zipfile.ZipFile(file).infolist()
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise zipfile.BadZipFile("larger than any spreadsheet expected here")
    for part in parts:
        blocks = _of_stated_size(file, part)
        if part.filename.startswith(WORKSHEETS):
            without_value, hidden = _of_cells(blocks)
            found, hides = found + without_value, hides or hidden
        else:
            deque(blocks, maxlen=0)
    return found, hides


def _of_stated_size(file: IO[bytes], part: zipfile.ZipInfo) -> Iterator[bytes]:
    left = part.file_size
    for block in inflated(file, part):
        left -= len(block)
        if left < 0:
            raise zipfile.BadZipFile("larger than it says")
        yield block


def _of_cells(blocks: Iterator[bytes]) -> tuple[int, bool]:
    found, text, hides = 0, b"", False
    for block in blocks:
        text += block
        hides = hides or HIDDEN.search(text) is not None
        ends = [match.end() for match in WITHOUT_VALUE.finditer(text)]
        found += len(ends)
        text = text[max(*ends[-1:], len(text) - OVERLAP) if ends else -OVERLAP :]
    return found, hides


def _read_sheet(file: IO[bytes], place: int) -> tuple[list[str], io.BytesIO]:
    """What xlsx_grid.py writes: the sheets' names, and a line for each row of one of them.

    Raises SubprocessError where that fails or takes too long.
    """
    file.seek(0)
    done = subprocess.run(
        # -P: modules beside that file are not found by their bare names
        [sys.executable, "-P", xlsx_grid.__file__, str(place)],
        input=file.read(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=MAX_SECONDS,
        check=True,
    )
    lines = io.BytesIO(done.stdout)
    return orjson.loads(lines.readline()), lines
