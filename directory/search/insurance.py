"""Which insurance is meant: a program, a payer, a plan or a plan's number, however it is written."""

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from directory.core.names import folded
from directory.core.words import Said
from directory.store.listings import Directory
from directory.store.reference import payers

LONGEST = 100  # characters
SURE = 82  # of 100: a slip of the pen, or letters left out at the end
SUGGESTED = 8
TOLD = 12  # names of payers in an error
NUMBER = re.compile(r"\d{5}[A-Za-z]{2}\d{7}(-?\d{2})?")  # HIOS: issuer, state, product and plan; the variant is no part of it


class Network(NamedTuple):
    """A payer of this directory, and one plan of it or "" for any."""

    payer: str
    plan: str

    @property
    def name(self) -> str:
        """The plan's name, else the payer's."""
        return self.plan or self.payer


class Meant(NamedTuple):
    """What was asked for: its name, the networks it stands for, the program's key or "".

    No networks: nobody here says whether they take it, so it narrows nothing.
    """

    name: str
    networks: tuple[Network, ...]
    program: str = ""


def read(text: str, directory: Directory) -> Meant:
    """What `text` means in this directory. Raises ValueError, which names payers that are known."""
    typed = folded(text[:LONGEST])
    if number := NUMBER.fullmatch(text.strip()):
        return _numbered(text.strip(), number, directory)
    for find in (_program, _exact, _company, _beginning, _near):
        if typed and (meant := find(typed, directory)):
            return meant
    raise ValueError(_unknown(text, directory))


class _Known(NamedTuple):
    """What a directory's listings name, prepared for comparing: every network, the payers alone, networks by bare name.

    offered: what suggestions choose from, each with how it is spelled (folded); programs and payers before plans.
    """

    networks: list[Network]
    payers: list[Network]
    bare: dict[str, list[Network]]
    folded: dict[str, Network]
    offered: dict[str, str]


@lru_cache(maxsize=1)
def _known(directory: Directory) -> _Known:
    """Prepared once for each version of the directory."""
    networks = [Network(payer, plan) for payer, plan, _ in directory.insurance]
    networks.sort(key=lambda network: bool(network.plan))  # payers before plans of the same beginning
    by_bare: dict[str, list[Network]] = {}
    for each in networks:
        by_bare.setdefault(bare(each.name), []).append(each)
    offered = {folded(called): program.name for program in payers().programs for called in program.name.texts.values()}
    for each in networks:
        offered.setdefault(folded(each.name), each.name)
    return _Known(networks, [each for each in networks if not each.plan], by_bare, {folded(each.name): each for each in reversed(networks)}, offered)


def _numbered(text: str, number: re.Match, directory: Directory) -> Meant:
    plan = text.removesuffix(number[1] or "").upper()
    found = [Network(payer, plan_name) for payer, plan_name, ids in directory.insurance if any(id.startswith(plan) for id in ids)]
    if not found:
        raise ValueError(Said("No listing here names the plan with the number %(number)s. Type the insurance company's name.", number=text))
    return Meant(found[0].name if len(found) == 1 else text.upper(), tuple(found))


def _program(typed: str, directory: Directory) -> Meant | None:
    for program in payers().programs:
        if bare(typed) in program.spellings:
            networks = tuple(each for each in _known(directory).payers if bare(each.payer) in program.spellings)
            return Meant(program.name, networks, program.key)
    return None


def _exact(typed: str, directory: Directory) -> Meant | None:
    found = _known(directory).bare.get(bare(typed))
    return Meant(found[0].name, tuple(found)) if found else None


def _company(typed: str, directory: Directory) -> Meant | None:
    company = payers().company(typed)
    found = [each for each in _known(directory).payers if company and company.names(each.payer)]
    return Meant(company.name if len(found) > 1 else found[0].name, tuple(found)) if found else None


def _beginning(typed: str, directory: Directory) -> Meant | None:
    """The payer whose name begins so; else such a plan."""
    found = next((network for name, network in reversed(_known(directory).folded.items()) if name.startswith(typed)), None)
    return Meant(found.name, (found,)) if found else None


def _near(typed: str, directory: Directory) -> Meant | None:
    """The nearest spelling among payers, plans, companies and programs."""
    known = _known(directory).bare
    companies = {spelling: company for company in payers().companies for spelling in company.spellings}
    programs = {spelling: program for program in payers().programs for spelling in program.spellings}
    best = process.extractOne(bare(typed), [*known, *companies, *programs], scorer=fuzz.ratio, score_cutoff=SURE)
    if not best:
        return None
    if best[0] in known:
        return _exact(best[0], directory)
    return (_company if best[0] in companies else _program)((companies.get(best[0]) or programs[best[0]]).name, directory)


def bare(text: str) -> str:
    """A name as it is compared here: "United Health Care" and "UnitedHealthcare" are one."""
    return folded(text).replace(" ", "")


def suggestions(text: str, directory: Directory) -> list[str]:
    """Names to offer while somebody types: those with a word that begins so, what is meant, those that hold what was typed, then those
    spelled alike, programs and payers before plans.

    A program is known by its name in any language.
    """
    typed, found = folded(text[:LONGEST]), {}
    for offer, given in ((_begun, typed), (_meant, text), (_holding, typed), (_alike, typed)):
        found |= dict.fromkeys(offer(given, directory))
        if len(found) >= SUGGESTED:
            break
    return list(found)[:SUGGESTED]


def _begun(typed: str, directory: Directory) -> list[str]:
    return [name for spelled, name in _known(directory).offered.items() if f" {typed}" in f" {spelled}"]


def _meant(text: str, directory: Directory) -> list[str]:
    try:
        meant = read(text, directory)
    except ValueError:
        return []
    return [each.name for each in meant.networks] or [meant.name]


def _holding(typed: str, directory: Directory) -> list[str]:
    close = bare(typed)
    return [name for spelled, name in _known(directory).offered.items() if close in spelled.replace(" ", "")]


def _alike(typed: str, directory: Directory) -> list[str]:
    offered = _known(directory).offered
    return [offered[spelled] for spelled, _, _ in process.extract(typed, list(offered), scorer=fuzz.partial_ratio, limit=SUGGESTED, score_cutoff=SURE)]


def _unknown(text: str, directory: Directory) -> Said:
    known = [each.payer for each in _known(directory).payers]
    if not known:
        return Said("No listing here says which insurance is taken: ask each one.")
    values = {"typed": text[:40].strip(), "known": ", ".join(known[:TOLD])}
    if len(known) > TOLD:
        return Said("No listing here names the insurance “%(typed)s”. Known are: %(known)s and %(more)s more.", more=len(known) - TOLD, **values)
    return Said("No listing here names the insurance “%(typed)s”. Known are: %(known)s.", **values)
