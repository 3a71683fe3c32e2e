"""What a schedule may publish by itself, and what waits for somebody's look."""

from collections.abc import Iterator
from typing import Any

from directory.core.i18n import N_, Message
from directory.core.sources import ON_PAGES
from directory.importer.report import Report
from directory.publish.guard import FEW, MAX_LOST, TooManyLost, refuse_great_loss
from directory.store.imports import published
from directory.store.imports.database import Imports


def losses(before: dict[str, Any], after: dict[str, Any], share: float = MAX_LOST) -> list[str]:
    """What the guard says of a directory that would take another's place, a line each. share: less than the guard's."""
    try:
        refuse_great_loss(before, after, (), share)
    except TooManyLost as lost:
        return [loss.in_words() for loss in lost.losses]
    return []


def listed(about: dict[str, Any]) -> int:
    """How many listings a directory has that says this of itself; none, of the made-up sample."""
    return 0 if about.get("made_up") else int(about.get("listings", 0))


def held_back_by_hand(imports: Imports, about: dict[str, Any]) -> list[str]:
    """That an import stands which somebody has not published, a line; [] where none does. What admins state on a
    listing's page waits for any publish.
    """
    edits = {row["id"] for row in imports.snapshots() if row["source"] in ON_PAGES}
    waiting = [number for number in published.unpublished(imports.connection, about) if number not in edits]
    if not waiting:
        return []
    is_one = Message(
        "Import %(numbers)s is here and not published, and would be published with it.",
        numbers=waiting[0],
    )
    several = Message(
        "Imports %(numbers)s are here and not published, and would be published with it.",
        numbers=", ".join(map(str, waiting)),
    )
    return [several if len(waiting) > 1 else is_one]


def too_much(most: int, before: dict[str, Any], after: dict[str, Any], report: Report) -> Iterator[str]:
    """What of a run is more than goes by itself, a line each. most: percent."""
    share = most / 100
    for loss in losses(before, after, share):
        yield Message("More than %(most)s %% would go: %(loss)s.", most=most, loss=loss)
    if listed(after) - listed(before) > listed(before) * share + FEW:
        before_it, after_it = f"{listed(before):,}", f"{listed(after):,}"
        said = N_("More than %(most)s %% would come: from %(before)s listings to %(after)s.")
        yield Message(said, most=most, before=before_it, after=after_it)
    if report.refused > report.rows_read * share + FEW:
        said = N_("More than %(most)s %% of its rows are refused: %(refused)s of %(rows)s.")
        yield Message(said, most=most, refused=f"{report.refused:,}", rows=f"{report.rows_read:,}")
