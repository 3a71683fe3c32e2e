"""Societies of practitioners whose lists of members are imported: all are one source, each with a short name.

A list's statements have ids that begin with its part: "roster_aama" of the society AAMA, "roster" of one without a
name.
"""

import re
from collections.abc import Iterable

from directory.core.i18n import N_, Message
from directory.core.sources import ROSTER

NAMED = f"{ROSTER}_"
SHORT_NAME = re.compile(r"[A-Za-z0-9]{2,12}", re.ASCII)
NO_SHORT_NAME = N_("A society’s short name has 2 to 12 letters and digits, such as AAMA.")


def short_name(text: str) -> str:
    """A society's short name as it is kept, "" for none. Raises ValueError for what is none."""
    if text and not SHORT_NAME.fullmatch(text):
        raise ValueError(NO_SHORT_NAME)
    return text.upper()


def part_of(society: str) -> str:
    """How the ids of the statements of a society's list begin, by its short name, up to the first "-"."""
    return f"{NAMED}{society.lower()}" if society else ROSTER


def society_of(part: str) -> str:
    """The short name of the society whose ids begin so, "" of one without a name."""
    return part.removeprefix(NAMED).upper() if part.startswith(NAMED) else ""


def parts_of(statement_ids: Iterable[str]) -> set[str]:
    """The parts of which the ids of statements of ROSTER are. Earlier versions gave none a society's name."""
    return {part if (part := each.partition("-")[0]).startswith(NAMED) else ROSTER for each in statement_ids}


def is_part(text: str) -> bool:
    """Whether a text is the part of a society's list."""
    return text == ROSTER or (text.startswith(NAMED) and bool(SHORT_NAME.fullmatch(text.removeprefix(NAMED))))


def members_in_words(part: str) -> Message:
    """Whose members they are whom a list names."""
    society = society_of(part)
    return Message("members of %(society)s", society=society) if society else Message("a society’s members")
