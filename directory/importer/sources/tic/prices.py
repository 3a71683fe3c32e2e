"""The negotiated prices of acupuncture in an in-network file."""

from functools import lru_cache

from msgspec import json

from directory.core import dates
from directory.core.cpt import ACUPUNCTURE, DRY_NEEDLING, OFFICE
from directory.core.money import number
from directory.core.negotiated_rate import NegotiatedRate
from directory.importer.formats.json_values import JsonObject

CODES = (*ACUPUNCTURE, *DRY_NEEDLING)
CODE_TYPES = ("CPT", "HCPCS")  # CPT's codes are the first level of HCPCS; a code of a payer's own is another service
NOT_BY_VISIT = ("bundle", "capitation")  # arrangements that pay for an episode of care, or for each member and month
KINDS = ("negotiated", "derived", "fee schedule", "percentage", "per diem")
EVERYWHERE = "CSTM-00"  # in place of place-of-service codes
MOST_AMOUNT = 10_000  # dollars for a quarter of an hour, or percent
LEAST_AMOUNT = 1  # dollar: what is less, 0.01 above all, stands where nothing was agreed
LEAST_PERCENT = 0.01  # that can be shown
MOST_PLACES = 100  # there are 99 codes
CODE, AMOUNT = 5, 8  # characters of a code, and of an amount in dollars and cents
ORDER = CODE + 4 + AMOUNT  # bytes of a packed rate that put it in order
Name = tuple[str, tuple[str, ...], tuple[str, ...], str, str]


def rate(code: str, price: JsonObject) -> NegotiatedRate | None:
    """One price of a code; None where it is no amount that is paid, of no known kind, or of inpatients only."""
    amount = number(str(price.get("negotiated_rate")).strip(), MOST_AMOUNT) or 0
    kind = _word(price.get("negotiated_type"))
    if (
        amount < (LEAST_PERCENT if kind == "percentage" else LEAST_AMOUNT)
        or kind not in KINDS
        or _word(price.get("setting")) == "inpatient"
    ):
        return None
    return NegotiatedRate(
        code,
        round(amount, 2),
        kind,
        _places(tuple(_texts(price.get("service_code")))),
        tuple(sorted({text.upper() for text in _texts(price.get("billing_code_modifier"))})),
        _word(price.get("billing_class")) or "professional",
        _last_day(price.get("expiration_date")),
    )


def packed(each: NegotiatedRate) -> bytes:
    """A rate in few bytes, whose order is that in which a patient of an acupuncturist meets rates."""
    place = 0 if OFFICE in each.places else 1 if not each.places else 2
    hospital, percentage = each.billing_class == "institutional", each.kind == "percentage"
    order = f"{each.code}{bool(each.modifiers):d}{place}{hospital:d}{percentage:d}{each.amount:0{AMOUNT}.2f}"
    name = (each.kind, each.places, each.modifiers, each.billing_class, each.expires_on or "")
    return order.encode() + json.encode(name)


def unpacked(rate: bytes) -> NegotiatedRate:
    """The rate that `packed` made these bytes of."""
    kind, places, modifiers, billing_class, expires_on = json.decode(rate[ORDER:], type=Name)
    amount = float(rate[ORDER - AMOUNT : ORDER])
    return NegotiatedRate(rate[:CODE].decode(), amount, kind, places, modifiers, billing_class, expires_on or None)


def _word(value: object) -> str:
    return value.strip().lower()[:40] if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    texts = [str(each).strip()[:10] for each in listed[:MOST_PLACES] if isinstance(each, str | int)]
    return [text for text in texts if text]


@lru_cache(1 << 12)  # a file has few different lists of places
def _places(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Place-of-service codes in two digits; none where one of them stands for all."""
    return () if EVERYWHERE in codes else tuple(sorted({code.zfill(2) for code in codes}))


def _last_day(value: object) -> str | None:
    try:
        return dates.stated(value.strip()) or None if isinstance(value, str) else None
    except ValueError:
        return None
