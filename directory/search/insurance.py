"""Which insurance is meant: a program, a payer, a plan or a plan's number, however it is written."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from directory.core.i18n import Message
from directory.core.names import folded
from directory.core.payers import Company
from directory.store.listings.reader import Directory
from directory.store.reference.files import payers

LONGEST = 100  # characters
SURE = 82  # of 100: a slip of the pen, or letters left out at the end
SUGGESTED = 8
FEWEST = 4  # letters: of fewer, SURE allows no other than those that hold them
ALONE = 2  # letters: of so few, nothing but itself is as alike as SURE
TOLD = 12  # names of payers in an error
NUMBER = re.compile(
    r"\d{5}[A-Za-z]{2}\d{7}(-?\d{2})?"
)  # HIOS: issuer, state, product and plan; the variant is no part of it


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

    No networks: nobody here says whether they take it, so it narrows nothing.
    """

    name: str
    networks: tuple[Network, ...]
    program: str = ""


def parse_insurance(text: str, directory: Directory) -> RequestedInsurance:
    """What `text` means in this directory. Raises ValueError, which names payers that are known."""
    meant = _said(text, directory) or _near(text, directory)
    if not meant:
        raise ValueError(_unknown(text, directory))
    return meant


class _Known(NamedTuple):
    """What a directory's listings name, prepared for comparing: every network, payers before plans.

    meanings: what can be meant, by its bare spelling; None: a company of which no payer is here.
    offered: what suggestions choose from, programs and payers before plans; spelled: each folded.
    Spellings are lines of one text, each after a line break, because Python finds words in that fastest: of the networks, of what
    is offered (with a space before), and of that without any spaces.
    """

    networks: list[Network]
    meanings: dict[str, RequestedInsurance | None]
    offered: list[str]
    spelled: list[str]
    network_lines: str
    offered_lines: str
    bare_lines: str


@lru_cache(maxsize=1)
def _known(directory: Directory) -> _Known:
    """Prepared once for each version of the directory."""
    networks = [Network(payer, plan) for payer, plan, _ in directory.insurance]
    networks.sort(key=lambda network: bool(network.plan))  # payers before plans of the same beginning
    offered = {folded(called): program.name for program in payers().programs for called in program.name.texts.values()}
    for each in networks:
        offered.setdefault(folded(each.name), each.name)
    lines = _lines(f" {spelled}" for spelled in offered)
    return _Known(
        networks,
        _meanings(networks),
        list(offered.values()),
        list(offered),
        _lines(folded(each.name) for each in networks),
        lines,
        lines.replace(" ", ""),
    )


def _lines(spellings: Iterable[str]) -> str:
    return "".join(f"\n{spelled}" for spelled in spellings) + "\n"


def _holding(part: str, lines: str) -> Iterator[int]:
    """The numbers of the lines that hold a part."""
    line, start, at = -1, 0, lines.find(part)
    while at >= 0:
        line += lines.count("\n", start, at + 1)
        yield line
        start = at + 1
        at = lines.find(part, lines.index("\n", start))


def _meanings(networks: list[Network]) -> dict[str, RequestedInsurance | None]:
    """By spelling: a company's gives way to a network's, and this to a program's."""
    by_name: dict[str, list[Network]] = {}
    for each in networks:
        by_name.setdefault(bare(each.name), []).append(each)
    here = [each for each in networks if not each.plan]
    meanings: dict[str, RequestedInsurance | None] = {}
    for company in payers().companies:
        meanings |= dict.fromkeys(company.spellings, _company(company, here))
    meanings |= {name: RequestedInsurance(found[0].name, tuple(found)) for name, found in by_name.items()}
    for program in payers().programs:
        takers = tuple(each for each in here if bare(each.payer) in program.spellings)
        meanings |= dict.fromkeys(program.spellings, RequestedInsurance(program.name, takers, program.key))
    return meanings


def _company(company: Company, here: list[Network]) -> RequestedInsurance | None:
    found = tuple(each for each in here if company.names(each.payer))
    return RequestedInsurance(company.name if len(found) > 1 else found[0].name, found) if found else None


def _said(text: str, directory: Directory) -> RequestedInsurance | None:
    """What is meant by a plan's number, by a name, or by the beginning of a payer's name or else a plan's."""
    if number := NUMBER.fullmatch(text.strip()):
        return _numbered(text.strip(), number, directory)
    known, typed = _known(directory), folded(text[:LONGEST])
    return (known.meanings.get(typed.replace(" ", "")) or _beginning(typed, known)) if typed else None


def _numbered(text: str, number: re.Match, directory: Directory) -> RequestedInsurance:
    plan = text.removesuffix(number[1] or "").upper()
    found = [
        Network(payer, plan_name)
        for payer, plan_name, ids in directory.insurance
        if any(id.startswith(plan) for id in ids)
    ]
    if not found:
        raise ValueError(
            Message(
                "No listing here names the plan with the number %(number)s. Type the insurance company's name.",
                number=text,
            )
        )
    return RequestedInsurance(found[0].name if len(found) == 1 else text.upper(), tuple(found))


def _beginning(typed: str, known: _Known) -> RequestedInsurance | None:
    found = next(_holding(f"\n{typed}", known.network_lines), None)
    return None if found is None else RequestedInsurance(known.networks[found].name, (known.networks[found],))


def _near(text: str, directory: Directory) -> RequestedInsurance | None:
    """The nearest spelling of all that can be meant."""
    meanings, typed = _known(directory).meanings, bare(text[:LONGEST])
    if len(typed) <= ALONE:  # it was looked for itself already
        return None
    best = process.extractOne(typed, meanings.keys(), scorer=fuzz.ratio, score_cutoff=SURE)
    return meanings[best[0]] if best else None


def bare(text: str) -> str:
    """A name as it is compared here: "United Health Care" and "UnitedHealthcare" are one."""
    return folded(text).replace(" ", "")


def suggestions(text: str, directory: Directory) -> list[str]:
    """Names to offer while somebody types: those with a word that begins so, what is meant, those that hold what was typed; where
    there are none of these, those spelled alike. Programs and payers come before plans.

    A program is known by its name in any language.
    """
    return _some(_plainly(text, directory)) or _some(_alike(text, directory))


def _some(names: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for name in names:
        found[name] = None
        if len(found) == SUGGESTED:
            break
    return list(found)


def _plainly(text: str, directory: Directory) -> Iterator[str]:
    known, typed = _known(directory), folded(text[:LONGEST])
    yield from (known.offered[line] for line in _holding(f" {typed}", known.offered_lines))
    try:
        yield from _names(_said(text, directory))
    except ValueError:
        pass  # a plan's number that nobody here names
    if typed:
        yield from (known.offered[line] for line in _holding(typed.replace(" ", ""), known.bare_lines))


def _alike(text: str, directory: Directory) -> Iterator[str]:
    known, typed = _known(directory), folded(text[:LONGEST])
    yield from _names(_near(text, directory))
    if len(typed) >= FEWEST:
        yield from (
            known.offered[place]
            for _, _, place in process.extract(
                typed, known.spelled, scorer=fuzz.partial_ratio, limit=SUGGESTED, score_cutoff=SURE
            )
        )


def _names(meant: RequestedInsurance | None) -> list[str]:
    return [each.name for each in meant.networks] or [meant.name] if meant else []


def _unknown(text: str, directory: Directory) -> Message:
    known = [each.payer for each in _known(directory).networks if not each.plan]
    if not known:
        return Message("No listing here says which insurance is taken: ask each one.")
    values = {"typed": text[:40].strip(), "known": ", ".join(known[:TOLD])}
    if len(known) > TOLD:
        return Message(
            "No listing here names the insurance “%(typed)s”. Known are: %(known)s and %(more)s more.",
            more=len(known) - TOLD,
            **values,
        )
    return Message("No listing here names the insurance “%(typed)s”. Known are: %(known)s.", **values)
