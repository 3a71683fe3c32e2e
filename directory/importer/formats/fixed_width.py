"""Text without header and delimiters, whose columns stand at the same places of every line."""

from collections.abc import Iterator, Mapping
from functools import partial

from directory.importer.formats.csv_rows import decoded, lines
from directory.importer.record import FileRefused

Positions = Mapping[str, tuple[int, int]]  # {column: its first and its last character, from 1}


def fixed_width_rows(blocks: Iterator[bytes], positions: Positions, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """Every line's values with its number, from 1, and before them as number 0 the columns' names.

    A line that ends early has fewer values. Blank lines are no rows. encoding: of lines that are not UTF-8. Raises
    FileRefused where the last line is cut off.
    """
    yield 0, list(positions)
    for number, line in enumerate(lines(blocks, partial(_refuse_cut_off, positions)), 1):
        text = decoded(line, encoding).rstrip("\r")
        yield number, [text[first - 1 : last].strip() for first, last in positions.values() if first <= len(text)]


def reaches(line: bytes, positions: Positions) -> bool:
    """Whether a line is as long as the columns want: it has at least the first character of each."""
    return bool(positions) and len(line.rstrip(b"\r")) >= max(first for first, _ in positions.values())


def _refuse_cut_off(positions: Positions, first_line: bytes, last_line: bytes) -> None:
    if not reaches(last_line, positions):
        raise FileRefused(
            f"The file is cut off: its last line has {len(last_line)} characters and no line end. Download it again."
        )
