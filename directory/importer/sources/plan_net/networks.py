"""The networks of a payer's directory, with their plans and payers."""

from collections.abc import Callable, Iterator

from directory.core import periods, websites
from directory.core.practitioner import Period, PlanTaken
from directory.importer.sources.plan_net.endings import Endings
from directory.importer.sources.plan_net.graph import ResourceGraph
from directory.importer.sources.plan_net.reader import Reference
from directory.importer.sources.plan_net.resources import NOBODY, PlanResource, RoleResource

DatedPlan = tuple[PlanTaken, Period]

MAX_NESTED = 50  # networks within networks; a directory that has more, or has a circle, names no payer above them


class PayerNetworks:
    """Networks with their plans and payers.

    payer: whose they are where the files do not tell. endings: where plans that are over are counted.
    """

    def __init__(self, graph: ResourceGraph, payer: str, endings: Endings):
        self.graph, self.payer, self.endings = graph, payer, endings
        self.plans_of: dict[str, list[str]] = {}  # names of plans by the network's name
        for name, plan in graph.plans.items():
            for network in plan.networks:
                self.plans_of.setdefault(graph.own_name(network), []).append(name)

    def plans(self, reference: Reference, role: RoleResource, use: Callable[[str], None]) -> Iterator[DatedPlan]:
        """The plans whose members may use a network; the network by its own name where no plan of it is known.

        role: which names the network. use: called with the name of each resource that the plans are taken from.
        """
        network = self.graph.own_name(reference[0])
        organisation = self.graph.organisations.get(network)
        name = organisation.name if organisation and organisation.name else reference[1]
        above = self._payer_above(organisation.part_of if organisation else NOBODY) or self.payer
        period = organisation.period if organisation else periods.ALWAYS
        if organisation:
            use(network)
            use(self.graph.own_name(organisation.part_of[0]))
        standing = self._standing(network, role)
        for plan_name, plan in standing:
            use(plan_name)
            use(self.graph.own_name(plan.owner[0]))
            payer = self._owner(plan) or above or name
            taken = PlanTaken(payer, plan.name or name or None, "in", plan.plan_id or None)
            yield taken, periods.common(period, plan.period)
        if not standing and name:
            yield PlanTaken(above or name, name if above else None, "in"), period

    def _standing(self, network: str, role: RoleResource) -> list[tuple[str, PlanResource]]:
        """The plans of a network, with their names, that are not over; those that are count as such."""
        plans = [(name, self.graph.plans[name]) for name in self.plans_of.get(network, ())]
        for name, plan in plans:
            if not self.endings.stands(plan):
                self.endings.add("InsurancePlan", role.number, name)
        return [(name, plan) for name, plan in plans if self.endings.stands(plan)]

    def insurers(self) -> set[str]:
        """The hosts of the websites of networks, payers, and owners of plans, none of which is a practice's."""
        owners = {self.graph.own_name(plan.owner[0]) for plan in self.graph.plans.values()}
        insurers = [each for name, each in self.graph.organisations.items() if each.is_insurer or name in owners]
        return {host for each in insurers for address in each.websites if (host := websites.host(address))}

    def payers(self) -> set[str]:
        """All payers of these plans and networks, as statements name them."""
        owners = {self._owner(plan) for plan in self.graph.plans.values()}
        networks = [organisation for organisation in self.graph.organisations.values() if organisation.is_network]
        above = {self._payer_above(network.part_of) or self.payer or network.name for network in networks}
        return owners | above | {self.payer}

    def _owner(self, plan: PlanResource) -> str:
        """The name of a plan's payer, "" where the files do not name it."""
        owner = self.graph.organisations.get(self.graph.own_name(plan.owner[0]))
        return owner.name if owner and owner.name else plan.owner[1]

    def _payer_above(self, reference: Reference) -> str:
        """The name of the nearest organisation above a network that is no network itself.

        "" where there is none, or the references make a circle.
        """
        for _ in range(MAX_NESTED):
            organisation = self.graph.organisations.get(self.graph.own_name(reference[0]))
            if not (organisation and organisation.is_network):
                return organisation.name if organisation else reference[1]
            reference = organisation.part_of
        return ""
