"""The choices beside a search's filters, each with how many it would find: for a page."""

from functools import reduce
from typing import Any, NamedTuple

import numpy as np

from directory.search.choice_filters import Candidates, Choice, seldom_stated
from directory.search.filters import FILTERS, Filter
from directory.search.query import SearchQuery


class Facet(NamedTuple):
    """A filter's choices, each with how many would be found with it and all other filters; the value set, or None.

    is_seldom_stated: few of all within the radius state it at all.
    """

    filter: Filter[Any]
    choices: list[Choice]
    value: Any
    is_seldom_stated: bool = False


def facets_of(query: SearchQuery, everybody: Candidates, masks: list[np.ndarray]) -> list[Facet]:
    """everybody: within the radius; masks: whom of them each filter keeps."""
    all_of_them = np.ones(len(everybody.bits), bool)
    others = [reduce(np.logical_and, without(masks, place), all_of_them) for place in range(len(masks))]
    counted, kept, *parts = everybody.parts([all_of_them, reduce(np.logical_and, masks, all_of_them), *others])
    of_set = {each.parameter: (part, value) for (each, value), part in zip(query.filters, parts, strict=True)}
    seldom = seldom_stated(counted)
    facets = []
    for each in FILTERS:
        candidates, value = of_set.get(each.parameter, (kept, None))
        facets.append(Facet(each, each.choices(candidates), value, each.parameter in seldom))
    return facets


def without(masks: list[np.ndarray], place: int) -> list[np.ndarray]:
    """The masks of all filters but one."""
    return masks[:place] + masks[place + 1 :]
