"""What passes between the parts of an import: raw listings on the way in, problems on the way out."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Refused(Exception):
    """The whole file cannot be imported. The message is for the admin: what is wrong and what to do."""


class Problem(NamedTuple):
    """A value that could not be read. With refused, its row is not in the directory; else only the value is left out."""

    row: int
    field: str
    value: str
    reason: str
    refused: bool = False


class Slot(NamedTuple):
    """One of the taxonomies a practitioner registered, with the licence given for it."""

    taxonomy: str
    licence_number: str
    licence_state: str
    primary: bool


@dataclass
class RawListing:
    """A row that is about acupuncture, its values as the source wrote them ("" where it says nothing).

    row: its number in the file, the header being row 1.
    """

    row: int
    npi: str = ""
    organisation: bool = False
    organisation_name: str = ""
    last_name: str = ""
    first_name: str = ""
    middle_name: str = ""
    suffix: str = ""
    other_organisation_name: str = ""
    other_last_name: str = ""
    other_first_name: str = ""
    credentials: str = ""
    gender: str = ""
    address_1: str = ""
    address_2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    phone: str = ""
    updated_on: str = ""
    confirmed_on: str = ""
    slots: list[Slot] = field(default_factory=list)


class Gone(NamedTuple):
    """The source no longer lists this practitioner: deactivated, or without acupuncture."""

    id: str


@dataclass
class Tally:
    """How many rows of a file met which end; `listings` and `refused` are counted by the pipeline."""

    rows_read: int = 0
    other_taxonomy: int = 0
    deactivated: int = 0
    repeated: int = 0
    listings: int = 0
    refused: int = 0
