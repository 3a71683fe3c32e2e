"""The resources that no listing has of its own: payers, networks, plans, states. Each is made when it is asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

from directory.core.addresses import STATES
from directory.core.insurers import InsurerDetails
from directory.search.plan_net.ids import AREA, NETWORK, PAYER, PLAN, key_hash
from directory.search.plan_net.insurance import Insurers, SoldPlan
from directory.search.plan_net.places import area
from directory.search.plan_net.values import Made
from directory.store.listings.plan_periods import plan_periods
from directory.store.listings.reader import Directory


class CatalogKey(NamedTuple):
    """A resource that is made when it is asked for. words: its names; payer: the hash of whose it is."""

    resource_id: str
    words: tuple[str, ...]
    payer: str
    make: Callable[[], Made]


class Catalog:
    """The payers of a directory on its day, their networks and plans, and the states."""

    def __init__(self, directory: Directory, details: dict[str, InsurerDetails]):
        self.insurers = Insurers(details, directory.about["published_at"][:10])
        periods = plan_periods(directory)
        self.plans = [
            SoldPlan(payer, plan, number, periods.get((payer, plan), (None, None)))
            for payer, plan, numbers in directory.insurance
            for number in numbers or ("",)
        ]
        above = {told.part_of for told in details.values() if told.part_of}
        self.payers = sorted({plan.payer for plan in self.plans} | {*details} | above)
        self.payer_names = {PAYER + key_hash(name): name for name in self.payers}

    @cached_property
    def keys(self) -> dict[str, list[CatalogKey]]:
        """By the type of resource, in the order in which they are given."""
        return {
            "Organization": [*map(self._payer, self.payers), *map(self._network, self.plans)],
            "InsurancePlan": [self._plan(plan) for plan in self.plans if plan.name],
            "Location": [self._area(state) for state in sorted(STATES)],
            "Endpoint": [self._endpoint(payer) for payer in self.payers if self.insurers.of(payer).fhir],
        }

    @cached_property
    def by_id(self) -> dict[str, CatalogKey]:
        """By their ids. A plan's network without a number is there too: some listings may name the plan alone."""
        unnumbered = [plan._replace(number="") for plan in self.plans if plan.number]
        more = [*map(self._network, unnumbered), *(self._plan(plan) for plan in unnumbered if plan.name)]
        listed = [key for keys in self.keys.values() for key in keys]
        return {key.resource_id: key for key in [*more, *listed]}

    @cached_property
    def plan_of_network(self) -> dict[str, SoldPlan]:
        """Plans by the ids of their networks."""
        unnumbered = {NETWORK + each.hashed: each for each in (plan._replace(number="") for plan in self.plans)}
        return unnumbered | {NETWORK + plan.hashed: plan for plan in self.plans}

    def states_of(self, payer: str) -> set[str]:
        """Where a payer's plans are sold, as their numbers tell."""
        return {state for plan in self.plans if plan.payer == payer for state in plan.states}

    def _payer(self, name: str) -> CatalogKey:
        also = self.insurers.of(name).also
        return CatalogKey(
            PAYER + key_hash(name),
            (name, *also),
            key_hash(name),
            lambda: self.insurers.payer(name, self.states_of(name)),
        )

    def _network(self, plan: SoldPlan) -> CatalogKey:
        words = (plan.name or plan.payer,)
        return CatalogKey(NETWORK + plan.hashed, words, key_hash(plan.payer), lambda: self.insurers.network(plan))

    def _plan(self, plan: SoldPlan) -> CatalogKey:
        words = (plan.name, *self.insurers.of(plan.payer).plans_also.get(plan.name, ()))
        return CatalogKey(PLAN + plan.hashed, words, key_hash(plan.payer), lambda: self.insurers.plan(plan))

    def _area(self, state: str) -> CatalogKey:
        return CatalogKey(AREA + state, (STATES[state],), "", lambda: area(state, self.insurers.day))

    def _endpoint(self, payer: str) -> CatalogKey:
        words = (f"Provider directory of {payer}",)
        return CatalogKey(
            f"{PAYER}{key_hash(payer)}.fhir", words, key_hash(payer), lambda: self.insurers.endpoint(payer)
        )


_KEPT: WeakKeyDictionary[Directory, Catalog] = WeakKeyDictionary()


def catalog_of(directory: Directory, details: dict[str, InsurerDetails]) -> Catalog:
    """The catalog of a directory, made once for each version of it and day."""
    kept = _KEPT.get(directory)
    if kept is None or kept.insurers.details != details:
        kept = _KEPT[directory] = Catalog(directory, details)
    return kept
