"""What the calls of a round come to: shares with intervals, places by their worst deficiency, whether callers agree."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import sqrt
from typing import Any, NamedTuple

from directory.core.call_outcomes import DEFICIENCIES, TRIES, Deficiency, Z
from directory.store.office.accuracy import KeptCall


class Interval(NamedTuple):
    """A share and its 95 % interval (Wilson), each from 0 to 1."""

    share: float
    low: float
    high: float


def wilson(found: float, of: float) -> Interval:
    """The interval of a share (E. B. Wilson, 1927). Raises ValueError where nothing was counted."""
    if not of:
        raise ValueError("nothing was counted")
    share, z = found / of, Z * Z / of
    middle, half = share + z / 2, Z * sqrt(share * (1 - share) / of + z / (4 * of))
    return Interval(share, max(0.0, (middle - half) / (1 + z)), min(1.0, (middle + half) / (1 + z)))


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """How far two callers agree beyond chance (J. Cohen, 1960); None where there are no pairs or no variety."""
    if not pairs:
        return None
    agree = sum(one == other for one, other in pairs) / len(pairs)
    first, second = (sum(pair[side] for pair in pairs) / len(pairs) for side in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return None if chance == 1 else (agree - chance) / (1 - chance)


class PlaceState(NamedTuple):
    """Where a place stands: what the first caller found wrong, None while unknown; unreachable after TRIES days."""

    deficiencies: tuple[Deficiency, ...] | None
    unreachable: bool


def calls_by_place(calls: Iterable[KeptCall]) -> dict[int, list[KeptCall]]:
    """The calls of each place, by its number in the round; none of a place that nobody has called."""
    found: dict[int, list[KeptCall]] = {}
    for call in calls:
        found.setdefault(call.place, []).append(call)
    return found


def place_state(calls: Iterable[KeptCall]) -> PlaceState:
    """Where one place stands after the first caller's calls: the last one that reached somebody counts."""
    first = [call for call in calls if not call.second]
    reached = [call.deficiencies for call in first if call.deficiencies is not None]
    days = {call.called_on for call in first}
    return PlaceState(reached[-1] if reached else None, not reached and len(days) >= TRIES)


def worst(deficiencies: Iterable[Deficiency]) -> Deficiency | None:
    """The worst of these, None of none."""
    found = set(deficiencies)
    return next((each for each in DEFICIENCIES if each in found), None)


def summary(places: int, calls: Sequence[KeptCall], strata: Mapping[int, str] | None = None) -> dict[str, Any]:
    """The figures of a round with `places` places.

    `wrong`: places with any deficiency; `preventing`: with one most likely to keep somebody from care; both of those
    reached, as [share, low, high], and None while nobody was. `wrong_weighted`, `preventing_weighted`: the same as if
    as many had been reached in each of `strata`, by the place's number, as were drawn in it. `at_most_wrong`: were all
    the unreachable wrong, too.
    """
    by_place = calls_by_place(calls)
    numbered = {number: place_state(each) for number, each in by_place.items()}
    states = [*numbered.values()]
    reached = [state.deficiencies for state in states if state.deficiencies is not None]
    lost = sum(state.unreachable for state in states)
    preventing = sum(map(_prevents, reached))
    wrong = sum(bool(deficiencies) for deficiencies in reached)
    return {
        "places": places,
        "reached": len(reached),
        "unreachable": lost,
        "open": places - len(reached) - lost,
        "wrong": _as_list(wrong, len(reached)),
        "preventing": _as_list(preventing, len(reached)),
        "wrong_weighted": _weighted(numbered, strata or {}, bool),
        "preventing_weighted": _weighted(numbered, strata or {}, _prevents),
        "at_most_wrong": _as_list(wrong + lost, len(reached) + lost),
        "by_worst": _by_worst(reached),
        "called_twice": len(pairs := _pairs(by_place)),
        "kappa": kappa(pairs),
    }


def _prevents(deficiencies: Iterable[Deficiency]) -> bool:
    return any(DEFICIENCIES[each].prevents for each in deficiencies)


def _as_list(found: float, of: float) -> list[float] | None:
    return [round(each, 4) for each in wilson(found, of)] if of else None


def _weighted(
    states: Mapping[int, PlaceState],
    strata: Mapping[int, str],
    counts: Callable[[tuple[Deficiency, ...]], bool],
) -> list[float] | None:
    """A share in which each place reached stands for those of its stratum that were not; its interval is Wilson's of as
    many as these weights leave (L. Kish, Survey Sampling, 1965, section 11.7). None where of a stratum that was drawn
    nobody was reached: of it nothing is known.
    """
    reached = {number: each.deficiencies for number, each in states.items() if each.deficiencies is not None}
    drawn, got = Counter(strata.values()), Counter(strata[number] for number in reached if number in strata)
    if not drawn or drawn.keys() != got.keys():
        return None
    weights = {number: drawn[strata[number]] / got[strata[number]] for number in reached}
    total = sum(weights.values())
    share = sum(weights[number] for number, found in reached.items() if counts(found)) / total
    effective = total * total / sum(each * each for each in weights.values())
    return _as_list(share * effective, effective)


def _by_worst(reached: Iterable[tuple[Deficiency, ...]]) -> dict[str, int]:
    counts = Counter(worst(deficiencies) for deficiencies in reached)
    return {name: counts[name] for name in DEFICIENCIES if counts[name]}


def _pairs(by_place: dict[int, list[KeptCall]]) -> list[tuple[bool, bool]]:
    """Of each place that both callers reached, whether each of them found a deficiency."""
    found = ([_last_found(calls, second) for second in (False, True)] for calls in by_place.values())
    return [(one, other) for one, other in found if one is not None and other is not None]


def _last_found(calls: Iterable[KeptCall], second: bool) -> bool | None:
    """Whether a caller's last call that reached somebody found anything wrong; None where none did."""
    reached = [call.deficiencies for call in calls if call.second is second and call.deficiencies is not None]
    return bool(reached[-1]) if reached else None
