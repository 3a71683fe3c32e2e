"""What narrows a search besides the place: FILTERS, in the order in which a page offers them."""

from typing import Any, Protocol, TypeVar

import numpy as np

from directory.search.choice_filters import (
    ACCEPTING_FILTER,
    ACCESS_FILTER,
    CONFIRMED_FILTER,
    GENDER_FILTER,
    KIND_FILTER,
    LICENSE_FILTER,
    VISITS_FILTER,
    Candidates,
    Choice,
)
from directory.search.terms_filter import TermsFilter
from directory.search.typed_filters import InsuranceFilter, LanguageFilter, NameFilter
from directory.store.listings.reader import Directory

Value = TypeVar("Value")


class Filter(Protocol[Value]):
    """A filter as one object: its values, whom it keeps, and its words in the sentence that describes a search.

    parameter: its name in an address, in the API and on the command line; title: over its choices on a page.
    """

    parameter: str
    title: str

    def parse(self, text: str, directory: Directory) -> Value:
        """The value typed. Raises ValueError with a message that says what it may be."""

    def keeps(self, value: Value, candidates: Candidates) -> np.ndarray:
        """A mask of the candidates: whether they stay."""

    def sentence(self, value: Value) -> str:
        """The value as it reads after "practitioners within 10 miles of Tucson, AZ"."""

    def choices(self, candidates: Candidates) -> list[Choice]:
        """What may be chosen, with how many candidates each would leave; empty where the value is typed."""


FILTERS: tuple[Filter[Any], ...] = (
    KIND_FILTER,
    InsuranceFilter(),
    TermsFilter(),
    ACCEPTING_FILTER,
    LanguageFilter(),
    GENDER_FILTER,
    VISITS_FILTER,
    ACCESS_FILTER,
    CONFIRMED_FILTER,
    LICENSE_FILTER,
    NameFilter(),
)
