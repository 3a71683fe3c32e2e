"""Who insures: payers, the networks of their plans, and the plans. There are few of them, so they are kept.

A network is that of one plan, for what sources state is who takes which plan. What a payer says of itself (contact,
address, FHIR server) is in insurers.toml where somebody has written it down.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from directory.core.addresses import STATES
from directory.core.fhir_values import TERMINOLOGY, Resource, without_blanks
from directory.core.insurers import NO_DETAILS, InsurerDetails
from directory.core.practitioner import Period
from directory.search.plan_net.ids import AREA, NETWORK, PAYER, PLAN, key_hash
from directory.search.plan_net.people import without_address
from directory.search.plan_net.values import Made, code, extension, identifier, made, own_identifier, to, within

HIOS = re.compile(r"\d{5}([A-Z]{2})\d{7}(?:-?\d\d)?", re.ASCII)  # issuer, state, product and plan (45 CFR 156)
MEDICARE = re.compile(r"[HRSE]\d{4}(?:-\d{3})?(?:-\d+)?", re.ASCII)  # CMS's contract and plan
METALS = ("platinum", "gold", "silver", "bronze", "catastrophic")
PRODUCTS = (  # by the words of a plan's or its payer's name
    (("medicare", "hmo"), ("mediadvhmo", "Medicare Advantage HMO")),
    (("medicare",), ("mediadv", "Medicare Advantage")),
    (("medicaid", "hmo"), ("medihmo", "Medicaid HMO")),
    (("medicaid",), ("medi", "Medicaid")),
    (("tricare",), ("tri", "TRICARE")),
    (("va", "community"), ("va", "Veterans Affairs Plan")),
    (("veterans",), ("va", "Veterans Affairs Plan")),
    (("ppo",), ("commppo", "Commercial PPO")),
    (("epo",), ("commepo", "Commercial EPO")),
    (("pos",), ("commpos", "Commercial POS")),
    (("hmo",), ("commhmo", "Commercial HMO")),
    (("hdhp",), ("commhdhp", "Commercial HDHP")),
)
FHIR_REST = f"{TERMINOLOGY}/endpoint-connection-type"
CONTACT_KINDS = f"{TERMINOLOGY}/contactentity-type"
MEMBERS, PLAN_KIND = "Member services", ("XX", "Plan number")


class SoldPlan(NamedTuple):
    """A plan that somebody takes. name, number: "" where the payer alone, or no number, is known; period: where all
    takers have the same.
    """

    payer: str
    name: str
    number: str
    period: Period

    @property
    def hashed(self) -> str:
        """What its ids end with."""
        return key_hash(self.payer, self.name, self.number)

    @property
    def states(self) -> list[str]:
        """The states where it is sold, as its number tells."""
        match = HIOS.fullmatch(self.number)
        return [match[1]] if match and match[1] in STATES else []


class Insurers(NamedTuple):
    """What is known of payers besides their plans: details by their names, and the day that resources are of."""

    details: dict[str, InsurerDetails]
    day: str

    def of(self, payer: str) -> InsurerDetails:
        """What a payer says of itself."""
        return self.details.get(payer, NO_DETAILS)

    def payer(self, name: str, states: Iterable[str] = ()) -> Made:
        """An insurance company, or a public program. states: where its plans are sold."""
        told = self.of(name)
        above = [to("Organization", PAYER + key_hash(told.part_of), told.part_of)] if told.part_of else [None]
        return made(
            "Organization",
            PAYER + key_hash(name),
            self.day,
            self._stated(told),
            extension=[*_described(told), *map(_sold_in, sorted(states))],
            identifier=own_identifier(PAYER + key_hash(name)),
            active=True,
            type=[code("OrgTypeCS", "payer", "Payer")],
            name=name,
            alias=list(told.also),
            telecom=_telecom(told),
            address=[_address(told)],
            partOf=above[0],
            contact=_contact(told),
            endpoint=_endpoint(name, told),
        )

    def network(self, plan: SoldPlan) -> Made:
        """The network of a plan: those who treat its members at its prices."""
        told, name = self.of(plan.payer), plan.name or plan.payer
        where = [*map(_sold_in, plan.states)]
        return made(
            "Network",
            NETWORK + plan.hashed,
            self.day,
            self._stated(told),
            extension=where,
            identifier=own_identifier(NETWORK + plan.hashed),
            active=True,
            type=[code("OrgTypeCS", "ntwk", "Network")],
            name=name,
            address=[_address(told)] if told.address else [],
            partOf=to("Organization", PAYER + key_hash(plan.payer), plan.payer),
            contact=_contact(told),
            endpoint=_endpoint(plan.payer, told),
        )

    def plan(self, plan: SoldPlan) -> Made:
        """A plan that is sold."""
        told, payer = self.of(plan.payer), to("Organization", PAYER + key_hash(plan.payer), plan.payer)
        number = [identifier(plan.number, PLAN_KIND, assigner=payer)] if plan.number else []  # ours is no insurer's
        where = [to("Location", AREA + each, STATES[each]) for each in plan.states]
        network = [to("Organization", NETWORK + plan.hashed, plan.name)]
        metal = next((each for each in METALS if each in plan.name.lower().split()), "")
        kind = code("InsurancePlanTypeCS", metal, f"{metal.capitalize()}-QHP") if metal else None
        return made(
            "InsurancePlan",
            PLAN + plan.hashed,
            self.day,
            self._stated(told),
            identifier=number,
            status="active",
            type=[_product(plan)],
            name=plan.name,
            alias=list(told.plans_also.get(plan.name, ())),
            period=without_blanks(start=plan.period[0], end=plan.period[1]),
            ownedBy=payer,
            administeredBy=payer,
            coverageArea=where,
            contact=_contact(told),
            endpoint=_endpoint(plan.payer, told),
            network=network,
            plan=[without_blanks(type=kind, coverageArea=where)] if kind or where else [],
        )

    def endpoint(self, payer: str) -> Made:
        """A payer's own FHIR server of its directory."""
        told = self.of(payer)
        use = within(
            "type", valueCodeableConcept=code(f"{TERMINOLOGY}/v3-ActReason", "HOPERAT", "healthcare operations")
        )
        return made(
            "Endpoint",
            f"{PAYER}{key_hash(payer)}.fhir",
            self.day,
            self._stated(told),
            extension=[extension("endpoint-usecase", use)],
            identifier=own_identifier(f"{PAYER}{key_hash(payer)}.fhir"),
            status="active",
            connectionType={"system": FHIR_REST, "code": "hl7-fhir-rest"},
            name=f"Provider directory of {payer}",
            managingOrganization=to("Organization", PAYER + key_hash(payer), payer),
            contact=_telecom(told),
            payloadType=[code("EndpointPayloadTypeCS", "NA", "Not Applicable")],
            payloadMimeType=["application/fhir+json"],
            address=told.fhir,
        )

    def _stated(self, told: InsurerDetails) -> list[tuple[str, str]]:
        return [(told.source, told.as_of)] if told.source else []


def _described(told: InsurerDetails) -> list[Resource]:
    return [extension("org-description", valueString=told.description)] if told.description else []


def _sold_in(state: str) -> Resource:
    return extension("location-reference", valueReference=to("Location", AREA + state, STATES[state]))


def _product(plan: SoldPlan) -> Resource:
    words = f"{plan.payer} {plan.name}".lower().replace("(", " ").replace(")", " ").split()
    if HIOS.fullmatch(plan.number):
        return code("InsuranceProductTypeCS", "qhp", "Qualified Health Plan")
    known = [*words, "medicare"] if MEDICARE.fullmatch(plan.number) else words
    found = (told for wanted, told in PRODUCTS if set(wanted) <= set(known))
    told = next(found, None)
    return code("InsuranceProductTypeCS", *told) if told else {"text": "Kind of plan not stated"}


def _telecom(told: InsurerDetails) -> list[Resource]:
    ways = ("phone", told.phone), ("email", told.email), ("url", told.website)
    return [{"system": system, "value": value, "use": "work", "rank": 1} for system, value in ways if value]


def _contact(told: InsurerDetails) -> list[Resource]:
    purpose = code(CONTACT_KINDS, "PATINF", "Patient")
    ways = _telecom(told)
    return [{"purpose": purpose, "name": {"text": told.contact or MEMBERS}, "telecom": ways}] if ways else []


def _address(told: InsurerDetails) -> Resource:
    if not told.address:
        return without_address()
    line = f"{told.address}, {told.city}, {told.state} {told.postal_code}"
    parts = {"line": [told.address], "city": told.city, "state": told.state, "postalCode": told.postal_code}
    return without_blanks(use="work", type="both", text=line, **parts, country="US")


def _endpoint(payer: str, told: InsurerDetails) -> list[Resource]:
    return [to("Endpoint", f"{PAYER}{key_hash(payer)}.fhir")] if told.fhir else []
