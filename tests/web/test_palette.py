"""The contrast of the colors, measured as WCAG 2.2 does, in light and dark: docs/design.md has the table."""

import re

import pytest
from conftest import ROOT

STYLE = (ROOT / "directory/web/static/site.css").read_text(encoding="utf-8")
SCHEMES = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
WORDS = (
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "note"),
    ("ink", "tint"),
    ("soft", "paper"),
    ("soft", "card"),
    ("accent", "paper"),
    ("accent", "card"),
    ("on-accent", "accent"),
    ("on-warm", "warm"),
    ("on-deep", "deep"),
    ("warn", "card"),
    ("warn", "warn-paper"),
)
SEEN = (("soft", "paper"), ("warm", "deep"), ("accent", "card"))  # borders of fields, focus, what is pressed


def luminance(color):
    """How light a color is: "#0b5a54" or "#fff"."""
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """The ratio of two colors."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark"])
def test_words_are_read_and_things_are_seen(scheme):
    colors = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", scheme))
    for pairs, least in ((WORDS, 4.5), (SEEN, 3)):
        assert {
            pair: contrast(*(colors[name] for name in pair))
            for pair in pairs
            if contrast(*(colors[name] for name in pair)) < least
        } == {}


def test_the_measure_is_right():
    assert contrast("#000", "#ffffff") == pytest.approx(21) and contrast("#777777", "#fff") == pytest.approx(
        4.48, abs=0.01
    )
    assert len(SCHEMES) == 2
