"""OIG's List of Excluded Individuals and Entities (LEIE): whom federal health programs pay nothing (42 USC 1320a-7).

The monthly file (UPDATED.csv) has everybody who is excluded; supplements (2611excl.csv, 2611rein.csv) what changed in a
month. Most rows have no NPI. The layout is OIG's record layout as public programs read it; no real file was at hand.
"""

import re
from collections.abc import Iterator

from directory.core import dates, npi
from directory.core.full_names import FullName
from directory.core.i18n import N_
from directory.core.names import folded
from directory.importer.formats.archive import Opened
from directory.importer.record import Problem, RawLocation, RawStatement, ReadContext, Removed
from directory.importer.sources.named_columns import NamedRow, day_in_name, is_source_file, named_rows
from directory.importer.sources.stated_name import organisation_named, own_key, person_named

__all__ = ["day_in_name", "is_full", "is_source_file", "statements"]  # what is shared as of every named table
COLUMNS = {
    "last_name": "LASTNAME",
    "first_name": "FIRSTNAME",
    "middle_name": "MIDNAME",
    "business": "BUSNAME",
    "npi": "NPI",
    "born": "DOB",
    "address": "ADDRESS",
    "city": "CITY",
    "state": "STATE",
    "postal_code": "ZIP",
    "excluded_on": "EXCLDATE",
    "reinstated_on": "REINDATE",
}
NONE = re.compile("0*")  # how a missing NPI or day is written
SUPPLEMENT = re.compile(r"\d{4}(excl|rein)", re.IGNORECASE)
NO_DAY = N_("not a date: YYYYMMDD")


def is_full(name: str) -> bool:
    """Whether a file of this name holds everybody who is excluded: all but OIG's monthly supplements do."""
    return not SUPPLEMENT.match(name)


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Removed | Problem]:
    """Who is excluded, by NPI where the row has one, else by name; who is reinstated is Removed.

    Raises FileRefused where this is no such list.
    """
    excluded: set[str] = set()
    reinstated: set[str] = set()
    days: set[str] = set()
    for row in named_rows(opened, context, COLUMNS, "OIG’s list of the excluded"):
        if isinstance(row, Problem):
            yield row
            continue
        values = {field: "" if NONE.fullmatch(value) else value for field, value in row.values.items()}
        own_id = values["npi"] if npi.is_valid(values["npi"]) else _key(values)
        if values["npi"] and own_id != values["npi"]:
            yield Problem(row.number, "NPI", values["npi"][:60], npi.WRONG)
        try:
            excluded_on = _day(values["excluded_on"])
            newest = _day(values["reinstated_on"] or values["excluded_on"])
        except ValueError:
            yield Problem(row.number, "excluded_on", row.values["excluded_on"][:60], NO_DAY, refused=True)
            continue
        is_over = bool(values["reinstated_on"]) and newest >= excluded_on
        days.add(max(newest, excluded_on))
        (reinstated if is_over else excluded).add(own_id)
        if not is_over:
            yield _statement(NamedRow(row.number, values), own_id)
    context.as_of = context.as_of or max((day for day in days if day <= dates.today()), default=None)
    yield from (Removed(each) for each in sorted(reinstated - excluded))


def _day(text: str) -> str:
    """YYYYMMDD as an ISO day. Raises ValueError where there is none."""
    if day := dates.stated(f"{text[:4]}-{text[4:6]}-{text[6:]}"):
        return day
    raise ValueError(text)


def _statement(row: NamedRow, own_id: str) -> RawStatement:
    values = row.values
    person = FullName(values["first_name"], values["middle_name"], values["last_name"])
    is_person = bool(folded(person.last_name))
    return RawStatement(
        row.number,
        npi=own_id if own_id == values["npi"] else "",
        key="" if own_id == values["npi"] else own_id,
        adds_only=is_person,
        locations=[RawLocation(values["address"], "", values["city"], values["state"], values["postal_code"])],
        excluded_on=_day(values["excluded_on"]),
        **(person_named(person) if is_person else organisation_named(values["business"])),
    )


def _key(values: dict[str, str]) -> str:
    """What a row without an NPI is called: the same in every month's file, whoever moves."""
    parts = ("last_name", "first_name", "middle_name", "business", "born", "excluded_on")
    return own_key("leie", *(values[part] for part in parts))
