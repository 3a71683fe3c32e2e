"""What is typed for a place and belongs elsewhere: an insurance ("Medicaid Denver"), somebody ("Ana Kim, Boise"), or
what hurts.
"""

import re
from collections.abc import Iterator
from functools import reduce

import numpy as np

from directory.core.gazetteer import Gazetteer
from directory.core.icd10 import EverydayWords
from directory.core.names import folded, unspaced
from directory.search import landmarks
from directory.search.called import TRADE, also, read_called
from directory.search.elsewhere import HAMLET
from directory.search.insurance_index import insurance_index
from directory.search.insurance_words import known_as, says_nothing
from directory.search.people import CLINIC
from directory.search.place import Place, UnknownPlace
from directory.search.places import resolve_place
from directory.search.typed_state import split_state, state_in
from directory.store.listings.reader import Directory, Numbers

# What joins a place and an insurance, or says what is looked for.
FILLING = re.compile(
    r"^(?:in|near|at|around|with|for|and|who|that|takes?|taking|accepts?|accepting|en|cerca de|con|que|acepta|acepte"
    rf"|{'|'.join(TRADE)}|acupuncturists|insurance|seguro)\b[\s,:]*"
    r"|[\s,:]*\b(?:in|near|with|takes?|accepts?|insurance|en|cerca de|con|seguro)$",
    re.IGNORECASE,
)
BARE_ZIP = re.compile(r"[\d\s-]+")
MOST_WORDS = 12  # more is a sentence, and trying each way to part it takes time
FEWEST_WORDS = 2  # of a name without title or letters beside a place: one alone may be a street's or a quarter's


def other_fields(text: str, place: Place | None, gazetteer: Gazetteer, directory: Directory) -> dict[str, str]:
    """The fields of the search that a text belongs in, where it is not, or not alone, the place that it was taken for.

    place: what it was taken for, None where it is none. A place of the very name wins; a hamlet does not win over an
    insurance. Empty where nothing is known better.
    """
    if place and (place.precision == "point" or BARE_ZIP.fullmatch(text)):
        return {}
    if place and is_place_itself(text, gazetteer):
        return {"insurance": text} if _is_hamlet(text, gazetteer) and is_insurance(text, directory) else {}
    if is_insurance(bare := _bare(text), directory):
        return {"insurance": bare}
    if landmarks.KIND.search(text):
        return {}
    cuts = [(words, where) for part, where in _cuts(text) if (words := _bare(part)) and where]
    insured = (("insurance", *cut) for cut in cuts if is_insurance(cut[0], directory))
    called = (("name", *cut) for cut in cuts if _is_somebody(cut[0], gazetteer, directory))
    found = (
        {"near": where, field: words} for field, words, where in (*insured, *called) if _is_place(where, gazetteer)
    )
    return next(found, {})


def is_insurance(text: str, directory: Directory) -> bool:
    """Whether a program, a company or a plan goes by this very name, or two by its halves: "Humana Medicare"."""
    words = folded(text).split()[:MOST_WORDS]
    halves = ((" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words)))
    return _is_known(text, directory) or any(all(_is_known(half, directory) for half in both) for both in halves)


def _is_known(text: str, directory: Directory) -> bool:
    typed = folded(text)
    is_known = unspaced(typed) in insurance_index(directory).meanings or bool(known_as(text))
    return bool(typed) and is_known and not says_nothing(typed)


def is_place_itself(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a city, a part of one, a region or a state has this very name."""
    is_city = gazetteer.named(text) or gazetteer.city(*split_state(text))
    return bool(is_city or gazetteer.regions_named(text) or state_in(text.strip(" ,")))


def is_trouble(text: str, everyday: EverydayWords) -> bool:
    """Whether the words are what people call a trouble: "back pain"."""
    words = everyday.words(text)
    return any(words == name for name, _ in everyday.names)


def _bare(text: str) -> str:
    text = text.strip(" ,.;")
    while (less := FILLING.sub("", text).strip(" ,.;")) != text:
        text = less
    return text


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    """The ways to take a text as something and a place behind or before it; those with the longest place first."""
    words = text.split() if text.count(" ") < MOST_WORDS else []
    for cut in range(1, len(words)):
        yield " ".join(words[:cut]), _bare(" ".join(words[cut:]))
        yield " ".join(words[-cut:]), _bare(" ".join(words[:-cut]))


def _is_hamlet(text: str, gazetteer: Gazetteer) -> bool:
    places = gazetteer.named(text)
    return bool(places) and places[0].population < HAMLET


def _is_place(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a text is a place as it stands, and no guess."""
    try:
        return not resolve_place(text, gazetteer).typed
    except UnknownPlace:
        return False


def _is_somebody(text: str, gazetteer: Gazetteer, directory: Directory) -> bool:
    """Whether somebody is called by all these words, or a clinic that says what it is; no quarter has the name."""
    called = read_called(text)
    if is_place_itself(text, gazetteer) or (len(called.words) < FEWEST_WORDS and not called.is_person):
        return False
    numbers: Numbers = reduce(np.intersect1d, [_whole(word, directory) for word in called.words])
    is_clinic = directory.columns["kind"][numbers] == CLINIC
    return bool((~is_clinic).any() or (is_clinic.any() and not TRADE.isdisjoint(called.words)))


def _whole(word: str, directory: Directory) -> Numbers:
    return np.concatenate([directory.named(each, True) for each in {word, *also(word)}])
