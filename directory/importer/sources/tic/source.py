"""Transparency in Coverage: in-network files, which say who is in a plan's network and what it pays for acupuncture.

Their prices are often a fee schedule for everybody in the network, whatever they do. So a file lists nobody: it adds to
whom another source calls an acupuncturist.
"""

from collections.abc import Iterator

from directory.core import dates
from directory.core.i18n import N_, Message
from directory.importer.formats.archive import Opened
from directory.importer.formats.file_set import FileSet
from directory.importer.record import Problem, RawStatement, ReadContext
from directory.importer.sources.tic import remote
from directory.importer.sources.tic.network_file import NetworkFile, network_file, read_missed_rates
from directory.importer.sources.tic.npi_finder import NpiFinder
from directory.importer.sources.tic.stating import Stating

NO_CODES = N_("this file has no price of acupuncture: it only says who is in the network")
NOT_LISTED = N_("have prices of acupuncture, and no source calls them acupuncturists: they are not listed")
NOT_COUNTED = N_(
    "have prices of acupuncture, and no source calls them acupuncturists: they are not listed; in a file this large "
    "only the first groups are counted"
)
NOBODY_PRICED = N_("none of the groups that have prices of acupuncture holds anybody listed here")
NO_DAY = Message(
    "not a day that has been: the file counts as of the day in its name, or of “The day it speaks of”",
    command="not a day that has been: the file counts as of the day in its name, or of --as-of",
)


def is_source_file(name: str) -> bool:
    """Whether a file of a folder or a ZIP may be an in-network file, by its name."""
    return name.lower().endswith(".json") and not name.startswith(".")


def day_in_name(name: str) -> str | None:
    """None: the day stands in the file."""
    return None


def is_full(name: str) -> bool:
    """A file is all that its payer says of the plan, or of the network."""
    return True


def statements(files: FileSet, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """What the files state of `context.listed`. Raises FileRefused where one is no in-network file."""
    finder, stating, days = NpiFinder(context.listed), Stating(context), set[str]()
    for opened, file in files.each(lambda opened: network_file(opened, finder)):
        yield from remote.add_groups(opened, file, context.fetch)
        read_missed_rates(opened, file)
        yield from _problems(opened, file, days)
        stating.add(file, opened.name, context.plans.get(opened.path, ()))
        context.tally.rows_read += max(file.codes, 1)
        others = file.said.others_priced()
        context.tally.rows_read += others
        context.tally.other_taxonomy += others
    yield from stating.statements()
    context.as_of = context.as_of or max(days, default=None)


def _problems(opened: Opened, file: NetworkFile, days: set[str]) -> Iterator[Problem]:
    """What was passed over; the file's day is added to `days`."""
    row, told = opened.row(1), file.head.get("last_updated_on", "")
    if day := dates.past_or_none(told.strip()):
        days.add(day)
    else:
        days.update(filter(None, [dates.in_name(opened.name)]))
        yield Problem(row, "last_updated_on", told[:60], NO_DAY)
    if not file.codes:
        yield Problem(row, "billing_code", "", NO_CODES)
    if file.no_npi:
        reason = N_("contracts known by a tax number only, without an NPI: whom they are with is not told")
        yield Problem(row, "npi", f"{file.no_npi:,}", reason)
    if file.unreadable:
        reason = N_(
            "prices of acupuncture that are no amount, of no known kind, or for patients in a hospital are left out"
        )
        yield Problem(row, "negotiated_prices", f"{file.unreadable:,}", reason)
    if lost := file.unmatched():
        yield Problem(row, "provider_references", f"{lost:,}", "groups that have prices and are not in the file")
    elif file.codes and not (file.whole or len(file.said.priced())):
        yield Problem(row, "provider_references", "", NOBODY_PRICED)
    others = file.said.others_priced()
    if not (file.whole and file.said.all_counted):
        yield Problem(row, "npi", f"at least {others:,}", NOT_COUNTED)
    elif others:
        yield Problem(row, "npi", f"{others:,}", NOT_LISTED)
