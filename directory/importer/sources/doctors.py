"""CMS's Doctors and Clinicians national file (data.cms.gov/provider-data, mj5m-pzi6): whom Medicare enrolled, where.

Some 2.8 million rows, one for each place at which somebody works for a group; an acupuncturist cannot enroll. It is a
second word on the telephone number and the address of physicians and others whom NPPES or Part B lists. The layouts are
those of 2021 and of today as public programs read them; of the first the head of a real file was at hand.
"""

from collections.abc import Iterator

from directory.core import dates
from directory.core.full_names import FullName
from directory.importer.formats.archive import Opened
from directory.importer.record import Problem, RawLocation, RawStatement, ReadContext
from directory.importer.sources.named_columns import is_source_file
from directory.importer.sources.nppes import companion
from directory.importer.sources.stated_name import person_named

__all__ = ["day_in_name", "is_full", "is_source_file", "statements"]  # what is shared as of every named table
COLUMNS = {
    "npi": "NPI",
    "last_name": "Provider Last Name",
    "first_name": "Provider First Name",
    "address_1": "adr_ln_1",
    "address_2": "adr_ln_2",
    "city": "City/Town",
    "state": "State",
    "postal_code": "ZIP Code",
    "phone": "Telephone Number",
    "assignment": "ind_assgn",
}
OF_2021 = COLUMNS | {
    "last_name": "lst_nm",
    "first_name": "frst_nm",
    "city": "cty",
    "state": "st",
    "postal_code": "zip",
    "phone": "phn_numbr",
}
PLACE = ("address_1", "address_2", "city", "state", "postal_code", "phone")


def day_in_name(name: str) -> str | None:
    """The day in a file's name; CMS's own, DAC_NationalDownloadableFile.csv, has none: then `--as-of` says it."""
    return dates.in_name(name)


def is_full(name: str) -> bool:
    """Always yes: every file names everybody who is enrolled."""
    return True


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """Where each of `context.npis` works, and whether they accept assignment: Y always; M, "may", is no answer.

    Raises FileRefused where this is no such file.
    """
    by_npi: dict[str, RawStatement] = {}
    for row in companion.rows(opened, context, COLUMNS, OF_2021):
        if isinstance(row, Problem):
            yield row
        else:
            statement = by_npi.setdefault(row.npi, _statement(row))
            place = RawLocation(**{field: row.values[field] for field in PLACE})
            if place.city and place not in statement.locations:
                statement.locations.append(place)
    yield from by_npi.values()


def _statement(row: companion.CompanionRow) -> RawStatement:
    accepts = True if row.values["assignment"].upper() == "Y" else None
    name = FullName(row.values["first_name"], last_name=row.values["last_name"])
    facts: dict[str, str | bool | None] = {"accepts_assignment": accepts}
    return RawStatement(row.number, row.npi, adds_only=True, facts=facts, **person_named(name))
