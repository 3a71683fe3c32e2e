"""Statements made of a payer's resources: of a practitioner, their roles, and the networks and locations of those."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from directory.core import dates, npi, periods
from directory.core.i18n import N_, Message
from directory.core.in_force import holds
from directory.core.names import unspaced
from directory.core.practitioner import Period, PlanTaken
from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.record import Problem, RawLocation, RawStatement, ReadContext, Slot
from directory.importer.sources.plan_net.edition import part_of, period_of
from directory.importer.sources.plan_net.endings import Endings
from directory.importer.sources.plan_net.found import FoundResources
from directory.importer.sources.plan_net.graph import ResourceGraph
from directory.importer.sources.plan_net.networks import DatedPlan, PayerNetworks
from directory.importer.sources.plan_net.people import PractitionerResource
from directory.importer.sources.plan_net.reader import Reference
from directory.importer.sources.plan_net.resources import RoleResource
from directory.importer.sources.plan_net.role_facts import RoleInPlaces, single_facts

NOT_IN_ID = re.compile(r"[^A-Za-z0-9.-]+")  # what no FHIR id holds (R4, 2.24.0.1)
UNNAMED = "plannet"  # in place of a payer's name, where nobody names it
NO_NPI = N_(
    "not a valid NPI, ten digits, the last of them a check digit: left out, "
    "and the practitioner known by the payer’s own id"
)
NO_INSURER = Message(
    "these files do not name the insurer of this network, so it is shown by its own name; “Insurer” names it",
    command="these files do not name the insurer of this network, so it is shown by its own name; --payer NAME names "
    "it",
)

Dated = TypeVar("Dated")


def payer_part(payer: str) -> str:
    """How the keys of a payer's statements begin: with its name, letters and digits only."""
    return unspaced(payer)[:40] or UNNAMED


class StatementMaker:
    """Makes the statements. found: what goes into them. endings: what was over by the file's day, and is left out."""

    def __init__(self, graph: ResourceGraph, context: ReadContext, day: str):
        self.graph, self.context, self.day, self.today = graph, context, day, dates.today()
        self.plan_year = period_of(context.edition) if context.edition else periods.ALWAYS
        self.endings = Endings(day)
        self.found = FoundResources(graph, self.endings)
        self.networks = PayerNetworks(graph, context.payer, self.endings)
        self.insurers = self.networks.insurers()

    def statement_of(self, name: str, practitioner: PractitionerResource) -> Iterator[RawStatement | Problem]:
        """The statement about one practitioner, and what is wrong in the resources that it is made of."""
        all_roles = self.graph.roles_of.get(name, [])
        roles = [role for role in all_roles if self.endings.stands(role)]
        taxonomies = dict.fromkeys([*practitioner.taxonomies, *(code for role in roles for code in role.taxonomies)])
        statement = practitioner.statement
        is_listed = statement.npi in self.context.npis
        if not (is_listed or ACUPUNCTURIST in taxonomies):
            self._note_over(role for role in all_roles if ACUPUNCTURIST in role.taxonomies)
            return
        if not self.endings.stands(practitioner):
            self.context.tally.deactivated += 1
            return
        self.found.use(name)
        self._note_over(all_roles)
        statement.adds_only, statement.slots = is_listed, [Slot(code, "", "", False) for code in taxonomies]
        self._add_roles(
            statement,
            practitioner,
            [self.found.in_places(role) for role in sorted(roles, key=self._in_force, reverse=True)],
        )
        self._set_key(statement, name)
        yield statement
        yield from self.found.problems
        self.found.problems = []

    def _note_over(self, roles: Iterable[RoleResource]) -> None:
        """Counts the roles that are over."""
        for role in roles:
            if not self.endings.stands(role):
                self.endings.add(role.name.partition("/")[0], role.number, role.name)

    def _in_force(self, role: RoleResource) -> bool:
        return holds(*role.period, self.today)

    def _set_key(self, statement: RawStatement, name: str) -> None:
        """The payer's name and the NPI, or where that is wrong the payer's own id for the practitioner."""
        if statement.npi and not npi.is_valid(statement.npi):
            self.found.problems.append(Problem(statement.row, "NPI", statement.npi[:60], NO_NPI))
            statement.npi = ""
        payer = min((plan.payer for plan in statement.insurance), default=self.context.payer)
        payers_id = NOT_IN_ID.sub("-", name.rpartition("/")[2])[:64]
        part = part_of(self.context.edition) if self.context.edition else payer_part(payer)
        statement.key = f"{part}-{statement.npi or payers_id}"

    def _add_roles(
        self, statement: RawStatement, practitioner: PractitionerResource, roles: list[RoleInPlaces]
    ) -> None:
        """Adds what the roles state: locations and plans, with their periods, and the facts of those in force today."""
        locations: list[tuple[RawLocation, Period]] = []
        plans: list[DatedPlan] = []
        for each in roles:
            role = each.role
            period = periods.common(practitioner.period, role.period)
            for place in each.places:
                locations.append((each.location(place), periods.common(period, place.period)))
            plans += [(plan, periods.common(period, other, self.plan_year)) for plan, other in self._plans(role)]
        statement.locations = [
            location._replace(starts_on=first or "", ends_on=last or "")
            for location, (first, last) in self._once(locations)
        ]
        statement.insurance = tuple([self._dated(plan, period) for plan, period in self._once(plans)])
        statement.ended_phones = [phone for each in roles for phone in each.ended_phones()]
        in_force = [each for each in roles if self._in_force(each.role)]
        statement.facts |= single_facts(in_force, practitioner.websites, self.insurers)

    def _dated(self, plan: PlanTaken, period: Period) -> PlanTaken:
        """A plan with its period. Since when somebody takes it tells nothing once it has begun, and differs from one to
        the next: without it all who are in a network have the same list of plans, which is kept once.
        """
        first, last = period
        return replace(plan, starts_on=first if first and first > self.day else None, ends_on=last)

    def _once(self, dated: Iterable[tuple[Dated, Period]]) -> Iterator[tuple[Dated, Period]]:
        """Each thing once, with the period of it that counts on the file's day, unless that is over."""
        found: dict[Dated, list[Period]] = {}
        for thing, period in dated:
            found.setdefault(thing, []).append(period)
        for thing, its_periods in found.items():
            period = periods.nearest(its_periods, self.day)
            if not periods.is_over(period, self.day):
                yield thing, period

    def _plans(self, role: RoleResource) -> Iterator[DatedPlan]:
        """The plans of the networks of a role, or else of its organisation."""
        for reference, period in self._networks(role):
            organisation = self.graph.organisations.get(self.graph.own_name(reference[0]))
            if organisation and not self.endings.stands(organisation):
                self.endings.add("network", role.number, organisation.name)
                continue
            plans = list(self.networks.plans(reference, role, self.found.use))
            unnamed = next((plan.payer for plan, _ in plans if plan.plan is None), "")
            if not plans:
                self.found.report_missing(self.graph.own_name(reference[0]), role)
            elif unnamed and unnamed not in self.found.reported:
                self.found.reported.add(unnamed)
                self.found.problems.append(Problem(role.number, "network", unnamed, NO_INSURER))
            yield from ((plan, periods.common(period, other)) for plan, other in plans)

    def _networks(self, role: RoleResource) -> Iterator[tuple[Reference, Period]]:
        """The networks of a role, or else of its organisation, with the periods of the latter's affiliations."""
        if role.networks:
            yield from ((network, periods.ALWAYS) for network in role.networks)
            return
        affiliations = self.graph.affiliations(role.organisation)
        self._note_over(affiliations)
        for affiliation in filter(self.endings.stands, affiliations):
            yield from ((network, affiliation.period) for network in affiliation.networks)
