"""Finding the records of a CSV stream without parsing them: a few vector operations on each block.

A 10 GB file is read for the sake of 0.5 % of its rows; Python's csv module on every row takes nine times as long as
inflating it. So records are found by their line ends, and only those that hold the bytes looked for are parsed.
"""

import csv
from collections.abc import Generator, Iterator

import numpy as np
import numpy.typing as npt

from directory.importer.mending import unescape_formulas
from directory.importer.record import FileRefused

NEWLINE, RETURN, QUOTE, COMMA, ZERO = (ord(char) for char in '\n\r",0')
DELIMITERS = b",\t|;"  # what a table may have between its values
LONGEST_RECORD = 1 << 22  # bytes; NPPES's longest possible row is under 40 kB, so more is one quote that never closes
MAX_RECORDS = 1 << 16  # in a chunk; a block of NPPES has some thousand, one of nothing but line ends millions
POWERS_OF_TEN = 10 ** np.arange(9, -1, -1, dtype=np.int64)

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

    That holds for well-formed CSV in any quoting style. Where a quote stands unescaped and never closes, the line it
    stands on is taken for a record of its own, so that one bad row costs one row.
    """
    rest, first = b"", b""
    for block in blocks:
        data = rest + block
        ends = _plain_ends(np.frombuffer(data, np.uint8))
        cut = int(ends[-1]) if len(ends) else 0
        if cut:
            first = first or data[: int(ends[0])].rstrip()
            yield from _parts(data, ends)
        rest = data[cut:]
        if len(rest) > LONGEST_RECORD:
            rest = yield from _unclosed(rest)
        if len(rest) > LONGEST_RECORD:
            raise FileRefused("The file has a line of over 4 MB: it is not a CSV file with one practitioner on a line.")
    if rest:
        yield from _last_chunks(first, rest)


def _last_chunks(first: bytes, rest: bytes) -> Iterator[Chunk]:
    """The chunks of a stream's last bytes. first: its first record, b"" if they begin with it. Raises FileRefused."""
    ended = rest.endswith(b"\n")
    last_chunks = list(_unclosed(rest if ended else rest + b"\n"))
    filled = [chunk for chunk in last_chunks if len(chunk)]
    if filled and not ended:
        refuse_cut_off(first or filled[0].record(0), filled[-1].record(len(filled[-1]) - 1))
    yield from last_chunks


def refuse_cut_off(first: bytes, last: bytes) -> None:
    """Raises FileRefused where a table's last row, which has no line end, has fewer values than the first."""
    delimiter = max(DELIMITERS, key=first.count)
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


def _plain_ends(array: Bytes) -> Places:
    """Where records end (one past the newline) in bytes that begin at a record's start.

    Where every newline is followed by a quote and a digit, as in CMS's own files, each of them ends a record: inside a
    quoted field a quote can only be followed by another quote, a comma or a line end. Else the quotes are counted.
    """
    ends = _positions(array, NEWLINE) + 1
    known = ends[:-1] if len(ends) and ends[-1] + 1 >= len(array) else ends
    if (array[known] == QUOTE).all() and (array[known + 1] - ZERO < 10).all():
        return known
    return _counted_ends(array, ends)


def _positions(array: Bytes, byte: int) -> Places:
    """Where a byte that is rare stands: eight places are looked at at once, and most have none."""
    here = array == byte
    eights = len(here) // 8 * 8
    words = np.flatnonzero(here[:eights].view(np.uint64) != 0)
    row, column = np.nonzero(here[:eights].reshape(-1, 8)[words])
    return np.concatenate((words[row] * 8 + column, eights + np.flatnonzero(here[eights:])))


def _counted_ends(array: Bytes, ends: Places) -> Places:
    """Those line ends that have an even number of quotes before them."""
    quotes = (array[: ends[-1]] == QUOTE).view(np.uint8)
    odd = np.bitwise_xor.reduceat(quotes, np.concatenate(([0], ends[:-1])))
    counted: Places = ends[np.bitwise_xor.accumulate(odd) == 0]
    return counted


def _unclosed(data: bytes) -> Generator[Chunk, None, bytes]:
    """Records of bytes in which the ends are not where they seem: the last of a file, or a quote that never closes.

    Returns the bytes after the last line end.
    """
    while b"\n" in data:
        array = np.frombuffer(data, np.uint8)
        lines = _positions(array, NEWLINE) + 1
        ends = _counted_ends(array, lines)
        ends = ends if len(ends) else lines[:1]
        yield from _parts(data, ends)
        data = data[int(ends[-1]) :]
    return data


def header(chunk: Chunk) -> list[str]:
    """The names in the first record of a file's first chunk; none where it is no CSV record."""
    try:
        return parsed(chunk.record(0)) if len(chunk) else []
    except ValueError:
        return []


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
        raise ValueError(str(error)) from None
