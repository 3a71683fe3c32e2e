"""A person's name beside the name of the practice, in one text: "Maria Lopez dba Healing Tree"."""

import re

from directory.core.credentials import is_known
from directory.core.given_names import is_given_name
from directory.core.names import folded_words

# What stands before a practice's name and in no person's.
MARKED = re.compile(r"[\s,(]+(?:d\.?\s?/?\s?b\.?\s?/?\s?a\.?|doing business as|c/o|@|at)\s+(?=\S)", re.IGNORECASE)
BETWEEN = re.compile(r"(\s+[-–—]\s+|\s*[/|]\s*|[:;]\s+|,\s+|\s*\()")
ALWAYS_APART = (" /", " |")  # between a name and what is no part of it, whatever it is
WORDS_OF_PRACTICES = """
acupuncture associates center centre chiropractic clinic clinics collective company corp group healing health herbs
holistic hospital house inc institute integrative llc llp medicine office oriental pc pllc practice spa studio therapies
wellness
"""
BUSINESS = frozenset(WORDS_OF_PRACTICES.split())
WORDS_OF_LETTERS = """
bachelor board certified certificate degree diplomate doctor fellow founder licensed master member owner registered
"""
OF_LETTERS = frozenset(WORDS_OF_LETTERS.split())
OF_TOWNS = frozenset("beach city falls heights hills lake park springs street valley village".split())  # noqa: SIM905
OF_FIELDS = frozenset(("and", "chinese", "east", "asian", "herbal", "massage", "of", "sports", "the", "therapy"))


def split_practice(text: str) -> tuple[str, str]:
    """The person's name in a text, with its letters, and the practice's name, "" where the text tells none.

    Read by who is harmed: a practice's word taken for a family name makes another person of somebody, and letters taken
    for a practice a layman; so without a mark (dba, at) only what has the word of a business is a practice.
    """
    if marked := MARKED.search(text):
        before, after = text[: marked.start()], text[marked.end() :]
        return (before, after.strip(" )")) if _is_person(before) else (text, "")
    person, practice = "", ""
    for separator, piece in _separated(text):
        bare = piece.strip(" )")
        if not practice and _is_person(person) and _is_practice(separator, bare):
            practice = bare
        else:
            person += separator + piece
    return (person, practice) if practice else _after_practice(text)


def _after_practice(text: str) -> tuple[str, str]:
    """The same where the practice's name comes first: only before a known given name, or a name with letters after it,
    for a clinic may tell its town so: "Heron Acupuncture - Oak Park".
    """
    (_, first), *others = _separated(text)
    if not others or not _is_practice(others[0][0], first.strip()):
        return text, ""
    words = folded_words(others[0][1])
    if len(words) not in (2, 3) or not BUSINESS.isdisjoint(words):
        return text, ""
    with_letters = len(others) > 1 and is_known(others[1][1])
    if not with_letters and (not is_given_name(words[0]) or words[-1] in OF_TOWNS):
        return text, ""
    return text[len(first) + len(others[0][0]) :].strip(" )"), first.strip()


def _separated(text: str) -> list[tuple[str, str]]:
    """The pieces of a text, each with what stands before it."""
    pieces = ["", *BETWEEN.split(text)]
    return [*zip(pieces[::2], pieces[1::2], strict=True)]


def _is_person(text: str) -> bool:
    return len(folded_words(text)) > 1


def _is_practice(separator: str, text: str) -> bool:
    words = set(folded_words(text))
    if not words or is_known(text) or words & OF_LETTERS:
        return False
    return separator[:2] in ALWAYS_APART or bool(words & BUSINESS and words - BUSINESS - OF_FIELDS)
