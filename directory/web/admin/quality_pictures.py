"""The pictures of how good the directory is: bars, whose places the templates draw as SVG."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from directory.core.facts import BY_NAME
from directory.core.i18n import N_
from directory.core.taxonomy import KINDS
from directory.store.listings.quality import AGREE, DISAGREE, MEASURES
from directory.web.admin.imports_words import source_title
from directory.web.shell.language import day_in_words

WIDTH, ROW, LEFT, RIGHT = 720, 22, 310, 60  # units of the viewBox: all of it, a bar, beside it its name and its figure
MAX_BARS = 60
MEASURE_LABELS = {
    "insurance": N_("with insurance"),
    "board": N_("with a licensing board’s word"),
    "street": N_("with a point as exact as the street"),
    "confirmed": N_("address confirmed in the last 90 days"),
}
FACT_LABELS = {
    **{name: fact.label for name, fact in BY_NAME.items()},
    "phone": N_("telephone number"),
    "status": N_("license status"),
    "expires_on": N_("last day of the license"),
}


class BarPart(NamedTuple):
    """A piece of a bar. shade: its class, "a" to "d"; x, width: where it is drawn."""

    shade: str
    x: float
    width: float


class Bar(NamedTuple):
    """A bar. y: its top; text: its figure."""

    label: str
    y: int
    parts: list[BarPart]
    text: str


class Picture(NamedTuple):
    """Bars below each other, and how high they are together."""

    bars: list[Bar]
    height: int


def picture(rows: Iterable[tuple[str, Sequence[int], str]], most: float | None = None) -> Picture:
    """Bars of (label, figures, text). most: what a whole width stands for, None for the largest bar."""
    shown = list(rows)[:MAX_BARS]
    scale = (WIDTH - LEFT - RIGHT) / (most or max((sum(values) for _, values, _ in shown), default=0) or 1)
    bars = []
    for number, (label, values, text) in enumerate(shown):
        parts, x = [], float(LEFT)
        for shade, value in zip("abcd", values, strict=False):
            parts.append(BarPart(shade, round(x, 1), round(value * scale, 1)))
            x += value * scale
        bars.append(Bar(label, number * ROW, parts, text))
    return Picture(bars, len(bars) * ROW)


def kinds(figures: dict[str, Any]) -> Picture:
    """How many of each kind."""
    found = figures.get("kinds", {})
    return picture((KINDS[kind], [row["listings"]], f"{row['listings']:,}") for kind, row in found.items())


def measures(figures: dict[str, Any]) -> Picture:
    """Of all listings, the share of which each measure holds."""
    found = figures.get("kinds", {}).values()
    total = sum(row["listings"] for row in found)
    sums = [(name, sum(row[name] for row in found)) for name in MEASURES]
    return picture(((MEASURE_LABELS[name], [count], share(count, total)) for name, count in sums), total)


def share(count: int, total: int) -> str:
    """A share in per cent."""
    return f"{count / total:.0%}" if total else "–"


def states(figures: dict[str, Any]) -> Picture:
    """Each state by kind, those with most first."""
    found = sorted(figures.get("states", {}).items(), key=lambda pair: (-pair[1]["listings"], pair[0]))
    return picture((state, list(row["by_kind"].values()), f"{row['listings']:,}") for state, row in found)


def agreement(figures: dict[str, Any]) -> Picture:
    """By field, of those of which several sources state it, the share in which they agree."""
    found = sorted(figures.get("facts", {}).items())
    return picture(
        (
            (FACT_LABELS[fact], [_percent(row, AGREE), _percent(row, DISAGREE)], share(row[AGREE], sum(row.values())))
            for fact, row in found
        ),
        100,
    )


def _percent(row: dict[str, int], said: str) -> int:
    return round(100 * row[said] / max(sum(row.values()), 1))


def problems(figures: dict[str, Any]) -> Picture:
    """By source and day of its file, problems among 1,000 rows."""
    found = [row for row in figures.get("problems", ()) if row["rows_read"]]
    ordered = sorted(found, key=lambda row: (row["source"], row["as_of"]))
    rates = [(row, round(1000 * (row["problems"] or 0) / row["rows_read"])) for row in ordered]
    return picture(
        (f"{source_title(row['source'])}, {day_in_words(row['as_of'])}", [rate], f"{rate}‰") for row, rate in rates
    )
