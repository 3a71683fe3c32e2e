"""License numbers as they are compared: boards, practitioners and payers each write them their own way."""

import re


def normalised(number: str) -> str:
    """The number in capitals without spaces and punctuation: "AC 19962", "ac-19962" → "AC19962"."""
    return re.sub(r"[^A-Z0-9]", "", number.upper())


def parts(number: str) -> tuple[str, str]:
    """Letters and digits: "AC19125" → ("AC", "19125"). Numbers that differ in letters only may be two licences."""
    plain = normalised(number)
    return re.sub(r"\d", "", plain), re.sub(r"\D", "", plain)


DECEASED = "deceased"  # a licence's status; its holder is not listed
LAPSED = {"expired", "retired", "suspended", "surrendered", "revoked"}
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
