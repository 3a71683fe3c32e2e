"""The National Provider Identifier: ten digits, the last of them a check digit."""

import re
import unicodedata

from directory.core.i18n import N_

CARD_ISSUER = "80840"  # health application, United States (45 CFR 162.406; ISO/IEC 7812)

# The digits of an NPI with what people write before, between and after them.
WRITTEN = re.compile(
    r"(?:NPI\s*(?:#|no\b\.?|number)?\s*[:=]?\s*|#\s*)?(\d(?:[\s.,·_\-\u2010-\u2015\u2212]*\d){9})(?:\.0)?",
    re.ASCII | re.IGNORECASE,
)
WRONG = N_("not a valid NPI: ten digits, the last of them a check digit")  # what a report says of another text
DOUBLED = str.maketrans("0123456789", "0246813579")  # each digit doubled, and its own digits added


def is_valid(npi: str) -> bool:
    """Whether `npi` is ten ASCII digits that start with 1 or 2 and end in the right check digit.

    The check is the Luhn sum over the digits with 80840 in front of them (CMS, "NPI check digit").
    """
    if len(npi) != 10 or not (npi.isascii() and npi.isdigit()) or npi[0] not in "12":
        return False
    return luhn_sum(CARD_ISSUER + npi) % 10 == 0


def plain(text: str) -> str:
    """The ten digits of an NPI as people write it: "2000-000-010", "NPI 2000 000 010"; any other text without spaces
    around it. Whether it is one, `is_valid` says."""
    written = WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return re.sub(r"\D", "", written[1]) if written else text.strip()


def with_check_digit(nine: str) -> str:
    """The NPI that begins with these nine digits."""
    return nine + str(-luhn_sum(CARD_ISSUER + nine + "0") % 10)


def luhn_sum(digits: str) -> int:
    """The Luhn sum: from the right, every second digit doubled and its own digits added."""
    return sum(map(int, digits[::-2] + digits[-2::-2].translate(DOUBLED)))
