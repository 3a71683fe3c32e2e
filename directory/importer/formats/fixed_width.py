"""Text without header and delimiters, whose columns stand at the same places of every line."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from directory.core.i18n import N_, Message
from directory.importer.formats.csv_rows import decoded, lines
from directory.importer.record import FileRefused, Problem

Positions = Mapping[str, tuple[int, int]]  # {column: its first and its last character, from 1}
ELSEWHERE = N_("its columns do not stand where the layout has them")
SEVERAL = N_("longer than two lines of this list: a line end is missing")


def fixed_width_rows(
    blocks: Iterator[bytes], positions: Positions, encoding: str, looks: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[int, list[str] | Problem]]:
    """Every line's values with its number, from 1, and before them as number 0 the columns' names.

    A line that ends early has fewer values; a Problem stands for one that is too long, or whose values do not look as
    `looks` says of their columns: it would give somebody another's license. Blank lines are no rows. encoding: of lines
    that are not UTF-8. Raises FileRefused where the last line is cut off.
    """
    yield 0, list(positions)
    whole_lines = lines(blocks, partial(_refuse_cut_off, positions))
    records = (record for line in whole_lines for record in line.split(b"\r") if record.strip())  # CR: a Macintosh's
    for number, record in enumerate(records, 1):
        text = decoded(record, encoding)
        values = [text[first - 1 : last].strip() for first, last in positions.values() if first <= len(text)]
        reason = _wrong(dict(zip(positions, values, strict=False)), len(text), positions, looks)
        yield number, Problem(number, "row", text[:60].strip(), reason, refused=True) if reason else values


def _wrong(values: Mapping[str, str], length: int, positions: Positions, looks: Mapping[str, re.Pattern[str]]) -> str:
    """Why a line cannot be read, "" where it can."""
    if length >= 2 * max(last for _, last in positions.values()):
        return SEVERAL
    wrong = [name for name, look in looks.items() if name in values and not look.fullmatch(values[name])]
    column = wrong[0] if wrong else ""
    shown = f"{column}: {values[column]}" if wrong else ""
    return Message("%(said)s (%(shown)s)", said=Message(ELSEWHERE), shown=shown) if wrong else ""


def reaches(line: bytes, positions: Positions) -> bool:
    """Whether a line is as long as the columns want: it has at least the first character of each."""
    return bool(positions) and len(line.rstrip(b"\r")) >= max(first for first, _ in positions.values())


def _refuse_cut_off(positions: Positions, first_line: bytes, last_line: bytes) -> None:
    if not reaches(last_line, positions):
        raise FileRefused(
            "The file is cut off: its last line has %(length)s characters and no line end. Download it again.",
            length=len(last_line),
        )
