"""Is this practitioner in this plan's list, as of when, by whose word, and in which lists before?

Silence is never a no. A list that does not name somebody says only that: it was the whole of the list on its day.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from directory.answers.editions import edition
from directory.core.names import unspaced
from directory.core.network_lists import PastPlan
from directory.core.npi import plain
from directory.core.practitioner import ListedPlan, Practitioner
from directory.core.sources import BY_NAME as SOURCES
from directory.search.insurance import is_guess, parse_insurance, suggestions
from directory.search.insurance_index import Network, RequestedInsurance
from directory.search.insurance_words import LONGEST_TYPED
from directory.search.query import BadQuery
from directory.search.typed_filters import MEDICARE
from directory.store.listings.network_lists import TimeInList, files_naming, named_before, times_in_lists
from directory.store.listings.reader import Directory

IN, OUT = "in", "out"
OTHERWISE = ("network_status", "tier", "starts_on", "ends_on")  # what another source may say of a plan otherwise
MOST_OFFERED = 5
TEN_DIGITS = re.compile(r"\d{10}", re.ASCII)
RANKS = ("listed", "out", "said", "company_only")  # of answers, the one that decides before the others
SAID = {  # in a sentence: of whom, what, by whom, when
    "listed": "{name}: named in {payer}'s own list{plan}, as of {day} ({source}).",
    "out": "{name}: said not to be in the network{plan} of {payer}, as of {day} ({source}).",
    "said": "{name}: said to take {payer}{plan}, as of {day}, and not by {payer}'s own list ({source}).",
    "company_only": "{name}: {payer} is named as of {day}, and not whether that holds for this plan ({source}).",
}
UNKNOWN_PLAN = "No list here names “{asked}”; it may go by another name. That is no answer about {name}."
NOT_STATED = "Nobody states whether {name} takes {plan}. That is not a no: ask the practice and the plan."


class NetworkWordFound(NamedTuple):
    """A word about a plan that was asked for, and which answer it gives."""

    answer: str
    entry: ListedPlan


def network_answer(asked: Mapping[str, str], directory: Directory) -> dict[str, Any] | None:
    """The answer; None where nobody with this NPI is listed. Raises BadQuery."""
    npi, typed = plain(asked.get("npi", "")), asked.get("plan", "").strip()
    wrong = {} if TEN_DIGITS.fullmatch(npi) else {"npi": "npi may be an NPI: ten digits."}
    wrong |= {} if typed else {"plan": "plan may be an insurer, a plan, or a plan's number, as people write it."}
    if wrong:
        raise BadQuery(wrong)
    listing = directory.listing(npi)
    if not listing or listing.npi != npi:
        return None
    meant = _meant(typed, listing, directory)
    words = sorted(_words(listing, meant), key=lambda word: (RANKS.index(word.answer), _older_last(word.entry)))
    statements = [_word_as_json(word.entry) for word in words]
    answer = words[0].answer if words else "not_stated"
    first = statements[0] if statements else {}
    return {
        "edition": edition(directory),
        **{"npi": npi, "id": listing.id, "name": listing.name},
        "plan": _plan_as_json(typed, meant, directory),
        "answer": answer,
        **{name: first.get(name) for name in ("level", "source", "said_by", "as_of")},
        "says": _in_words(listing, typed, meant, answer, first),
        "statements": statements,
        "history": _history(listing, meant, directory),
    }


def _meant(typed: str, listing: Practitioner, directory: Directory) -> RequestedInsurance:
    """What was typed is taken for: what the insurance search takes it for, else the very name of a plan that only lists
    of before name, or out of whose network somebody is said to be.
    """
    meant = parse_insurance(typed, directory)
    if meant.networks or meant.program:
        return meant
    before = {*named_before(directory), *((entry.payer, entry.plan or "") for entry in listing.insurance)}
    networks = [Network(*each) for each in sorted(before) if unspaced(Network(*each).name) == unspaced(typed)]
    return RequestedInsurance(networks[0].name, tuple(networks)) if networks else meant


def _older_last(entry: ListedPlan) -> tuple[bool, int]:
    """The payer's own word first, then the newest."""
    return not SOURCES[entry.source].lists_networks, -int(entry.as_of.replace("-", ""))


def _words(listing: Practitioner, meant: RequestedInsurance) -> Iterator[NetworkWordFound]:
    """What sources say now of the plans asked for, and of their companies where these are named without a plan."""
    networks = set(meant.networks)
    payers = {network.payer for network in networks}
    for entry in (word for listed in listing.insurance for word in _each_word(listed)):
        if networks & {Network(entry.payer, entry.plan or ""), Network(entry.payer, "")}:
            yield NetworkWordFound(_answer_of(entry), entry)
        elif entry.plan is None and entry.payer in payers:
            yield NetworkWordFound("company_only" if entry.network_status != OUT else OUT, entry)
    if meant.program == MEDICARE and listing.medicare_opt_out_ends_on:
        yield NetworkWordFound(OUT, _opt_out(listing, meant.name))


def _each_word(entry: ListedPlan) -> Iterator[ListedPlan]:
    """A listing's entry of a plan, and what other sources say of the same plan."""
    yield entry
    for also in entry.also:
        stated = {name: getattr(also, name) for name in OTHERWISE if getattr(also, name) is not UNSET}
        yield replace(entry, **stated, source=also.source, as_of=also.as_of, also=())


def _answer_of(entry: ListedPlan) -> str:
    if entry.network_status == OUT:
        return "out"
    is_listed = entry.network_status == IN and SOURCES[entry.source].lists_networks
    return "listed" if is_listed else "said"


def _opt_out(listing: Practitioner, program: str) -> ListedPlan:
    """That somebody has opted out of Medicare, as a word about it."""
    origin = listing.facts["medicare_opt_out_ends_on"]
    days = listing.medicare_opt_out_starts_on, listing.medicare_opt_out_ends_on
    return ListedPlan(str(program), None, OUT, None, None, *days, source=origin.source, as_of=origin.as_of)


def _word_as_json(entry: ListedPlan) -> dict[str, Any]:
    names = ("payer", "plan", "plan_id", "tier", "network_status", "starts_on", "ends_on")
    said = {"source": entry.source, "said_by": SOURCES[entry.source].said_by, "as_of": entry.as_of}
    return {name: getattr(entry, name) for name in names} | {"level": _level(entry)} | said


def _level(entry: ListedPlan) -> str:
    if not entry.plan:
        return "company"
    return "plan" if entry.plan_id else "network"


def _plan_as_json(typed: str, meant: RequestedInsurance, directory: Directory) -> dict[str, Any]:
    is_known = bool(meant.networks or meant.program)
    return {
        "asked": typed[:LONGEST_TYPED],
        "name": str(meant.name),
        "is_guess": is_guess(typed, meant, directory),
        "program": meant.program or None,
        "networks": [{"payer": each.payer, "plan": each.plan or None} for each in meant.networks],
        "offered": [] if is_known else [str(name) for name in suggestions(typed, directory)[:MOST_OFFERED]],
    }


def _in_words(
    listing: Practitioner, typed: str, meant: RequestedInsurance, answer: str, first: Mapping[str, Any]
) -> str:
    if answer in SAID:
        plan = f" for {first['plan']}" if first["plan"] else ""
        title = SOURCES[first["source"]].title
        return SAID[answer].format(name=listing.name, payer=first["payer"], plan=plan, day=first["as_of"], source=title)
    if not (meant.networks or meant.program):
        return UNKNOWN_PLAN.format(asked=typed[:LONGEST_TYPED], name=listing.name)
    return NOT_STATED.format(name=listing.name, plan=str(meant.name))


def _history(listing: Practitioner, meant: RequestedInsurance, directory: Directory) -> list[dict[str, Any]]:
    """In which lists they were and in which not, the newest first."""
    times: dict[int, list[TimeInList]] = {}
    for each in times_in_lists(directory, listing.id):
        times.setdefault(each.number, []).append(each)
    doubtful = {number for number, runs in times.items() if any(run.plans is None for run in runs)}
    found: dict[tuple[str, str, str, str], bool] = {}
    for network in meant.networks:
        own = {
            (run.source, number) for number, runs in times.items() for run in runs if _names(run.plans or (), network)
        }
        sources = {source for source, _number in own}
        days = {  # an insurer has a list for each state: of whom one names, the others say nothing
            (number, source, day)
            for number, source, day in (*files_naming(directory, *network), *_days_named(times, network))
            if number not in doubtful and (source not in sources or (source, number) in own)
        }
        for number, source, day in days:
            key = (day, source, network.payer, network.plan)
            found[key] = found.get(key, False) or _was_named(times.get(number, ()), day, network)
    return [
        {"as_of": day, "source": source, "payer": payer, "plan": plan or None, "named": is_named}
        for (day, source, payer, plan), is_named in sorted(found.items(), key=lambda each: each[0], reverse=True)
    ]


def _days_named(times: Mapping[int, list[TimeInList]], network: Network) -> Iterator[tuple[int, str, str]]:
    """Days of files of changes, too, that named them."""
    for number, runs in times.items():
        for run in runs:
            if _names(run.plans or (), network):
                yield from ((number, run.source, day) for day in (run.first_day, run.last_day))


def _was_named(runs: Iterable[TimeInList], day: str, network: Network) -> bool:
    return any(run.first_day <= day <= run.last_day and _names(run.plans or (), network) for run in runs)


def _names(plans: Iterable[PastPlan], network: Network) -> bool:
    """Whether one of these is a plan asked for, in whose network they are not said not to be."""
    return any(
        plan.payer == network.payer and network.plan in ("", plan.plan) and plan.network_status != OUT for plan in plans
    )
