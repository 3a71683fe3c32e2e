"""How good each source's list of practitioners is: what in it cannot be right, or is old.

Of what makes a list wrong this is what shows without a telephone call. No public page tells of it: only admins see the
figures. Those of a source are made at a publish where its files, the report of deactivated NPIs or the register's full
files have changed, and kept by the list's day, so that it is seen whether it gets better.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, NamedTuple

from directory.core.dates import ordinal
from directory.core.facts import same_location
from directory.core.practitioner import Location, SourcedStatement
from directory.core.sources import BY_NAME, INSURERS, STATE_LISTS
from directory.store.imports.checks import checks_over_time, keep_checks
from directory.store.imports.database import Imports
from directory.store.imports.last_read import hash_of_standing

DEACTIVATED = "nppes-deactivated"
REGISTER = "nppes"
MANY_PEOPLE = 25  # with one telephone number: a call center's
MANY_PLACES = 10  # of one person in one list: no week has so many days
YEAR = 365  # days: four times the 90 in which insurers are to ask everybody in their lists (42 USC 300gg-115)
SHOWN = 20  # of those behind a figure
OTHERS = (REGISTER, STATE_LISTS, "roster", "csv", "doctors")  # sources besides insurers that list people with places
MEASURES = ("deactivated", "shared_phone", "many_places", "other_taxonomy", "unconfirmed", "placeholder", "elsewhere")
# What stands in a field that had to be filled in: a number of one digit, or 123-4567; no street.
NO_PHONE = re.compile(r"\+1\d{3}(?:(\d)\1{6}|1234567)")
NO_STREET = re.compile(r"(?:n/?a|none|unknown|same|test|tbd|pending|address|street|x+|[\W_0]+)", re.IGNORECASE)


class Listed(NamedTuple):
    """Somebody in a source's list. id: the NPI, else the source's own name for them; said: the source's statement;
    places: how many; phones: E.164.
    """

    id: str
    said: SourcedStatement
    phones: frozenset[str]
    places: int


class RegisterWord:
    """What the register says of anybody, read when it is asked for. deactivated, listed: NPIs; places: {NPI: {what
    makes two places one: its telephone numbers}}.
    """

    def __init__(self, imports: Imports):
        self._imports = imports
        self.deactivated = {each.statement.npi for each in imports.of_source(DEACTIVATED)}
        self.listed = imports.known_ids(REGISTER)

    @cached_property
    def places(self) -> dict[str, dict[tuple[object, ...], set[str | None]]]:
        """Where the register has each, see the class."""
        found: dict[str, dict[tuple[object, ...], set[str | None]]] = {}
        for each in self._imports.of_source(REGISTER):
            for place in each.statement.locations:
                of_somebody = found.setdefault(each.statement.npi or "", {})
                of_somebody.setdefault(same_location(place), set()).add(place.phone)
        return found


def insurer_lists(imports: Imports, before: dict[str, Any]) -> dict[str, Any]:
    """{"files": {source: a hash of what its figures are made of}, "lists": [{"source", "payer", "as_of", "listed",
    measure: {"count", "ids"}}], "others": the same of sources that are no insurers, "over_time"}, the largest list
    first. before: the same of the directory that stands, of which is taken over what nothing has changed for.

    Measures: "deactivated": the NPI is not in use any more; "shared_phone": MANY_PEOPLE or more have the number;
    "many_places": MANY_PLACES or more places; "other_taxonomy": listed for acupuncture, and never by NPPES;
    "unconfirmed": not said to be confirmed or changed within a YEAR before the list's day; "placeholder": a number or a
    street that is none; "elsewhere": at no place, and with no number there, that the register has of them. ids: SHOWN
    of them. over_time: see store.imports.checks.
    """
    files = _files(imports)
    stood = before.get("files", {})
    if stood == files:
        return before
    changed = {source for source, made_of in files.items() if stood.get(source) != made_of}
    register = RegisterWord(imports)
    found = {
        name: [each for each in before.get(name, ()) if each["source"] not in changed]
        + [
            _measured(source, payer, people, register)
            for source in sources
            if source in changed
            for payer, people in _by_list(imports, source).items()
        ]
        for name, sources in (("lists", INSURERS), ("others", OTHERS))
    }
    keep_checks(imports.connection, [each for lists in found.values() for each in lists])
    ordered = {name: sorted(lists, key=lambda each: (-each["listed"], each["payer"])) for name, lists in found.items()}
    return {"files": files, "over_time": checks_over_time(imports.connection), **ordered}


def _files(imports: Imports) -> dict[str, str]:
    """What the figures of each source's lists follow from. Of the register its full files: a weekly one changes next to
    nothing of who is in it, and everybody's lists would be looked through again each week.
    """
    common = " ".join((hash_of_standing(imports.connection, {REGISTER}, whole=True), *MEASURES))
    own = {source: hash_of_standing(imports.connection, {source, DEACTIVATED}) for source in (*INSURERS, *OTHERS)}
    return {source: f"{files} {common}" for source, files in own.items()}


def behind(imports: Imports, source: str, payer: str, measure: str) -> list[str]:
    """The ids of everybody of whom a measure holds in a source's list, as the imports stand now; none where there is no
    such list or measure.
    """
    people = _by_list(imports, source).get(payer, []) if source in (*INSURERS, *OTHERS) else []
    holds = _measures(people, RegisterWord(imports)).get(measure) if people else None
    return sorted({each.id for each in people if holds and holds(each)})


def _by_list(imports: Imports, source: str) -> dict[str, list[Listed]]:
    """The people of each list of a source: an insurer's by the insurer, a board's by its state."""
    return _by_payer(imports, source) if source in INSURERS else _by_state(imports, source)


def _by_state(imports: Imports, source: str) -> dict[str, list[Listed]]:
    found: dict[str, list[Listed]] = defaultdict(list)
    for each in imports.of_source(source):
        if each.statement.kind:
            part = each.statement.id.partition("-")[0] if source == STATE_LISTS else ""
            found[part].append(_listed(each))
    return found


def _listed(each: SourcedStatement) -> Listed:
    places = each.statement.locations
    phones = frozenset(place.phone for place in places if place.phone)
    return Listed(each.statement.npi or each.statement.id, each, phones, len(places))


def _by_payer(imports: Imports, source: str) -> dict[str, list[Listed]]:
    payers: dict[int, frozenset[str]] = {}
    found: dict[str, list[Listed]] = defaultdict(list)
    for each in imports.of_source(source):
        if each.plan_list is None or not each.statement.npi:
            continue
        if each.plan_list not in payers:
            payers[each.plan_list] = frozenset(plan.payer for plan in imports.plan_list(each.plan_list))
        for payer in payers[each.plan_list]:
            found[payer].append(_listed(each))
    return found


def _measured(source: str, payer: str, people: list[Listed], register: RegisterWord) -> dict[str, Any]:
    measures = _measures(people, register)
    counted = {name: _counted(filter(holds, people)) for name, holds in measures.items()}
    as_of = max(each.said.as_of for each in people)
    return {"source": source, "payer": payer, "as_of": as_of, "listed": len(people)} | counted


def _measures(people: list[Listed], register: RegisterWord) -> dict[str, Callable[[Listed], bool]]:
    phones = Counter(phone for each in people for phone in each.phones)
    crowded = {phone for phone, count in phones.items() if count >= MANY_PEOPLE}
    return {
        "deactivated": lambda each: each.id in register.deactivated,
        "shared_phone": lambda each: not crowded.isdisjoint(each.phones),
        "many_places": lambda each: each.places >= MANY_PLACES,
        "other_taxonomy": lambda each: (
            bool(register.listed and each.said.statement.kind) and _is_npi_besides(each, register.listed)
        ),
        "unconfirmed": lambda each: each.places > 0 and _is_old(each.said),
        "placeholder": lambda each: any(map(_is_placeholder, each.said.statement.locations)),
        "elsewhere": lambda each: each.said.source != REGISTER and _is_elsewhere(each, register),
    }


def _is_elsewhere(each: Listed, register: RegisterWord) -> bool:
    """Whether none of somebody's places is one of the register's, with its number where both have one there. Who is
    right is not known: an address in NPPES is often older than an insurer's.
    """
    registered = register.places.get(each.said.statement.npi or "", {})
    stated = [place for place in each.said.statement.locations if not place.on_file]
    return bool(registered and stated) and not any(_agrees(place, registered) for place in stated)


def _agrees(place: Location, registered: dict[tuple[object, ...], set[str | None]]) -> bool:
    phones = registered.get(same_location(place), set())
    return bool(phones) and (not place.phone or place.phone in phones or None in phones)


def _is_npi_besides(each: Listed, registered: set[str]) -> bool:
    return each.id == each.said.statement.npi and each.id not in registered


def _is_placeholder(place: Location) -> bool:
    phone, street = place.phone or "", place.address
    return bool(NO_PHONE.fullmatch(phone) or (street and NO_STREET.fullmatch(street)))


def _is_old(said: SourcedStatement) -> bool:
    """Whether nobody has confirmed or changed it in a year; no, of a source whose records have no day of their own."""
    if BY_NAME[said.source].dated_by != "record":
        return False
    newest = max(said.statement.confirmed_on or "", said.statement.updated_on or "")
    return not newest or ordinal(said.as_of) - ordinal(newest) > YEAR


def _counted(people: Iterable[Listed]) -> dict[str, Any]:
    ids = sorted({each.id for each in people})
    return {"count": len(ids), "ids": ids[:SHOWN]}
