"""What an admin can state of a listing, and the statement that comes of it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from directory.core import dates
from directory.core.facts import BY_NAME, Fact, entry_key
from directory.core.gazetteer import Gazetteer
from directory.core.i18n import N_, Message
from directory.core.practitioner import ListedLocation, Location, PlanTaken, Practitioner, Statement
from directory.core.sources import ADMIN
from directory.web.admin.value_words import address_in_words
from directory.web.listing import stated_values

LOCATIONS, INSURANCE = BY_NAME["locations"], BY_NAME["insurance"]
MAX_PLANS = 200  # offered, of a listing


class Editable(NamedTuple):
    """Something that an admin can state. key: in the form; label: of the choice."""

    key: str
    label: str


READS: dict[str, Callable[[str], Any]] = {
    "accepting_new_patients": stated_values.yes_or_no,
    "telehealth": stated_values.yes_or_no,
    "home_visits": stated_values.yes_or_no,
    "wheelchair_access": stated_values.yes_or_no,
    "website": stated_values.website,
    "email": stated_values.email,
    "first_visit_fee": stated_values.dollars,
    "later_visit_fee": stated_values.dollars,
    "other_names": stated_values.also_known_as,
}
REACHED_BY = ("website", "email")  # stated blank, what another source says of them is not shown any more


def editables(listing: Practitioner) -> Iterator[Editable]:
    """What can be stated of a listing: each place's telephone number and end, another place, facts, plans not taken."""
    for place in listing.locations:
        where, which = address_in_words(place), entry_key(LOCATIONS, place)
        yield Editable(f"phone-{which}", Message("Telephone number at %(place)s", place=where))
        yield Editable(f"hours-{which}", Message("Office hours at %(place)s", place=where))
        yield Editable(f"ended-{which}", Message("No longer at %(place)s", place=where))
    yield Editable("place", N_("Another place, as street, city, state and ZIP code"))
    for name in READS:
        yield Editable(name, BY_NAME[name].label)
    for plan in listing.insurance[:MAX_PLANS]:
        if plan.network_status != "out":
            label = Message("Does not take %(plan)s", plan=_plan_name(plan))
            yield Editable(f"plan-{entry_key(INSURANCE, plan)}", label)


def _entry(fact: Fact, listing: Practitioner, which: str) -> Any:
    for entry in getattr(listing, fact.name):
        if entry_key(fact, entry) == which:
            return entry
    raise ValueError(N_("The listing has changed meanwhile: choose again."))


def _plan_name(plan: PlanTaken) -> str:
    return " ".join(filter(None, (plan.payer, plan.plan, plan.plan_id)))


def edited(
    standing: Statement, plans: Sequence[PlanTaken], listing: Practitioner, key: str, text: str, places: Gazetteer
) -> Statement:
    """What admins state of a listing after an edit; `standing`, `plans`: before it.

    key: of the Editable; text: its value as typed, "" to state nothing any more. Raises ValueError: what it may be.
    """
    what, _, which = key.partition("-")
    statement = replace(standing, insurance=tuple(plans))
    if what == "phone":
        place = _location(_entry(LOCATIONS, listing, which))
        return _with_place(statement, replace(place, phone=stated_values.phone(text) if text else None))
    if what == "hours":
        place = _location(_entry(LOCATIONS, listing, which))
        return _with_place(statement, replace(place, hours=stated_values.hours(text) if text else None))
    if what == "ended":
        place = _location(_entry(LOCATIONS, listing, which))
        return _with_place(statement, replace(place, ends_on=dates.day_before(dates.today())))
    if what == "place":
        return _with_place(statement, stated_values.place(text, places))
    if what == "plan":
        taken = _entry(INSURANCE, listing, which)
        return _with_plan(statement, PlanTaken(taken.payer, taken.plan, "out", taken.plan_id))
    if key not in READS:
        raise ValueError(N_("Choose what you state."))
    value = READS[key](text) if text else () if key == "other_names" else None
    return replace(statement, **{key: value}, denied=_denied(standing, listing, key, value))


def _denied(standing: Statement, listing: Practitioner, key: str, value: Any) -> tuple[tuple[str, str], ...]:
    """What admins say is not so: whose mailbox or page it is, others may have wrong, and then nobody may see it."""
    shown, kept = getattr(listing, key), [pair for pair in standing.denied if pair != (key, value)]
    if key in REACHED_BY and not value and shown and shown != getattr(standing, key):
        kept.append((key, shown))
    return tuple(kept)


def _location(listed: ListedLocation) -> Location:
    """The place as an admin states it: without office hours that another source states."""
    place = Location(**{name: getattr(listed, name) for name in Location.__struct_fields__})
    return place if listed.hours_by == ADMIN else replace(place, hours=None)


def _with_place(statement: Statement, place: Location) -> Statement:
    return replace(statement, locations=_with_entry(LOCATIONS, statement.locations, place))


def _with_plan(statement: Statement, plan: PlanTaken) -> Statement:
    return replace(statement, insurance=_with_entry(INSURANCE, statement.insurance, plan))


def _with_entry(fact: Fact, entries: Sequence[Any], entry: Any) -> tuple[Any, ...]:
    """The entries with this one, in the place of one that is the same."""
    assert fact.same
    return (*(each for each in entries if fact.same(each) != fact.same(entry)), entry)
