"""Warnings about who signs a letter."""

from directory.core.dates import in_words
from directory.core.i18n import Message
from directory.referral.letter import Letter
from directory.referral.notices import Concern, WarningSource
from directory.referral.payer_rules import is_medicare
from directory.store.listings.orderers import OrderingRecord

ORDER_AND_REFERRING = "https://data.cms.gov/provider-characteristics/medicare-provider-supplier-enrollment"


def may_not_order(letter: Letter, record: OrderingRecord | None) -> Concern:
    """A sender who is not on Medicare's list of who may order and refer, or not for Part B (42 CFR 424.507).

    record: what the list says of them, None where it says nothing.
    """
    if not is_medicare(letter) or record is None or record.part_b:
        return None
    npi, day = letter.referrer.npi, in_words(record.as_of)
    text = Message(
        "Medicare's list of who may order and refer, as of %(day)s, does not have NPI %(npi)s: a claim may be refused. "
        "Enroll with Medicare for that, or ask.",
        day=day,
        npi=npi,
    )
    if record.is_listed:
        text = Message(
            "Medicare's list of who may order and refer, as of %(day)s, has NPI %(npi)s, but not for Part B, "
            "which acupuncture is: a claim may be refused. Ask.",
            day=day,
            npi=npi,
        )
    return text, WarningSource(
        "CMS, Order and Referring, as imported here", ORDER_AND_REFERRING, record.as_of, "primary"
    )
