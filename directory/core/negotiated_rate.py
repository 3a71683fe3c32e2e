"""What a plan has agreed to pay for a service."""

from msgspec import Struct


class NegotiatedRate(Struct, frozen=True, omit_defaults=True):
    """What a plan has agreed to pay for a service (45 CFR 147.212).

    code: CPT's. amount: US dollars, or percent of what is charged where `kind` is "percentage". kind: "negotiated",
    "derived", "fee schedule", "percentage" or "per diem", as the plan calls it. places: where it holds, as CMS's
    two-digit place-of-service codes ("11": the office); none: everywhere. billing_class: "professional",
    "institutional" or "both". expires_on: the last day, where there is one.
    """

    code: str
    amount: float
    kind: str
    places: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    billing_class: str = "professional"
    expires_on: str | None = None
