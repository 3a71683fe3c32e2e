"""The figures of how good an edition is, made when it is published: by kind and state, and where sources differ."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from msgspec import UNSET

from directory.core.facts import BY_NAME
from directory.core.geo import is_exact
from directory.core.practitioner import ListedLicence, ListedLocation, Practitioner
from directory.core.taxonomy import KINDS
from directory.store.listings.quality import AGREE, DISAGREE, MEASURES, Packed, is_chosen, measure

COMPARED = "compared"  # column that holds, of each listing, "FACT agree" or "FACT disagree"
NOT_COMPARED = ("npi", "updated_on")  # whose statement it is goes by the first; each source has its own day
COMPARED_ENTRIES = {"locations": ("phone",), "licences": ("status", "expires_on")}
NOT_TOLD = (None, "", "unknown")


def has_exact_point(listing: Practitioner) -> int:
    """1 where one of the places has a point as exact as its street, else 0."""
    return int(any(each.precision and is_exact(each.precision) for each in listing.locations))


def compared_facts(listing: Practitioner) -> Iterator[str]:
    """Of each fact that two sources or more state whether they agree; one that differs is enough to disagree."""
    for name, origin in listing.facts.items():
        is_compared = BY_NAME[name].combine == "first" and BY_NAME[name].shows_lost and name not in NOT_COMPARED
        if is_compared and (origin.lost or origin.agreeing):
            yield f"{name} {DISAGREE if origin.lost else AGREE}"
    for name, fields in COMPARED_ENTRIES.items():
        for field in fields:
            found = {same for entry in getattr(listing, name) for same in _comparisons(entry, field)}
            if found:
                yield f"{field} {DISAGREE if False in found else AGREE}"


def _comparisons(entry: ListedLocation | ListedLicence, field: str) -> Iterator[bool]:
    """Whether each other source that states this field of an entry states the same."""
    shown = getattr(entry, field)
    for each in entry.also if shown not in NOT_TOLD else ():
        other = getattr(each, field)
        if other is UNSET or other not in NOT_TOLD:
            yield other is UNSET


def figures(packed: Packed, day: str) -> dict[str, Any]:
    """All figures as on an ISO day.

    {"as_of", "kinds": {KIND: {"listings", "insurance", "board", "street", "confirmed"}}, "states": {STATE: the same and
    "by_kind": {KIND: listings}}, "facts": {FACT: {"agree", "disagree"}}}.
    """
    masks = {"listings": np.ones(packed.listings, bool)} | {name: measure(packed, name, day) for name in MEASURES}
    kinds = {kind: is_chosen(packed, {"kind": kind}, day) for kind in KINDS}
    states: dict[str, Any] = {}
    for state in packed.words.get("practice_state", ()):
        there = is_chosen(packed, {"state": state}, day)
        by_kind = {kind: int((there & mask).sum()) for kind, mask in kinds.items()}
        states[state] = {name: int((there & mask).sum()) for name, mask in masks.items()} | {"by_kind": by_kind}
    facts: dict[str, dict[str, int]] = {}
    for word in packed.words.get(COMPARED, ()):
        fact, said = word.split()
        counted = facts.setdefault(fact, {AGREE: 0, DISAGREE: 0})
        counted[said] = int(packed.having(COMPARED, frozenset((word,))).sum())
    counted_kinds = {
        kind: {name: int((mask & each).sum()) for name, each in masks.items()} for kind, mask in kinds.items()
    }
    return {"as_of": day, "kinds": counted_kinds, "states": states, "facts": facts}
