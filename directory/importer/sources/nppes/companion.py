"""What NPPES's companion files share: rows about practitioners whom the main file lists, found by the NPI in them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from directory.core import names, npi
from directory.importer.formats import byte_scan
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, ReadContext, empty


class CompanionRow(NamedTuple):
    """One row about a practitioner: its number in the file (the header is row 1), the NPI, {field: value} stripped."""

    number: int
    npi: str
    values: dict[str, str]


def rows(opened: Opened, reading: ReadContext, columns: dict[str, str]) -> Iterator[CompanionRow | Problem]:
    """The rows about `reading.npis`, in the file's order; those about anybody else are counted as other_taxonomy.

    columns: {field: the header's name for it}, "npi" among them. Raises FileRefused where the file has no such columns.
    """
    at, tally = None, reading.tally
    listed = np.array(sorted(int(each) for each in reading.npis), np.int64)
    for chunk in byte_scan.chunks(opened.blocks()):
        if at is None:
            header = byte_scan.header(chunk)
            at = _places(header, columns, opened.name)
            reading.table.begin(header)
            chunk.starts, chunk.ends = chunk.starts[1:], chunk.ends[1:]
        header_and_before = tally.rows_read + 2
        tally.rows_read += len(chunk)
        numbers = chunk.numbers() if at["npi"] == 0 else np.full(len(chunk), -1)
        looked_at = (numbers == -1) | np.isin(numbers, listed)
        tally.other_taxonomy += int((~looked_at).sum())
        found = (
            _row(chunk.record(place), header_and_before + place, at, reading)
            for place in np.flatnonzero(looked_at).tolist()
        )
        yield from (each for each in found if each)
    if at is None:
        raise empty(opened.path)


def _places(header: list[str], columns: dict[str, str], file: str) -> dict[str, int]:
    """Where each field stands in a row, found by the header's names whatever their order, spacing and punctuation."""
    at = {names.folded(name): place for place, name in enumerate(header)}
    missing = [name for name in columns.values() if names.folded(name) not in at]
    if missing:
        seen = ", ".join(name.strip()[:40] for name in header[:4]) or "nothing"
        raise FileRefused(
            f"{file}: this is another kind of file, the column “{missing[0]}” is missing. The header begins: {seen}. "
            "nppes-locations reads pl_pfile_….csv, nppes-names othername_pfile_….csv, and nppes the ZIP that holds both."
        )
    return {field: at[names.folded(name)] for field, name in columns.items()}


def _row(record: bytes, number: int, at: dict[str, int], reading: ReadContext) -> CompanionRow | Problem | None:
    """The row, or what is wrong with it; None where it is about somebody else."""
    try:
        row = byte_scan.parsed(record)
    except ValueError as error:
        return Problem(number, "row", _beginning(record), f"not a row of CSV: {error}", refused=True)
    if len(row) <= max(at.values()):
        reading.table.keep(number, row)
        reason = f"{len(row)} values, where the header has {max(at.values()) + 1} or more"
        return Problem(number, "row", _beginning(record), reason, refused=True)
    values = {field: row[place].strip() for field, place in at.items()}
    about = values.pop("npi")
    if about not in reading.npis and npi.is_valid(about):
        reading.tally.other_taxonomy += 1
        return None
    reading.table.keep(number, row)
    if about in reading.npis:
        return CompanionRow(number, about, values)
    return Problem(
        number, "NPI", about[:60], "not a valid NPI: ten digits, the last of them a check digit", refused=True
    )


def _beginning(record: bytes) -> str:
    return record[:60].decode(errors="replace").strip()
