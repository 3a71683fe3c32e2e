"""Who pays for a visit: plans taken, prices agreed with payers, and what a practice asks."""

from chance import likely, rng
from drafts import Draft, NegotiatedRate, PlanTaken
from tables import TABLES

NURSES = {"N.P.", "FNP-BC"}
MOST_INSURANCE = 6  # entries of one listing, Medicare among them


def insurance(kind: str, state: str, letters: list[str]) -> list[PlanTaken]:
    """Plans taken. Medicare only for those who may bill it, which acupuncturists by themselves may not."""
    offered = [(payer, plan) for payer, plans in TABLES["payers"].items() if sells(payer, state) for plan in plans]
    medicaid = ["Medicaid"] if state in TABLES["medicaid_states"] else []
    offered += [(program, None) for program in TABLES["programs"] + medicaid]
    bills_medicare = kind in ("medical_acupuncturist", "clinic") or NURSES & set(letters)
    taken = [("Medicare", None)] if bills_medicare and likely(0.5) else []
    taken += rng.sample(offered, rng.choices(range(MOST_INSURANCE), (34, 14, 14, 14, 12, 12))[0])
    return [PlanTaken(*network, rng.choices(("in", "unknown", "out"), (62, 34, 4))[0]) for network in taken]


def agree_on_prices(people: list[Draft]) -> None:
    """Has some payers name the prices they agreed with most who are in their networks, and an employer offer a plan."""
    for who in people:
        for taken in [each for each in who.insurance if each.network_status == "in"]:
            if taken.payer in TABLES["priced_payers"] and likely(0.7):
                first, further = rng.randrange(3600, 5400, 25) / 100, rng.randrange(2600, 3600, 25) / 100
                taken.rates = [
                    NegotiatedRate("97810", first, "negotiated"),
                    NegotiatedRate("97811", further, "negotiated"),
                ]
            if taken.plan == TABLES["employer_offers"]:
                of_employer = f"{TABLES['employer']}: {taken.plan}"
                who.insurance.append(PlanTaken(taken.payer, of_employer, "in", list(taken.rates)))


def sells(payer: str, state: str) -> bool:
    """Whether a payer sells plans in a state; those without regions do so everywhere."""
    return state in TABLES["regions"].get(payer, [state])


def name_fees(people: list[Draft]) -> None:
    """Has one practice in six say what it asks for a visit."""
    for who in rng.sample(people, len(people) // 6):
        who.later_visit_fee = float(rng.randrange(60, 150, 5))
        who.first_visit_fee = who.later_visit_fee + rng.randrange(20, 80, 5)
