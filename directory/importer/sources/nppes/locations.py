"""NPPES's further practice locations: the pl_pfile that comes with the monthly and the weekly file.

It has up to 59 rows for one NPI.
"""

from collections.abc import Iterator

from directory.core.i18n import N_, Message
from directory.importer import cleaning, normalise
from directory.importer.formats.archive import Opened
from directory.importer.record import ADDRESS_FIELDS, Problem, RawLocation, RawStatement, ReadContext, Removed
from directory.importer.sources.nppes import companion
from directory.importer.sources.nppes.providers import day_in_name, is_full

__all__ = ["day_in_name", "is_full", "is_source_file", "statements"]  # the first two as of the main file
LONGEST_EXTENSION = 7  # digits
ABROAD = N_("the practice is outside the United States")

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
FAX = {"fax": "Provider Practice Location Address - Fax Number"}


def is_source_file(name: str) -> bool:
    """Whether a member of the ZIP that CMS ships is the file of further locations, by its name."""
    return companion.is_named("pl_pfile", name)


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Removed | Problem]:
    """The further American locations of each practitioner; one who has none left but foreign ones is Removed.

    CMS does not promise that the rows of one NPI stand together, so those of `context.npis` are kept until the end.
    Raises FileRefused where this is no file of locations.
    """
    by_npi: dict[str, RawStatement] = {}
    abroad: set[str] = set()
    for row in companion.rows(opened, context, COLUMNS | FAX, COLUMNS):
        if isinstance(row, Problem):
            yield row
        elif not normalise.at_home(row.values["country"]):
            abroad.add(row.npi)
            yield Problem(row.number, "country", row.values["country"], ABROAD, refused=True)
        else:
            yield from _wrong_extension(row)
            statement = by_npi.setdefault(row.npi, RawStatement(row.number, row.npi, adds_only=True))
            statement.locations.append(_location(row.values))
    for statement in by_npi.values():
        statement.locations = list(dict.fromkeys(statement.locations))
        yield statement
    yield from (Removed(npi) for npi in sorted(abroad - by_npi.keys()))


def _location(values: dict[str, str]) -> RawLocation:
    location = RawLocation(**{field: values[field] for field in ADDRESS_FIELDS})
    phone, extension = cleaning.clean(location.phone), cleaning.clean(values["extension"])
    phone = f"{phone} x{extension}" if phone and _is_extension(extension) else phone
    return location._replace(phone=phone, fax=values.get("fax", ""))


def _wrong_extension(row: companion.CompanionRow) -> Iterator[Problem]:
    extension = cleaning.clean(row.values["extension"])
    if extension and not _is_extension(extension):
        yield Problem(
            row.number,
            "phone extension",
            extension,
            Message("not an extension: up to %(most)s digits", most=LONGEST_EXTENSION),
        )


def _is_extension(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_EXTENSION
