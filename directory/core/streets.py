"""Streets and cities as they are compared: the spellings that USPS Publication 28 (appendices B, C1, C2) holds for one
made one.

A table is enough here, and needs no trained model as usaddress-scourgify does.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from directory.core.names import folded_words

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
# Each abbreviation, and what it stands for or is written for.
SHORTENED = """
aly alley; ave av aven avenue avn; bch beach; blf bluff; blvd bl boul boulevard; br branch; brg bridge; brk brook;
btm bottom; byp bypass; cir circle; cmns commons; co cnty county; cor corner; cors corners; crk creek; cswy causeway;
ct court; ctr center centre; cv cove; cyn canyon; dr drive drv; est estate; ests estates; expy expressway;
ext extension; fld field; flds fields; fls falls; frst forest; ft fort; fwy freeway; gdn garden; gdns gardens;
gln glen; grn green; grv grove; gtwy gateway; hbr harbor harbour; hl hill; hls hills; holw hollow; hts heights;
hwy hgwy highway hiway; is island; jct junction; knl knoll; lk lake; lks lakes; ln lane; lndg landing; loop loops;
mdw meadow; mdws meadows; ml mill; mls mills; mnr manor; msn mission; mt mount; mtn mountain; mtwy motorway;
orch orchard; pkwy parkway parkwy pky; pl place; pln plain; plns plains; plz plaza; pne pine; pnes pines; pr prairie;
prt port; pt point; rd road; rdg ridge; riv river; rnch ranch; rte route rt; shr shore; shrs shores; smt summit;
spg spring; spgs springs; sq square; st saint str street; sta station; ste sainte; strm stream; ter terr terrace;
tpke turnpike; trce trace; trfy trafficway; trl trail; tunl tunnel; upas underpass; via viaduct; vis vista; vl ville;
vlg village; vly valley; vw view; wls wells; xing crossing
"""
KINDS_OF_STREET = {word: short for line in SHORTENED.split(";") for short, *words in [line.split()] for word in words}
SPELLED_OUT = {  # in the names of places, as the Postal Service shortens them
    **{"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mtn": "mountain", "pt": "point", "lk": "lake"},
    **{"spg": "spring", "spgs": "springs", "hts": "heights", "bch": "beach", "hbr": "harbor", "hls": "hills"},
    **{"vly": "valley", "vlg": "village", "jct": "junction", "ctr": "center", "pk": "park", "twp": "township"},
}
JOINED = re.compile(r"\b(o|d|mc) (?=\w)")  # O'Fallon, Coeur d'Alene and McMinnville, written apart
COMPASS = {"n": "north", "no": "north", "s": "south", "so": "south", "e": "east", "w": "west"}
UNITS = (
    r"ste|suite|apt|apartment|unit|fl|floor|flr|rm|room|bldg|building|number|spc|space|pmb|office|ofc"
    r"|no(?=\W*(?:\d|\w\b))"  # No. Elm St is a street in the north
)
UNIT = re.compile(rf"(?:(?:^|[\s,(-]+)(?:{UNITS})(?:\b|(?=\d))\.?(?:\s*no\b\.?)?\s*#?|[\s,]*#)\s*([\w-]+)\)?,?")
LAST_PIECE = re.compile(r",\s*(\d{1,5}[a-z]?|[a-z])\s*$")  # a unit without its word: "90 Broadway, B"
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
WORDS_OF_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS = {word: str(place) for place, word in enumerate(WORDS_OF_ORDINALS.split(), 1)}
WORDS_OF_NUMBERS = "one two three four five six seven eight nine ten"
NUMBERS = {word: str(place) for place, word in enumerate(WORDS_OF_NUMBERS.split(), 1)}
FLOOR = re.compile(rf"[\s,]+(\d+|{'|'.join(ORDINALS)})(?:st|nd|rd|th)?\s+(?:floor|flr|fl)\b\.?")
# What one road is called in several ways, in words that are already short.
ROADS = (
    (re.compile(r"\b(?:(?:dr|rev) )?(?:m(?:artin)? ?l(?:uther)? ?king|mlk)(?: jr)?\b"), "mlk"),
    (re.compile(r"\b(?:(?:(?:state|st|us) )?(?:hwy|rte)|(?:state|st) rd|us|sr|sh) (?=\d)"), "hwy "),
    (re.compile(r"\b(?:interstate(?: hwy)?|ih|i) (?=\d)"), "i "),
    (re.compile(r"\bco (?:rd|hwy) "), "cr "),
    (re.compile(r"\b(?:farm to market|fm)(?: rd)? (\d+)(?: rd)?\b"), r"fm \1"),
    (re.compile(r"\b([ns]) ([ew])\b"), r"\1\2"),
)
WORDS_IN_ROADS = "king mlk hwy rte rd us sr sh interstate ih i co fm market n s"
IN_SOME_ROADS = frozenset(WORDS_IN_ROADS.split())
IN_ROADS = re.compile(r"\b(?:king|mlk|hwy|rte|rd \d+|us|sr|sh|interstate|ih|i|co|fm|market|[ns] [ew])\b")


class Street(NamedTuple):
    """A street line as it is compared, and the unit in the building, "" where none is told."""

    line: str
    unit: str


@lru_cache(1 << 17)  # clinics share addresses, and so do their sources
def comparable(address: str) -> Street:
    """A street address as it is compared: "3000 West Olympic Boulevard, Suite 200" → ("3000 w olympic blvd", "200")."""
    units = list[str]()

    def _take(unit: re.Match[str]) -> str:
        units.append(_unit(unit[1]))
        return " "

    low = address.casefold()
    rest = UNIT.sub(_take, FLOOR.sub(_take, low) if "fl" in low else low)
    words = [_word(word) for word in folded_words(LAST_PIECE.sub(_take, rest) if "," in rest else rest)] or [""]
    words[0] = NUMBERS.get(words[0], words[0])
    line = " ".join(words)
    if not IN_SOME_ROADS.isdisjoint(words) and IN_ROADS.search(line):
        line = _one_road(line)
    return Street(line, " ".join(units))


def _one_road(line: str) -> str:
    for pattern, road in ROADS:
        line = pattern.sub(road, line)
    return line


def _unit(text: str) -> str:
    plain = text.replace("-", "")
    return ORDINALS.get(plain, plain)


@lru_cache(1 << 14)
def _word(word: str) -> str:
    if ordinal := ORDINAL.fullmatch(word):
        return ordinal[1]
    word = COMPASS.get(word, word)
    return DIRECTIONS.get(word) or ORDINALS.get(word) or KINDS_OF_STREET.get(word, word)


@lru_cache(1 << 14)
def place_key(name: str) -> str:
    """A place's name for comparison: "St. Louis" and "Saint Louis", "Ft Worth" and "Fort Worth" have one key."""
    words = folded_words(name)
    if len(words) > 1:
        words[0] = COMPASS.get(words[0], words[0])
        words = [SPELLED_OUT.get(word, word) for word in words]
    return JOINED.sub(r"\1", " ".join(words))
