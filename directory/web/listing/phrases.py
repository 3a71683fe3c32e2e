"""What a listing says, in words for a page: how fresh it is, how we know of an insurance, what a filter leaves."""

from datetime import date

from directory.core import dates
from directory.core.i18n import N_, LanguageName, Message
from directory.core.taxonomy import KINDS
from directory.search.choice_filters import FRESH_DAYS
from directory.search.insurance import Network, RequestedInsurance
from directory.store.reference.files import payers
from directory.web.shell.language import translated

BY = {
    "practitioner": N_("by the practitioner"),
    "board": N_("by the licensing board"),
    "payer": N_("by the insurer"),
    "society": N_("by a society of practitioners"),
    "admin": N_("by those who keep this directory"),
    "nobody": N_("(made up)"),
}

FACTS = {
    "npi": "NPI",
    "name": N_("name"),
    "kind": N_("kind of practitioner"),
    "gender": N_("gender"),
    "credentials": N_("credentials"),
    "accepting_new_patients": N_("new patients"),
    "telehealth": N_("telehealth"),
    "home_visits": N_("home visits"),
    "wheelchair_access": N_("wheelchair access"),
    "updated_on": N_("day of the last change"),
    "other_names": N_("other names"),
    "languages": N_("languages"),
    "first_visit_fee": N_("price of the first visit"),
    "later_visit_fee": N_("price of a later visit"),
}
FEES = ("first_visit_fee", "later_visit_fee")
VALUES = KINDS | {"female": N_("woman"), "male": N_("man"), True: N_("yes"), False: N_("no")}
STATUSES = {  # of a licence
    "active": N_("active"),
    "expired": N_("expired"),
    "suspended": N_("suspended"),
    "revoked": N_("revoked"),
    "probation": N_("on probation"),
}


def in_words(field: str, value: object) -> list[str]:
    """A fact's value, or each of its values, as a page says them."""
    values = value if isinstance(value, list) else [value]
    if field in FEES:
        return [price(each) for each in values]
    return [LanguageName(each) if field == "languages" else VALUES.get(each, each) for each in values]


def price(dollars: float) -> str:
    """A price, with cents only where there are some: $80, $80.50."""
    return f"${dollars:,.2f}".removesuffix(".00")


def payer(name: str) -> str:
    """A payer's name in the visitor's language, where it has one in it."""
    return translated(payers().named(name))


def days_since(iso: str) -> int:
    """How many days ago a day was; 0 for one to come."""
    return max((date.today() - date.fromisoformat(iso)).days, 0)


def is_fresh(listing: dict) -> bool:
    """Whether somebody confirmed the listing lately enough for a plan's directory."""
    return bool(listing["verified_on"]) and days_since(listing["verified_on"]) <= FRESH_DAYS


def confirmed(listing: dict, sources: dict[str, dict]) -> Message:
    """Who confirmed the listing and how long ago; or for how long nobody has."""
    if not listing["verified_on"]:
        return Message("Never confirmed")
    days = days_since(listing["verified_on"])
    if days > FRESH_DAYS:
        return Message("Not confirmed in %(span)s", span=dates.span(days))
    said_by = sources.get(listing["verified_by"], {}).get("said_by", "admin")
    ago = Message("today") if not days else Message("%(span)s ago", span=dates.span(days))
    return Message("Confirmed %(ago)s %(by)s", ago=ago, by=Message(BY[said_by]))


def takes(listing: dict, meant: RequestedInsurance) -> dict | None:
    """The entry that says best that the listing takes what was asked for: in network before said to be accepted, the newest first."""
    wanted = set(meant.networks)
    found = [
        each
        for each in listing["insurance"]
        if each["network_status"] != "out"
        and {Network(each["payer"], each["plan"] or ""), Network(each["payer"], "")} & wanted
    ]
    return max(found, key=lambda each: (each["network_status"] == "in", each["as_of"]), default=None)


def how_known(entry: dict, sources: dict[str, dict], day: object) -> Message:
    """How we know that an insurance is taken. day: writes an ISO date for people."""
    source = sources.get(entry["source"], {})
    name = entry["plan"] or payer(entry["payer"])
    old = days_since(entry["as_of"]) > FRESH_DAYS
    if entry["network_status"] == "in" and source.get("said_by") == "payer":
        said = Message("In network: %(name)s, by the insurer's own list of %(day)s", name=name, day=day(entry["as_of"]))
    elif entry["network_status"] == "in":
        said = Message(
            "Listed as in network: %(name)s (%(source)s, %(day)s)",
            name=name,
            source=Message(source.get("title", "")),
            day=day(entry["as_of"]),
        )
    else:
        said, old = (
            Message("Said to accept: %(name)s, %(span)s ago", name=name, span=dates.span(days_since(entry["as_of"]))),
            True,
        )
    return Message("%(said)s. Ask before you book.", said=said) if old else Message("%(said)s.", said=said)


def payers_of(listing: dict) -> list[str]:
    """The payers that the listing takes, each once, in English or, where they have a name in it, in any language."""
    known = payers()
    return [known.named(payer) for payer in listing["payers"]]
