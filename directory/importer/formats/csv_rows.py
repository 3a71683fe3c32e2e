"""The rows of a delimited text file, one after the other whatever its size: for sources that look at every row."""

import csv
import io
from collections.abc import Callable, Iterator

from directory.core.i18n import N_, Message
from directory.importer.formats import byte_scan
from directory.importer.mending import unescape_formulas
from directory.importer.record import FileRefused, Problem

UNREADABLE = N_("not a row of the table that can be read")


def rows(
    blocks: Iterator[bytes], delimiter: str = ",", quoting: bool = True, encoding: str = "cp1252"
) -> Iterator[tuple[int, list[str] | Problem]]:
    """Every row with its number, from 1; a Problem in place of one that cannot be read. Blank lines are no rows.

    delimiter: the character between values, or several of which the one counts that the first row has most of.
    quoting: whether a quote begins a field, or is a character like any other. encoding: of lines that are not UTF-8.
    """
    number, separator, width = 0, "", 0
    for record in _records(blocks) if quoting else lines(blocks):
        text = decoded(record, encoding)
        separator = separator or max(delimiter, key=text.count)
        for row in _parsed(text, separator, quoting):
            number, width = number + 1, width or len(row)
            reason = UNREADABLE
            if quoting and len(row) < width and text.count('"') % 2:
                row, reason = text[:60].strip(), byte_scan.UNCLOSED
            yield number, row if isinstance(row, list) else Problem(number, "row", row, reason, refused=True)


def column_problem(row: list[str], needed: int, width: int, number: int) -> Problem | None:
    """What is wrong with a row whose values are out of place.

    It has fewer than are `needed`, or more than the header's `width`.
    """
    if len(row) < needed or any(value.strip() for value in row[width:]):
        reason = Message("%(values)s values, where the header has %(needed)s", values=len(row), needed=width)
        return Problem(number, "row", row[0][:60] if row else "", reason, refused=True)
    return None


def _records(blocks: Iterator[bytes]) -> Iterator[bytes]:
    for chunk in byte_scan.chunks(blocks):
        for place in range(len(chunk)):
            yield chunk.record(place)


def lines(
    blocks: Iterator[bytes], refuse_cut_off: Callable[[bytes, bytes], None] = byte_scan.refuse_cut_off
) -> Iterator[bytes]:
    """The lines that are not blank. Raises FileRefused for one without end.

    refuse_cut_off: raises FileRefused where the last line, which has no line end, is not as whole as the first.
    """
    rest, first = b"", b""
    for block in blocks:
        *whole, rest = (rest + block).split(b"\n")
        if len(rest) > byte_scan.LONGEST_RECORD:
            raise FileRefused("The file has a line of over 4 MB: it is not a table with one license on a line.")
        for line in whole:
            if line.strip(b"\r"):
                first = first or line
                yield line
    if rest.strip(b"\r"):
        refuse_cut_off(first, rest)
        yield rest


def decoded(record: bytes, encoding: str) -> str:
    """The text, in `encoding` where it is not UTF-8; what neither can read becomes a replacement character."""
    try:
        return record.decode()
    except UnicodeDecodeError:
        return record.decode(encoding, errors="replace")


def _parsed(text: str, delimiter: str, quoting: bool) -> list[list[str] | str]:
    """The record's row; the rows that the csv module finds in it where a stray quote has hidden line ends.

    Where it finds none, the first characters of the text.
    """
    if not quoting or ('"' not in text and "\r" not in text[:-2]):
        return [unescape_formulas(text.rstrip("\r\n").split(delimiter), text)]
    try:
        parsed = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return [unescape_formulas(row, text) for row in parsed if row]
    except csv.Error:
        return [text[:60]]
