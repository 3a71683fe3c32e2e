"""Values of statements and listings in words that pages translate: an address in a line, a license, a plan."""

import re
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from directory.core import phones
from directory.core.addresses import one_line
from directory.core.i18n import N_, Message
from directory.core.medicare_service import MedicareService
from directory.core.negotiated_rate import NegotiatedRate
from directory.core.practitioner import Licence, Location, PlanTaken
from directory.core.registration import Registration
from directory.web.listing import phrases
from directory.web.shell.language import day_in_words, translated

LONGEST_VALUE = 160  # characters
RATES_SHOWN = 4
ISO_DAY = re.compile(r"\d{4}-[01]\d-[0-3]\d")
IN_OUR_WORDS = ("kind", "gender", "languages")  # fields whose texts are ours; a name may be “Clinic”, too
UNKNOWN = "unknown"  # of what no source says
NETWORK_WORDS = {"in": N_("in network"), "out": N_("out of network"), UNKNOWN: N_("said to be accepted")}
PRECISION_WORDS = {
    "rooftop": N_("point of the building"),
    "street": N_("point on the street"),
    "zip": N_("point in the middle of the ZIP code"),
    "city": N_("point in the middle of the city"),
}


def address_in_words(place: Location) -> str:
    """Street, city, state and ZIP code in a line."""
    return one_line(place.address, place.city, place.state, place.postal_code)


def period_in_words(place: Location) -> str:
    """From when until when patients are seen there, "" where it is always open."""
    return f"{place.starts_on or '…'} – {place.ends_on or '…'}" if place.starts_on or place.ends_on else ""


def licence_in_words(licence: Licence) -> Message:
    """State, number, standing and last day of a licence."""
    status = Message(phrases.STATUSES.get(licence.status, licence.status))
    until = Message(", until %(day)s", day=licence.expires_on) if licence.expires_on else ""
    if licence.status == UNKNOWN:
        return Message("%(number)s%(until)s", number=f"{licence.state} {licence.number}", until=until)
    number = f"{licence.state} {licence.number}"
    return Message("%(number)s: %(status)s%(until)s", number=number, status=status, until=until)


def service_in_words(service: MedicareService) -> str:
    """A code that Medicare was billed for, with its year and how many patients."""
    return f"{service.code} ({service.year}: {service.patients})"


def registration_in_words(registration: Registration) -> str:
    """What of a registration tells people apart: names, numbers of other programs, taxonomies and their licences."""
    named = (registration.name, *registration.other_names)
    names = [each.organisation or f"{each.first} {each.last}".strip() for each in named if each]
    taxonomies = [" ".join(filter(None, (each.code, each.state, each.licence))) for each in registration.taxonomies]
    numbers = [each.number for each in registration.identifiers]
    return ", ".join(dict.fromkeys(filter(None, (*names, registration.enumerated_on, *taxonomies, *numbers))))


def plan_in_words(plan: PlanTaken) -> str:
    """A plan, whether the practitioner is in its network, and its prices."""
    status = translated(NETWORK_WORDS.get(plan.network_status, plan.network_status))
    rates = [_rate(each) for each in plan.rates]
    return " · ".join(filter(None, (phrases.payer(plan.payer), plan.plan, plan.plan_id, plan.tier, status, *rates)))


def _rate(rate: NegotiatedRate) -> str:
    amount = f"{rate.amount:g} %" if rate.kind == "percentage" else phrases.price(rate.amount)
    return " ".join((rate.code, *rate.modifiers, amount))


def place_in_words(place: Location, precision: str | None = None) -> str:
    """A place of practice in a line: address, telephone number, hours, until when."""
    phone = phones.shown(place.phone) if place.phone else ""
    point = translated(PRECISION_WORDS[precision]) if precision in PRECISION_WORDS else ""
    told = (address_in_words(place), phone, place.hours, point, period_in_words(place))
    return " · ".join(filter(None, told))


def _place(value: dict[str, Any]) -> str:
    return place_in_words(msgspec.convert(value, Location), value.get("precision"))


def _plan(value: dict[str, Any]) -> str:
    plan = msgspec.convert(value, PlanTaken)
    return plan_in_words(replace(plan, rates=plan.rates[:RATES_SHOWN]))


ENTRIES: dict[str, Callable[[dict[str, Any]], str]] = {  # of lists whose entries are records, as JSON has them
    "locations": _place,
    "licences": lambda value: translated(licence_in_words(msgspec.convert(value, Licence))),
    "insurance": _plan,
    "medicare_services": lambda value: service_in_words(msgspec.convert(value, MedicareService)),
    "registrations": lambda value: registration_in_words(msgspec.convert(value, Registration)),
}


def value_in_words(field: str, value: Any) -> str:
    """A value of a field of a statement or a listing as JSON has it, in the visitor's language."""
    if isinstance(value, dict) and "more" in value:
        return translated(Message("and %(more)s more", more=f"{value['more']:,}"))
    if isinstance(value, dict):
        text = ENTRIES[field](value) if field in ENTRIES else ", ".join(map(str, value.values()))
    elif field == "ended_phones" and isinstance(value, str):
        text = phones.shown(value)
    elif isinstance(value, str) and ISO_DAY.fullmatch(value):
        text = day_in_words(value)
    elif field in IN_OUR_WORDS or not isinstance(value, str):
        text = ", ".join(map(translated, phrases.in_words(field, value)))
    else:
        text = value
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
