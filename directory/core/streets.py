"""Streets and cities as they are compared: the spellings that USPS Publication 28 (appendices B, C1, C2) holds for one
made one.

A table is enough here, and needs no trained model as usaddress-scourgify does.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from directory.core.names import folded

DIRECTIONS = {
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
    "northeast": "ne",
    "northwest": "nw",
    "southeast": "se",
    "southwest": "sw",
}
KINDS_OF_STREET = {
    "alley": "aly",
    "av": "ave",
    "aven": "ave",
    "avenue": "ave",
    "avn": "ave",
    "boulevard": "blvd",
    "boul": "blvd",
    "bl": "blvd",
    "circle": "cir",
    "court": "ct",
    "cove": "cv",
    "crossing": "xing",
    "drive": "dr",
    "drv": "dr",
    "expressway": "expy",
    "freeway": "fwy",
    "highway": "hwy",
    "hiway": "hwy",
    "hgwy": "hwy",
    "lane": "ln",
    "loops": "loop",
    "parkway": "pkwy",
    "pky": "pkwy",
    "parkwy": "pkwy",
    "place": "pl",
    "plaza": "plz",
    "point": "pt",
    "ridge": "rdg",
    "road": "rd",
    "route": "rte",
    "rt": "rte",
    "saint": "st",
    "sainte": "ste",
    "square": "sq",
    "street": "st",
    "str": "st",
    "terrace": "ter",
    "terr": "ter",
    "trail": "trl",
    "turnpike": "tpke",
    "way": "way",
    "fort": "ft",
    "mount": "mt",
    "mountain": "mtn",
    "county": "co",
}
SPELLED_OUT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mtn": "mountain", "pt": "point"}
COMPASS = {"n": "north", "no": "north", "s": "south", "so": "south", "e": "east", "w": "west"}
UNITS = r"ste|suite|apt|apartment|unit|fl|floor|rm|room|bldg|building|no|number|spc|space|pmb|office|ofc"
UNIT = re.compile(rf"(?:[\s,]+(?:{UNITS})\b\.?\s*#?|[\s,]*#)\s*([\w-]+)", re.IGNORECASE)
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


class Street(NamedTuple):
    """A street line as it is compared, and the unit in the building, "" where none is told."""

    line: str
    unit: str


@lru_cache(1 << 14)  # clinics share addresses
def comparable(address: str) -> Street:
    """A street address as it is compared: "3000 West Olympic Boulevard, Suite 200" → ("3000 w olympic blvd", "200")."""
    units = [unit.casefold().replace("-", "") for unit in UNIT.findall(address)]
    line = folded(UNIT.sub(" ", address) if units else address)
    return Street(" ".join(map(_word, line.split())), " ".join(units))


def _word(word: str) -> str:
    if ordinal := ORDINAL.fullmatch(word):
        return ordinal[1]
    return DIRECTIONS.get(word) or KINDS_OF_STREET.get(word, word)


@lru_cache(1 << 14)
def place_key(name: str) -> str:
    """A place's name for comparison: "St. Louis" and "Saint Louis", "Ft Worth" and "Fort Worth" have one key."""
    words = folded(name).split()
    if len(words) > 1:
        words[0] = COMPASS.get(words[0], words[0])
        words = [SPELLED_OUT.get(word, word) for word in words]
    return " ".join(words)
