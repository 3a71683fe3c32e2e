"""A person's name beside the name of the practice, in one text: "Maria Lopez dba Healing Tree"."""

import re

from directory.core.credentials import is_known
from directory.core.names import folded_words

# What stands before a practice's name and in no person's.
MARKED = re.compile(r"[\s,(]+(?:d\.?\s?/?\s?b\.?\s?/?\s?a\.?|doing business as|c/o|@|at)\s+(?=\S)", re.IGNORECASE)
BETWEEN = re.compile(r"(\s+[-–—]\s+|\s+[/|]\s+|:\s+|,\s+|\s*\()")
ALWAYS_APART = ("/", "|")  # between a name and what is no part of it, whatever it is
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
        if not practice and _is_person(person) and _is_practice(separator.strip(), bare):
            practice = bare
        else:
            person += separator + piece
    return person, practice


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
    return separator in ALWAYS_APART or bool(words & BUSINESS and words - BUSINESS - OF_FIELDS)
