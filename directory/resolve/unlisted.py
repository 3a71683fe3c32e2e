"""Who is not listed, whatever sources state of them, and why."""

from collections.abc import Iterable, Iterator, Sequence

from directory.core.licences import DECEASED
from directory.core.practitioner import SourcedStatement


def why_unlisted(statements: Sequence[SourcedStatement]) -> str | None:
    """Why the practitioner of whom these are all statements is not listed, for an admin, in a line; None where they
    are.
    """
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
