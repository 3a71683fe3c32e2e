"""Prints how fonts that a visitor's machine has are scaled so that a text takes the room that it will take in our own
typefaces: nothing moves when these come. What is printed stands at the top of directory/web/static/site.css.

    pip install fonttools brotli
    python3 data/typeface_fallbacks.py OURS.woff2 LOCAL.ttf …

size-adjust: the ratio of the widths of an English text; the other three: our lines' height at that size.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

TEXT = (
    "Find an acupuncturist near you. Who takes your plan and how we know: the insurer's own list, or only what the "
    "practitioner says. Each address and each license says when it was last confirmed, and by whom. 1234567890 Portland"
)


def width(font: TTFont) -> float:
    """The width of the text, in sizes of the font."""
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    return sum(widths[glyphs[ord(letter)]][0] for letter in TEXT) / font["head"].unitsPerEm


def adjusted(ours: TTFont, local: TTFont) -> str:
    """The four descriptors of a local font's @font-face."""
    size = width(ours) / width(local)
    units, lines = ours["head"].unitsPerEm * size, ours["hhea"]
    return (
        f"size-adjust: {size:.1%}; ascent-override: {lines.ascent / units:.1%}; "
        f"descent-override: {-lines.descent / units:.1%}; line-gap-override: {lines.lineGap / units:.0%};"
    )


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: typeface_fallbacks.py OURS.woff2 LOCAL.ttf …")
    ours = TTFont(sys.argv[1])
    for path in sys.argv[2:]:
        print(f"{Path(path).stem}: {adjusted(ours, TTFont(path))}")
