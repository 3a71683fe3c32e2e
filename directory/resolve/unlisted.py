"""Who is not listed, whatever sources state of them, and why."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from directory.core.licences import DECEASED
from directory.core.practitioner import REMOVALS, SourcedStatement

# Why somebody whom a source lists is not listed, or a statement not shown.
REASONS = (*REMOVALS, "excluded", "deactivated", "standing", "name")
ADDS_ONLY = "what is stated of them only adds to what others list, and nobody does"
IN_WORDS = {
    "request": "removed at request since {since}",
    "retired": "removed as practicing no more since {since}",
    "check": "held back by an admin since {since}",
    "excluded": "held back, excluded from federal health programs since {since}",
    "deactivated": "the NPI is not in use since {since}",
    "deceased": "they have died",
}
AGAINST_ANYBODY = (*REMOVALS, "excluded")  # told also of those whom nobody lists


class Unlisted(NamedTuple):
    """That somebody whom a source lists is not: why, one of REASONS; since: the day, "" where none is told; by: whose
    word it is.
    """

    why: str
    since: str
    by: SourcedStatement


def why_unlisted(statements: Sequence[SourcedStatement]) -> str | None:
    """Why the practitioner of whom these are all statements is not listed, for an admin, in a line; None where they
    are.
    """
    found = _objection(statements)
    if not (found and found.why in AGAINST_ANYBODY) and not any(each.statement.kind for each in statements):
        return ADDS_ONLY
    return found and f"{IN_WORDS[found.why].format(since=found.since)} ({found.by.source}, as of {found.by.as_of})"


def unlisted(statements: Sequence[SourcedStatement]) -> Unlisted | None:
    """The same for programs, of somebody whom a source lists; None where nobody does, or nothing stands against it."""
    return _objection(statements) if _are_listed(statements) else None


def _objection(statements: Sequence[SourcedStatement]) -> Unlisted | None:
    """What stands against listing whom these are about; of several things the first of REASONS."""
    if removal := next((each for each in statements if each.statement.removed_on), None):
        return Unlisted(removal.statement.removed_because, removal.statement.removed_on or "", removal)
    if exclusion := next(_exclusions(statements), None):
        return Unlisted("excluded", exclusion.statement.excluded_on or "", exclusion)
    if out_of_use := _deactivation(statements):
        return Unlisted("deactivated", out_of_use.statement.deactivated_on or "", out_of_use)
    death = next((each for each in statements if _tells_of_death(each)), None)
    return Unlisted("deceased", "", death) if death else None


def is_held_back(statements: Sequence[SourcedStatement]) -> bool:
    """Whether somebody whom a source lists is not shown because of an exclusion."""
    return _are_listed(statements) and any(_exclusions(statements))


def _are_listed(statements: Iterable[SourcedStatement]) -> bool:
    """Whether a source lists them: OIG's list of the excluded does not."""
    return any(each.statement.kind and not each.statement.excluded_on for each in statements)


def _exclusions(statements: Iterable[SourcedStatement]) -> Iterator[SourcedStatement]:
    return (each for each in statements if each.statement.excluded_on)


def _deactivation(statements: Iterable[SourcedStatement]) -> SourcedStatement | None:
    """A deactivation that is newer than the newest file in which NPPES lists the practitioner."""
    listed = max((each.as_of for each in statements if each.source == "nppes"), default="")
    return next((each for each in statements if each.statement.deactivated_on and each.as_of >= listed), None)


def _tells_of_death(sourced: SourcedStatement) -> bool:
    return any(licence.status == DECEASED for licence in sourced.statement.licences)
