"""Periods: a first and a last day, both in the period; None where it is open. Days are ISO text.

Whether a period holds a day: core.in_force.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from directory.core.dates import ordinal
from directory.core.practitioner import Period

ALWAYS: Period = (None, None)
Item = TypeVar("Item")


def is_over(period: Period, day: str) -> bool:
    """Whether a period had ended before a day; one that ends before it begins always has."""
    last = period[1]
    return last is not None and (last < day or is_empty(period))


def is_empty(period: Period) -> bool:
    """Whether no day is in a period, because it ends before it begins."""
    first, last = period
    return first is not None and last is not None and last < first


def common(*periods: Period) -> Period:
    """What periods have in common; it ends before it begins where that is nothing."""
    starts = [first for first, _ in periods if first]
    ends = [last for _, last in periods if last]
    return max(starts, default=None), min(ends, default=None)


def nearest(periods: Iterable[Period], day: str) -> Period:
    """Of one period or more, those without a day between them taken as one: the one that holds a day.

    Where none does, the next one to come, and where there is none to come, the last.
    """
    found = joined(periods)
    return next((period for period in found if not is_over(period, day)), found[-1])


def joined(periods: Iterable[Period]) -> list[Period]:
    """Periods in the order of time, those without a day between them taken as one."""
    found: list[Period] = []
    for period in sorted(set(periods), key=lambda each: (each[0] or "", each[1] or "")):
        if found and _touch(found[-1][1], period[0]):
            first, last = found.pop()
            period = (first, max(last, period[1]) if last and period[1] else None)
        found.append(period)
    return found


def _touch(last: str | None, first: str | None) -> bool:
    """Whether no day is between the last day of a period and the first of one that begins later."""
    return last is None or first is None or ordinal(first) <= ordinal(last) + 1


def grouped(items: Iterable[Item], period_of: Callable[[Item], Period]) -> list[list[Item]]:
    """Items in groups, in order: each in the first whose first item has a day in common with it."""
    groups: list[list[Item]] = []
    for item in items:
        shared = (group for group in groups if not is_empty(common(period_of(group[0]), period_of(item))))
        if group := next(shared, None):
            group.append(item)
        else:
            groups.append([item])
    return groups
