"""Who has opted out of Medicare takes none of its plans while the affidavit is in force, whoever says that they do.

Medicare pays them nothing then (42 CFR 405.425), and neither does a Medicare Advantage plan (42 CFR 422.220).
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from directory.core.dates import day_after, day_before
from directory.core.names import folded
from directory.core.periods import common, is_empty
from directory.core.practitioner import AlsoStated, ListedPlan, Period, SourcedStatement


class OptOut(NamedTuple):
    """The affidavit that somebody has filed: from when until when, who says so, as of which day."""

    period: Period
    source: str
    as_of: str


def opt_out_of(statements: Iterable[SourcedStatement]) -> OptOut | None:
    """The newest that is stated of somebody; None where nobody states one."""
    stated = [each for each in statements if each.statement.medicare_opt_out_ends_on]
    if not stated:
        return None
    newest = max(stated, key=lambda each: each.as_of)
    said = newest.statement
    return OptOut((said.medicare_opt_out_starts_on, said.medicare_opt_out_ends_on), newest.source, newest.as_of)


def while_opted_out(plan: ListedPlan, opt_out: OptOut | None) -> Iterator[ListedPlan]:
    """The plan as it is taken before, during and after an affidavit: it is out of the network while one is in force."""
    if opt_out is None or plan.network_status == "out" or not _is_medicare(plan):
        yield plan
        return
    (first, last), taken = opt_out.period, (plan.starts_on, plan.ends_on)
    within = common(taken, opt_out.period)
    if is_empty(within):
        yield plan
        return
    said = AlsoStated(source=plan.source, as_of=plan.as_of, network_status=plan.network_status)
    yield replace(
        _in_period(plan, within),
        network_status="out",
        source=opt_out.source,
        as_of=opt_out.as_of,
        also=(said, *plan.also),
        rates=(),
    )
    for outside in ((None, first and day_before(first)), (last and day_after(last), None)):
        if outside != (None, None) and not is_empty(common(taken, outside)):
            yield _in_period(plan, common(taken, outside))


def _in_period(plan: ListedPlan, period: Period) -> ListedPlan:
    return replace(plan, starts_on=period[0], ends_on=period[1])


def _is_medicare(plan: ListedPlan) -> bool:
    """Whether it is Medicare's, a Medicare Advantage plan or one that adds to Medicare."""
    words = folded(f"{plan.payer} {plan.plan or ''}")
    return "medicare" in words.split() or words.strip() == "part b"
