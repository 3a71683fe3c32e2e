"""Telephone numbers: stored as +1 and ten digits, shown as (415) 555-0123."""

import re
from typing import Any

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumber, PhoneNumberFormat, PhoneNumberMatcher

from directory.core.i18n import N_

# The first number of ten digits. Canada's 310-xxxx has seven, and is nobody's practice.
FIRST_LONG = 2_000_000_000
PLAIN = re.compile(r"\(?(\d{3})\)?[-. ]?(\d{3})[-. ]?(\d{4})", re.ASCII)
US_METADATA: Any = PhoneMetadata.metadata_for_region("US")
AMERICAN = re.compile(US_METADATA.fixed_line.national_number_pattern)  # mobile phones have the same pattern
TOLL_FREE = re.compile(US_METADATA.toll_free.national_number_pattern)
VANITY = re.compile(  # 503-555-ACUP, 1-800-NEEDLES
    r"(?:1[-. ]?)?\(?\d{3}\)?[-. ]?(?:(?=\d{0,3}[A-Z])[\dA-Z]{7}|[\dA-Z]{3}[-. ][\dA-Z]{4})", re.ASCII | re.IGNORECASE
)
NO_NUMBER, NOT_AMERICAN = N_("not a telephone number"), N_("not an American telephone number")
A_FAX = N_("a fax number only")
SEVERAL_FAXES, FAX_EXTENSION = N_("several fax numbers"), N_("a fax number with an extension")
LONGEST_TEXT = 200  # characters in which a number is looked for
LETTER = re.compile(r"[a-z]", re.IGNORECASE)
FAX_BEFORE = re.compile(r"\b(?:fax|facsimile|f)[\s.:#)]*$", re.IGNORECASE)
FAX_AFTER = re.compile(r"[\s-]*(?:\((?:fax|f)\)|(?:fax|f)\s*(?:$|[,;/|&]|and\b|or\b))", re.IGNORECASE)
PHONE_TOO = re.compile(r"\b(?:phone|telephone|tel|ph|voice)\b", re.IGNORECASE)


def normalised(text: str) -> str:
    """The number as E.164 ("+14155550123", with ";ext=12" where there is an extension).

    Of several in one text, and among words ("call 503-555-0123 (cell)"), it is the first that is not called a fax.
    Raises ValueError for what cannot be an American number.
    """
    plain = PLAIN.fullmatch(text)
    digits = "".join(plain.groups()) if plain else ""
    if AMERICAN.fullmatch(digits):  # nearly all are, and the library takes a hundred times as long
        return "+1" + digits
    number = _first_number(text[:LONGEST_TEXT])
    is_long = (number.national_number or 0) >= FIRST_LONG
    if number.country_code != 1 or not is_long or not phonenumbers.is_valid_number(number):
        raise ValueError(f"{NOT_AMERICAN}: {text!r}")
    extension = f";ext={number.extension}" if number.extension else ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) + extension


def _first_number(text: str) -> PhoneNumber:
    """The first telephone number in a text. Raises ValueError where there is none."""
    found = list(PhoneNumberMatcher(text, "US"))
    if voice := next((each.number for place, each in enumerate(found) if not _is_fax(text, found, place)), None):
        return voice
    if found:
        raise ValueError(f"{A_FAX}: {text!r}")
    if LETTER.search(text) and not VANITY.fullmatch(text):  # the library would read "234-5678 Bob" as 234-567-8262
        raise ValueError(f"{NO_NUMBER}: {text!r}")
    try:
        return phonenumbers.parse(text, "US")
    except NumberParseException:
        raise ValueError(f"{NO_NUMBER}: {text!r}") from None


def _is_fax(text: str, found: list[Any], place: int) -> bool:
    """Whether a number is called a fax, and not a telephone too ("Phone/Fax: …").

    Where words come before the first number, each number's name comes before it, else after it. found: the numbers'
    matches, one of them at this place.
    """
    if LETTER.search(text[: found[0].start]):
        before = text[found[place - 1].end if place else 0 : found[place].start]
        return bool(FAX_BEFORE.search(before)) and not PHONE_TOO.search(before)
    return bool(FAX_AFTER.match(text, found[place].end))


def fax(text: str) -> str:
    """A fax number as E.164: of several in one text the one that is called a fax. Raises ValueError for what cannot be
    an American number, and where it is not plain which one receives faxes: a letter would go to somebody else.
    """
    if PLAIN.fullmatch(text):
        return normalised(text)
    found = list(PhoneNumberMatcher(text[:LONGEST_TEXT], "US"))
    named = [each for place, each in enumerate(found) if _is_fax(text, found, place)]
    if len(named or found) > 1:
        raise ValueError(f"{SEVERAL_FAXES}: {text!r}")
    number = normalised((named or found)[0].raw_string if found else text)
    if ";ext=" in number:
        raise ValueError(f"{FAX_EXTENSION}: {text!r}")
    return number


def is_toll_free(e164: str) -> bool:
    """Whether a number is one of those for which the called one pays (800, 888 …): seldom an office's, often a call
    center's.
    """
    return bool(TOLL_FREE.fullmatch(e164.removeprefix("+1").partition(";")[0]))


def of_any_country(text: str) -> str:
    """As `normalised`; a number abroad, which begins with +, as E.164 too. Raises ValueError for any other text."""
    if not text.startswith("+") or text.startswith("+1"):
        return normalised(text)
    try:
        number = phonenumbers.parse(text)
    except NumberParseException:
        raise ValueError(f"{NO_NUMBER}: {text!r}") from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError(f"{NO_NUMBER}: {text!r}")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown(e164: str) -> str:
    """An E.164 number as Americans write it: "(415) 555-0123 ext. 12"; one abroad with its country code."""
    if not e164.startswith("+1"):
        return phonenumbers.format_number(phonenumbers.parse(e164), PhoneNumberFormat.INTERNATIONAL)
    digits, _, extension = e164.removeprefix("+1").partition(";ext=")
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}" + (f" ext. {extension}" if extension else "")
