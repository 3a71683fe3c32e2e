"""How a frame looks: a color of the page around it, and light or dark whatever the reader's own choice."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from flask import abort

from directory.web.shell.static_files import FOLDER

COLOR = re.compile("[0-9a-fA-F]{6}")
LOOKS = ("light", "dark")
ROOT_RULE = re.compile(r":root \{([^}]*)\}")  # of site.css: the colors in the light, then in the dark
# Whatever color is chosen, what is read keeps its contrast: links are as dark as text, and underlined.
READABLE = "a, .card .fresh:not(.stale)::before { color: var(--ink); } :focus-visible { outline-color: var(--ink); }"


class Theme(NamedTuple):
    """accent: six digits of a color, "" for ours; look: one of LOOKS, "" for the reader's own."""

    accent: str
    look: str


THEMING = Theme._fields  # the parameters that ask for a theme


def theme(asked: Mapping[str, str]) -> Theme:
    """The theme that an address asks for; 400 Bad Request for what is none."""
    accent, look = (asked.get(name, "").strip() for name in THEMING)
    if (accent and not COLOR.fullmatch(accent)) or look not in ("", *LOOKS):
        abort(400)
    return Theme(accent.lower(), look)


def stylesheet(asked: Theme) -> str:
    """The rules that make it look so, behind those of site.css."""
    rules = [f":root {{{_looks()[asked.look]} color-scheme: {asked.look}; }}"] if asked.look else []
    if asked.accent:
        text = "fff" if luminance(asked.accent) < 0.179 else "000"  # the better contrast of the two (WCAG 2.2)
        rules += [f":root {{ --accent: #{asked.accent}; --on-accent: #{text}; }}", READABLE]
    return "\n".join(rules)


@cache
def _looks() -> dict[str, str]:
    found = ROOT_RULE.findall((FOLDER / "site.css").read_text(encoding="utf-8"))
    return dict(zip(LOOKS, found, strict=True))


def luminance(color: str) -> float:
    """The relative luminance of a color of six digits, 0 black to 1 white (WCAG 2.2)."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
