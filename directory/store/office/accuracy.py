"""office.db: the samples of places that are called, and what each call found out."""

from collections.abc import Sequence
from typing import NamedTuple, cast

from directory.core.call_outcomes import EVERY_TWICE, Deficiency
from directory.store.office.database import Office


class Round(NamedTuple):
    """A sample. published_at: of the directory it was drawn from; population: places that could have been drawn;
    closed_on: "" while calls are made.
    """

    id: int
    drawn_at: str
    published_at: str
    seed: int
    population: int
    closed_on: str
    places: int


class PlaceToCall(NamedTuple):
    """A place of a round as it was listed when it was drawn. number: from 1; twice: whether a second person calls."""

    number: int
    listing: str
    key: str
    stratum: str
    name: str
    address: str
    phone: str
    accepting: bool | None
    twice: bool


class KeptCall(NamedTuple):
    """A call. place: the number of the place in its round; second: by the second caller, where a place is called twice;
    called_on: an ISO day; deficiencies: what was wrong, none where all was right, None where nobody was reached;
    person: who called, by their id.
    """

    place: int
    second: bool
    called_on: str
    deficiencies: tuple[Deficiency, ...] | None
    note: str
    person: int | None


DrawnPlace = tuple[str, str, str, str, str, str, bool | None]  # a PlaceToCall between its number and `twice`


def keep_round(office: Office, published_at: str, seed: int, population: int, places: Sequence[DrawnPlace]) -> int:
    """Keeps a sample in its order; its number."""
    made = office.connection.execute(
        "INSERT INTO accuracy_rounds (drawn_at, published_at, seed, population) VALUES (?, ?, ?, ?) RETURNING id",
        [office.now().isoformat(timespec="seconds"), published_at, seed, population],
    ).fetchone()
    rows = [(made[0], number, *place, number % EVERY_TWICE == 0) for number, place in enumerate(places, 1)]
    office.connection.executemany("INSERT INTO accuracy_places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    office.note("accuracy sample drawn", f"round {made[0]}, {len(rows)} places, seed {seed}")
    return int(made[0])


def rounds(office: Office) -> list[Round]:
    """Every round, the newest first."""
    rows = office.connection.execute(
        """SELECT id, drawn_at, published_at, seed, population, coalesce(closed_on, ''),
                  (SELECT count(*) FROM accuracy_places WHERE round = accuracy_rounds.id)
           FROM accuracy_rounds ORDER BY id DESC"""
    )
    return [Round(*row) for row in rows]


def places(office: Office, number: int) -> list[PlaceToCall]:
    """The places of a round, in their order."""
    rows = office.connection.execute(
        """SELECT number, listing, key, stratum, name, address, phone, accepting, twice FROM accuracy_places
           WHERE round = ? ORDER BY number""",
        [number],
    )
    return [
        PlaceToCall(place, listing, key, of, name, at, phone, None if takes is None else bool(takes), bool(twice))
        for place, listing, key, of, name, at, phone, takes, twice in rows
    ]


def calls(office: Office, number: int) -> list[KeptCall]:
    """The calls of a round, in the order in which they were written down."""
    rows = office.connection.execute(
        """SELECT place, second, called_on, deficiencies, note, person FROM accuracy_calls
           WHERE round = ? ORDER BY id""",
        [number],
    )
    return [
        KeptCall(place, bool(second), day, None if said is None else _deficiencies(said), note, person)
        for place, second, day, said, note, person in rows
    ]


def _deficiencies(text: str) -> tuple[Deficiency, ...]:
    return cast(tuple[Deficiency, ...], tuple(text.split()))


def round_by_number(office: Office, number: int) -> Round | None:
    """The round of a number."""
    return next((each for each in rounds(office) if each.id == number), None)


def keep_call(office: Office, number: int, call: KeptCall) -> None:
    """Keeps a call of a round."""
    said = None if call.deficiencies is None else " ".join(call.deficiencies)
    row = (number, call.place, call.second, call.called_on, said, call.note, call.person)
    office.connection.execute(
        """INSERT INTO accuracy_calls (round, place, second, called_on, deficiencies, note, person)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        row,
    )
    office.note("accuracy call", f"round {number}, place {call.place}")


def close_round(office: Office, number: int) -> None:
    """Ends a round: its figures are final."""
    day = office.now().date().isoformat()
    office.connection.execute("UPDATE accuracy_rounds SET closed_on = ? WHERE id = ?", [day, number])
    office.note("accuracy round closed", f"round {number}")
