"""Lists of plans in directory.db: practitioners in the same networks share one, so that each is written, read and counted once."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
import orjson

NONE = -1  # the number of the list of those who name no plan


class PlanLists:
    """Lists of plans, as JSON: `lists` in the order of their numbers."""

    def __init__(self):
        self.numbers: dict[bytes, int] = {}
        self.lists: list[bytes] = []
        self.digests: list[bytes] = []

    def number(self, plans: bytes) -> int:
        """The number of a list, NONE of an empty one."""
        if plans == b"[]":
            return NONE
        number = self.numbers.setdefault(plans, len(self.lists))
        if number == len(self.lists):
            self.lists.append(plans)
            self.digests.append(digest(plans))
        return number

    def digest(self, number: int) -> bytes:
        """What tells a list from others."""
        return b"" if number == NONE else self.digests[number]

    def taken_over(self, theirs: np.ndarray, lists: Iterable[tuple[int, bytes]]) -> np.ndarray:
        """The numbers here of lists that have these numbers in another directory. lists: all that are there, (number, list)."""
        used = set(theirs.tolist())
        ours = np.full(theirs.max() + 2, NONE, "i4")  # the last is NONE's
        for number, plans in lists:
            if number in used:
                ours[number] = self.number(plans)
        return ours[theirs]


def digest(content: bytes) -> bytes:
    """16 bytes that tell a content from others."""
    return hashlib.blake2b(content, digest_size=16).digest()


def takers(lists: list[bytes], whose: np.ndarray) -> Iterator[dict]:
    """The rows of `insurance`: who takes each plan, and under plan "" who takes any of the payer's. whose: which of the lists each practitioner has."""
    order = np.argsort(whose, kind="stable")
    ends = np.searchsorted(whose[order], np.arange(-1, len(lists)), "right").tolist()
    holders = [order[start:end] for start, end in pairwise(ends)]
    named: dict[tuple[str, str], tuple[set[int], set[str]]] = {}
    for (payer, plan, id), holding in _named(lists).items():
        for each in {"", plan}:
            numbers, ids = named.setdefault((payer, each), (set(), set()))
            numbers.update(holding)
            ids.update([id] if each and id else [])
    for (payer, plan), (numbers, ids) in sorted(named.items()):
        practitioners = np.sort(np.concatenate([holders[number] for number in numbers])).astype("<i4")  # nobody has two lists
        yield {"payer": payer, "plan": plan, "plan_ids": json.dumps(sorted(ids)), "practitioners": practitioners.tobytes()}


def _named(lists: list[bytes]) -> dict[tuple[str, str, str | None], list[int]]:
    """The lists that name each (payer, plan or "", its number), without those that somebody is out of the network of."""
    found: dict[tuple[str, str, str | None], list[int]] = {}
    for number, plans in enumerate(lists):
        for taken in orjson.loads(plans):
            if taken["network_status"] != "out":
                found.setdefault((taken["payer"], taken["plan"] or "", taken.get("plan_id")), []).append(number)
    return found
