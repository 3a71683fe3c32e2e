"""What of a listing stands on the day on which it is read: places and plans have a first and a last day, licences run
out, and of several words about one thing another may count first (freshness.py).

Nothing has to be imported or published for it: a plan that ended at New Year is gone on New Year's Day.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from msgspec.structs import replace

from directory.core import periods
from directory.core.dates import day_after, ordinal
from directory.core.facts import BY_NAME
from directory.core.freshness import in_order
from directory.core.licences import RUNS_OUT
from directory.core.practitioner import ListedLicence, ListedLocation, ListedPlan, Period, Practitioner

LAST_DAY = date.max.toordinal()
OPT_OUT = ("medicare_opt_out_starts_on", "medicare_opt_out_ends_on")
LOCATIONS, LICENCES = BY_NAME["locations"], BY_NAME["licences"]
Entry = TypeVar("Entry", ListedLicence, ListedLocation, ListedPlan)
Dated = TypeVar("Dated", ListedLocation, ListedPlan)
Days = tuple[int, int]  # the first and the last day, as ordinals (date.toordinal); 0 and LAST_DAY where they are open


def holds(starts_on: str | None, ends_on: str | None, day: str) -> bool:
    """Whether the time from the first to the last day holds an ISO day; None where it is open."""
    return (starts_on is None or starts_on <= day) and (ends_on is None or day <= ends_on)


def days_of(period: Period) -> Days:
    """A period as numbers."""
    starts_on, ends_on = period
    return ordinal(starts_on) if starts_on else 0, ordinal(ends_on) if ends_on else LAST_DAY


def time_of(entry: ListedPlan | ListedLocation) -> Period:
    """From when until when an entry stands, and counts before other words of it."""
    stands, counts = (entry.starts_on, entry.ends_on), (entry.counts_from, entry.counts_until)
    return stands if counts == periods.ALWAYS else periods.common(stands, counts)


def licence_on(licence: ListedLicence, day: str) -> ListedLicence:
    """A licence as it stands on an ISO day: what was active or on probation has expired after its last day.

    A licence of which nobody states that it was active stays unknown: that it ran out is no more certain than that it
    stood.
    """
    if licence.expires_on and licence.expires_on < day and licence.status in RUNS_OUT:
        return replace(licence, status="expired")
    return licence


def days_active(licences: Iterable[ListedLicence]) -> int:
    """The number of the last day on which one of the licences is active; 0 where none is."""
    return max((_last_day(each) for each in licences if each.status == "active"), default=0)


def days_unlapsed(licences: Iterable[ListedLicence]) -> int:
    """The number of the last day on which none of the licences has run out, of those that run out."""
    return min((_last_day(each) for each in licences if each.status in RUNS_OUT), default=LAST_DAY)


def _last_day(licence: ListedLicence) -> int:
    return days_of((None, licence.expires_on))[1]


def periods_of(plans: Iterable[ListedPlan]) -> dict[str, tuple[Period, ...]]:
    """{payer: when somebody takes plans of it}, of the plans out of whose network nobody says they are.

    () where that is always.
    """
    found: dict[str, set[Period]] = {}
    for plan in plans:
        if plan.network_status != "out" and not periods.is_empty(time := time_of(plan)):
            found.setdefault(plan.payer, set()).add(time)
    return {payer: () if periods.ALWAYS in each else _together(each) for payer, each in found.items()}


def _together(times: set[Period]) -> tuple[Period, ...]:
    joined = tuple(periods.joined(times))
    return () if joined == (periods.ALWAYS,) else joined


def worded_on(listing: Practitioner, day: str) -> Practitioner:
    """A listing, or a card, in the words that count first on an ISO day."""
    if not listing.has_turns:
        return listing
    turned = {turn.fact: turn for turn in listing.turns if turn.from_day <= day}
    facts = {name: turn.origin for name, turn in turned.items() if turn.origin}
    locations, licences = _counting(listing.locations, day), _counting(listing.licences, day)
    return replace(
        listing,
        **{name: turn.value for name, turn in turned.items()},
        locations=tuple(in_order(LOCATIONS, locations, day)),
        licences=tuple(in_order(LICENCES, licences, day)),
        insurance=_counting(listing.insurance, day),
        verified_on=last_confirmed((*locations, *licences)),
        facts=listing.facts | facts,
        turns=(),
        has_turns=False,
    )


def last_confirmed(entries: Iterable[ListedLocation | ListedLicence]) -> str | None:
    """The newest ISO day on which one of these was confirmed; None where none was."""
    return max([each.confirmed_on for each in entries if each.confirmed_on], default=None)


def _counting(entries: Sequence[Entry], day: str) -> tuple[Entry, ...]:
    return tuple([without_turns(each) for each in entries if holds(each.counts_from, each.counts_until, day)])


def turn_days(listing: Practitioner) -> list[str]:
    """The ISO days on which another word of a listing counts first, or one counts no more; but words about plans."""
    entries: tuple[ListedLocation | ListedLicence, ...] = (*listing.locations, *listing.licences)
    days = {each.counts_from for each in entries if each.counts_from}
    days |= {day_after(each.counts_until) for each in entries if each.counts_until}
    return sorted(days | {turn.from_day for turn in listing.turns})


def without_turns(entry: Entry) -> Entry:
    """An entry as it is read."""
    turns = entry.counts_from or entry.counts_until
    return replace(entry, counts_from=None, counts_until=None) if turns else entry


def listing_on(listing: Practitioner, day: str) -> Practitioner:
    """A listing, or a card, as it stands on an ISO day: itself, where nothing of it hangs on the day."""
    if listing.has_turns:
        listing = worded_on(listing, day)
    if listing.medicare_opt_out_ends_on:
        listing = _with_opt_out_on(listing, day)
    changed: dict[str, Any] = {}
    if listing.payer_periods:
        taken = [each for each in listing.payers if is_taken(listing.payer_periods.get(each, ()), day)]
        changed = {"payers": tuple(taken), "payer_periods": {}}
    if [each for each in listing.locations if each.starts_on or each.ends_on]:
        changed["locations"] = _standing(listing.locations, day)
    if [each for each in listing.licences if each.expires_on and each.expires_on < day]:
        changed["licences"] = tuple([licence_on(each, day) for each in listing.licences])
    if [each for each in listing.insurance if each.starts_on or each.ends_on]:
        changed["insurance"] = _standing(listing.insurance, day)
    return replace(listing, **changed) if changed else listing


def _standing(entries: Sequence[Dated], day: str) -> tuple[Dated, ...]:
    return tuple([each for each in entries if holds(each.starts_on, each.ends_on, day)])


def _with_opt_out_on(listing: Practitioner, day: str) -> Practitioner:
    if holds(listing.medicare_opt_out_starts_on, listing.medicare_opt_out_ends_on, day):
        return listing
    facts = {name: origin for name, origin in listing.facts.items() if name not in OPT_OUT}
    return replace(listing, facts=facts, **dict.fromkeys(OPT_OUT))


def is_taken(periods: Iterable[Period], day: str) -> bool:
    """Whether a plan of a payer is taken on an ISO day: in one of these periods, or always where there are none."""
    return not periods or any(holds(*period, day) for period in periods)
