"""How good each insurer's list of practitioners is: what in it cannot be right, or is old.

Of what makes a list wrong this is what shows without a telephone call. No public page tells of it: only admins see the
figures. They are made at a publish, where an insurer's files, NPPES or the report of deactivated NPIs have changed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from directory.core.dates import ordinal
from directory.core.practitioner import SourcedStatement
from directory.core.sources import INSURERS
from directory.store.imports.database import Imports
from directory.store.imports.last_read import hash_of_standing

DEACTIVATED = "nppes-deactivated"
REGISTER = "nppes"
MANY_PEOPLE = 25  # with one telephone number: a call center's
MANY_PLACES = 10  # of one person in one list: no week has so many days
YEAR = 365  # days: four times the 90 in which insurers are to ask everybody in their lists (42 USC 300gg-115)
SHOWN = 20  # of those behind a figure


class Listed(NamedTuple):
    """Somebody in an insurer's list. said: the insurer's statement; places: how many; phones: E.164."""

    npi: str
    said: SourcedStatement
    phones: frozenset[str]
    places: int


def insurer_lists(imports: Imports, before: dict[str, Any]) -> dict[str, Any]:
    """{"made_of": a hash of the files, "lists": [{"source", "payer", "as_of", "listed", measure: {"count", "ids"}}]},
    the largest list first. before: the same of the directory that stands, which is given where nothing has changed.

    Measures: "deactivated": the NPI is not in use any more; "shared_phone": MANY_PEOPLE or more have the number;
    "many_places": MANY_PLACES or more places; "other_taxonomy": listed for acupuncture, and never by NPPES;
    "unconfirmed": not said to be confirmed or changed within a YEAR before the list's day. ids: SHOWN of them.
    """
    made_of = hash_of_standing(imports.connection, {*INSURERS, DEACTIVATED, REGISTER})
    if before.get("made_of") == made_of:
        return before
    deactivated = {each.statement.npi for each in imports.of_source(DEACTIVATED)}
    registered = imports.known_ids(REGISTER)
    found = [
        _measured(source, payer, people, deactivated, registered)
        for source in INSURERS
        for payer, people in _by_payer(imports, source).items()
    ]
    return {"made_of": made_of, "lists": sorted(found, key=lambda each: (-each["listed"], each["payer"]))}


def behind(imports: Imports, source: str, payer: str, measure: str) -> list[str]:
    """The NPIs of everybody of whom a measure holds in an insurer's list, as the imports stand now; none where there is
    no such list or measure.
    """
    people = _by_payer(imports, source).get(payer, []) if source in INSURERS else []
    deactivated = {each.statement.npi for each in imports.of_source(DEACTIVATED)} if people else set()
    holds = _measures(people, deactivated, imports.known_ids(REGISTER) if people else set()).get(measure)
    return sorted({each.npi for each in people if holds and holds(each)})


def _by_payer(imports: Imports, source: str) -> dict[str, list[Listed]]:
    payers: dict[int, frozenset[str]] = {}
    found: dict[str, list[Listed]] = defaultdict(list)
    for each in imports.of_source(source):
        if each.plan_list is None or not each.statement.npi:
            continue
        if each.plan_list not in payers:
            payers[each.plan_list] = frozenset(plan.payer for plan in imports.plan_list(each.plan_list))
        places = each.statement.locations
        phones = frozenset(place.phone for place in places if place.phone)
        for payer in payers[each.plan_list]:
            found[payer].append(Listed(each.statement.npi, each, phones, len(places)))
    return found


def _measured(
    source: str, payer: str, people: list[Listed], deactivated: set[str | None], registered: set[str]
) -> dict[str, Any]:
    measures = _measures(people, deactivated, registered)
    counted = {name: _counted(filter(holds, people)) for name, holds in measures.items()}
    as_of = max(each.said.as_of for each in people)
    return {"source": source, "payer": payer, "as_of": as_of, "listed": len(people)} | counted


def _measures(
    people: list[Listed], deactivated: set[str | None], registered: set[str]
) -> dict[str, Callable[[Listed], bool]]:
    phones = Counter(phone for each in people for phone in each.phones)
    crowded = {phone for phone, count in phones.items() if count >= MANY_PEOPLE}
    return {
        "deactivated": lambda each: each.npi in deactivated,
        "shared_phone": lambda each: not crowded.isdisjoint(each.phones),
        "many_places": lambda each: each.places >= MANY_PLACES,
        "other_taxonomy": lambda each: bool(registered and each.said.statement.kind) and each.npi not in registered,
        "unconfirmed": lambda each: each.places > 0 and _is_old(each.said),
    }


def _is_old(said: SourcedStatement) -> bool:
    newest = max(said.statement.confirmed_on or "", said.statement.updated_on or "")
    return not newest or ordinal(said.as_of) - ordinal(newest) > YEAR


def _counted(people: Iterable[Listed]) -> dict[str, Any]:
    npis = sorted({each.npi for each in people})
    return {"count": len(npis), "ids": npis[:SHOWN]}
