"""Membership lists of societies, such as the American Academy of Medical Acupuncture's: a table of names with their credentials.

A society says who its members are and what they hold. It says nothing of licences, and confirms none.
"""

import hashlib
from collections.abc import Iterator

from directory.core import credentials, dates
from directory.core.full_names import parted, taken_apart
from directory.core.licence_layout import column
from directory.core.names import folded
from directory.importer.formats.archive import Opened
from directory.importer.formats.csv_rows import column_problem, rows
from directory.importer.record import FileRefused, Problem, RawListing, RawLocation, Reading, empty

DELIMITERS = ",\t;|"

# What a column may be called, letters only; e-mail addresses are not read.
SYNONYMS = {
    "name": (
        "name",
        "fullname",
        "membername",
        "member",
        "providername",
        "provider",
        "physician",
        "physicianname",
        "practitioner",
        "displayname",
    ),
    "credentials": ("credentials", "credential", "designation", "designations", "degree", "degrees"),
    "address_1": ("address", "address1", "street", "streetaddress", "addressline1", "officeaddress"),
    "address_2": ("address2", "addressline2", "suite"),
    "city": ("city", "town", "officecity"),
    "state": ("state", "st", "stateprovince", "officestate"),
    "postal_code": ("zip", "zipcode", "postalcode", "postcode"),
    "country": ("country",),
    "phone": ("phone", "phonenumber", "telephone", "tel", "officephone", "workphone", "businessphone"),
}
NEEDED = ("name", "city", "state")
MEDICAL = {"FAAMA", "DABMA", *credentials.PHYSICIAN}  # the society's fellows and the board's diplomates are physicians


def wanted(name: str) -> bool:
    """Whether a member of a ZIP is a table."""
    return name.lower().endswith((".csv", ".txt", ".tsv")) and not name.startswith(".")


def as_of(name: str) -> str | None:
    """The day in a file's name; None where it has none."""
    return dates.in_name(name)


def is_full(name: str) -> bool:
    """Always: a membership list names everybody. A second society's list is imported with --update."""
    return True


def read(opened: Opened, reading: Reading) -> Iterator[RawListing | Problem]:
    """The members. Raises FileRefused where the columns for name, city and state cannot be told from the header."""
    table = rows(opened.blocks(), DELIMITERS)
    _, header = next(table, (0, None))
    if header is None:
        raise empty(opened.path)
    header = header if isinstance(header, list) else []
    at = _columns(header, opened.name)
    reading.table.begin(header)
    for number, row in table:
        reading.tally.rows_read += 1
        reading.table.keep(number, row)
        problem = row if isinstance(row, Problem) else column_problem(row, max(at.values()) + 1, len(header), number)
        yield problem or _member(number, {field: row[place].strip() for field, place in at.items()})


def _columns(header: list[str], file: str) -> dict[str, int]:
    places = {column(name): place for place, name in reversed(list(enumerate(header)))}
    at = {field: places[name] for field, names in SYNONYMS.items() for name in reversed(names) if name in places}
    missing = [field for field in NEEDED if field not in at]
    if missing:
        seen = ", ".join(name.strip()[:40] for name in header[:4]) or "nothing"
        raise FileRefused(
            f"{file}: no column of this list is the {missing[0]}. Call it “{missing[0]}”. The header begins: {seen}."
        )
    return at


def _member(number: int, values: dict[str, str]) -> RawListing | Problem:
    name, letters = parted(values.pop("name"))
    person = taken_apart(name)
    if not folded(name):
        return Problem(number, "name", name, "no name", refused=True)
    held = ", ".join(filter(None, (letters, values.pop("credentials", ""))))
    place = RawLocation(**values)
    return RawListing(
        number,
        key=_key(name, place),
        kind="medical_acupuncturist" if MEDICAL & set(credentials.read(held)) else "",
        credentials=held,
        locations=[place] if place.city else [],
        **person._asdict(),
    )


def _key(name: str, place: RawLocation) -> str:
    told_by = "|".join(folded(text) for text in (name, place.state, place.city))
    return f"roster-{hashlib.sha256(told_by.encode()).hexdigest()[:16]}"
