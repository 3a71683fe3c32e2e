"""CMS's list of marketplace insurers, the Machine-Readable URL PUF: a row for each issuer, with its index's address.

A workbook with one sheet, MR-PUF, or the ZIP with it: State, Issuer ID, in some years Issuer Name, URL Submitted, and
an e-mail address that is not read. Columns are found by their names. One index often serves issuers of many states.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from directory.core.addresses import STATES
from directory.core.i18n import Message
from directory.importer.cleaning import clean
from directory.importer.formats.archive import Opened
from directory.importer.formats.web_request import is_loopback
from directory.importer.record import FileRefused, Problem
from directory.importer.sources.headers import RowTable, header_start, open_table

COLUMNS = {  # {field: how the name of its column reads}; of several columns the first
    "state": re.compile(r"\s*state", re.IGNORECASE),
    "issuer": re.compile(r".*issuer(?!.*name)", re.IGNORECASE),
    "address": re.compile(r".*\burl", re.IGNORECASE),
}
NAME = re.compile(r".*issuer.*name", re.IGNORECASE)
NOT_SUBMITTED = re.compile(r"(not submitted|n/?a|none|null|tbd|[-.]*)", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,5}", re.ASCII)
MOST_ROWS = 50_000  # CMS's has some hundred


class RegistryRow(NamedTuple):
    """An issuer in a state. issuer: its HIOS number; address: "" where it gave CMS none."""

    issuer: str
    name: str
    state: str
    address: str


class Insurer(NamedTuple):
    """Issuers whose files are read together, for they share an index, or have more than one.

    issuers: {HIOS number: name, or ""}; addresses: of the indexes.
    """

    issuers: dict[str, str]
    states: tuple[str, ...]
    addresses: tuple[str, ...]

    @property
    def title(self) -> str:
        """Who it is, in a line."""
        names = list(dict.fromkeys(self.issuers[number] or f"HIOS issuer {number}" for number in sorted(self.issuers)))
        return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1:,} more"


def read_registry(path: Path) -> list[RegistryRow]:
    """The rows of the registry; those without a state or an issuer's number are none.

    Raises FileRefused where it is another file.
    """
    with Opened(path, lambda name: name.lower().endswith((".xlsx", ".csv"))) as opened:
        table = open_table(opened, lambda row: sum(map(bool, _places(row).values())))
        places = _places(table.header)
        for field, place in places.items():
            if place is None and field != "name":
                said = Message(
                    "this is not CMS's Machine-Readable URL PUF: it has no column for the %(field)s. It begins: "
                    "%(header)s.",
                    field=field,
                    header=header_start(table.header),
                )
                raise FileRefused(said, path)
        rows = _rows(path, table, {field: place for field, place in places.items() if place is not None})
    if not rows:
        raise FileRefused("no issuer with its number and state is in it. Download it again.", path)
    return rows


def _places(header: list[str]) -> dict[str, int | None]:
    """Where each field stands in a row, None where it stands nowhere."""
    patterns = COLUMNS | {"name": NAME}
    return {
        field: next((place for place, name in enumerate(header) if pattern.match(name)), None)
        for field, pattern in patterns.items()
    }


def _rows(path: Path, table: RowTable, places: dict[str, int]) -> list[RegistryRow]:
    found = []
    for _, row in table.rows:
        if isinstance(row, Problem):
            continue
        values = {field: clean(row[place]) if place < len(row) else "" for field, place in places.items()}
        issuer, state = values["issuer"], values["state"].upper()
        if NUMBER.fullmatch(issuer) and state in STATES:
            address = index_address(values["address"])
            found.append(RegistryRow(issuer.zfill(5), values.get("name", ""), state, address))
        if len(found) > MOST_ROWS:
            raise FileRefused(
                "it has over %(most)s rows, where CMS's list has some hundred.", path, most=f"{MOST_ROWS:,}"
            )
    return found


def index_address(text: str) -> str:
    """An address in the form in which two of them are compared, "" where none is given.

    What insurers gave CMS as http is asked for by https: nobody on the way may change who is in a network.
    """
    if NOT_SUBMITTED.fullmatch(text):
        return ""
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        if parts.scheme == "http" and not is_loopback(text):
            parts = parts._replace(scheme="https", netloc=parts.netloc.removesuffix(":80"))
        return urlunsplit(parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/", fragment=""))
    except ValueError:
        return text


def insurers(rows: Iterable[RegistryRow]) -> list[Insurer]:
    """The rows, put together where they share an issuer or an address."""
    groups: dict[str, list[RegistryRow]] = {}  # by each issuer's number and each address in them
    for row in rows:
        tags = [tag for tag in (row.issuer, row.address) if tag]
        large, *small = sorted((groups.setdefault(tag, []) for tag in tags), key=len, reverse=True)
        for other in small:
            if other is not large:
                large += other
                groups |= {tag: large for each in other for tag in (each.issuer, each.address) if tag}
        large.append(row)
        groups |= dict.fromkeys(tags, large)
    distinct = {id(group): group for group in groups.values()}
    return [_insurer(group) for group in distinct.values()]


def _insurer(rows: list[RegistryRow]) -> Insurer:
    names: dict[str, str] = {}
    for row in rows:
        names[row.issuer] = names.get(row.issuer) or row.name
    states = sorted({row.state for row in rows})
    return Insurer(names, tuple(states), tuple(sorted({row.address for row in rows} - {""})))
