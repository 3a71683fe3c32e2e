"""What a listing says, in words for a page: how fresh it is, how we know of an insurance, what a filter leaves."""

from collections.abc import Callable
from datetime import date
from typing import Any

from directory.core import dates
from directory.core.i18n import N_, LanguageName, Message
from directory.core.practitioner import ListedPlan, Practitioner
from directory.core.taxonomy import KINDS
from directory.search.choice_filters import FRESH_DAYS
from directory.search.insurance import Network, RequestedInsurance
from directory.store.reference.files import payers
from directory.web.shell.language import translated

CONFIRMED_BY = {
    "practitioner": N_("by the practitioner"),
    "board": N_("by the licensing board"),
    "payer": N_("by the insurer"),
    "society": N_("by a society of practitioners"),
    "admin": N_("by those who keep this directory"),
    "nobody": N_("(made up)"),
}
VALUES: dict[Any, str] = KINDS | {"female": N_("woman"), "male": N_("man"), True: N_("yes"), False: N_("no")}
STATUSES = {  # of a licence
    "active": N_("active"),
    "expired": N_("expired"),
    "suspended": N_("suspended"),
    "revoked": N_("revoked"),
    "probation": N_("on probation"),
}


def in_words(field: str, value: Any) -> list[str]:
    """A fact's value, or each of its values, as a page says them: prices in dollars, kinds and answers in words."""
    values = value if isinstance(value, list | tuple) else [value]
    if field == "languages":
        return [LanguageName(each) for each in values]
    return [price(each) if isinstance(each, float) else str(VALUES.get(each, each)) for each in values]


def price(dollars: float) -> str:
    """A price, with cents only where there are some: $80, $80.50."""
    return f"${dollars:,.2f}".removesuffix(".00")


def payer(name: str) -> str:
    """A payer's name in the visitor's language, where it has one in it."""
    return translated(payers().named(name))


def days_since(iso: str) -> int:
    """How many days ago a day was; 0 for one to come."""
    return max((date.today() - date.fromisoformat(iso)).days, 0)


def is_fresh(listing: Practitioner) -> bool:
    """Whether somebody confirmed the listing lately enough for a plan's directory."""
    return listing.verified_on is not None and days_since(listing.verified_on) <= FRESH_DAYS


def confirmed(listing: Practitioner, sources: dict[str, dict[str, Any]]) -> Message:
    """Who confirmed the listing and how long ago; or for how long nobody has."""
    if not listing.verified_on:
        return Message("Never confirmed")
    days = days_since(listing.verified_on)
    if days > FRESH_DAYS:
        return Message("Not confirmed in %(span)s", span=dates.span(days))
    said_by = sources.get(listing.verified_by or "", {}).get("said_by", "admin")
    ago = Message("today") if not days else Message("%(span)s ago", span=dates.span(days))
    return Message("Confirmed %(ago)s %(by)s", ago=ago, by=Message(CONFIRMED_BY[said_by]))


def takes(listing: Practitioner, meant: RequestedInsurance) -> ListedPlan | None:
    """The entry that says best that the listing takes the insurance asked for.

    In network comes before said to be accepted; of equals, the newest is first.
    """
    wanted = set(meant.networks)
    entries = [
        entry
        for entry in listing.insurance
        if entry.network_status != "out" and {Network(entry.payer, entry.plan or ""), Network(entry.payer, "")} & wanted
    ]
    return max(entries, key=lambda entry: (entry.network_status == "in", entry.as_of), default=None)


def how_known(entry: ListedPlan, sources: dict[str, dict[str, Any]], day: Callable[[str], str]) -> Message:
    """How we know that an insurance is taken, and whether to ask. day: writes an ISO date for people."""
    is_old = days_since(entry.as_of) > FRESH_DAYS or entry.network_status != "in"
    statement = _how_stated(entry, sources.get(entry.source, {}), day)
    if is_old:
        return Message("%(said)s. Ask before you book.", said=statement)
    return Message("%(said)s.", said=statement)


def _how_stated(entry: ListedPlan, source: dict[str, Any], day: Callable[[str], str]) -> Message:
    """What a source says of an insurance, without its full stop."""
    name, as_of = entry.plan or payer(entry.payer), entry.as_of
    if entry.network_status != "in":
        return Message("Said to accept: %(name)s, %(span)s ago", name=name, span=dates.span(days_since(as_of)))
    if source.get("said_by") == "payer":
        return Message("In network: %(name)s, by the insurer's own list of %(day)s", name=name, day=day(as_of))
    title = Message(source.get("title", ""))
    return Message("Listed as in network: %(name)s (%(source)s, %(day)s)", name=name, source=title, day=day(as_of))


def payers_of(listing: Practitioner) -> list[str]:
    """The payers that the listing takes, each once, in English or, where they have a name in it, in any language."""
    known = payers()
    return [known.named(payer) for payer in listing.payers]
