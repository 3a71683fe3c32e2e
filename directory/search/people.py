"""Looking for somebody wherever they are: by a name, an NPI, a license number or a telephone number."""

from collections.abc import Mapping
from functools import reduce
from typing import NamedTuple

import numpy as np

from directory.core.i18n import Message
from directory.core.taxonomy import KINDS
from directory.search import landmarks
from directory.search.called import Called, alike, numbers_called, read_called
from directory.search.choice_filters import Candidates
from directory.search.chosen import ChosenListing
from directory.search.place import Place
from directory.search.query import BadQuery, parse_filters
from directory.store.listings.names import in_order_of_names
from directory.store.listings.reader import Directory, Numbers

PAGE_SIZE = 20
MOST_FOUND = 1_000  # of a name; more are cut, and the page asks for a place
CLINIC = tuple(KINDS).index("clinic")
SEVERAL = 3  # of a single name: so many people of it are rather meant than a place spelled nearly so
DIGITS = 10  # of a telephone number, and of an NPI
NO_NAME = ("zip", "point")  # precisions of places that nobody is called by


class People(NamedTuple):
    """Whom a name means, in the order of their names. alike: names that may have been meant, where nobody has this."""

    called: Called
    total: int
    page: int
    pages: int
    results: list[ChosenListing]
    alike: tuple[str, ...]


def find_people(parameters: Mapping[str, str], directory: Directory) -> People:
    """Everybody in the directory whom the parameter `name` and the other filters keep, a page of them. Raises BadQuery
    with every error.
    """
    filters, page, _ = parse_filters(parameters, directory)
    everybody = Candidates(directory)
    masks = [each.keeps(value, everybody) for each, value in filters]
    numbers = np.flatnonzero(reduce(np.logical_and, masks))[:MOST_FOUND].tolist()
    pages = -(-len(numbers) // PAGE_SIZE)
    shown = in_order_of_names(numbers, directory)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    if page > max(pages, 1):
        most = max(pages, 1)
        raise BadQuery({"page": Message("page may be a whole number from 1 to %(most)s for this search.", most=most)})
    results = [ChosenListing(each, next(iter(each.locations), None), None) for each in directory.listings(shown)]
    called = read_called(parameters["name"])
    return People(called, len(numbers), page, pages, results, () if numbers else alike(called.words, directory))


def called_so(text: str, directory: Directory) -> Numbers:
    """The numbers of those whom a text typed for a place may mean."""
    return numbers_called(read_called(text).words, directory) if text else np.empty(0, "<i4")


def is_number_of_somebody(text: str) -> bool:
    """Whether a text is a telephone number or an NPI, whoever has it: no place is called so."""
    words = read_called(text).words
    return len(words) == 1 and words[0].isdigit() and len(words[0]) == DIGITS


def is_rather_somebody(text: str, place: Place, directory: Directory) -> bool:
    """Whether a text that was taken for a place rather means a person: with a title or letters, or where the place is
    spelled otherwise and people are called exactly so, or a clinic where it reads as the name of one. Where a place has
    the very name, it wins.
    """
    called = read_called(text)
    if place.precision in NO_NAME or not (called.is_person or place.typed):
        return False
    found = numbers_called(called.words, directory)
    is_clinic = directory.columns["kind"][found] == CLINIC
    if is_clinic.any() and landmarks.KIND.search(text):
        return True
    people = int((~is_clinic).sum())
    return people > 0 and (called.is_person or len(called.words) > 1 or people >= SEVERAL)
