"""CMS's monthly list of opt-out affidavits (data.cms.gov): who takes no money from Medicare, from when until when.

42 CFR 405.400 to 405.455. The layout is the file's description; no real file was at hand. A row is an affidavit: who
has stayed out for a further two years may have several.
"""

from collections.abc import Iterator

from directory.core import dates, npi
from directory.core.i18n import N_
from directory.importer.formats.archive import Opened
from directory.importer.record import Problem, RawStatement, ReadContext
from directory.importer.sources.named_columns import NamedRow, day_in_name, is_source_file, named_rows

__all__ = ["day_in_name", "is_full", "is_source_file", "statements"]  # what is shared as of every named table
COLUMNS = {
    "npi": "NPI",
    "starts_on": "Optout Effective Date",
    "ends_on": "Optout End Date",
    "updated_on": "Last updated",
}
NO_DAYS = N_("not two dates, from when until when: M/D/YYYY")


def is_full(name: str) -> bool:
    """Always yes: every file names everybody who has opted out."""
    return True


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """The affidavit of each NPI that ends last. The newest “Last updated” is the day that the file speaks of, where
    its name does not tell.

    Raises FileRefused where this is no such list.
    """
    found: dict[str, tuple[str, str, int]] = {}
    for row in named_rows(opened, context, COLUMNS, "CMS’s list of opt-out affidavits"):
        if isinstance(row, Problem):
            yield row
        elif problem := _problem(row):
            yield problem
        else:
            period = dates.stated(row.values["ends_on"]), dates.stated(row.values["starts_on"]), row.number
            found[row.values["npi"]] = _together(found.get(row.values["npi"], period), period)
            context.as_of = max(context.as_of or "", dates.past_or_none(row.values["updated_on"]) or "") or None
    for own_npi, (ends_on, starts_on, number) in found.items():
        facts: dict[str, str | bool | None] = {
            "medicare_opt_out_starts_on": starts_on,
            "medicare_opt_out_ends_on": ends_on,
        }
        yield RawStatement(number, own_npi, adds_only=True, facts=facts)


def _problem(row: NamedRow) -> Problem | None:
    if not npi.is_valid(row.values["npi"]):
        return Problem(row.number, "NPI", row.values["npi"][:60], npi.WRONG, refused=True)
    days = row.values["starts_on"], row.values["ends_on"]
    try:
        starts_on, ends_on = map(dates.stated, days)
    except ValueError:
        starts_on, ends_on = "", ""
    if not "" < starts_on <= ends_on:
        return Problem(row.number, "opt-out", " – ".join(days)[:60], NO_DAYS, refused=True)
    return None


def _together(one: tuple[str, str, int], other: tuple[str, str, int]) -> tuple[str, str, int]:
    """Two affidavits as one period (its last day, its first day, the row): of those that do not meet, the later."""
    earlier, later = sorted((one, other))
    return (later[0], min(earlier[1], later[1]), later[2]) if later[1] <= dates.day_after(earlier[0]) else later
