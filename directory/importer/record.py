"""What passes between the parts of an import: raw statements on the way in, problems on the way out."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Self

from directory.core.i18n import Message
from directory.core.medicare_service import MedicareService
from directory.core.practitioner import PlanTaken
from directory.core.registration import Registration
from directory.importer.mending import Table

LONGEST_REFUSAL = 500  # characters
LONGEST_QUOTED = 120  # characters of a value, in a refusal that would be longer

Fetch = Callable[[str], AbstractContextManager[Path]]  # the file at a web address; raises FileRefused


def printable(text: str) -> str:
    """The text with question marks for what would break a line or the terminal: it may quote a file."""
    return "".join(character if character.isprintable() else "?" for character in text)


def message(said: str, command: str = "", **values: object) -> Message:
    """What is said as a Message that is printable: one already, or as one is made."""
    if isinstance(said, Message):
        return said.with_texts(printable)
    return Message(said, command, **values).with_texts(printable) if values else Message(printable(said), command)


class WordedError(Exception):
    """An exception whose text is a Message for an admin. It may quote a file, and is printable."""

    def __init__(self, said: str, command: str = "", **values: object):
        """As a Message is made; or of one."""
        super().__init__(message(said, command, **values))


class FileRefused(WordedError):
    """The whole file cannot be imported. The text is for the admin, in one line: what is wrong and what to do.

    said: that, without where; where: a file or an address that is named before it.
    """

    def __init__(self, said: str, where: object = "", command: str = "", **values: object):
        """As a Message is made; or of one."""
        self.said, self.where = message(said, command, **values), str(where)
        whole = Message("%(where)s: %(said)s", where=self.where, said=self.said) if where else self.said
        super().__init__(_shortened(whole))


def _shortened(said: Message) -> Message:
    """A text as long as a line may be: its values cut, and itself where that is not enough."""
    if len(said) > LONGEST_REFUSAL:
        said = said.with_texts(lambda text: _cut(text, LONGEST_QUOTED))
    return said if len(said) <= LONGEST_REFUSAL else Message(_cut(said, LONGEST_REFUSAL))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most // 2]} … {text[-most // 2 :]}"


def empty(path: Path | str) -> FileRefused:
    """Why a file with nothing in it is refused."""
    return FileRefused("the file is empty. Download it again.", path)


def why_unreadable(error: ValueError) -> str:
    """Why core cannot read a value, without the value."""
    said = str(error)
    return said if isinstance(said, Message) else said.partition(": ")[0]


class RowNumber(int):
    """A row's number in its file. where: what else tells the row: its file, where a source reads several together, or
    the number that a table's keeper gives it.
    """

    where: str

    def __new__(cls, number: int, where: str) -> Self:
        """The row of this number."""
        row = super().__new__(cls, number)
        row.where = where
        return row

    def __str__(self) -> str:
        return f"{int(self)} ({self.where})"

    def __reduce__(self) -> tuple[type, tuple[int, str]]:
        return RowNumber, (int(self), self.where)


class _Problem(NamedTuple):
    row: int
    field: str
    value: str
    reason: str
    refused: bool


class Problem(_Problem):
    """A value that could not be read. With refused, its row is not in the directory; else only the value is left out.

    The reason says what else tells the row, where the row knows it.
    """

    def __new__(cls, row: int, field: str, value: str, reason: str, refused: bool = False) -> Self:
        """What is wrong in a row."""
        said = reason if isinstance(reason, Message) else Message(reason)
        if isinstance(row, RowNumber):
            said = Message("%(said)s (%(where)s)", said=said, where=row.where)
        return super().__new__(cls, row, field, value, said, refused)


class Slot(NamedTuple):
    """One of the taxonomies a practitioner registered, with the licence given for it."""

    taxonomy: str
    licence_number: str
    licence_state: str
    primary: bool


class RawLocation(NamedTuple):
    """A place of practice, as the source wrote it; from when until when somebody practises there, in which hours."""

    address_1: str = ""
    address_2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    phone: str = ""
    starts_on: str = ""
    ends_on: str = ""
    hours: str = ""
    fax: str = ""


ADDRESS_FIELDS = tuple(name for name in RawLocation._fields if name not in ("starts_on", "ends_on", "hours", "fax"))


class RawLicence(NamedTuple):
    """A licence to practise acupuncture. status: one of this program's words (core.practitioner.Licence)."""

    state: str
    number: str
    status: str = "unknown"
    expires_on: str = ""


class ReportedPlan(NamedTuple):
    """A plan as its insurer reports it. number: HIOS's, or the employer's tax number; sponsor: the employer."""

    name: str
    issuer: str = ""
    sponsor: str = ""
    number: str = ""


class PlanEdition(NamedTuple):
    """Whose directory files are: that of a Medicare Advantage contract ("H1234") in a plan year."""

    contract: str
    year: int


@dataclass(frozen=True)
class KnownIssuers:
    """What CMS's registry says of the issuers whose files are read.

    names: {HIOS number: name}; elsewhere: the numbers of those for whom other files speak.
    """

    names: dict[str, str] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()


@dataclass
class RawStatement:
    """What a row, or several about the same practitioner, says: values as the source wrote them ("" where it says
    nothing).

    row: the first row's number in the file, the header being row 1. key: the source's own name for the practitioner,
    where that is not the NPI. on_file: its locations are what a licensee gave the board, and no practice as far as
    anybody knows. adds_only: says something of a practitioner whom another source lists, and lists nobody by itself.
    kind: one of taxonomy.KINDS where the source tells it, else told by slots and credentials. other_names: an
    organisation's. ended_phones: numbers in use no more. facts: those of core.facts that have one value, by name: text,
    or yes and no where the source has read it.
    """

    row: int
    npi: str = ""
    key: str = ""
    on_file: bool = False
    adds_only: bool = False
    kind: str = ""
    organisation: bool = False
    organisation_name: str = ""
    last_name: str = ""
    first_name: str = ""
    middle_name: str = ""
    suffix: str = ""
    other_organisation_name: str = ""
    other_names: list[str] = field(default_factory=list)
    other_last_name: str = ""
    other_first_name: str = ""
    credentials: str = ""
    updated_on: str = ""
    confirmed_on: str = ""
    deactivated_on: str = ""
    excluded_on: str = ""
    locations: list[RawLocation] = field(default_factory=list)
    ended_phones: list[str] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    licences: list[RawLicence] = field(default_factory=list)
    insurance: Sequence[PlanTaken] = ()
    languages: list[str] = field(default_factory=list)
    medicare_services: list[MedicareService] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)
    facts: dict[str, str | bool | None] = field(default_factory=dict)


@dataclass
class RowCounts:
    """How many rows of a file met which end; `refused` is counted by the pipeline, the rest by the source."""

    rows_read: int = 0
    other_taxonomy: int = 0
    deactivated: int = 0
    refused: int = 0


@dataclass
class ReadContext:
    """What a source is told besides its file.

    known: ids that it has listed before; whole: the file replaces what it said; parts: what it is the whole of, where
    that is not all of the source, for the source to fill in (a state or an insurer: the beginning of ids, up to the
    first "-"); npis: every NPI that NPPES or Part B lists or has listed; listed: the same of any source; state: the
    state whose licences these are; society: whose members, by its short name, "" where it has none; payer: whose plans
    these are, where the admin said it; plans: those whose file each one is, as a table of contents says; issuers: see
    KnownIssuers; lenient: a damaged file of several costs itself only, and is counted in `damaged`; edition: of the
    files, where their index tells it; fetch: gets the file at a web address, None where nothing may be fetched; as_of:
    the day the file speaks of, where the admin gave it, else for the source to fill in where the file itself says it;
    map_file: how a table is to be read, see core.table_map; tally: where it counts what it passes over; table: where it
    keeps the rows that an admin may have to mend, if it is made of such; notes: sentences for the report about the file
    as a whole, such as what of it is not read.
    """

    known: set[str] = field(default_factory=set)
    whole: bool = True
    parts: set[str] = field(default_factory=set)
    npis: set[str] = field(default_factory=set)
    state: str = ""
    society: str = ""
    payer: str = ""
    listed: set[str] = field(default_factory=set)
    plans: dict[Path, tuple[ReportedPlan, ...]] = field(default_factory=dict)
    issuers: KnownIssuers = field(default_factory=KnownIssuers)
    lenient: bool = False
    damaged: list[str] = field(default_factory=list)
    edition: PlanEdition | None = None
    fetch: Fetch | None = None
    as_of: str | None = None
    map_file: Path | None = None
    tally: RowCounts = field(default_factory=RowCounts)
    table: Table = field(default_factory=Table)
    notes: list[str] = field(default_factory=list)

    def note(self, sentence: str) -> None:
        """Adds to the notes. It may quote the file."""
        self.notes.append(message(sentence))


class Removed(NamedTuple):
    """The source no longer lists this practitioner: deactivated, or without acupuncture."""

    id: str
