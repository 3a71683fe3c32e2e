"""License numbers as they are compared: boards, practitioners and payers each write them their own way."""

import re


def normalised(number: str) -> str:
    """The number in capitals without spaces and punctuation: "AC 19962", "ac-19962" → "AC19962"."""
    return re.sub(r"[^A-Z0-9]", "", number.upper())


def parts(number: str) -> tuple[str, str]:
    """Its letters and its digits: "AC19125" → ("AC", "19125"). Numbers that differ in letters only are not surely one."""
    plain = normalised(number)
    return re.sub(r"\d", "", plain), re.sub(r"\D", "", plain)


LAPSED = {"expired", "suspended", "revoked"}


def has_lapsed(statuses: list[str]) -> bool:
    """Whether boards say of a practitioner that a licence is expired, suspended or revoked, and of none that it is active."""
    return bool(LAPSED & set(statuses)) and "active" not in statuses
