"""Postal addresses of the United States: states, ZIP codes, readable street lines."""

import re
from functools import lru_cache

from directory.core.i18n import N_
from directory.core.names import WORD, capital
from directory.core.streets import KINDS_OF_STREET, comparable

STATES = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
    "PR": "Puerto Rico",
    "GU": "Guam",
    "VI": "U.S. Virgin Islands",
    "AS": "American Samoa",
    "MP": "Northern Mariana Islands",
    "AA": "Armed Forces Americas",
    "AE": "Armed Forces Europe",
    "AP": "Armed Forces Pacific",
}
MILITARY = {"AA", "AE", "AP"}
TERRITORIES = {"PR", "GU", "VI", "AS", "MP"}
# What people wrote before 1963, and many write today (GPO Style Manual, chapter 9; The Associated Press Stylebook).
TRADITIONAL = {
    "ALA": "AL",
    "ALAS": "AK",
    "ARIZ": "AZ",
    "ARK": "AR",
    "CAL": "CA",
    "CALIF": "CA",
    "COLO": "CO",
    "CONN": "CT",
    "DEL": "DE",
    "FLA": "FL",
    "IDA": "ID",
    "ILL": "IL",
    "ILLS": "IL",
    "IND": "IN",
    "KAN": "KS",
    "KANS": "KS",
    "MASS": "MA",
    "MICH": "MI",
    "MINN": "MN",
    "MISS": "MS",
    "MONT": "MT",
    "NEB": "NE",
    "NEBR": "NE",
    "NEV": "NV",
    "N CAR": "NC",
    "NO CAR": "NC",
    "N DAK": "ND",
    "NO DAK": "ND",
    "N HAMP": "NH",
    "N MEX": "NM",
    "OKLA": "OK",
    "ORE": "OR",
    "OREG": "OR",
    "PENN": "PA",
    "PENNA": "PA",
    "S CAR": "SC",
    "SO CAR": "SC",
    "S DAK": "SD",
    "SO DAK": "SD",
    "TENN": "TN",
    "TEX": "TX",
    "VIRG": "VA",
    "WASH": "WA",
    "W VA": "WV",
    "W VIRG": "WV",
    "WIS": "WI",
    "WISC": "WI",
    "WYO": "WY",
}
NAMES = {name.upper().replace(".", ""): code for code, name in STATES.items()} | {"VIRGIN ISLANDS": "VI"}
CODES = {code: code for code in STATES} | NAMES | TRADITIONAL

STAYS_UPPER = re.compile(
    r"(?:US|SR|CR|I)-\d+,?"
    r"|(N|S|E|W|NE|NW|SE|SW|PO|US|FM|CR|SR|RR|II|III|IV|PMB|MLK|JFK|FDR)\.?,?"
    r"|#?\d*[A-Z]?\d+[A-Z]?,?|#?[A-Z],?"
)
LETTERS_FOLLOW = {"ROAD", "RD", "HWY", "HIGHWAY", "RTE", "ROUTE", "TRUNK", "STE", "SUITE", "UNIT", "APT", "BLDG"}
LETTERS = re.compile(r"[A-Z]{2},?")  # County Road DD, Suite AB
LETTERS_APART = re.compile(r"([A-Z]) ([A-Z])")
ORDINAL = re.compile(r"\d+(ST|ND|RD|TH),?")
HOUSE_NUMBER = re.compile(r"\d+[A-Z]?(?:-\d+)?", re.ASCII | re.IGNORECASE)
STREET_KINDS = {*KINDS_OF_STREET.values(), "broadway"}
NO_STATE, NO_ZIP_CODE = N_("not a state"), N_("not a ZIP code")
CITY_ZIP = re.compile(r"[\s,]+\d{5}(?:-?\d{4})?\Z", re.ASCII)
PLAIN_ZIP = re.compile(r"(\d{5})(?:-?(\d{4}))?", re.ASCII)


def one_line(address: str, city: str, state: str, postal_code: str | None) -> str:
    """An address on one line, without its empty parts: "831 Birch Ln, San Diego, CA 92116"."""
    return ", ".join(part for part in (address, city, f"{state} {postal_code or ''}".strip()) if part)


@lru_cache(1 << 10)
def state_code(text: str) -> str:
    """The two-letter code of a state, territory or military region. Raises ValueError.

    From its code, also with letters apart ("N. C."), its name or its traditional abbreviation ("Calif.").
    """
    plain, spaced = (" ".join(text.replace(".", dot).upper().split()) for dot in ("", " "))
    letters = LETTERS_APART.fullmatch(spaced)
    code = CODES.get(plain) or CODES.get(spaced) or CODES.get("".join(letters.groups()) if letters else "")
    if code is None:
        raise ValueError(f"{NO_STATE}: {text!r}")
    return code


def postal_code(text: str) -> str:
    """A ZIP code as "94110" or "94110-1234".

    Repairs what spreadsheets do to one: lost leading zeros (3, 4, 7 or 8 digits), a decimal point ("17403.0", pandas).
    Raises ValueError for anything that cannot be a ZIP code, "00000" among them.
    """
    plain = PLAIN_ZIP.fullmatch(text) or PLAIN_ZIP.fullmatch(_repaired_zip(text))
    if not plain or plain[1] == "00000":
        raise ValueError(f"{NO_ZIP_CODE}: {text!r}")
    return plain[1] if plain[2] in (None, "0000") else f"{plain[1]}-{plain[2]}"


def _repaired_zip(text: str) -> str:
    digits = re.sub(r"[\s-]", "", re.sub(r"\.0$", "", text.strip()))
    return digits.zfill(5) if len(digits) in (3, 4) else digits.zfill(9) if len(digits) in (7, 8) else digits


def readable_street(text: str) -> str:
    """A street line in mixed case: "1325 E THOUSAND OAKS BLVD STE 5TH" → "1325 E Thousand Oaks Blvd Ste 5th"."""
    if text.upper() != text:
        return text
    words = text.split()
    return " ".join(
        word if before in LETTERS_FOLLOW and LETTERS.fullmatch(word) else _street_word(word)
        for before, word in zip(["", *words], words, strict=False)
    )


def street_lines(first: str, second: str) -> tuple[str, ...]:
    """The lines of an address that tell where somebody goes, the street before what is in its building.

    A second line that repeats the first, or its end, is left out; so is the name of a practice above a street with its
    house number, or before it, for no geocoder knows it.
    """
    if not (first and second):
        return tuple(filter(None, (_after_name(first or second),)))
    one, two = comparable(f" {first}"), comparable(f" {second}")  # a unit is told from what stands before it
    if two.unit in ("", one.unit) and (not two.line or f" {one.line}".endswith(f" {two.line}")):
        return (first,)
    if one.line == two.line and not one.unit:
        return (second,)
    if has_house_number(second) and not has_house_number(first):
        return (second, first) if one.unit and not one.line else (second,) if _is_name(first) else (first, second)
    return first, second


def _after_name(line: str) -> str:
    """A line without the name of a practice before a street with its house number: "Oak Clinic, 100 Main St"."""
    name, _, street = line.partition(",")
    return street.strip() if has_house_number(street.strip()) and _is_name(name) else line


def has_house_number(line: str) -> bool:
    """Whether a line is a street with its house number: "100 Main St", and neither "2nd Floor" nor "Oak Clinic"."""
    number, _, street = line.partition(" ")
    words = comparable(street).line.split()
    return bool(HOUSE_NUMBER.fullmatch(number)) and any(word in STREET_KINDS for word in words)


def _is_name(line: str) -> bool:
    return not re.search(r"\d|\bbox\b", line, re.IGNORECASE) and not STREET_KINDS & set(comparable(line).line.split())


def without_place(line: str, city: str, state: str) -> str:
    """A street line without the city, state and ZIP code that are written after it, or in its place."""
    name = re.escape(STATES.get(state, state))
    place = rf"{re.escape(city)}[\s,]+(?:{state}|{name})\.?(?:[\s,]+\d{{5}}(?:-?\d{{4}})?)?"
    bare = re.sub(rf"(?:\A|[\s,]+){place}\Z", "", line, flags=re.IGNORECASE)
    return "" if bare.casefold() == city.casefold() else bare


def city_alone(text: str, state: str) -> str:
    """A city without the state and the ZIP code that people write after it: "Portland, OR 97214" in Oregon."""
    bare = CITY_ZIP.sub("", text).rstrip(" ,")
    name = re.escape(STATES.get(state, state))
    return re.sub(rf"(?:[\s,]+{state}\.?|\s*,\s*{name})\Z", "", bare, flags=re.IGNORECASE) or text


@lru_cache(1 << 14)  # the same streets and suites recur
def _street_word(word: str) -> str:
    if ORDINAL.fullmatch(word):
        return word.lower()
    if STAYS_UPPER.fullmatch(word):
        return word
    return WORD.sub(lambda match: capital(match.group()), word)
