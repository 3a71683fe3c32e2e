"""What became of a file's rows: the object that `import --json` prints, and that imports.db and the desk's jobs keep.

The last functions turn a report to and from JSON; nothing else does.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypedDict

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from directory.core.i18n import kept, messages_in

SUMMED = ("rows_read", "listings", "problems", "refused")
COMPARED = ("new", "changed", "removed", "unchanged")


class PassedOver(Struct, frozen=True):
    """Rows that became no listing, and that nothing is wrong with."""

    other_taxonomy: int = 0
    deactivated: int = 0
    repeated: int = 0


class StatementChange(TypedDict):
    """A statement that is new, changed or removed. fields: of a changed one {field: [value before, value now]}."""

    id: str
    name: str
    fields: dict[str, list[Any]]


class Geocoded(Struct, frozen=True, kw_only=True):
    """What a geocoding service was asked.

    asked, placed, given_up: addresses; far: why answers were not believed, a line each; stopped: why it was asked no
    more, None where it was not stopped; report: the path of the addresses without a point, where there are any.
    """

    asked: int
    placed: int
    given_up: int
    far: list[str]
    stopped: str | None = None
    report: str | UnsetType = UNSET


# In the order in which programs get the fields; what is UNSET is left out.
class Report(Struct, frozen=True, kw_only=True):
    """What became of the rows of a file, or of several.

    snapshot: its number, of several files the last one's; problems: how many; refused: rows; notes: lines for people.
    extent ("full" or "update"), map, payer, society, plans, edition, issuer_names: how it was read
    (ImportOptions.manner). damaged: names of files of which only a part could be read. indexes, version, asked_at: of
    an insurer's files, where they come from, which they are and when they were asked for. who, why: of what an admin
    states on a listing's page. skipped: it was imported before, as this snapshot.

    report, mend, then: the paths of all problems and of the rows to mend, and the command that imports these;
    too_large, no_table: why there are none to mend. files: the reports of several; companions: of files found beside
    them. new, changed, removed, unchanged: listings of the source. sample_taken_out: the made-up listings were there
    before. changes: some of them, of a dry run; reports: all paths of problems.

    published, and what is known after that: geocoded; refusal: why the guard refused, see cli.publishing; waiting:
    pairs for an admin to decide, not_compared: lines on those too many to compare; held_back: ids; cannot_answer: what
    is not known of listings (store.listings.gaps); on_listings: how many listings have a statement of a source that
    lists nobody itself.
    """

    source: str = ""
    snapshot: int = 0
    file: str | UnsetType = UNSET
    rows_read: int = 0
    listings: int = 0
    problems: int = 0
    refused: int = 0
    passed_over: PassedOver | UnsetType = UNSET
    notes: list[str] | UnsetType = UNSET
    extent: str | UnsetType = UNSET
    map: str | UnsetType = UNSET
    payer: str | UnsetType = UNSET
    society: str | UnsetType = UNSET
    plans: str | UnsetType = UNSET
    edition: str | UnsetType = UNSET
    issuer_names: str | UnsetType = UNSET
    damaged: list[str] | UnsetType = UNSET
    indexes: list[str] | UnsetType = UNSET
    version: str | UnsetType = UNSET
    asked_at: str | UnsetType = UNSET
    seconds: float | UnsetType = UNSET
    who: str | UnsetType = UNSET
    why: str | UnsetType = UNSET
    skipped: bool | UnsetType = UNSET
    report: str | UnsetType = UNSET
    mend: str | UnsetType = UNSET
    too_large: bool | UnsetType = UNSET
    no_table: bool | UnsetType = UNSET
    then: list[str] | UnsetType = UNSET
    files: list["Report"] | UnsetType = UNSET
    new: int | UnsetType = UNSET
    changed: int | UnsetType = UNSET
    removed: int | UnsetType = UNSET
    unchanged: int | UnsetType = UNSET
    sample_taken_out: bool | UnsetType = UNSET
    companions: list["Report"] | UnsetType = UNSET
    changes: dict[str, list[StatementChange]] | UnsetType = UNSET
    reports: list[str] | UnsetType = UNSET
    published: bool | UnsetType = UNSET
    geocoded: Geocoded | UnsetType = UNSET
    refusal: dict[str, Any] | UnsetType = UNSET
    waiting: int | UnsetType = UNSET
    not_compared: list[str] | UnsetType = UNSET
    held_back: list[str] | UnsetType = UNSET
    cannot_answer: list[dict[str, Any]] | UnsetType = UNSET
    on_listings: int | UnsetType = UNSET

    def of_each_file(self) -> list["Report"]:
        """The report of each file that was imported."""
        return [*(self.files or [self]), *(self.companions or ())]

    def is_read_in(self, manner: Mapping[str, str | None]) -> bool:
        """Whether it was read in this manner (ImportOptions.manner)."""
        return all((getattr(self, name) or None) == value for name, value in manner.items())

    def as_json(self) -> dict[str, Any]:
        """The object for programs."""
        values: dict[str, Any] = msgspec.to_builtins(self, enc_hook=str.__str__)
        return values

    def as_kept(self) -> dict[str, Any]:
        """The same for the databases: Messages stay what they are, as `report_from_json` takes them."""
        values: dict[str, Any] = msgspec.to_builtins(self, enc_hook=kept)
        return values


class ReportedSnapshot(NamedTuple):
    """A snapshot, a row of imports.db as store.imports.database.Snapshot, what became of its rows, and whether it is
    published.
    """

    row: Mapping[str, Any]
    report: Report
    published: bool

    @classmethod
    def of(cls, row: Mapping[str, Any], waiting: Sequence[int]) -> "ReportedSnapshot":
        """waiting: the numbers of the snapshots that are not published."""
        return cls(row, report_from_json(row["counts"]), not (row["withdrawn"] or row["id"] in waiting))

    def as_json(self) -> dict[str, Any]:
        """The object for programs: {"snapshot": its number, …}, with what became of the file's rows as it was written,
        be it by an older program.
        """
        flags = {"made_up": bool(self.row["made_up"]), "whole": bool(self.row["whole"])}
        flags |= {"withdrawn": bool(self.row["withdrawn"]), "published": self.published}
        others = {name: value for name, value in self.row.items() if name not in ("id", *flags)}
        return {
            "snapshot": self.row["id"],
            **others,
            **flags,
            **json.loads(self.row["counts"], object_hook=messages_in),
        }


def summed(reports: Sequence[Report]) -> Report:
    """One report for all files: counts added up, the last file's snapshot, the files' own reports where there are
    several.
    """
    if len(reports) == 1:
        return reports[0]
    counts = {name: sum(getattr(each, name) for each in reports) for name in SUMMED}
    passed_over = PassedOver(
        **{
            name: sum(getattr(each.passed_over or PassedOver(), name) for each in reports)
            for name in PassedOver.__struct_fields__
        }
    )
    return replace(reports[-1], **counts, passed_over=passed_over, files=list(reports))


def report_from_json(values: Mapping[str, Any] | str) -> Report:
    """The report in an object that a program was given, or in a JSON text; what an older program wrote besides is left
    out. Raises msgspec.ValidationError where it holds none.
    """
    told = json.loads(values, object_hook=messages_in) if isinstance(values, str) else values
    return msgspec.convert(told if isinstance(told, dict) else dict(told), Report)
