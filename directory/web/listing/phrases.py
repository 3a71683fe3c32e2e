"""What a listing says, in words for a page: how fresh it is, how we know of an insurance, what a filter leaves."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from directory.core import cpt, dates, taxonomy
from directory.core.facts import FACTS, FRESH_DAYS
from directory.core.i18n import N_, LanguageName, Message
from directory.core.practitioner import AlsoStated, ListedLicence, ListedLocation, ListedPlan, Practitioner
from directory.core.sources import BY_NAME as SOURCES
from directory.core.sources import CLAIMS
from directory.core.taxonomy import KINDS
from directory.coverage.costs import HUNDRED
from directory.coverage.negotiated import AgreedVisit, NegotiatedVisit, visit_under
from directory.referral.letter import Recipient
from directory.search.insurance_index import Network, RequestedInsurance
from directory.store.reference.files import payers
from directory.web.shell.language import day_in_words, translated
from directory.web.shell.site import rulebook


class WhoseWord(NamedTuple):
    """A row of the table of facts for a page: the titles of the sources that state it, the first before the others."""

    label: str
    sources: list[str]
    fresh_days: int | None


LONG_UNCONFIRMED = 2 * FRESH_DAYS  # days, after which a listing says since when
PLANS_SHOWN = 8  # of a listing, before the others are folded
QUARTER = 15  # minutes: the unit of which a visit is billed
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
    "retired": N_("retired"),
    "surrendered": N_("surrendered"),
    "suspended": N_("suspended"),
    "revoked": N_("revoked"),
    "probation": N_("on probation"),
}


MEDICARE_SERVICES = {
    cpt.FIRST_QUARTER: N_("The first 15 minutes"),
    cpt.FURTHER_QUARTER: N_("Each 15 minutes more"),
    cpt.ELECTRIC_FIRST_QUARTER: N_("The first 15 minutes, with electricity"),
    cpt.ELECTRIC_FURTHER_QUARTER: N_("Each 15 minutes more, with electricity"),
}
PLACES_OF_SERVICE = {"office": N_("in an office"), "facility": N_("in a hospital or another facility")}


def in_words(field: str, value: Any) -> list[str]:
    """A fact's value, or each of its values, as a page says them: prices in dollars, kinds and answers in words."""
    values = value if isinstance(value, list | tuple) else [value]
    if field == "languages":
        return [LanguageName(each) for each in values]
    return [price(each) if isinstance(each, float) else str(VALUES.get(each, each)) for each in values]


def price(dollars: float) -> str:
    """A price, with cents only where there are some: $80, $80.50."""
    return f"${dollars:,.2f}".removesuffix(".00")


def agreed_visit(taken: ListedPlan) -> AgreedVisit | None:
    """The prices that a plan has agreed with the practice; None where nobody states any."""
    return visit_under(taken, rulebook().costs.visit, dates.today())


def agreed_price(taken: ListedPlan, visit: NegotiatedVisit) -> Message:
    """What a plan has agreed to pay the practice, and what a usual visit comes to."""
    units = rulebook().costs.visit
    plan, first = taken.plan or payer(taken.payer), price(visit.first_quarter / HUNDRED)
    if visit.further_quarter is None or visit.usual is None:
        return Message(
            "%(plan)s has agreed %(first)s with this practice for the first 15 minutes.", plan=plan, first=first
        )
    return Message(
        "%(plan)s has agreed %(first)s with this practice for the first 15 minutes and %(further)s for each 15 more. A "
        "usual visit of %(shortest)s to %(longest)s minutes comes to about %(low)s to %(high)s.",
        plan=plan,
        first=first,
        further=price(visit.further_quarter / HUNDRED),
        shortest=units.shortest * QUARTER,
        longest=units.longest * QUARTER,
        low=price(round(visit.usual.low / HUNDRED)),
        high=price(round(visit.usual.high / HUNDRED)),
    )


def payer(name: str) -> str:
    """A payer's name in the visitor's language, where it has one in it."""
    return translated(payers().named(name))


def is_fresh(location: ListedLocation | None) -> bool:
    """Whether somebody confirmed an address and phone lately enough for a plan's directory."""
    return bool(location and location.confirmed_on and dates.days_since(location.confirmed_on) <= FRESH_DAYS)


def confirmed(location: ListedLocation | None, sources: dict[str, dict[str, Any]]) -> Message:
    """Who confirmed an address and phone, and how long ago; or for how long nobody has."""
    if not location or not location.confirmed_on:
        return Message("Address and phone never confirmed")
    days = dates.days_since(location.confirmed_on)
    if days > LONG_UNCONFIRMED:
        return Message("Address and phone not confirmed since %(day)s", day=day_in_words(location.confirmed_on))
    if days > FRESH_DAYS:
        return Message("Address and phone not confirmed in %(span)s", span=dates.span(days))
    said_by = sources.get(location.confirmed_by or "", {}).get("said_by", "admin")
    ago = Message("today") if not days else Message("%(span)s ago", span=dates.span(days))
    return Message("Address and phone confirmed %(ago)s %(by)s", ago=ago, by=Message(CONFIRMED_BY[said_by]))


def whose_word() -> list[WhoseWord]:
    """Whose word counts for each fact and for how long: the facts that one source's word decides."""
    decided = [fact for fact in FACTS if fact.combine != "all" and fact.shows_lost and len(fact.ranks) > 2]
    titles = {name: source.title for name, source in SOURCES.items() if source.said_by != "nobody"}
    return [
        WhoseWord(fact.label, [titles[name] for name in fact.ranks if name in titles], fact.fresh_days)
        for fact in decided
    ]


def board_confirmed(listing: Practitioner) -> ListedLicence | None:
    """The active licence that a board confirmed last, None where no board did."""
    confirmed_by_board = [each for each in listing.licences if each.confirmed_on and each.status == "active"]
    return max(confirmed_by_board, key=lambda each: each.confirmed_on or "", default=None)


def takes(listing: Practitioner, meant: RequestedInsurance) -> ListedPlan | None:
    """The entry that says best that the listing takes the insurance asked for.

    In network comes before said to be accepted; of equals, the newest is first.
    """
    entries = [entry for entry in listing.insurance if entry.network_status != "out" and is_asked(entry, meant)]
    return max(entries, key=lambda entry: (entry.network_status == "in", entry.as_of), default=None)


def kind_in_words(listing: Practitioner | Recipient) -> str:
    """What somebody is: no acupuncturist is called licensed of whom nobody states a license."""
    return taxonomy.kind_in_words(listing.kind, bool(listing.licences))


def yours_first(listing: Practitioner, meant: RequestedInsurance | None) -> list[ListedPlan]:
    """What a listing takes, the insurance asked for first."""
    return sorted(listing.insurance, key=lambda entry: not (meant and is_asked(entry, meant)))


def is_asked(entry: ListedPlan, meant: RequestedInsurance) -> bool:
    """Whether an entry of a listing is of the insurance asked for."""
    return bool({Network(entry.payer, entry.plan or ""), Network(entry.payer, "")} & set(meant.networks))


def lowest_price(listing: Practitioner, meant: RequestedInsurance, day: Callable[[str], str]) -> Message | None:
    """What a visit comes to at the lowest price agreed under the insurance asked for; None where none is known.

    day: writes an ISO date for people.
    """
    agreed = [(agreed_visit(each), each) for each in listing.insurance if is_asked(each, meant)]
    known = [(found, entry) for found, entry in agreed if found]
    if not known:
        return None
    found, entry = min(known, key=lambda each: (each[0].visit.usual is None, each[0].visit.usual or (), each[0].visit))
    names = {"plan": entry.plan or payer(entry.payer), "day": day(found.as_of)}
    if found.visit.usual is None:
        first = price(found.visit.first_quarter / HUNDRED)
        return Message("%(first)s for the first 15 minutes, agreed with %(plan)s (%(day)s)", first=first, **names)
    low, high = (price(round(cents / HUNDRED)) for cents in (found.visit.usual.low, found.visit.usual.high))
    return Message(
        "A usual visit: about %(low)s to %(high)s, agreed with %(plan)s (%(day)s)", low=low, high=high, **names
    )


def by_company(entries: Iterable[ListedPlan]) -> list[tuple[str, list[ListedPlan]]]:
    """The entries of each payer, in the order in which the payers first come."""
    found: dict[str, list[ListedPlan]] = {}
    for entry in entries:
        found.setdefault(entry.payer, []).append(entry)
    return list(found.items())


def how_known(entry: ListedPlan, sources: dict[str, dict[str, Any]], day: Callable[[str], str]) -> Message:
    """How we know that an insurance is taken, and whether to ask. day: writes an ISO date for people."""
    is_old = dates.days_since(entry.as_of) > FRESH_DAYS or entry.network_status != "in"
    statement = _how_stated(entry, sources.get(entry.source, {}), day)
    if denial := practice_denies(entry):
        denied = Message("The practice said on %(day)s that it does not take it.", day=day(denial.as_of))
        return Message("%(said)s. %(denied)s", said=statement, denied=denied)
    if is_old:
        return Message("%(said)s. Ask before you book.", said=statement)
    return Message("%(said)s.", said=statement)


def practice_denies(entry: ListedPlan) -> AlsoStated | None:
    """The practice's own word that it does not take a plan in whose list it is; None where it does not say so."""
    return next((each for each in entry.also if each.source == CLAIMS and each.network_status == "out"), None)


def _how_stated(entry: ListedPlan, source: dict[str, Any], day: Callable[[str], str]) -> Message:
    """What a source says of an insurance, without its full stop."""
    name, as_of = entry.plan or payer(entry.payer), entry.as_of
    if entry.network_status != "in":
        return Message("Said to accept: %(name)s, %(span)s ago", name=name, span=dates.span(dates.days_since(as_of)))
    if source.get("said_by") == "payer":
        return Message("In network: %(name)s, by the insurer's own list of %(day)s", name=name, day=day(as_of))
    title = Message(source.get("title", ""))
    return Message("Listed as in network: %(name)s (%(source)s, %(day)s)", name=name, source=title, day=day(as_of))


def payers_of(listing: Practitioner) -> list[str]:
    """The payers that the listing takes, each once, in English or, where they have a name in it, in any language."""
    known = payers()
    return [known.named(payer) for payer in listing.payers]
