"""Membership lists of societies, such as the American Academy of Medical Acupuncture's: names with their credentials.

A society states who its members are and what credentials they hold. It states nothing of licences, and confirms none.
"""

from collections.abc import Iterator

from directory.core import credentials, dates
from directory.core.full_names import parse_full_name
from directory.core.names import folded
from directory.core.streets import comparable
from directory.importer.formats.archive import Opened
from directory.importer.normalise import clean
from directory.importer.record import FileRefused, Problem, RawLocation, RawStatement, ReadContext
from directory.importer.sources.headers import column_places, header_start, open_table
from directory.importer.sources.named_columns import NamedRow, field_rows
from directory.importer.sources.stated_name import own_key, person_named

# What a column may be called, letters only. E-mail addresses are not read.
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


def is_source_file(name: str) -> bool:
    """Whether a member of a ZIP is a table, by its name."""
    return name.lower().endswith((".csv", ".txt", ".tsv", ".xlsx")) and not name.startswith((".", "~"))


def day_in_name(name: str) -> str | None:
    """The day in a file's name; None where it has none."""
    return dates.in_name(name)


def is_full(name: str) -> bool:
    """Always yes: a membership list names everybody. A second society's list is imported with --update."""
    return True


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """A statement for each member. Raises FileRefused where the header has no column for the name, city or state."""
    table = open_table(opened, lambda row: not _missing(_field_places(row)))
    table.note_unread(context)
    places = _field_places(table.header)
    if missing := _missing(places):
        raise FileRefused(
            f"{opened.name}: no column of this list is the {missing[0]}. Call it “{missing[0]}”. "
            f"The header begins: {header_start(table.header)}."
        )
    namesakes = _Namesakes()
    for row in field_rows(table, places, context):
        yield row if isinstance(row, Problem) else _member(row, namesakes)


class _Namesakes:
    """Members are known by their name and city. One of a name and city that shares neither a street nor a telephone
    number with the first may be somebody else, and is known by the street too.
    """

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, str]] = {}

    def key(self, name: str, location: RawLocation) -> str:
        """What the list calls a member of this name at this place."""
        key = own_key("roster", name, location.state, location.city)
        street = comparable(f"{location.address_1}, {location.address_2}").line
        phone = "".join(filter(str.isdigit, location.phone))
        first_street, first_phone = self._first.setdefault(key, (street, phone))
        is_told = first_street and first_phone and street and phone
        is_other = is_told and first_street != street and first_phone != phone
        return own_key("roster", name, location.state, location.city, street) if is_other else key


def _field_places(header: list[str]) -> dict[str, int]:
    """Where each field stands in a row, by SYNONYMS."""
    places = column_places(header)
    return {field: places[name] for field, names in SYNONYMS.items() for name in reversed(names) if name in places}


def _missing(places: dict[str, int]) -> list[str]:
    return [field for field in NEEDED if field not in places]


def _member(row: NamedRow, namesakes: _Namesakes) -> RawStatement | Problem:
    number, values = row.number, {field: clean(value) for field, value in row.values.items()}
    name = parse_full_name(values.pop("name"))
    whole = " ".join(name[:4])
    if not folded(whole):
        return Problem(number, "name", whole.strip(), "no name", refused=True)
    held = ", ".join(filter(None, (name.credentials, values.pop("credentials", ""))))
    location = RawLocation(**values)
    return RawStatement(
        number,
        key=namesakes.key(whole, location),
        kind="medical_acupuncturist" if MEDICAL & set(credentials.parse_credentials(held)) else "",
        locations=[location] if location.city else [],
        **person_named(name._replace(credentials=held)),
    )
