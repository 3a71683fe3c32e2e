"""What can be asked for by the name of an insurance in one version of the directory."""

from typing import TYPE_CHECKING, NamedTuple

from directory.core.addresses import STATES
from directory.core.names import folded, unspaced
from directory.core.payers import Company, holds
from directory.store.listings.reader import Directory, once_a_version
from directory.store.reference.files import payers

if TYPE_CHECKING:
    from directory.core.insurance_names import InsuranceNames


class Network(NamedTuple):
    """A payer of this directory, and one plan of it or "" for any."""

    payer: str
    plan: str

    @property
    def name(self) -> str:
        """The plan's name, else the payer's."""
        return self.plan or self.payer


class RequestedInsurance(NamedTuple):
    """What was asked for: its name, the networks it stands for, the program's key or "".

    No networks: no listing says whether it is taken, so it narrows nothing. Without a program either, the name is what
    was typed.
    """

    name: str
    networks: tuple[Network, ...]
    program: str = ""


class InsuranceIndex(NamedTuple):
    """What a directory's listings name, prepared for comparing.

    networks: payers before plans; network_names: theirs, folded. meanings: what can be asked for, by its name without
    spaces; None: a company of which no payer is here. offered: what suggestions choose from, programs and payers before
    plans; folded: their names, folded; bare: these without spaces.
    """

    networks: list[Network]
    network_names: list[str]
    meanings: dict[str, RequestedInsurance | None]
    offered: list[str]
    folded: list[str]
    bare: list[str]

    @property
    def payers(self) -> list[Network]:
        """The networks that stand for any plan of a payer."""
        return [network for network in self.networks if not network.plan]


@once_a_version
def insurance_index(directory: Directory) -> InsuranceIndex:
    """Prepared once for each version of the directory."""
    networks = [Network(payer, plan) for payer, plan, _ in directory.insurance]
    networks.sort(key=lambda network: bool(network.plan))
    names = [folded(network.name) for network in networks]
    offered: dict[str, str] = {}
    for program in payers().programs:
        offered |= {folded(name): program.name for name in program.name.texts.values()}
    for name, network in zip(names, networks, strict=True):
        offered.setdefault(name, network.name)
    bare = [name.replace(" ", "") for name in offered]
    return InsuranceIndex(networks, names, _meanings(networks), list(offered.values()), list(offered), bare)


def _meanings(networks: list[Network]) -> dict[str, RequestedInsurance | None]:
    """By spelling: an explained name's gives way to a company's, this to a network's, and this to a program's."""
    by_name: dict[str, list[Network]] = {}
    for network in networks:
        by_name.setdefault(unspaced(network.name), []).append(network)
    any_plan = [network for network in networks if not network.plan]
    companies: dict[str, RequestedInsurance | None] = {}
    for company in payers().companies:
        companies |= {spelling: _brand(spelling, brand, any_plan) for spelling, brand in company.brands.items()}
        companies |= dict.fromkeys(company.spellings, _company(company, any_plan))
    programs = _programs(any_plan)
    return (
        _explained(companies | programs)
        | companies
        | _employers(networks)
        | {name: RequestedInsurance(same[0].name, tuple(same)) for name, same in by_name.items()}
        | programs
    )


def _programs(any_plan: list[Network]) -> dict[str, RequestedInsurance | None]:
    meanings: dict[str, RequestedInsurance | None] = {}
    for program in payers().programs:
        takers = tuple(network for network in any_plan if unspaced(network.payer) in program.spellings)
        meanings |= dict.fromkeys(program.spellings, RequestedInsurance(program.name, takers, program.key))
    return meanings


def insurance_names() -> "InsuranceNames":
    """The names that are explained. What reads them takes long to load, and most commands ask for no insurance."""
    from directory.store.reference.rulebook import insurance_names as read_names

    return read_names()


def _explained(known: dict[str, RequestedInsurance | None]) -> dict[str, RequestedInsurance | None]:
    """A name that stands for one program or company means it; one that stands for several waits for a choice."""
    meanings: dict[str, RequestedInsurance | None] = {}
    for each in insurance_names().explained:
        only = known.get(unspaced(each.choices[0])) if len(each.choices) == 1 else None
        meanings |= dict.fromkeys(each.spellings, only or RequestedInsurance(each.name, ()))
    return meanings


def _employers(networks: list[Network]) -> dict[str, RequestedInsurance | None]:
    """What an employer's name means: all of its plans, which are called "EMPLOYER: PLAN" (importer/sources/tic)."""
    plans: dict[str, list[Network]] = {}
    for network in networks:
        employer, colon, _ = network.plan.partition(": ")
        if colon:
            plans.setdefault(employer, []).append(network)
    return {unspaced(employer): RequestedInsurance(employer, tuple(same)) for employer, same in plans.items()}


def _company(company: Company, any_plan: list[Network]) -> RequestedInsurance | None:
    return together(company.name, [network for network in any_plan if company.names(network.payer)])


def _brand(spelling: str, brand: str, any_plan: list[Network]) -> RequestedInsurance | None:
    """A brand's payers; where the brand is spelled with a state, none of another state."""
    others = [state for state in STATES.values() if unspaced(state) not in spelling] if _has_state(spelling) else []
    ours = [network for network in any_plan if holds(network.payer, brand)]
    return together(brand, [each for each in ours if not any(holds(each.payer, state) for state in others)])


def _has_state(spelling: str) -> bool:
    return any(unspaced(state) in spelling for state in STATES.values())


def together(name: str, networks: list[Network]) -> RequestedInsurance | None:
    """Several networks under one name; one alone under its own; None of none."""
    if not networks:
        return None
    return RequestedInsurance(name if len(networks) > 1 else networks[0].name, tuple(networks))
