"""License numbers as they are compared: boards, practitioners and payers each write them their own way."""

import re
from functools import lru_cache

from directory.core.i18n import N_

NEITHER = re.compile("[^A-Z0-9]")
LETTERS = re.compile("[A-Z]+")
MISREAD = re.compile(r"(?<=\d)[OI]+(?=\d|\W*$)", re.IGNORECASE)
DIGITS_FOR = str.maketrans("OI", "01")
WITHOUT_DIGITS = str.maketrans("", "", "0123456789")


def normalised(number: str) -> str:
    """The number in capitals without spaces and punctuation: "AC 19962", "ac-19962" → "AC19962"."""
    plain = number.upper()
    return plain if plain.isascii() and plain.isalnum() else NEITHER.sub("", plain)


def _as_digits(number: str) -> str:
    """A number with letters that stand for digits among digits: "AC12O3" → "AC1203"."""
    return MISREAD.sub(lambda found: found.group().upper().translate(DIGITS_FOR), number)


def parts(number: str) -> tuple[str, str]:
    """Letters and digits: "AC19125" → ("AC", "19125"). Numbers that differ in letters only may be two licences."""
    plain = normalised(number)
    return plain.translate(WITHOUT_DIGITS), LETTERS.sub("", plain)


# What is written before or after the digits of an acupuncturist's licence and says no more than that it is one: in
# every state; and by state, as NPPES's weekly files of January 2024 have them. The same letters elsewhere are another
# profession's: AP is a nurse in Texas, A a physician in California and Indiana.
ACUPUNCTURE_LETTERS = frozenset(("", "AC", "ACU", "ACUP", "ACUPUNCTURE", "ACUPUNCTURIST", "LAC", "LACAC"))
STATE_LETTERS = {
    **{"FL": ("AP",), "IN": ("A",), "LA": ("ACA",), "MD": ("U",), "NJ": ("MZ",), "NM": ("DOM",), "NV": ("OMD", "DOM")},
    **{"PA": ("AK", "KO", "OM"), "RI": ("DA",), "WA": ("EAMP",)},
}
# What is written before a number of any kind.
CALLED_NUMBER = re.compile(r"(?:LICEN[CS]ED?|LIC|\AL\Z)?(?:NUMBER|NUM|NO)?")
# What says no more, among the digits: the profession's code, which practitioners leave out (198.000123, 25MZ00012300,
# 123456-1201), and New York's registration, made anew every three years ("004131-1" beside "004131").
CODED = {
    "CT": re.compile(r"(?<![\d.])\d{1,2}\.(\d{6})(?!\d)"),
    "IL": re.compile(r"(?<!\d)198[. -]*(\d{6})(?!\d)"),
    "NJ": re.compile(r"25MZ(\d{8})(?!\d)", re.IGNORECASE),
    "NY": re.compile(r"(?:(?<!\d)25[ -])?(\d{6})(?:-\d{1,2})?\s*$"),
    "UT": re.compile(r"(\d{5,8})-1201\s*$"),
    "VA": re.compile(r"(?<!\d)0?121[. -]*(\d{6})(?!\d)"),
    "WI": re.compile(r"(\d{1,6})-55\s*$"),
}
# Behind the point of which a board has as many digits; a spreadsheet that takes 198.000120 for a number cuts its zeros.
DIGITS_BEHIND_POINT = {"CT": 6, "IL": 6}
DECIMAL = re.compile(r"\d{1,3}\.\d+")
PROFESSIONS = frozenset(("DC", "MD", "MT", "ND", "PA"))  # states' codes that are also letters of other licences


def whole(state: str, number: str) -> str:
    """A number of a board's own list with the zeros that a spreadsheet has cut from its end: 198.00012 → 198.000120."""
    if state not in DIGITS_BEHIND_POINT or not DECIMAL.fullmatch(number):
        return number
    before, behind = number.split(".")
    return f"{before}.{behind.ljust(DIGITS_BEHIND_POINT[state], '0')}"


def comparable(state: str, number: str) -> tuple[str, str]:
    """Letters and digits of a number as they are compared: ("CA", "AC 019125") and ("CA", "19125") → ("", "19125").

    Letters that say no more than "acupuncturist" are left out, so are leading zeros, and a code that says no more:
    ("IL", "198.004131") → ("", "4131"). A number with other letters is another licence: somebody may be a physician and
    an acupuncturist in one state. Without a digit, the letters alone.
    """
    if state in CODED:
        number = CODED[state].sub(r"\1", number)
    if number.isdigit() and number.isascii():  # as half of them are
        return "", number.lstrip("0")
    letters, digits = parts(_as_digits(number))
    return "" if digits and _says_no_more(letters, state) else letters, digits.lstrip("0")


@lru_cache(1 << 12)
def _says_no_more(letters: str, state: str) -> bool:
    """Whether letters beside a number say no more than that it is an acupuncturist's."""
    told = _without_state(CALLED_NUMBER.sub("", letters), state)
    return told in ACUPUNCTURE_LETTERS or told in STATE_LETTERS.get(state, ())


def _without_state(letters: str, state: str) -> str:
    """The letters without the state's own code before or after them: "CA-AC 19125", "AC19125 (CA)"."""
    if state in PROFESSIONS or letters in ACUPUNCTURE_LETTERS:
        return letters
    return letters.removeprefix(state).removesuffix(state)


DECEASED = "deceased"  # a licence's status; its holder is not listed
LAPSED = {"expired", "retired", "suspended", "surrendered", "revoked"}
LAPSED_IN_WORDS = N_("expired, retired, suspended, surrendered or revoked")  # of a license, in a sentence on a page
RUNS_OUT = frozenset(("active", "probation"))  # what is expired after its last day
BAD_STANDINGS = LAPSED | {"probation", DECEASED}  # what nobody is told of somebody without proof that it is theirs
STANDINGS = ("active", "unknown", "lapsed")


def standing(statuses: list[str]) -> str:
    """One of STANDINGS for the statuses of a practitioner's licences.

    "lapsed" where boards call one expired, retired, suspended, surrendered or revoked and none active.
    """
    return "active" if "active" in statuses else "lapsed" if LAPSED & set(statuses) else "unknown"


def has_lapsed(statuses: list[str]) -> bool:
    """Whether the standing for these statuses is "lapsed"."""
    return standing(statuses) == "lapsed"
