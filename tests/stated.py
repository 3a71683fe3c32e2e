"""Statements about one made-up practitioner, and the listing that they make."""

from msgspec.structs import replace

from directory.core import in_force
from directory.core.facts import BY_NAME
from directory.core.practitioner import Location, PlanTaken, SourcedStatement, Statement, listed_plans_from_json
from directory.resolve import merge

NPI = "2000000002"
GOLD, SILVER = (
    PlanTaken("Acme Health", f"Acme {metal}", "in", f"12345OR000000{number}")
    for number, metal in enumerate(("Gold", "Silver"), 1)
)
PLANS = {1: [GOLD, SILVER], 2: [SILVER], 3: [PlanTaken("Beta Health", None, "out")]}
PLANS |= {number: [PlanTaken("Beta Health", "Beta", status)] for number, status in ((4, "in"), (5, "out"))}
ELM, OAK = (Location(address, "Portland", "OR", phone="+15035550123") for address in ("12 Elm St", "7 Oak Ave"))


def said(source, as_of, **values):
    """A statement about one practitioner. plans: the number of a list in PLANS."""
    plans = values.pop("plans", None)
    statement = Statement(
        id=NPI,
        npi=NPI if source in BY_NAME["npi"].ranks else None,
        kind=values.pop("kind", "licensed_acupuncturist"),
        name=values.pop("name", "Maeve O'Brien") if source in BY_NAME["name"].ranks else "",
        **values,
    )
    return SourcedStatement(NPI, source, as_of, statement, plans)


def listing_of(*statements, on=None):
    """The listing that comes of statements, as it is read on a day, else that of the newest of them."""
    listing = merge.merge(NPI, list(statements))
    plans = merge.PlanMerger(PLANS.get).merged(list(statements))
    whole = listing and replace(plans.taken_by(listing), insurance=listed_plans_from_json(plans.plans))
    return whole and in_force.worded_on(whole, on or max(each.as_of for each in statements))
