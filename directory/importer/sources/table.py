"""Any table, read by a map that the admin wrote or looked over: see core/table_map.py. Nothing is imported by a guess.

Rows of one practitioner make one statement: a table may have a row for each address or plan.
"""

import hashlib
import pickle
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from directory.core import addresses, npi
from directory.core.full_names import FullName, parse_full_name, split_credentials
from directory.core.licences import normalised
from directory.core.names import folded
from directory.core.practitioner import PlanTaken
from directory.core.table_map import TableMap, parse_table_map
from directory.importer.formats.archive import Opened
from directory.importer.formats.csv_rows import column_problem
from directory.importer.normalise import clean
from directory.importer.record import (
    ADDRESS_FIELDS,
    FileRefused,
    Problem,
    RawLicence,
    RawLocation,
    RawStatement,
    ReadContext,
)
from directory.importer.sources.headers import DELIMITERS, open_table
from directory.importer.sources.roster import day_in_name, is_source_file
from directory.importer.sources.stated_name import StatedName, organisation_named, person_named

__all__ = [  # day_in_name and is_source_file as of a membership list
    "LARGEST_MAP",
    "day_in_name",
    "is_full",
    "is_source_file",
    "read_map",
    "row_statements",
    "statements",
]
LARGEST_MAP = 1 << 20  # bytes
LISTS = ("locations", "licences", "insurance", "languages")  # what several rows of a practitioner add up to
SINGLE = ("kind", "credentials", "other_organisation_name")
GENDERS = {"f": "F", "female": "F", "m": "M", "male": "M", "": ""}
AS_FORMULA = re.compile(r'="(.*)"')  # how a table keeps a spreadsheet from taking a number's zeros away
AS_DECIMAL = re.compile(r"(\d+)\.0")  # how pandas writes a whole number
WRONG_NPI = "not a valid NPI: ten digits, the last of them a check digit"

Parsed = TypeVar("Parsed")


def is_full(name: str) -> bool:
    """Always yes: a table is everything its keeper knows. A second keeper's is imported with --update."""
    return True


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """The table's practitioners. Raises FileRefused where there is no map, or the map or the file is not right."""
    if not context.map_file:
        raise FileRefused(
            "A table needs a map of its columns: --map FILE. "
            f"To have one proposed: python3 run.py import csv {opened.path}"
        )
    packed: dict[str, bytes] = {}
    for item in row_statements(opened, read_map(context.map_file), context):
        if isinstance(item, Problem):
            yield item
        else:
            yield from _add(item, packed)
    yield from map(_unpack, packed.values())


def read_map(path: Path) -> TableMap:
    """The map in a file. Raises FileRefused with what is wrong in it."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_MAP + 1)
        if len(text) > LARGEST_MAP:
            raise ValueError("this is larger than any map")
        return parse_table_map(tomllib.loads(text.decode("utf-8-sig")))
    except OSError as error:
        raise FileRefused(f"{path}: {error.strerror or error}.") from None
    except RecursionError:
        raise FileRefused(f"{path}: this is no map: lists within lists without end.") from None
    except ValueError as error:  # that TOML cannot be read, or is not UTF-8, are ValueErrors too
        raise FileRefused(f"{path}: {error}.") from None


def row_statements(opened: Opened, column_map: TableMap, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """What each row states by itself. Raises FileRefused where the file lacks a column of the map."""
    table = open_table(opened, column_map.fits, DELIMITERS)
    try:
        places = column_map.places(table.header)
    except ValueError as error:
        raise FileRefused(f"{opened.name}: {error}.") from None
    table.note_other_sheets(context)
    context.table.begin(table.header)
    for number, row in table.rows:
        context.tally.rows_read += 1
        context.table.keep(number, row)
        if isinstance(row, Problem):
            yield row
        elif problem := column_problem(row, max(places.values()) + 1, len(table.header), number):
            yield problem
        else:
            values = {field: _value(row[place]) for field, place in places.items()}
            yield from MappedRow(number, values, column_map).statement()


def _value(text: str) -> str:
    text = clean(text)
    for pattern in (AS_FORMULA, AS_DECIMAL):
        if match := pattern.fullmatch(text):
            text = match[1].strip()
    return text


class RowSubject(NamedTuple):
    """Whom a row is about. text: the name in one string. business: of a person, the name of the practice."""

    text: str
    name: StatedName
    kind: str
    credentials: str = ""
    business: str = ""


class MappedRow:
    """One row: its values by our fields, and the problems in them."""

    def __init__(self, number: int, values: dict[str, str], column_map: TableMap):
        self.number, self.values, self.column_map = number, values, column_map
        self.problems: list[Problem] = []

    def value(self, field: str) -> str:
        """The field's value, "" where the table does not have it."""
        return self.values.get(field, "")

    def parsed(self, field: str, parse: Callable[[str], Parsed]) -> Parsed | None:
        """The value as `parse` reads it; None, and a problem, where it raises ValueError."""
        try:
            return parse(self.value(field))
        except ValueError as error:
            self.note(field, str(error).partition(": ")[0])
            return None

    def note(self, field: str, reason: str, refused: bool = False) -> None:
        """Keeps a problem for the report."""
        self.problems.append(Problem(self.number, field, self.value(field), reason, refused))

    def statement(self) -> Iterator[RawStatement | Problem]:
        """The row's statement, unless it has to be refused, and its problems."""
        subject = self.subject(self.parsed("kind", self.column_map.kind) or "")
        if not folded(subject.text):
            self.note("name", "no name", refused=True)
        elif self.value("npi") and not npi.is_valid(self.value("npi")):
            self.note("npi", WRONG_NPI, refused=True)
        else:
            yield self._statement_about(subject)
        yield from self.problems

    def subject(self, kind: str) -> RowSubject:
        """Whom the row is about: a clinic where it says so or names no person, else a person. kind: as the row says."""
        whole, business = self.value("name"), self.value("organisation_name")
        person, letters = FullName(*map(self.value, FullName._fields)), ""
        if kind == "clinic" or (business and not (whole or person.last_name)):
            name = business or whole or " ".join(filter(None, person))
            return RowSubject(name, organisation_named(name), "clinic")
        if whole and not person.last_name:
            name, letters = split_credentials(whole)
            person = parse_full_name(name)
        held = ", ".join(filter(None, (letters, self.value("credentials"))))
        text = f"{person.first_name} {person.middle_name} {person.last_name}"
        return RowSubject(text, person_named(person), kind, held, business)

    def _statement_about(self, subject: RowSubject) -> RawStatement:
        location = RawLocation(**{field: self.value(field) for field in ADDRESS_FIELDS})
        licences = self.licences()
        languages = self.value("languages").split(self.column_map.separator)
        return RawStatement(
            self.number,
            npi=self.value("npi"),
            key="" if self.value("npi") else _key(subject.text, location, licences),
            kind=subject.kind,
            credentials=subject.credentials,
            other_organisation_name=subject.business,
            locations=[location] if any(location) else [],
            licences=licences,
            insurance=self.insurance(),
            languages=[language.strip() for language in languages if language.strip()],
            facts=self.facts(),
            confirmed_on=self.parsed("confirmed_on", self.column_map.past_day) or "",
            **subject.name,
        )

    def facts(self) -> dict[str, str | bool | None]:
        """The facts of core.facts that have one value."""
        return {
            "gender": self.parsed("gender", _gender) or "",
            "accepting_new_patients": self.parsed("accepting_new_patients", self.column_map.is_yes),
            "website": self.value("website"),
            "first_visit_fee": self.value("first_visit_fee"),
            "later_visit_fee": self.value("later_visit_fee"),
        }

    def licences(self) -> list[RawLicence]:
        """The licence that the row gives, if any."""
        status = self.parsed("licence_status", self.column_map.status) or "unknown"
        expires_on = self.parsed("licence_expires_on", self.column_map.day) or ""
        number = self.value("licence_number")
        return [RawLicence(self.value("licence_state"), number, status, expires_on)] if number else []

    def insurance(self) -> list[PlanTaken]:
        """The plan that the row names. A table tells which plans are taken, and not who is in a network."""
        payer, plan = self.value("payer"), self.value("plan")
        if plan and not payer:
            self.note("plan", "a plan without its payer")
        return [PlanTaken(payer, plan or None, "unknown")] if payer else []


def _gender(text: str) -> str:
    if (word := text.rstrip(".").casefold()) not in GENDERS:
        raise ValueError("neither female nor male; the directory has no other word yet")
    return GENDERS[word]


def _key(name: str, location: RawLocation, licences: list[RawLicence]) -> str:
    for licence in licences:
        try:
            if number := normalised(licence.number):
                return f"{addresses.state_code(licence.state)}-{number}"
        except ValueError:
            break  # normalise reports the licence's state
    identity = "|".join(folded(text) for text in (name, location.state, location.city))
    return f"csv-{hashlib.sha256(identity.encode()).hexdigest()[:16]}"


def _add(statement: RawStatement, packed: dict[str, bytes]) -> Iterator[Problem]:
    """Joins a row's statement to the earlier ones of the same practitioner; a problem for what does not fit them.

    packed: {NPI or key: the statement pickled}, which takes a third of the memory.
    """
    key = statement.npi or statement.key
    if key in packed:
        first = _unpack(packed[key])
        yield from _join(first, statement)
        statement = first
    packed[key] = pickle.dumps(tuple(vars(statement).values()))  # without the fields' names


def _unpack(pickled: bytes) -> RawStatement:
    return RawStatement(*pickle.loads(pickled))


def _join(first: RawStatement, further: RawStatement) -> Iterator[Problem]:
    """Adds what a further row states to a practitioner's statement; a problem for what does not fit it."""
    if _folded_name(first) != _folded_name(further):
        reason = f"row {first.row} has this {'NPI' if further.npi else 'license'} with another name"
        yield Problem(further.row, "name", further.last_name or further.organisation_name, reason, refused=True)
        return
    for field in LISTS:
        setattr(first, field, [*dict.fromkeys((*getattr(first, field), *getattr(further, field)))])
    first.confirmed_on = max(first.confirmed_on, further.confirmed_on)
    single = {field: getattr(further, field) for field in SINGLE}
    for kept, stated in ((vars(first), single), (first.facts, further.facts)):
        for field, value in stated.items():
            if kept[field] in ("", None):
                kept[field] = value
            elif value not in ("", None, kept[field]):
                yield Problem(
                    further.row, field, str(value), f"row {first.row} of the same practitioner says otherwise"
                )


def _folded_name(statement: RawStatement) -> str:
    return folded(statement.last_name + statement.organisation_name)
