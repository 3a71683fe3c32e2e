"""What the rows of one list of licences say together: one statement for each licence, and one for each licensee."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from directory.core import dates
from directory.core.i18n import Message
from directory.core.licence_layout import STATUSES
from directory.core.licences import DECEASED
from directory.core.names import folded
from directory.importer.record import Problem, RawLicence, RawStatement

PERMITTED = ("probation", "active")
ENDED = ("expired", "retired")
OF_NO_DISCIPLINE = (*ENDED, "unknown", "active")

Evidence = tuple[str, ...]


class LicenceRow(NamedTuple):
    """A row of a list.

    changed_on: the day of its last issue or change; birth_year: the licensee's, in no database; is_temporary: it is a
    permit to practise until the licence comes. "" where the list does not tell.
    """

    statement: RawStatement
    changed_on: str = ""
    birth_year: str = ""
    is_temporary: bool = False

    @property
    def licence(self) -> RawLicence:
        """The licence that the row is about."""
        return self.statement.licences[0]

    @property
    def name(self) -> str:
        """The family name, or the firm's, as it is compared."""
        return folded(self.statement.last_name + self.statement.organisation_name)


def clash(row: LicenceRow, earlier: list[LicenceRow], renames: bool) -> Problem | None:
    """Why a row is refused: it has no number, or a number under which an earlier row names somebody else.

    renames: the list has a person's earlier names too, so that another family name alone is no other person.
    """
    statement = row.statement
    if not statement.key:
        return Problem(statement.row, "licence_number", "", "no license number", refused=True)
    if earlier and not (_is_named_alike(earlier[0], row) or (renames and _is_renamed(earlier[0], row))):
        reason = Message("row %(row)s has this number with another name", row=earlier[0].statement.row)
        return Problem(statement.row, "licence_number", row.licence.number, reason, refused=True)
    return None


def _is_named_alike(one: LicenceRow, other: LicenceRow) -> bool:
    """Whether two names may be one person's: the family name is the same, and no given name another one."""
    given = sorted((folded(each.statement.first_name) for each in (one, other)), key=len)
    return one.name == other.name and given[1].startswith(given[0])


def _is_renamed(one: LicenceRow, other: LicenceRow) -> bool:
    given = [folded(each.statement.first_name).split()[:1] for each in (one, other)]
    years = {one.birth_year, other.birth_year} - {""}
    return bool(given[0]) and given[0] == given[1] and len(years) < 2


def of_one_licence(rows: list[LicenceRow], day: str) -> LicenceRow:
    """The one row of all rows with the same number: the worst status among those that expire last.

    Colorado repeats a licence for each disciplinary case, Illinois repeats rows as they are. A row with an earlier
    expiration is history, a row without one counts as current. Of several names the newest row's is today's, the one
    before it a former name, and rows with a former name are history. Only an active licence is confirmed by the list's
    day.
    """
    newest = max(reversed(rows), key=_newness)
    todays = [row for row in rows if row.name == newest.name or _newness(row) == _newness(newest)]
    last = max(as_day(row.licence.expires_on) for row in todays)
    current = [row for row in todays if as_day(row.licence.expires_on) in ("", last)]
    worst = min(current, key=lambda row: STATUSES.index(row.licence.status))
    chosen = worst if worst.name == newest.name else newest
    statement, licence = chosen.statement, worst.licence
    statement.licences = [licence._replace(expires_on=licence.expires_on or last)]
    statement.confirmed_on = day if licence.status == "active" else ""
    statement.adds_only = licence.status == DECEASED
    former = [row for row in rows if row.name != newest.name]
    if former:
        before = max(former, key=_newness).statement
        statement.other_last_name, statement.other_first_name = before.last_name, before.first_name
    return chosen


def _newness(row: LicenceRow) -> tuple[str, str]:
    return as_day(row.changed_on), as_day(row.licence.expires_on)


def as_day(text: str) -> str:
    """The text where it is a day, so that days compare; "" where it is none."""
    return text if dates.ISO_DATE.fullmatch(text) else ""


def of_each_licensee(rows: list[LicenceRow]) -> Iterator[RawStatement]:
    """The statements without those that are history beside another of the same person.

    Those are a temporary permit beside a licence that stands no worse, one expired or retired beside one that permits
    practice, and whatever is said of somebody who has died: else one person would be two, of whom one has "expired".
    The same person has the same full name, and the
    same birth year or address; a temporary permit needs no birth year where neither row has one. No discipline is ever
    history here.
    """
    of_name = Counter(map(_full_name, rows))
    found: defaultdict[Evidence, set[tuple[str, bool]]] = defaultdict(set)
    for row in rows:
        if of_name[_full_name(row)] > 1:
            for evidence in _registered(row):
                found[evidence].add((row.licence.status, row.is_temporary))
    for row in rows:
        others = (other for evidence in _looked_up(row) for other in found.get(evidence, ()))
        if not any(_replaces(other, row) for other in others):
            yield row.statement


def _replaces(other: tuple[str, bool], row: LicenceRow) -> bool:
    """Whether a row is history beside another of the same person. other: its status, and whether it is temporary."""
    status, is_temporary = other
    if row.licence.status not in OF_NO_DISCIPLINE:
        return False
    if status == DECEASED:
        return True
    if row.is_temporary and not is_temporary:
        return STATUSES.index(status) >= STATUSES.index(row.licence.status)
    return row.licence.status in ENDED and status in PERMITTED


def _registered(row: LicenceRow) -> Iterator[Evidence]:
    """Under what a row is found: its person, and each middle name that agrees with its own."""
    middle = folded(row.statement.middle_name)
    for who in _persons(row, tells=True):
        yield from ((*who, written) for written in {f"={middle}", f"{middle[:1]}*", "*"})


def _looked_up(row: LicenceRow) -> Iterator[Evidence]:
    """Where rows of the same person are found; a middle name agrees with its initial, and with none."""
    middle = folded(row.statement.middle_name)
    if not middle:
        agreeing = {"*"}
    elif len(middle) == 1:
        agreeing = {f"{middle}*", "="}
    else:
        agreeing = {f"={middle}", f"={middle[0]}", "="}
    for who in _persons(row, tells=row.is_temporary):
        yield from ((*who, written) for written in agreeing)


def _full_name(row: LicenceRow) -> Evidence:
    return row.name, folded(row.statement.first_name), folded(row.statement.suffix)


def _persons(row: LicenceRow, tells: bool) -> Iterable[Evidence]:
    """The full name with what tells namesakes apart. tells: also without a birth year, where the row has none."""
    raw, name = row.statement, _full_name(row)
    if raw.organisation:
        return
    if row.birth_year or tells:
        yield (*name, "born", row.birth_year)
    for place in raw.locations:
        if place.address_1 and place.city:
            yield (*name, "at", folded(place.address_1), folded(place.city))
