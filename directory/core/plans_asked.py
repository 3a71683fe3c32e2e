"""Of a list of plans as JSON the entries of one insurance: a list may have hundreds, and a result of a search shows
one or two. Only these are parsed.
"""

from collections.abc import Collection

import msgspec
from msgspec.structs import replace

from directory.core.practitioner import ListedPlan, Practitioner, listed_plans_from_json, practitioner_from_json

ENTRY = '{"payer":'  # how each entry begins, and nothing within one, as the fields of ListedPlan have it
FEW = 8  # networks: looking for each is quicker than parsing the whole list


class PlansAsked:
    """What is asked for. networks: (payer, plan), with plan "" for any plan of the payer."""

    def __init__(self, networks: Collection[tuple[str, str]]):
        self.networks = frozenset(networks)
        self.beginnings = [_beginning(*network) for network in networks]

    def card(self, card: str, plans: str | None) -> Practitioner:
        """The card in a JSON text with those of its plans that are asked for."""
        parsed, asked = practitioner_from_json(card), self.among(plans)
        return replace(parsed, insurance=asked) if asked else parsed

    def among(self, plans: str | None) -> tuple[ListedPlan, ...]:
        """The entries of a list that are asked for, in its order."""
        if not plans:
            return ()
        if len(self.beginnings) > FEW:
            return tuple([each for each in listed_plans_from_json(plans) if self._is_asked(each)])
        entries: dict[int, str] = {}
        for beginning in self.beginnings:
            entries |= _begun(plans, beginning)
        return listed_plans_from_json(f"[{','.join([entries[place] for place in sorted(entries)])}]") if entries else ()

    def _is_asked(self, entry: ListedPlan) -> bool:
        return (entry.payer, entry.plan or "") in self.networks or (entry.payer, "") in self.networks


def _beginning(payer: str, plan: str) -> str:
    """How the entries of a network begin in JSON; each has its plan and more after its payer."""
    of_plan = f'"plan":{msgspec.json.encode(plan).decode()},' if plan else ""
    return f"{ENTRY}{msgspec.json.encode(payer).decode()},{of_plan}"


def _begun(plans: str, beginning: str) -> dict[int, str]:
    """The texts of the entries that begin so, by their places in the list."""
    entries, place = {}, plans.find(beginning)
    while place >= 0:
        end = plans.find(ENTRY, place + 1)
        if end < 0:
            entries[place] = plans[place:-1]  # without the bracket
            break
        entries[place] = plans[place : end - 1]  # without the comma
        place = plans.find(beginning, end)
    return entries
