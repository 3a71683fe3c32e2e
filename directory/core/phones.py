"""Telephone numbers: stored as +1 and ten digits, shown as (415) 555-0123."""

import re
from typing import Any

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumberFormat

PLAIN = re.compile(r"\(?(\d{3})\)?[-. ]?(\d{3})[-. ]?(\d{4})", re.ASCII)
US_METADATA: Any = PhoneMetadata.metadata_for_region("US")
AMERICAN = re.compile(US_METADATA.fixed_line.national_number_pattern)  # mobile phones have the same pattern


def normalised(text: str) -> str:
    """The number as E.164 ("+14155550123", with ";ext=12" where there is an extension).

    Raises ValueError for what cannot be an American number.
    """
    plain = PLAIN.fullmatch(text)
    digits = "".join(plain.groups()) if plain else ""
    if AMERICAN.fullmatch(digits):  # nearly all are, and the library takes a hundred times as long
        return "+1" + digits
    try:
        number = phonenumbers.parse(text, "US")
    except NumberParseException:
        raise ValueError(f"not a telephone number: {text!r}") from None
    if number.country_code != 1 or not phonenumbers.is_valid_number(number):
        raise ValueError(f"not an American telephone number: {text!r}")
    extension = f";ext={number.extension}" if number.extension else ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) + extension


def of_any_country(text: str) -> str:
    """As `normalised`; a number abroad, which begins with +, as E.164 too. Raises ValueError for any other text."""
    if not text.startswith("+") or text.startswith("+1"):
        return normalised(text)
    try:
        number = phonenumbers.parse(text)
    except NumberParseException:
        raise ValueError(f"not a telephone number: {text!r}") from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError(f"not a telephone number: {text!r}")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown(e164: str) -> str:
    """An E.164 number as Americans write it: "(415) 555-0123 ext. 12"; one abroad with its country code."""
    if not e164.startswith("+1"):
        return phonenumbers.format_number(phonenumbers.parse(e164), PhoneNumberFormat.INTERNATIONAL)
    digits, _, extension = e164.removeprefix("+1").partition(";ext=")
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}" + (f" ext. {extension}" if extension else "")
