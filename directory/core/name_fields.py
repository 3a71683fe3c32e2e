"""The parts of a person's name as sources hold them in fields: each part is put where it belongs."""

import re
from typing import NamedTuple

from directory.core.credentials import is_known
from directory.core.full_names import FullName, parse_full_name, split_end, without_title
from directory.core.name_letters import Surroundings, is_one_case, is_vietnamese, look_like_letters
from directory.core.names import is_generation

NUMBERED = {"i", "v", "vi", "vii", "viii", "ix", "x"}  # generations in the field of suffixes: elsewhere initials
# What stands where there is no name: "first name unknown", "last name unknown", "no middle initial" and their like.
NOBODY = re.compile(r"[(\[]?(?:fnu|lnu|nfn|nln|nmn|nmi|unknown|n/a|xxx+|tbd|tba|vacant)[)\]]?\.?", re.IGNORECASE)
NO_NAME = {"no name", "no first name", "no middle name", "no last name", "not applicable"}
NOT_GIVEN = {"none", "null", "test"}  # family names of people, but in other fields the mark of an empty cell


class Field(NamedTuple):
    """What one field holds: names, and the generations and letters that stand behind them."""

    name: str
    suffixes: list[str]
    letters: list[str]


def tidied(name: FullName) -> FullName:
    """The parts of a name, each in its own field.

    Generations and letters leave the other fields ("SMITH JR", "SMITH, MD", "JANE L.AC."), and what only says that
    there is no name (FNU, NMN, "UNKNOWN") goes. None, Null and Test are family names beside a given name, and marks of
    an empty cell elsewhere. A whole name in the field of the family name is taken apart.
    """
    first, middle, last, suffix, credentials = (part.strip(" ,;") for part in name)
    if "," in last and not first:
        whole = parse_full_name(last).followed_by(suffix, credentials)
        return tidied(whole._replace(middle_name=f"{whole.middle_name} {middle}".strip()))
    # Two given names may end in what is like letters (Minh Lac), so in their field only letters written as such count.
    given = _field(" ".join(without_title(first.split())), True)
    family = _field(last, " " in last and is_vietnamese(f"{last} {first}".split()))
    after = _suffix_field(suffix)
    suffixes = [*given.suffixes, *family.suffixes, *after.suffixes]
    if is_generation(middle) and not suffixes:
        middle, suffixes = "", [middle]
    letters = [*given.letters, *family.letters, *after.letters, credentials]
    first, middle, last = _somebody(given.name, middle, family.name)
    return FullName(first, middle, last, _joined(" ", suffixes), _joined(", ", letters))


def _field(text: str, names_only: bool) -> Field:
    """A field of given or family names. names_only: whether letters that are like names are names (Minh Lac)."""
    if " " not in text and "," not in text:
        return Field(text, [], [])
    head, *pieces = (" ".join(piece.split()) for piece in text.split(","))
    words, suffixes, letters = split_end(
        head.split(), Surroundings(is_one_case(text), spare=1, spare_common=0, names_only=names_only)
    )
    named = [" ".join(words)]
    for piece in filter(None, pieces):
        is_letters = is_known(piece) or look_like_letters(piece)
        (suffixes if is_generation(piece) else letters if is_letters else named).append(piece)
    return Field(", ".join(named), suffixes, letters)


def _suffix_field(text: str) -> Field:
    """A field that ought to hold a generation: whatever else is there are letters."""
    suffixes, letters = list[str](), list[str]()
    for piece in filter(None, re.split(r"\s*[,;]\s*", text)):
        words = piece.split()
        told = [word for word in words if is_generation(word) or (len(words) == 1 and _is_numbered(word))]
        suffixes += told
        letters.append(" ".join(word for word in words if word not in told))
    return Field("", suffixes, letters)


def _is_numbered(word: str) -> bool:
    return word.strip(".").lower() in NUMBERED


def _somebody(*names: str) -> list[str]:
    """Given, middle and family name without what stands for none."""
    kept = [" ".join(word for word in name.split() if not NOBODY.fullmatch(word)) for name in names]
    first, middle, last = ("" if name.lower() in NO_NAME else name for name in kept)
    first, middle = ("" if name.lower() in NOT_GIVEN else name for name in (first, middle))
    return [first, middle, "" if not first and last.lower() in NOT_GIVEN else last]


def _joined(between: str, parts: list[str]) -> str:
    """Parts in one text, each once, empty ones left out."""
    found = dict[str, str]()
    for part in filter(None, parts):
        found.setdefault(part.strip(". ").lower(), part)
    return between.join(found.values())
