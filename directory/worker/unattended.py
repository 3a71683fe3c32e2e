"""What a schedule may publish by itself, and what waits for somebody's look."""

from collections.abc import Iterator
from typing import Any

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
    return [f"{published.in_words(waiting)}, and would be published with it."] if waiting else []


def too_much(most: int, before: dict[str, Any], after: dict[str, Any], report: Report) -> Iterator[str]:
    """What of a run is more than goes by itself, a line each. most: percent."""
    share = most / 100
    for loss in losses(before, after, share):
        yield f"More than {most} % would go: {loss}."
    if listed(after) - listed(before) > listed(before) * share + FEW:
        yield f"More than {most} % would come: from {listed(before):,} listings to {listed(after):,}."
    if report.refused > report.rows_read * share + FEW:
        yield f"More than {most} % of its rows are refused: {report.refused:,} of {report.rows_read:,}."
