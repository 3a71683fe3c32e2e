"""Who is not listed, whatever sources state of them, and why."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from directory.core.licences import DECEASED
from directory.core.practitioner import REMOVALS, SourcedStatement

REMOVED = dict(
    zip(REMOVALS, ("removed at request", "removed as practicing no more", "held back by an admin"), strict=True)
)
# Why somebody whom a source lists is not listed, or a statement not shown.
REASONS = (*REMOVALS, "excluded", "deactivated", "deceased", "standing", "name")


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
    if removal := next((each for each in statements if each.statement.removed_on), None):
        why = REMOVED[removal.statement.removed_because]
        return f"{why} since {removal.statement.removed_on} {_cited(removal)}"
    if exclusion := next(_exclusions(statements), None):
        since = f"excluded from federal health programs since {exclusion.statement.excluded_on}"
        return f"held back, {since} {_cited(exclusion)}"
    if not any(each.statement.kind for each in statements):
        return "what is stated of them only adds to what others list, and nobody does"
    if out_of_use := _deactivation(statements):
        return f"the NPI is not in use since {out_of_use.statement.deactivated_on} {_cited(out_of_use)}"
    if death := next((each for each in statements if _tells_of_death(each)), None):
        return f"they have died {_cited(death)}"
    return None


def unlisted(statements: Sequence[SourcedStatement]) -> Unlisted | None:
    """The same for programs, of somebody whom a source lists; None where nobody does, or nothing stands against it."""
    if not any(each.statement.kind and not each.statement.excluded_on for each in statements):
        return None
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
    lists = any(each.statement.kind and not each.statement.excluded_on for each in statements)
    return lists and any(_exclusions(statements))


def _exclusions(statements: Iterable[SourcedStatement]) -> Iterator[SourcedStatement]:
    return (each for each in statements if each.statement.excluded_on)


def _deactivation(statements: Iterable[SourcedStatement]) -> SourcedStatement | None:
    """A deactivation that is newer than the newest file in which NPPES lists the practitioner."""
    listed = max((each.as_of for each in statements if each.source == "nppes"), default="")
    return next((each for each in statements if each.statement.deactivated_on and each.as_of >= listed), None)


def _tells_of_death(sourced: SourcedStatement) -> bool:
    return any(licence.status == DECEASED for licence in sourced.statement.licences)


def _cited(sourced: SourcedStatement) -> str:
    return f"({sourced.source}, as of {sourced.as_of})"
