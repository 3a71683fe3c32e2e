"""A table of a bench as an SVG picture.

Points joined by lines over the table's places, on a scale of powers of ten, readable on light and on dark.
"""

import re
from collections.abc import Iterator
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 360, 60, 520, 44, 320
APART = 16  # between the names at the ends of lines
COLOURS = (
    ("#1f5fbf", "#7db3ff"),
    ("#b3470b", "#ffab73"),
    ("#1d7a3e", "#74d69a"),
    ("#7a3fa8", "#d0a2ff"),
    ("#8a6a00", "#e6c65a"),
)  # on light, on dark
STYLE = """text { font: 13px sans-serif; fill: #222 } .title { font-weight: bold }\
 .grid { stroke: #ddd } .line { fill: none; stroke-width: 2 }
%s
@media (prefers-color-scheme: dark) { text { fill: #eee } .grid { stroke: #444 } %s }"""

Table = list[dict[str, str]]  # rows: what stands under each heading


def tables(text: str) -> list[Table]:
    """The Markdown tables of a text."""
    result = []
    for block in re.findall(r"(?:^\|.*\n)+", text, re.M):
        heads, _, *rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in block.splitlines()]
        result.append([dict(zip(heads, row, strict=True)) for row in rows])
    return result


def by_column(table: Table) -> tuple[list[str], dict[str, list[float]]]:
    """Places along the picture are the rows, whose names stand in the first column; each other column is a line."""
    first, *others = table[0]
    rows = [row for row in table if all(number(row[name]) for name in others)]
    return [row[first] for row in rows], {name: [number(row[name]) for row in rows] for name in others}


def by_row(table: Table) -> tuple[list[str], dict[str, list[float]]]:
    """Places along the picture are the columns, each row is a line; rows of ratios are none."""
    first, *others = table[0]
    return others, {
        row[first]: [number(row[name]) for name in others] for row in table if all(number(row[name]) for name in others)
    }


def number(text: str) -> float | None:
    """What a cell says, where it is a number above 0 and nothing else."""
    try:
        return float(text.replace(",", "")) or None
    except ValueError:
        return None


def picture(title: str, places: list[str], lines: dict[str, list[float]]) -> str:
    """The SVG."""
    values = [value for each in lines.values() for value in each]
    low, high = floor(log10(min(values))), max(ceil(log10(max(values))), floor(log10(min(values))) + 1)
    across = [LEFT + 40 + (RIGHT - LEFT - 80) * place / max(len(places) - 1, 1) for place in range(len(places))]

    def up(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (log10(value) - low) / (high - low)

    parts = [f'<text class="title" x="{LEFT}" y="22">{escape(title)}</text>']
    for power in range(low, high + 1):
        height = up(10**power)
        parts.append(
            f'<path class="grid" d="M{LEFT} {height:.1f}H{RIGHT}"/>'
            f'<text x="{LEFT - 8}" y="{height + 4:.1f}" text-anchor="end">{10**power:,g}</text>'
        )
    parts += [
        f'<text x="{x:.1f}" y="{BOTTOM + 22}" text-anchor="middle">{escape(place)}</text>'
        for x, place in zip(across, places, strict=True)
    ]
    for place, (each, heights) in enumerate(lines.items()):
        points = " ".join(f"{x:.1f},{up(value):.1f}" for x, value in zip(across, heights, strict=True))
        parts.append(f'<polyline class="line s{place}" points="{points}"><title>{escape(each)}</title></polyline>')
    parts += _names({name: up(heights[-1]) for name, heights in lines.items()}, across[-1] + 10)
    style = STYLE % tuple(
        " ".join(
            f".s{place} {{ stroke: {pair[dark]} }} .n{place} {{ fill: {pair[dark]} }}"
            for place, pair in enumerate(COLOURS)
        )
        for dark in (0, 1)
    )
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'aria-label="{escape(title)}">',
            f"<style>{style}</style>",
            *parts,
            "</svg>",
            "",
        )
    )


def _names(heights: dict[str, float], x: float) -> Iterator[str]:
    """The names of the lines beside their ends, moved apart where they would cover each other."""
    least = 0.0
    for name in sorted(heights, key=heights.get):
        least = max(heights[name] + 4, least)
        yield f'<text class="n{list(heights).index(name)}" x="{x:.1f}" y="{least:.1f}">{escape(name)}</text>'
        least += APART
