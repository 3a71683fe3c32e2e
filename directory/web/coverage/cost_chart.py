"""Pictures that the server draws: where the points go. The templates draw them as SVG, with attributes and classes only."""

from collections.abc import Sequence
from math import ceil, log10
from typing import NamedTuple

from directory.coverage.costs import HUNDRED, VisitCost

LEFT, RIGHT, TOP, BOTTOM = 52, 350, 12, 190  # of the plot, in the units of its viewBox (360 × 232)
LINES = 4  # of the grid, at most


class Curve(NamedTuple):
    """Costs by visit. Each line is an SVG `points` attribute; ticks are (place, label) pairs: dollars from below, visits from the left."""

    band: str
    full: str
    paid: str
    dollars: list[tuple[float, int]]
    visits: list[tuple[float, int]]


def curve(rows: Sequence[VisitCost]) -> Curve | None:
    """The curve of an estimate; none where there are no visits."""
    if not rows:
        return None
    most = max(rows[-1].total.middle, rows[-1].paid.high) / HUNDRED
    step = _step(most)
    top = step * ceil(most / step) or step

    def _point(visit: int, cents: int) -> str:
        return f"{_x(visit, len(rows)):g},{_y(cents / HUNDRED, top):g}"

    low, high = ([_point(row.visit, row.paid[level]) for row in rows] for level in (0, 2))
    every = max(1, ceil(len(rows) / 12))
    return Curve(
        " ".join(low + high[::-1]),
        " ".join(_point(row.visit, row.total.middle) for row in rows),
        " ".join(_point(row.visit, row.paid.middle) for row in rows),
        [(_y(dollars, top), dollars) for dollars in range(0, top + 1, step)],
        [(_x(row.visit, len(rows)), row.visit) for row in rows if row.visit % every == 0 or row.visit == 1],
    )


def _x(visit: int, visits: int) -> float:
    return round(LEFT + 6 + (RIGHT - LEFT - 12) * (visit - 1) / max(visits - 1, 1), 1)


def _y(dollars: float, top: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * dollars / top, 1)


def _step(most: float) -> int:
    """Dollars from one line of the grid to the next: 1, 2 or 5 with noughts."""
    rough = max(most / LINES, 1)
    scale = 10 ** int(log10(rough))
    return next(scale * round_number for round_number in (1, 2, 5, 10) if scale * round_number >= rough)
