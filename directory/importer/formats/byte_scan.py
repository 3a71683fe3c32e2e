"""Finding the records of a CSV stream without parsing them: a few vector operations on each block.

A 10 GB file is read for the sake of 0.5 % of its rows; Python's csv module on every row takes nine times as long as
inflating it. So records are found by their line ends, and only those that hold the bytes looked for are parsed.
"""

import csv
import io
from collections.abc import Generator, Iterator

import numpy as np
import numpy.typing as npt

from directory.core.i18n import N_, Message
from directory.importer.mending import unescape_formulas
from directory.importer.record import FileRefused

NEWLINE, RETURN, QUOTE, COMMA, ZERO = (ord(char) for char in '\n\r",0')
DELIMITERS = b",\t|;"  # what a table may have between its values
LONGEST_RECORD = 1 << 22  # bytes; NPPES's longest possible row is under 40 kB, so more is one quote that never closes
MAX_RECORDS = 1 << 16  # in a chunk; a block of NPPES has some thousand, one of nothing but line ends millions
POWERS_OF_TEN = 10 ** np.arange(9, -1, -1, dtype=np.int64)

MANY_COLUMNS = 5
TWO_LINES = N_("not a row of CSV: a carriage return ends the line within it")
UNCLOSED = N_("a quote (\") that does not close: put one more at the value's end, or take it out")

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]  # of bytes, counted from the beginning of the block
Flags = npt.NDArray[np.bool_]


class Chunk:
    """Some whole records: their bytes, and where each begins and ends (its line end included). Blank lines are none."""

    def __init__(self, data: bytes, ends: Places):
        """data: bytes that begin at a record's start; ends: one past each record's newline."""
        starts = np.concatenate(([0], ends[:-1]))
        self.data, self.array = data, np.frombuffer(data, np.uint8)[: int(ends[-1])]
        blank = (ends - starts <= 2) & np.isin(self.array[starts], (NEWLINE, RETURN))
        self.starts, self.ends = starts[~blank], ends[~blank]

    def __len__(self) -> int:
        return len(self.starts)

    def record(self, place: int) -> bytes:
        """The bytes of the record at this place in the chunk."""
        return self.data[self.starts[place] : self.ends[place]]

    def holding(self, needle: bytes) -> list[int]:
        """The places of the records that hold these bytes, the last of which should be a rare one."""
        begin = _positions(self.array, needle[-1]) - len(needle) + 1
        begin = begin[begin >= 0]
        for offset, byte in enumerate(needle[:-1]):
            begin = begin[self.array[begin + offset] == byte]
        places: list[int] = np.unique(np.searchsorted(self.starts, begin, side="right") - 1).tolist()
        return places

    def numbers(self) -> Places:
        """The ten-digit number that each record begins with, quoted or not; -1 where it begins otherwise."""
        digits = self._after(self._quoted(), 10)
        numbers: Places = (digits.astype(np.int64) - ZERO) @ POWERS_OF_TEN
        numbers[((digits < ZERO) | (digits > ZERO + 9)).any(axis=1)] = -1
        return numbers

    def second_is_blank(self) -> Flags:
        """For records that begin with a ten-digit number: whether their second field is empty."""
        quoted = self._quoted()
        head = self._after(10 + 2 * quoted, 3)  # from the comma on: ,"" or ,,
        bare = head[:, 1] == COMMA
        blank: Flags = (head[:, 0] == COMMA) & (bare | (head[:, 1] == QUOTE) & (head[:, 2] == QUOTE))
        return blank

    def _quoted(self) -> Places:
        """1 for each record that begins with a quote, else 0."""
        quoted: Places = (self.array[self.starts] == QUOTE).astype(np.int64)
        return quoted

    def _after(self, offset: Places, length: int) -> Bytes:
        """So many bytes of each record, from an offset of its own on: a row for each record."""
        at = (self.starts + offset)[:, None] + np.arange(length)
        after: Bytes = self.array[np.minimum(at, len(self.array) - 1)]
        return after


def chunks(blocks: Iterator[bytes]) -> Iterator[Chunk]:
    """The stream cut into chunks of whole records, in order: exactly the records that Python's csv module finds.

    That holds for well-formed CSV in any quoting style. Where a quote stands unescaped and does not close, or another
    row's stray quote closes it, the line it stands on is taken for a record of its own: one bad row costs one row.
    """
    rest, first = b"", b""
    for block in blocks:
        data = rest + block
        ends = _plain_ends(data, first)
        cut = int(ends[-1]) if len(ends) else 0
        if cut:
            first = first or data[: int(ends[0])].rstrip()
            yield from _parts(data, ends)
        rest = data[cut:]
        if len(rest) > LONGEST_RECORD:
            rest = yield from _unclosed(rest, first)
        if len(rest) > LONGEST_RECORD:
            raise FileRefused("The file has a line of over 4 MB: it is not a CSV file with one practitioner on a line.")
    if rest:
        yield from _last_chunks(first, rest)


def _last_chunks(first: bytes, rest: bytes) -> Iterator[Chunk]:
    """The chunks of a stream's last bytes. first: its first record, b"" if they begin with it. Raises FileRefused."""
    ended = rest.endswith(b"\n")
    last_chunks = list(_unclosed(rest if ended else rest + b"\n", first))
    filled = [chunk for chunk in last_chunks if len(chunk)]
    if filled and not ended:
        refuse_cut_off(first or filled[0].record(0), filled[-1].record(len(filled[-1]) - 1))
    yield from last_chunks


def refuse_cut_off(first: bytes, last: bytes) -> None:
    """Raises FileRefused where a table's last row, which has no line end, has fewer values than the first."""
    delimiter = _delimiter(first)
    if last.count(delimiter) < first.count(delimiter):
        raise FileRefused(
            "The file is cut off in its last row. Download it again. If it is whole, put a line break at its end."
        )


def _parts(data: bytes, ends: Places) -> Iterator[Chunk]:
    """The records as one chunk, or as several where there are so many that their columns would fill the memory."""
    if len(ends) <= MAX_RECORDS:
        yield Chunk(data, ends)
        return
    for first in range(0, len(ends), MAX_RECORDS):
        begin, some = int(ends[first - 1]) if first else 0, ends[first : first + MAX_RECORDS]
        yield Chunk(data[begin : int(some[-1])], some - begin)


def _plain_ends(data: bytes, first: bytes) -> Places:
    """Where records end (one past the newline) in bytes that begin at a record's start.

    Where every newline is followed by a quote and a digit, as in CMS's own files, each of them ends a record: inside a
    quoted field a quote can only be followed by another quote, a comma or a line end. Else the quotes are counted.
    first: the table's first record, b"" if the bytes begin with it.
    """
    array = np.frombuffer(data, np.uint8)
    ends = _positions(array, NEWLINE) + 1
    known = ends[:-1] if len(ends) and ends[-1] + 1 >= len(array) else ends
    if (array[known] == QUOTE).all() and (array[known + 1] - ZERO < 10).all():
        return known
    return _counted_ends(data, ends, first)


def _positions(array: Bytes, byte: int) -> Places:
    """Where a byte that is rare stands: eight places are looked at at once, and most have none."""
    here = array == byte
    eights = len(here) // 8 * 8
    words = np.flatnonzero(here[:eights].view(np.uint64) != 0)
    row, column = np.nonzero(here[:eights].reshape(-1, 8)[words])
    return np.concatenate((words[row] * 8 + column, eights + np.flatnonzero(here[eights:])))


def _counted_ends(data: bytes, ends: Places, first: bytes) -> Places:
    """Those line ends that have an even number of quotes before them, stray quotes left out.

    What stands between two lines with an odd number of quotes is one record, unless `_is_one_record` denies it: then
    the quote in the former is a stray one, and the latter may belong to another.
    """
    quotes = (np.frombuffer(data, np.uint8)[: ends[-1] if len(ends) else 0] == QUOTE).view(np.uint8)
    starts = np.concatenate((np.zeros(1, np.int64), ends))
    odd = np.flatnonzero(np.bitwise_xor.reduceat(quotes, starts[:-1])).tolist() if len(ends) else []
    is_end = np.ones(len(ends), bool)
    first = first or data.partition(b"\n")[0]
    delimiter, place = _delimiter(first), 0
    columns = max(map(len, _strictly_parsed(first, delimiter)), default=0) if odd else 0
    while place + 1 < len(odd):
        opening, closing = odd[place], odd[place + 1]
        joined = _is_one_record(data[starts[opening] : ends[closing]], delimiter, columns)
        is_end[opening:closing] = not joined
        place += 1 + joined
    if place < len(odd):
        is_end[odd[place] :] = False
    whole: Places = ends[is_end]
    return whole


def _is_one_record(lines: bytes, delimiter: int, columns: int) -> bool:
    """Whether several lines are one record: quotes hold it together as CSV has them, and it is not made of whole rows.

    It is made of rows where each line has delimiters for every column, in a table of three columns and more, or where a
    line within is a row by itself, in one of so many columns that no sentence has as many commas by chance.
    """
    records = _strictly_parsed(lines, delimiter)
    if len(records) != 1 or columns < 3:
        return len(records) == 1
    first, *within, last = lines.splitlines()
    holds_a_row = columns >= MANY_COLUMNS and any(
        line.count(delimiter) >= columns - 1 and list(map(len, _strictly_parsed(line, delimiter))) == [columns]
        for line in within
    )
    is_cut_into = min(line.count(delimiter) for line in (first, *within, last)) < columns - 1
    return len(records[0]) == columns and is_cut_into and not holds_a_row


def _strictly_parsed(data: bytes, delimiter: int) -> list[list[str]]:
    """The records in some bytes, none where they are no well-formed CSV."""
    try:
        text = io.StringIO(data.decode("latin-1"), newline="")
        return list(csv.reader(text, delimiter=chr(delimiter), strict=True))
    except csv.Error:
        return []


def _delimiter(first: bytes) -> int:
    """The character between values, by the table's first record."""
    return max(DELIMITERS, key=first.count)


def _unclosed(data: bytes, first: bytes) -> Generator[Chunk, None, bytes]:
    """Records of bytes in which the ends are not where they seem: the last of a file, or a quote that never closes.

    first: the table's first record. Returns the bytes after the last line end.
    """
    while b"\n" in data:
        lines = _positions(np.frombuffer(data, np.uint8), NEWLINE) + 1
        ends = _counted_ends(data, lines, first)
        ends = ends if len(ends) else lines[:1]
        yield from _parts(data, ends)
        data = data[int(ends[-1]) :]
    return data


def shortage(record: bytes, values: int, needed: int) -> str:
    """Why a record has fewer values than it needs."""
    if record.count(b'"') % 2:
        return UNCLOSED
    return Message("%(values)s values, where the header has %(needed)s or more", values=values, needed=needed)


def header(chunk: Chunk) -> list[str]:
    """The names in the first record of a file's first chunk; none where it is no CSV record."""
    try:
        return parsed(chunk.record(0)) if len(chunk) else []
    except ValueError:
        return []


def _no_row(error: csv.Error) -> Message:
    return Message("not a row of CSV: %(error)s", error=str(error))


def parsed(record: bytes) -> list[str]:
    """A record's fields, as UTF-8 or, failing that, Windows-1252. Raises ValueError where it is no CSV record."""
    try:
        text = record.decode()
    except UnicodeDecodeError:
        text = record.decode("cp1252", errors="replace")
    try:
        row: list[str] = next(csv.reader((text,)), [])
        return unescape_formulas(row, text)
    except csv.Error as error:
        raise ValueError(TWO_LINES if "new-line" in str(error) else _no_row(error)) from None
