"""A point as people copy it: two numbers, with or without letters, degree signs, minutes and seconds, brackets."""

import re

AXES = {
    **dict.fromkeys(("n", "north", "norte"), ("latitude", 1)),
    **dict.fromkeys(("s", "south", "sur"), ("latitude", -1)),
    **dict.fromkeys(("e", "east", "este"), ("longitude", 1)),
    **dict.fromkeys(("w", "west", "o", "oeste"), ("longitude", -1)),
}
LETTER = rf"(?P<%s>{'|'.join(sorted(AXES, key=len, reverse=True))})\.?"
NUMBER = (
    r"(?P<%s>[-+]?\d{1,3}(?:\.\d+)?)\s*(?:°|deg(?:rees)?\b\.?)?"
    r"(?:\s*(?P<%s>\d{1,2}(?:\.\d+)?)\s*['′’](?:\s*(?P<%s>\d{1,2}(?:\.\d+)?)\s*(?:[\"″”]|''|′′|’’))?)?"
)
FIRST, SECOND = NUMBER % ("a", "a_minutes", "a_seconds"), NUMBER % ("b", "b_minutes", "b_seconds")
FIRST_LETTER, SECOND_LETTER = LETTER % "a_letter", LETTER % "b_letter"
BETWEEN = r"\s*[,;/ ]\s*"
BARE = re.compile(FIRST + BETWEEN + SECOND)
LETTERS = (
    re.compile(rf"{FIRST}\s*{FIRST_LETTER}\s*[,;/ ]?\s*{SECOND}\s*{SECOND_LETTER}", re.IGNORECASE),
    re.compile(rf"{FIRST_LETTER}\s*{FIRST}\s*[,;/ ]?\s*{SECOND_LETTER}\s*{SECOND}", re.IGNORECASE),
)
AROUND = re.compile(r"^(?:gps|geo|coordinates?|coords?)\b\s*:?\s*|^@|[()\[\]{}]", re.IGNORECASE)
NAMED = re.compile(r"\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng)\b\.?\s*[:=]?\s*", re.IGNORECASE)
LONGITUDE_FIRST = re.compile(r"^\W*lon.*\blat|^\W*lng.*\blat", re.IGNORECASE)
DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
# Between these degrees of latitude, and of longitude, lie all states and Puerto Rico, and then Guam.
# In an address of a map: "…/maps/@45.52,-122.68,15z", "…?q=45.52,-122.68", "…#map=12/45.52/-122.68".
IN_ADDRESS = re.compile(r"[@=/](-?\d{1,2}\.\d+)(?:,|/|%2C)(-?\d{1,3}\.\d+)(?:$|[,/&?!])", re.IGNORECASE)
IN_US = (((17, 72), (-180, -64)), ((13, 21), (144, 147)))
EXACT = re.compile(r"[.°]")  # "100 N 200 W" is a corner in Utah


def parse_point(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, as "45.52,-122.68" or "45°31′12″ N, 122°40′48″ W" has them; None where it has
    none. They may lie outside the earth.

    A comma may be decimal in both. Without letters longitude may come first, or lack its sign, where only so the point
    is in the US.
    """
    if mapped := IN_ADDRESS.search(text):
        return float(mapped[1]), float(mapped[2])
    longitude_first = bool(LONGITUDE_FIRST.search(text))
    text = NAMED.sub("", AROUND.sub("", text.strip())).strip()
    if len(DECIMAL_COMMA.findall(text)) == 2:
        text = DECIMAL_COMMA.sub(".", text)
    if found := BARE.fullmatch(text):
        point = _degrees(found, "a"), _degrees(found, "b")
        west = point[0], -point[1]
        readings = [point[::-1]] if longitude_first else [point, point[::-1], west]
        return next(filter(_is_in_us, readings), readings[0])
    found = next(filter(None, (pattern.fullmatch(text) for pattern in LETTERS)), None)
    return _by_letters(found) if found and EXACT.search(text) else None


def _is_in_us(point: tuple[float, float]) -> bool:
    return any(all(low <= axis <= high for axis, (low, high) in zip(point, box, strict=True)) for box in IN_US)


def _degrees(found: re.Match[str], axis: str) -> float:
    degrees = float(found[axis])
    parts = float(found[f"{axis}_minutes"] or 0) / 60 + float(found[f"{axis}_seconds"] or 0) / 3600
    return degrees - parts if found[axis].startswith("-") else degrees + parts


def _by_letters(found: re.Match[str]) -> tuple[float, float] | None:
    """The point whose letters say which number is which, and on which side; None where both are of one axis."""
    point = {}
    for axis in ("a", "b"):
        name, sign = AXES[found[f"{axis}_letter"].lower()]
        point[name] = sign * abs(_degrees(found, axis))
    return (point["latitude"], point["longitude"]) if len(point) == 2 else None
