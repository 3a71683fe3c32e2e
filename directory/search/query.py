"""From text to a search, or to what is wrong with it: the same for the page, the API and the command line."""

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, ParamSpec, TypeVar

from directory.core.gazetteer import Area, Gazetteer
from directory.core.i18n import Message
from directory.core.whole_numbers import whole_number
from directory.search.filters import FILTERS, Filter
from directory.search.insurance_index import RequestedInsurance
from directory.search.place import Place
from directory.search.places import resolve_place
from directory.store.listings.reader import Directory

DEFAULT_MILES, MAX_MILES = 25.0, 500.0  # the radius
MAX_PAGE = 10_000
ORDERS = ("distance", "confirmed", "price")
PARAMETERS = ("near", "within", *(each.parameter for each in FILTERS), "sort", "page")

Filters = tuple[tuple[Filter[Any], Any], ...]
P = ParamSpec("P")
T = TypeVar("T")


class SearchQuery(NamedTuple):
    """A search that can be answered.

    miles: the radius, at least as far as the place reaches; filters: with their values; sort: one of ORDERS (find.py).
    area: a county, a region or a state is searched within its borders, unless more miles are asked for than it reaches.
    """

    place: Place
    miles: float
    page: int
    filters: Filters = ()
    sort: str = ORDERS[0]
    area: Area | None = None

    @property
    def insurance(self) -> RequestedInsurance | None:
        """What the insurance asked for was understood as; None where the search asks for none."""
        return next((value for _, value in self.filters if isinstance(value, RequestedInsurance)), None)


class BadQuery(ValueError):
    """errors: for each parameter that is missing or wrong, what it may be. suggestions: places that may be meant."""

    def __init__(self, errors: dict[str, str], suggestions: tuple[str, ...] = ()):
        super().__init__(" ".join(errors.values()))
        self.errors, self.suggestions = errors, suggestions


def parse_query(parameters: Mapping[str, str], gazetteer: Gazetteer, directory: Directory) -> SearchQuery:
    """The search that PARAMETERS ask for; blank ones do not count. Raises BadQuery with every error at once."""
    given = {name: text.strip() for name, text in parameters.items() if text and text.strip()}
    errors: dict[str, ValueError] = {}
    place = _attempt("near", errors, resolve_place, given.get("near", ""), gazetteer)
    miles = _attempt("within", errors, _miles, given.get("within"))
    filters, page, sort = _filters(given, directory, errors)
    if place is None or miles is None:
        raise _bad_query(errors)
    area = place.area if miles <= max(DEFAULT_MILES, place.miles) else None
    return SearchQuery(place, max(miles, place.miles), page, filters, sort, area)


def parse_filters(parameters: Mapping[str, str], directory: Directory) -> tuple[Filters, int, str]:
    """The filters, the page and the order that PARAMETERS ask for, whatever the place. Raises BadQuery."""
    given = {name: text.strip() for name, text in parameters.items() if text and text.strip()}
    errors: dict[str, ValueError] = {}
    _attempt("within", errors, _miles, given.get("within"))  # it narrows nothing without a place, and may be wrong
    return _filters(given, directory, errors)


def _filters(given: dict[str, str], directory: Directory, errors: dict[str, ValueError]) -> tuple[Filters, int, str]:
    """errors: what else is wrong. Raises BadQuery with all of it."""
    page = _attempt("page", errors, _page, given.get("page"))
    sort = _attempt("sort", errors, _sort, given.get("sort"))
    for name, text in given.items() if "insurance" not in given else ():
        if needs_insurance(name, text):
            errors[name] = ValueError(Message("%(name)s=%(value)s needs an insurance.", name=name, value=text))
    asked = [each for each in FILTERS if each.parameter in given]
    values = [_attempt(each.parameter, errors, each.parse, given[each.parameter], directory) for each in asked]
    if errors or page is None or sort is None:
        raise _bad_query(errors)
    return _without_idle_terms(tuple(zip(asked, values, strict=True))), page, sort


def _without_idle_terms(filters: Filters) -> Filters:
    """The filters without the terms of an insurance that nobody names, which narrow nothing: none may say they do."""
    meant = next((value for each, value in filters if each.parameter == "insurance"), None)
    if meant is None or meant.networks:
        return filters
    return tuple((each, value) for each, value in filters if each.parameter != "terms")


def _bad_query(errors: dict[str, ValueError]) -> BadQuery:
    messages = {name: error.args[0] for name, error in errors.items()}
    return BadQuery(messages, getattr(errors.get("near"), "suggestions", ()))


def needs_insurance(parameter: str, text: str) -> bool:
    """Whether a parameter means something only where an insurance is asked for."""
    return parameter == "terms" or (parameter, text.strip()) == ("sort", "price")


def _attempt(
    name: str, errors: dict[str, ValueError], parse: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T | None:
    """What `parse` gives; None where it raises ValueError, which is put into errors under the parameter's name."""
    try:
        return parse(*args, **kwargs)
    except ValueError as error:
        errors[name] = error
        return None


def _miles(text: str | None) -> float:
    if text is None:
        return DEFAULT_MILES
    try:
        miles = float(text)
    except ValueError:
        miles = math.nan
    if not 0 < miles <= MAX_MILES:
        raise ValueError(
            Message("within may be a number of miles, more than 0 and at most %(most)s.", most=f"{MAX_MILES:g}")
        )
    return miles


def _page(text: str | None) -> int:
    if text is None:
        return 1
    page = whole_number(text, 1, MAX_PAGE)
    if page is None:
        raise ValueError(Message("page may be a whole number from 1 to %(most)s.", most=MAX_PAGE))
    return page


def _sort(text: str | None) -> str:
    if text not in (None, *ORDERS):
        raise ValueError(Message("sort may be %(orders)s.", orders=", ".join(ORDERS)))
    return text or ORDERS[0]
