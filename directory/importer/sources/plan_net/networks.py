"""The networks of a payer's directory, with their plans and payers."""

from collections.abc import Callable, Iterator

from directory.core.practitioner import PlanTaken
from directory.importer.sources.plan_net.graph import ResourceGraph
from directory.importer.sources.plan_net.reader import Reference
from directory.importer.sources.plan_net.resources import NOBODY, PlanResource

MAX_NESTED = 50  # networks within networks; a directory that has more, or has a circle, names no payer above them


class PayerNetworks:
    """Networks with their plans and payers. payer: whose they are where the files do not tell."""

    def __init__(self, graph: ResourceGraph, payer: str):
        self.graph, self.payer = graph, payer
        self.plans_of: dict[str, list[str]] = {}  # names of plans by the network's name
        for name, plan in graph.plans.items():
            for network in plan.networks if plan.active else ():
                self.plans_of.setdefault(graph.own_name(network), []).append(name)

    def plans(self, reference: Reference, use: Callable[[str], None]) -> Iterator[PlanTaken]:
        """The plans whose members may use a network; the network by its own name where no plan of it is known.

        use: called with the name of each resource that the plans are taken from.
        """
        network = self.graph.own_name(reference[0])
        organisation = self.graph.organisations.get(network)
        name = organisation.name if organisation and organisation.name else reference[1]
        above = self._payer_above(organisation.part_of if organisation else NOBODY) or self.payer
        if organisation:
            use(network)
            use(self.graph.own_name(organisation.part_of[0]))
        for plan_name in self.plans_of.get(network, ()):
            plan = self.graph.plans[plan_name]
            use(plan_name)
            use(self.graph.own_name(plan.owner[0]))
            yield PlanTaken(self._owner(plan) or above or name, plan.name or name or None, "in", plan.plan_id or None)
        if network not in self.plans_of and name:
            yield PlanTaken(above or name, name if above else None, "in")

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
