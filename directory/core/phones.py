"""Telephone numbers: kept as +1 and ten digits, shown as (415) 555-0123."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat


def normalised(text: str) -> str:
    """The number as E.164 ("+14155550123", with ";ext=12" where there is an extension).

    Raises ValueError for what cannot be an American number.
    """
    try:
        number = phonenumbers.parse(text, "US")
    except NumberParseException:
        raise ValueError(f"not a telephone number: {text!r}") from None
    if number.country_code != 1 or not phonenumbers.is_valid_number(number):
        raise ValueError(f"not an American telephone number: {text!r}")
    extension = f";ext={number.extension}" if number.extension else ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) + extension


def of_any_country(text: str) -> str:
    """As `normalised`; a number abroad, which begins with +, as E.164 too. Raises ValueError for what can be neither."""
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
    """A number from `normalised` as Americans write it: "(415) 555-0123 ext. 12"; one abroad with its country's code."""
    if not e164.startswith("+1"):
        return phonenumbers.format_number(phonenumbers.parse(e164), PhoneNumberFormat.INTERNATIONAL)
    digits, _, extension = e164.removeprefix("+1").partition(";ext=")
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}" + (f" ext. {extension}" if extension else "")
