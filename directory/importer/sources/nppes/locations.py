"""NPPES's further practice locations: the pl_pfile that comes with the monthly and the weekly file, up to 59 rows for one NPI."""

from collections.abc import Iterator

from directory.importer import normalise
from directory.importer.formats.archive import Opened
from directory.importer.record import Problem, RawLocation, RawStatement, ReadContext, Removed
from directory.importer.sources.nppes import companion
from directory.importer.sources.nppes.providers import as_of, is_full

__all__ = ["as_of", "is_full", "read", "wanted"]  # the first two as of the main file
LONGEST_EXTENSION = 7  # digits

SECONDARY = "Provider Secondary Practice Location Address"
COLUMNS = {
    "npi": "NPI",
    "address_1": f"{SECONDARY} - Address Line 1",
    "address_2": f"{SECONDARY} - Address Line 2",
    "city": f"{SECONDARY} - City Name",
    "state": f"{SECONDARY} - State Name",
    "postal_code": f"{SECONDARY} - Postal Code",
    "country": f"{SECONDARY} - Country Code (If outside U.S.)",
    "phone": f"{SECONDARY} - Telephone Number",
    "extension": f"{SECONDARY} - Telephone Extension",
}


def wanted(name: str) -> bool:
    """Whether a member of the ZIP that CMS ships is the file of further locations."""
    low = name.lower()
    return low.startswith("pl_pfile") and low.endswith(".csv") and "fileheader" not in low


def read(opened: Opened, reading: ReadContext) -> Iterator[RawStatement | Removed | Problem]:
    """The further American locations of each practitioner; who has none left but foreign ones is Removed.

    CMS does not promise that the rows of one NPI stand together, so they are kept until the end: those of `reading.npis`
    only. Raises FileRefused where this is no file of locations.
    """
    found: dict[str, RawStatement] = {}
    abroad: set[str] = set()
    for row in companion.rows(opened, reading, COLUMNS):
        if isinstance(row, Problem):
            yield row
        elif not normalise.at_home(row.values["country"]):
            abroad.add(row.npi)
            yield Problem(
                row.number, "country", row.values["country"], "the practice is outside the United States", refused=True
            )
        else:
            yield from _unread_extension(row)
            listing = found.setdefault(row.npi, RawStatement(row.number, row.npi, adds_only=True))
            listing.locations.append(_location(row.values))
    for listing in found.values():
        listing.locations = list(dict.fromkeys(listing.locations))
        yield listing
    yield from (Removed(npi) for npi in sorted(abroad - found.keys()))


def _location(values: dict[str, str]) -> RawLocation:
    place = {field: values[field] for field in RawLocation._fields}
    if place["phone"] and _is_extension(values["extension"]):
        place["phone"] += f" x{values['extension']}"
    return RawLocation(**place)


def _unread_extension(row: companion.CompanionRow) -> Iterator[Problem]:
    extension = normalise.clean(row.values["extension"])
    if extension and not _is_extension(extension):
        yield Problem(row.number, "phone extension", extension, f"not an extension: up to {LONGEST_EXTENSION} digits")


def _is_extension(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_EXTENSION
