"""What of a listing stands on the day on which it is read: places and plans have a first and a last day, licences run
out.

Nothing has to be imported or published for it: a plan that ended at New Year is gone on New Year's Day.
"""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from directory.core.dates import ordinal
from directory.core.licences import RUNS_OUT
from directory.core.practitioner import ListedLicence, Period, PlanTaken, Practitioner

LAST_DAY = date.max.toordinal()
OPT_OUT = ("medicare_opt_out_starts_on", "medicare_opt_out_ends_on")
Days = tuple[int, int]  # the first and the last day, as ordinals (date.toordinal); 0 and LAST_DAY where they are open


def holds(starts_on: str | None, ends_on: str | None, day: str) -> bool:
    """Whether the time from the first to the last day holds an ISO day; None where it is open."""
    return (starts_on is None or starts_on <= day) and (ends_on is None or day <= ends_on)


def days_of(period: Period) -> Days:
    """A period as numbers."""
    starts_on, ends_on = period
    return ordinal(starts_on) if starts_on else 0, ordinal(ends_on) if ends_on else LAST_DAY


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


def periods_of(plans: Iterable[PlanTaken]) -> dict[str, tuple[Period, ...]]:
    """{payer: when somebody takes plans of it}, of the plans out of whose network nobody says they are.

    () where a plan of the payer has neither a first nor a last day.
    """
    found: dict[str, dict[Period, None]] = {}
    for plan in plans:
        if plan.network_status != "out":
            found.setdefault(plan.payer, {})[plan.starts_on, plan.ends_on] = None
    return {payer: () if (None, None) in periods else tuple(periods) for payer, periods in found.items()}


def listing_on(listing: Practitioner, day: str) -> Practitioner:
    """A listing, or a card, as it stands on an ISO day."""
    if listing.medicare_opt_out_ends_on:
        listing = _with_opt_out_on(listing, day)
    payers = listing.payers
    if listing.payer_periods:
        payers = tuple([payer for payer in payers if is_taken(listing.payer_periods.get(payer, ()), day)])
    return replace(
        listing,
        locations=tuple([each for each in listing.locations if holds(each.starts_on, each.ends_on, day)]),
        licences=tuple([licence_on(each, day) for each in listing.licences]),
        insurance=tuple([each for each in listing.insurance if holds(each.starts_on, each.ends_on, day)]),
        payers=payers,
        payer_periods={},
    )


def _with_opt_out_on(listing: Practitioner, day: str) -> Practitioner:
    if holds(listing.medicare_opt_out_starts_on, listing.medicare_opt_out_ends_on, day):
        return listing
    facts = {name: origin for name, origin in listing.facts.items() if name not in OPT_OUT}
    return replace(listing, facts=facts, **dict.fromkeys(OPT_OUT))


def is_taken(periods: Iterable[Period], day: str) -> bool:
    """Whether a plan of a payer is taken on an ISO day: in one of these periods, or always where there are none."""
    return not periods or any(holds(*period, day) for period in periods)
