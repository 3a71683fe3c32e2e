"""What NPPES's companion files share: rows about practitioners whom the main file lists, found by the NPI in them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from directory.core import npi
from directory.core.i18n import Message
from directory.importer.cleaning import clean
from directory.importer.formats import byte_scan
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, ReadContext, empty
from directory.importer.sources.headers import header_start, missing_columns, places_by_name, with_separator


class CompanionRow(NamedTuple):
    """One row about a practitioner: its number in the file (the header is row 1), the NPI, {field: value} stripped."""

    number: int
    npi: str
    values: dict[str, str]


def is_named(beginning: str, name: str) -> bool:
    """Whether a name is that of a companion file, which begins so, and not of the file that holds its header alone."""
    lowered = name.lower()
    return lowered.startswith(beginning) and lowered.endswith(".csv") and "fileheader" not in lowered


def rows(opened: Opened, context: ReadContext, *layouts: dict[str, str]) -> Iterator[CompanionRow | Problem]:
    """The rows about `context.npis`, in the file's order; those about anybody else are counted as other_taxonomy.

    layouts: {field: the header's name for it}, "npi" among them; the first that the file has is read. Raises
    FileRefused where it has the columns of none.
    """
    places, tally = None, context.tally
    listed = np.array(sorted(map(int, context.npis)), np.int64)
    for chunk in byte_scan.chunks(opened.blocks()):
        if places is None:
            header = byte_scan.header(chunk)
            places = _field_places(header, layouts, opened.name)
            context.table.begin(header)
            chunk.starts, chunk.ends = chunk.starts[1:], chunk.ends[1:]
        first_row = tally.rows_read + 2  # the header is row 1
        tally.rows_read += len(chunk)
        npis = chunk.numbers() if places["npi"] == 0 else np.full(len(chunk), -1)
        looked_at = (npis == -1) | np.isin(npis, listed)
        tally.other_taxonomy += int((~looked_at).sum())
        for place in np.flatnonzero(looked_at).tolist():
            if row := _row(chunk.record(place), first_row + place, places, context):
                yield row
    if places is None:
        raise empty(opened.path)


def _field_places(header: list[str], layouts: tuple[dict[str, str], ...], file: str) -> dict[str, int]:
    """Where each field stands in a row, found by the header's names whatever their order, spacing and punctuation."""
    columns = next((each for each in layouts if not missing_columns(header, each)), layouts[0])
    if missing := missing_columns(header, columns):
        said = Message(
            "this is another kind of file, the column “%(column)s” is missing. The header begins: %(header)s. "
            "NPPES’s other practices are pl_pfile_….csv, its other names othername_pfile_….csv, its e-mail "
            "addresses endpoint_pfile_….csv, or the ZIP that holds these; Medicare’s list of clinicians is "
            "DAC_NationalDownloadableFile.csv.",
            command="this is another kind of file, the column “%(column)s” is missing. The header begins: "
            "%(header)s. nppes-locations reads pl_pfile_….csv, nppes-names othername_pfile_….csv, nppes-endpoints "
            "endpoint_pfile_….csv, nppes the ZIP that holds these, and doctors "
            "DAC_NationalDownloadableFile.csv.",
            column=missing[0],
            header=header_start(header),
        )
        raise FileRefused(with_separator(said, header), file)
    return places_by_name(header, columns)


def _row(record: bytes, number: int, places: dict[str, int], context: ReadContext) -> CompanionRow | Problem | None:
    """The row, or what is wrong with it; None where it is about somebody else."""
    try:
        row = byte_scan.parsed(record)
    except ValueError as error:
        return Problem(number, "row", _beginning(record), str(error), refused=True)
    needed = max(places.values()) + 1
    if len(row) < needed:
        context.table.keep(number, row)
        reason = byte_scan.shortage(record, len(row), needed)
        return Problem(number, "row", _beginning(record), reason, refused=True)
    values = {field: row[place].strip() for field, place in places.items()}
    row_npi = clean(values.pop("npi"))
    if row_npi not in context.npis and npi.is_valid(row_npi):
        context.tally.other_taxonomy += 1
        return None
    context.table.keep(number, row)
    if row_npi in context.npis:
        return CompanionRow(number, row_npi, values)
    return Problem(number, "NPI", row_npi[:60], npi.WRONG, refused=True)


def _beginning(record: bytes) -> str:
    return record[:60].decode(errors="replace").strip()
