"""Whom a name, a number or a telephone number means: words looked up in the table of all that somebody is found by."""

import re
from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.core import npi, phones
from directory.core.addresses import STATES
from directory.core.credentials import is_known
from directory.core.full_names import TITLES, parse_full_name
from directory.core.given_names import used_for
from directory.core.licences import normalised
from directory.core.names import folded, run_together
from directory.search.misspelled import slips_in
from directory.store.listings.columns import ascending
from directory.store.listings.names import name_words
from directory.store.listings.reader import Directory, Numbers, once_a_version

LONGEST_NAME = 100  # characters that are looked at
FEWEST_LETTERS = 3  # that may be the beginning of a name
NUMBER = re.compile(r"(?=.*\d{4})[A-Za-z]{0,5}[-. #]*\d[\d-]*[A-Za-z]?")  # of a licence
PHONE = re.compile(rf"(?:\+?1[-. ]?)?{phones.PLAIN.pattern}", re.ASCII)
EXTENSION = re.compile(r"[\s,]*(?:ext(?:ension)?\.?|x|#)\s*\d{1,6}$", re.IGNORECASE)
CALLED_NUMBER = re.compile(r"^(?:npi|lic(?:en[cs]e)?|no|number|tel|phone|call)\b[\s.:#]*", re.IGNORECASE)
OF_STATE = re.compile(rf"^(?:{'|'.join(STATES)})[ :]+(?=\D*\d)", re.IGNORECASE)  # the state before a licence's number
# Words that people add to a name, and that a clinic may have in its own.
TRADE = frozenset(("acupuncture", "acupuncturist", "acupuntura", "acupunturista", "licensed", "doctor", "doctora"))
# How clinics write a word of their names, and others.
SHORTENED = (
    ("street", "st"),
    ("avenue", "ave"),
    ("road", "rd"),
    ("boulevard", "blvd"),
    ("center", "ctr"),
    ("saint", "st"),
)
WRITTEN_TOO = {
    word: [other for pair in SHORTENED if word in pair for other in pair if other != word]
    for word in {each for pair in SHORTENED for each in pair}
}
MOST_ALIKE = 3  # names that may have been meant
SHORTEST_ALIKE = 4  # letters of a name that may be misspelled


class Called(NamedTuple):
    """What was typed for somebody. words: folded; is_person: it has a title or letters, so it is no place."""

    words: tuple[str, ...]
    is_person: bool


def read_called(text: str) -> Called:
    """The words of a name without titles and credentials, or the one word of a number; none where it has none."""
    text = " ".join(text.split())[:LONGEST_NAME]
    if number := _number(text):
        return Called((number,), True)
    words = tuple(folded(text).split())
    named = tuple(folded(_named(text)).split())
    left = [word for word in words if word not in named]
    is_state = "".join(left).upper() in STATES  # Washington, D. C.
    return Called(
        named or words, any(word in TITLES or word.upper() not in STATES for word in left if named) and not is_state
    )


def _number(text: str) -> str:
    """An NPI, a telephone number in ten digits or a licence's number, as it is looked up; "" where it is none."""
    bare = OF_STATE.sub("", CALLED_NUMBER.sub("", text))
    if npi.is_valid(npi.plain(bare)):
        return npi.plain(bare)
    if PHONE.fullmatch(phone := EXTENSION.sub("", bare)):
        return re.sub(r"\D", "", phone)[-10:]
    return normalised(bare).lower() if NUMBER.fullmatch(bare) and len(normalised(bare)) != 5 else ""


def _named(text: str) -> str:
    """What is typed of a name without titles and known credentials: "Dr. O'Brien, L.Ac." is O'Brien."""
    name = parse_full_name(text)
    return " ".join((*name[:4], *(letters for letters in name.credentials.split(", ") if not is_known(letters))))


def numbers_called(words: Iterable[str], directory: Directory) -> Numbers:
    """The numbers of those who have all the words, in any order; one of FEWEST_LETTERS or more may be a beginning.

    Where several are typed, a given name is also what it is used for ("Bob Smith" is Robert Smith); where nobody has
    them, particles are taken with the word after them ("De La Cruz" is Delacruz), a single name for what it is used
    for, and a name without the trade beside it ("Ana Kim acupuncture").
    """
    words = tuple(words)
    bare = tuple(word for word in words if word not in TRADE)
    ways = (
        *((words, len(words) > 1), (tuple(run_together(" ".join(words))), True), (words, True)),
        *([(bare, True)] if bare != words else []),
    )
    found = (_having(each, directory, is_used) for each, is_used in ways if each)
    return next((numbers for numbers in found if len(numbers)), np.empty(0, "<i4"))


def _having(words: tuple[str, ...], directory: Directory, is_used: bool) -> Numbers:
    each = (
        np.concatenate([_beginning(name, directory) for name in {word, *(also(word) if is_used else ())}])
        for word in words
    )
    found: Numbers = reduce(np.intersect1d, each)
    return ascending(found)


def also(word: str) -> list[str]:
    """What else a word of a name is written for: a given name's short forms, a clinic's "St" for "Street"."""
    return [*used_for(word), *WRITTEN_TOO.get(word, ())]


def _beginning(word: str, directory: Directory) -> Numbers:
    is_whole = len(word) < FEWEST_LETTERS or word.isdigit()
    return directory.named(word, is_whole)


def alike(words: Iterable[str], directory: Directory) -> tuple[str, ...]:
    """What may have been meant by words that nobody has: the same with each misspelled one as somebody has it."""
    words = list(words)
    unknown = [place for place, word in enumerate(words) if not len(_beginning(word, directory))]
    if not unknown or any(len(words[place]) < SHORTEST_ALIKE or words[place].isdigit() for place in unknown):
        return ()
    place, known = unknown[0], _names_of(directory)
    close = process.extract(words[place], known, scorer=OSA.distance, score_cutoff=slips_in(words[place]), limit=20)
    offered = [" ".join([*words[:place], name, *words[place + 1 :]]) for name, *_ in close]
    found = [each for each in offered if len(numbers_called(each.split(), directory))]
    return tuple(found[:MOST_ALIKE])


@once_a_version
def _names_of(directory: Directory) -> list[str]:
    return [word for word in name_words(directory) if not any(map(str.isdigit, word))]
