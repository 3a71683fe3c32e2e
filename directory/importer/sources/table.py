"""Any table, read by a map that the admin wrote or looked over: see core/table_map.py. Nothing is imported by a guess.

Rows of one practitioner are one listing: a table may have a row for each address or plan.
"""

import hashlib
import pickle
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from directory.core import addresses, npi
from directory.core.full_names import parted, taken_apart
from directory.core.licences import normalised
from directory.core.names import folded
from directory.core.practitioner import Insurance
from directory.core.table_map import TableMap, table_map
from directory.importer.formats.archive import Opened
from directory.importer.formats.csv_rows import column_problem, rows
from directory.importer.normalise import clean
from directory.importer.record import FileRefused, Problem, RawLicence, RawListing, RawLocation, Reading, empty
from directory.importer.sources.roster import DELIMITERS, as_of, wanted  # noqa: F401  as_of, wanted: of any table

LARGEST_MAP = 1 << 20  # bytes
PERSON = ("first_name", "middle_name", "last_name", "suffix")
MANY = ("locations", "licences", "insurance", "languages")  # what several rows of a practitioner add up to
ONCE = (
    "kind",
    "credentials",
    "gender",
    "accepting_new_patients",
    "first_visit_fee",
    "later_visit_fee",
    "other_organisation_name",
)
GENDERS = {"f": "F", "female": "F", "m": "M", "male": "M", "": ""}
AS_FORMULA = re.compile(r'="(.*)"')  # how a table keeps a spreadsheet from taking a number's zeros away
AS_DECIMAL = re.compile(r"(\d+)\.0")  # how pandas writes a whole number


def is_full(name: str) -> bool:
    """Always: a table is everything its keeper knows. A second keeper's is imported with --update."""
    return True


def read(opened: Opened, reading: Reading) -> Iterator[RawListing | Problem]:
    """The table's practitioners. Raises FileRefused where there is no map, or the map or the file is not right."""
    if not reading.map:
        raise FileRefused(
            f"A table needs a map of its columns: --map FILE. To have one proposed: python3 run.py import csv {opened.path}"
        )
    held: dict[str, bytes] = {}
    for item in listings(opened, read_map(reading.map), reading):
        yield from [item] if isinstance(item, Problem) else _hold(item, held)
    yield from map(_unpacked, held.values())


def read_map(path: Path) -> TableMap:
    """The map in a file. Raises FileRefused with what is wrong in it."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_MAP + 1)
        if len(text) > LARGEST_MAP:
            raise ValueError("this is larger than any map")
        return table_map(tomllib.loads(text.decode("utf-8-sig")))
    except OSError as error:
        raise FileRefused(f"{path}: {error.strerror or error}.") from None
    except RecursionError:
        raise FileRefused(f"{path}: this is no map: lists within lists without end.") from None
    except ValueError as error:  # that TOML cannot be read, or is not UTF-8, are ValueErrors too
        raise FileRefused(f"{path}: {error}.") from None


def header(opened: Opened) -> tuple[list[str], Iterator]:
    """The table's first row, and the rows below it. Raises FileRefused where there is none."""
    table = rows(opened.blocks(), DELIMITERS)
    _, first = next(table, (0, None))
    if first is None:
        raise empty(opened.path)
    if isinstance(first, Problem):
        raise FileRefused(f"{opened.path}: the first row is not a header that can be read.")
    return first, table


def listings(opened: Opened, map: TableMap, reading: Reading) -> Iterator[RawListing | Problem]:
    """What each row says by itself. Raises FileRefused where the file lacks a column of the map."""
    names, table = header(opened)
    try:
        at = map.places(names)
    except ValueError as error:
        raise FileRefused(f"{opened.name}: {error}.") from None
    reading.table.begin(names)
    for number, row in table:
        reading.tally.rows_read += 1
        reading.table.keep(number, row)
        problem = row if isinstance(row, Problem) else column_problem(row, max(at.values()) + 1, len(names), number)
        yield from (
            [problem]
            if problem
            else _Row(number, {field: _value(row[place]) for field, place in at.items()}, map).listing()
        )


def _value(text: str) -> str:
    text = clean(text)
    for how in (AS_FORMULA, AS_DECIMAL):
        if match := how.fullmatch(text):
            text = match[1].strip()
    return text


class _Row:
    """One row's values, by our fields, and what cannot be read in them."""

    def __init__(self, number: int, values: dict[str, str], map: TableMap):
        self.number, self.values, self.map = number, values, map
        self.problems: list[Problem] = []

    def said(self, field: str) -> str:
        """The value, "" where the table does not have it."""
        return self.values.get(field, "")

    def read(self, field: str, how: Callable) -> object:
        """The value as `how` reads it; a problem and nothing where it cannot."""
        try:
            return how(self.said(field))
        except ValueError as error:
            self.note(field, str(error).partition(": ")[0])
            return None

    def note(self, field: str, reason: str, refused: bool = False) -> None:
        """Keeps a problem for the report."""
        self.problems.append(Problem(self.number, field, self.said(field), reason, refused))

    def listing(self) -> Iterator[RawListing | Problem]:
        """The problems of the row, and its listing unless it has to be refused."""
        kind = self.read("kind", self.map.kind) or ""
        named = self.named(kind)
        name = named.get("organisation_name") or " ".join(named.get(field, "") for field in PERSON[:3])
        if not folded(name):
            self.note("name", "no name", refused=True)
        elif self.said("npi") and not npi.is_valid(self.said("npi")):
            self.note("npi", "not a valid NPI: ten digits, the last of them a check digit", refused=True)
        else:
            yield self.raw(named | {"kind": "clinic" if named.get("organisation") else kind}, name)
        yield from self.problems

    def named(self, kind: str) -> dict[str, str | bool]:
        """Whom the row is about: a clinic where it says so or names nobody, else a person."""
        whole, business = self.said("name"), self.said("organisation_name")
        person = {field: self.said(field) for field in PERSON}
        if kind == "clinic" or business and not (whole or person["last_name"]):
            return {
                "organisation": True,
                "organisation_name": business or whole or " ".join(filter(None, person.values())),
            }
        letters = ""
        if whole and not person["last_name"]:
            name, letters = parted(whole)
            person = taken_apart(name)._asdict()
        held = ", ".join(filter(None, (letters, self.said("credentials"))))
        return person | {"credentials": held, "other_organisation_name": business}

    def raw(self, named: dict[str, str | bool], name: str) -> RawListing:
        """The listing of a row that can be listed."""
        place = RawLocation(**{field: self.said(field) for field in RawLocation._fields})
        licences = self.licences()
        number = self.said("npi")
        return RawListing(
            self.number,
            npi=number,
            key="" if number else _key(name, place, licences),
            locations=[place] if any(place) else [],
            licences=licences,
            insurance=self.insurance(),
            gender=self.read("gender", _gender) or "",
            languages=[each.strip() for each in self.said("languages").split(self.map.separator) if each.strip()],
            accepting_new_patients=self.read("accepting_new_patients", self.map.is_yes),
            first_visit_fee=self.said("first_visit_fee"),
            later_visit_fee=self.said("later_visit_fee"),
            confirmed_on=self.read("confirmed_on", self.map.past_day) or "",
            **named,
        )

    def licences(self) -> list[RawLicence]:
        """The licence that the row gives, if any."""
        status = self.read("licence_status", self.map.status) or "unknown"
        expires = self.read("licence_expires_on", self.map.day) or ""
        number = self.said("licence_number")
        return [RawLicence(self.said("licence_state"), number, status, expires)] if number else []

    def insurance(self) -> list[Insurance]:
        """The plan that the row names. A table says whose plans are taken, not what a network's own list says."""
        payer, plan = self.said("payer"), self.said("plan")
        if plan and not payer:
            self.note("plan", "a plan without its payer")
        return [Insurance(payer, plan or None, "unknown")] if payer else []


def _gender(text: str) -> str:
    if (word := text.rstrip(".").casefold()) not in GENDERS:
        raise ValueError("neither female nor male; the directory has no other word yet")
    return GENDERS[word]


def _key(name: str, place: RawLocation, licences: list[RawLicence]) -> str:
    for licence in licences:
        try:
            if number := normalised(licence.number):
                return f"{addresses.state_code(licence.state)}-{number}"
        except ValueError:
            break  # the licence's state is reported where licences are read
    told_by = "|".join(folded(text) for text in (name, place.state, place.city))
    return f"csv-{hashlib.sha256(told_by.encode()).hexdigest()[:16]}"


def _hold(listing: RawListing, held: dict[str, bytes]) -> Iterator[Problem]:
    """Puts a row's listing with the earlier ones of the same practitioner; what does not fit them. Packed, they take a third of the memory."""
    id = listing.npi or listing.key
    if id in held:
        same = _unpacked(held[id])
        yield from _join(same, listing)
        listing = same
    held[id] = pickle.dumps(tuple(vars(listing).values()))  # without the fields' names


def _unpacked(packed: bytes) -> RawListing:
    return RawListing(*pickle.loads(packed))


def _join(same: RawListing, listing: RawListing) -> Iterator[Problem]:
    """Adds what a further row says to a practitioner's listing; what does not fit it."""
    if _whose(same) != _whose(listing):
        reason = f"row {same.row} has this {'NPI' if listing.npi else 'license'} with another name"
        yield Problem(listing.row, "name", listing.last_name or listing.organisation_name, reason, refused=True)
        return
    for field in MANY:
        kept = getattr(same, field)
        kept += [each for each in getattr(listing, field) if each not in kept]
    same.confirmed_on = max(same.confirmed_on, listing.confirmed_on)
    for field in ONCE:
        said, before = getattr(listing, field), getattr(same, field)
        if before in ("", None):
            setattr(same, field, said)
        elif said not in ("", None, before):
            yield Problem(listing.row, field, str(said), f"row {same.row} of the same practitioner says otherwise")


def _whose(listing: RawListing) -> str:
    return folded(listing.last_name + listing.organisation_name)
