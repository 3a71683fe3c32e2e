"""Which insurance is meant: a program, a payer, a plan or a plan's number, however it is written."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from directory.core.addresses import STATES
from directory.core.names import folded, unspaced
from directory.core.payers import Company, holds
from directory.store.listings.reader import Directory
from directory.store.reference.files import payers

LONGEST_TYPED = 100  # characters that are looked at
MIN_SIMILARITY = 82  # of 100: allows a slip of the pen, or letters left out at the end
MAX_SUGGESTIONS = 8
FEWEST_LETTERS = 4  # of fewer, a spelling with MIN_SIMILARITY can only be one that holds them
EXACT_LETTERS = 2  # of so few, only the same spelling has MIN_SIMILARITY
LONGEST_NAME_KEPT = 40  # characters of what nobody here names
KINDS_OF_PLAN = frozenset(("ppo", "hmo", "epo", "pos", "hdhp", "hsa", "plan", "plans", "insurance", "health"))
HIOS_ID = re.compile(r"\d{5}[A-Za-z]{2}\d{7}(-?\d{2})?")  # issuer, state, product and plan; then the variant

STATE_NAMES = {name: state for code, state in STATES.items() for name in (code.lower(), folded(state))}
MAX_STATE_WORDS = max(len(name.split()) for name in STATE_NAMES)


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


def parse_insurance(text: str, directory: Directory) -> RequestedInsurance:
    """What `text` means in this directory; what nobody here names is kept as it was typed, without networks.

    Nobody is turned away with a plan that no listing names: there are practitioners nearby who can be asked.
    """
    requested = _by_number_or_name(text, directory) or _by_words(text, directory) or _by_similar_name(text, directory)
    return requested or RequestedInsurance(" ".join(text.split())[:LONGEST_NAME_KEPT], ())


class _Index(NamedTuple):
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


@lru_cache(maxsize=1)
def _index(directory: Directory) -> _Index:
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
    return _Index(networks, names, _meanings(networks), list(offered.values()), list(offered), bare)


def _meanings(networks: list[Network]) -> dict[str, RequestedInsurance | None]:
    """By spelling: a company's gives way to a network's, and this to a program's."""
    by_name: dict[str, list[Network]] = {}
    for network in networks:
        by_name.setdefault(unspaced(network.name), []).append(network)
    any_plan = [network for network in networks if not network.plan]
    meanings: dict[str, RequestedInsurance | None] = {}
    for company in payers().companies:
        meanings |= {spelling: _brand(brand, any_plan) for spelling, brand in company.brands.items()}
        meanings |= dict.fromkeys(company.spellings, _company(company, any_plan))
    meanings |= _employers(networks)
    meanings |= {name: RequestedInsurance(same[0].name, tuple(same)) for name, same in by_name.items()}
    for program in payers().programs:
        takers = tuple(network for network in any_plan if unspaced(network.payer) in program.spellings)
        meanings |= dict.fromkeys(program.spellings, RequestedInsurance(program.name, takers, program.key))
    return meanings


def _employers(networks: list[Network]) -> dict[str, RequestedInsurance]:
    """What an employer's name means: all of its plans, which are called "EMPLOYER: PLAN" (importer/sources/tic)."""
    plans: dict[str, list[Network]] = {}
    for network in networks:
        employer, colon, _ = network.plan.partition(": ")
        if colon:
            plans.setdefault(employer, []).append(network)
    return {unspaced(employer): RequestedInsurance(employer, tuple(same)) for employer, same in plans.items()}


def _company(company: Company, any_plan: list[Network]) -> RequestedInsurance | None:
    return _together(company.name, [network for network in any_plan if company.names(network.payer)])


def _brand(brand: str, any_plan: list[Network]) -> RequestedInsurance | None:
    return _together(brand, [network for network in any_plan if holds(network.payer, brand)])


def _together(name: str, networks: list[Network]) -> RequestedInsurance | None:
    if not networks:
        return None
    return RequestedInsurance(name if len(networks) > 1 else networks[0].name, tuple(networks))


def _by_number_or_name(text: str, directory: Directory) -> RequestedInsurance | None:
    """What is meant by a plan's number, by a name, or by the beginning of a payer's name or else a plan's."""
    if match := HIOS_ID.fullmatch(text.strip()):
        return _by_number(text.strip(), match[1] or "", directory)
    index, typed = _index(directory), folded(text[:LONGEST_TYPED])
    return (index.meanings.get(typed.replace(" ", "")) or _by_beginning(typed, index)) if typed else None


def _by_number(number: str, variant: str, directory: Directory) -> RequestedInsurance:
    """The plans with this number; listings may give it with any variant."""
    plan_id = number.removesuffix(variant).upper()
    networks = tuple(
        Network(payer, plan)
        for payer, plan, ids in directory.insurance
        if any(listed.startswith(plan_id) for listed in ids)
    )
    return RequestedInsurance(networks[0].name if len(networks) == 1 else number.upper(), networks)


def _by_beginning(typed: str, index: _Index) -> RequestedInsurance | None:
    for name, network in zip(index.network_names, index.networks, strict=True):
        if name.startswith(typed):
            return RequestedInsurance(network.name, (network,))
    return None


def _by_words(text: str, directory: Directory) -> RequestedInsurance | None:
    """What a card says in other words: a payer's name inside a longer one, a company of one state, a kind of plan."""
    index, typed = _index(directory), folded(text[:LONGEST_TYPED])
    any_plan = [network for network in index.networks if not network.plan]
    inside = [network for network in any_plan if len(typed) >= FEWEST_LETTERS and holds(network.payer, typed)]
    if found := _together(text.strip(), inside) or _of_state(typed, any_plan):
        return found
    plain = " ".join(word for word in typed.split() if word not in KINDS_OF_PLAN)
    return _by_number_or_name(plain, directory) if plain != typed else None


def _of_state(typed: str, any_plan: list[Network]) -> RequestedInsurance | None:
    """A company's payer of one state: "BCBS of Illinois", "BCBSIL"."""
    words = typed.split()
    endings = [(" ".join(words[:-count]), " ".join(words[-count:])) for count in range(1, MAX_STATE_WORDS + 1)]
    for company_name, state_name in (*endings, (typed[:-2], typed[-2:])):
        state = STATE_NAMES.get(state_name)
        if state and (company := payers().company(company_name.removesuffix(" of"))):
            named = [each for each in any_plan if company.names(each.payer) and holds(each.payer, state)]
            return _together(f"{company.name} of {state}", named)
    return None


def _by_similar_name(text: str, directory: Directory) -> RequestedInsurance | None:
    """The most similar spelling of all that can be asked for."""
    meanings, typed = _index(directory).meanings, unspaced(text[:LONGEST_TYPED])
    if len(typed) <= EXACT_LETTERS:
        return None
    best = process.extractOne(typed, meanings.keys(), scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
    return meanings[best[0]] if best else None


def suggestions(text: str, directory: Directory) -> list[str]:
    """Names to offer while somebody types, at most MAX_SUGGESTIONS; programs and payers come before plans.

    First those with a word that begins so, then what is meant, then those that hold what was typed; where there are
    none of these, those spelled alike. A program is known by its name in any language.
    """
    return _first_different(_containing(text, directory)) or _first_different(_similar(text, directory))


def _first_different(names: Iterable[str]) -> list[str]:
    different: dict[str, None] = {}
    for name in names:
        different[name] = None
        if len(different) == MAX_SUGGESTIONS:
            break
    return list(different)


def _containing(text: str, directory: Directory) -> Iterator[str]:
    index, typed = _index(directory), folded(text[:LONGEST_TYPED])
    word = f" {typed}"
    for name, spelling in zip(index.offered, index.folded, strict=True):
        if spelling.startswith(typed) or word in spelling:
            yield name
    yield from _names(_by_number_or_name(text, directory) or _by_words(text, directory))
    if typed:
        part = typed.replace(" ", "")
        yield from (name for name, spelling in zip(index.offered, index.bare, strict=True) if part in spelling)


def _similar(text: str, directory: Directory) -> Iterator[str]:
    index, typed = _index(directory), folded(text[:LONGEST_TYPED])
    yield from _names(_by_similar_name(text, directory))
    if len(typed) >= FEWEST_LETTERS:
        matches = process.extract(
            typed, index.folded, scorer=fuzz.partial_ratio, limit=MAX_SUGGESTIONS, score_cutoff=MIN_SIMILARITY
        )
        yield from (index.offered[place] for _, _, place in matches)


def _names(requested: RequestedInsurance | None) -> list[str]:
    if requested is None or not (requested.networks or requested.program):
        return []
    return [network.name for network in requested.networks] or [requested.name]
