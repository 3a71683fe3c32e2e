"""The chart of an estimate: where its points go. The templates draw them as SVG, with attributes and classes only."""

from collections.abc import Sequence
from math import ceil, log10
from typing import NamedTuple

from directory.coverage.costs import HUNDRED, VisitCost

LEFT, RIGHT, TOP, BOTTOM = 52, 350, 12, 190  # of the plot, in the units of its viewBox (360 × 232)
INSET = 6  # from the sides of the plot to the first and last visit
MAX_GRID_LINES = 4
MAX_VISIT_LABELS = 12


class Curve(NamedTuple):
    """Costs by visit. band, full and paid are SVG `points` attributes.

    Ticks are (place, label) pairs: dollars from below, visits from the left.
    """

    band: str
    full: str
    paid: str
    dollars: list[tuple[float, int]]
    visits: list[tuple[float, int]]


class Axes(NamedTuple):
    """What the axes reach: so many visits, so many dollars."""

    visits: int
    dollars: int

    def x(self, visit: int) -> float:
        """The place of a visit, from the left."""
        width = RIGHT - LEFT - 2 * INSET
        return round(LEFT + INSET + width * (visit - 1) / max(self.visits - 1, 1), 1)

    def y(self, dollars: float) -> float:
        """The place of an amount, from the top."""
        return round(BOTTOM - (BOTTOM - TOP) * dollars / self.dollars, 1)

    def point(self, visit: int, cents: int) -> str:
        """A point as an SVG `points` attribute has it."""
        return f"{self.x(visit):g},{self.y(cents / HUNDRED):g}"


def curve(rows: Sequence[VisitCost]) -> Curve | None:
    """The curve of an estimate; none where there are no visits."""
    if not rows:
        return None
    most = max(rows[-1].total.middle, rows[-1].paid.high) / HUNDRED
    step = _grid_step(most)
    axes = Axes(len(rows), step * ceil(most / step) or step)
    low = [axes.point(row.visit, row.paid.low) for row in rows]
    high = [axes.point(row.visit, row.paid.high) for row in rows]
    every = max(1, ceil(len(rows) / MAX_VISIT_LABELS))
    labeled = [row.visit for row in rows if row.visit % every == 0 or row.visit == 1]
    return Curve(
        " ".join(low + high[::-1]),
        " ".join(axes.point(row.visit, row.total.middle) for row in rows),
        " ".join(axes.point(row.visit, row.paid.middle) for row in rows),
        [(axes.y(dollars), dollars) for dollars in range(0, axes.dollars + 1, step)],
        [(axes.x(visit), visit) for visit in labeled],
    )


def _grid_step(most: float) -> int:
    """Dollars from one line of the grid to the next: 1, 2 or 5 with noughts."""
    rough = max(most / MAX_GRID_LINES, 1)
    power: int = 10 ** int(log10(rough))
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= rough)
