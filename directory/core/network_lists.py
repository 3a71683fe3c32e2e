"""What insurers' lists of networks have said of somebody over time, file by file."""

from typing import NamedTuple

import msgspec
from msgspec import Struct


class PastPlan(Struct, frozen=True, omit_defaults=True):
    """A plan as a file named it: see PlanTaken, without its prices."""

    payer: str
    plan: str | None
    network_status: str
    plan_id: str | None = None
    starts_on: str | None = None
    ends_on: str | None = None


class ListFile(NamedTuple):
    """A file that was the whole of a list, and a plan that it named for somebody; plan "": any plan of the payer.

    number: the list's; source: whose lists it is one of; as_of: the ISO day of which the file speaks.
    """

    number: int
    source: str
    as_of: str
    payer: str
    plan: str


class NamedIn(NamedTuple):
    """Somebody in a list: from the first to the last of these ISO days in every file that was the whole of it.

    plans: None where it cannot be told whether it is they whom the list names. name: as the list has it, "" where it
    has none.
    """

    practitioner_id: str
    number: int
    source: str
    first_day: str
    last_day: str
    plans: tuple[PastPlan, ...] | None
    name: str


_encode = msgspec.json.Encoder().encode
_past_plans = msgspec.json.Decoder(tuple[PastPlan, ...]).decode


def past_plans_to_json(plans: tuple[PastPlan, ...]) -> bytes:
    """A list of such plans as JSON."""
    return _encode(plans)


def past_plans_from_json(text: str | bytes) -> tuple[PastPlan, ...]:
    """The plans in a JSON text, also of a statement's or a listing's, whose other fields are passed over."""
    return _past_plans(text)
