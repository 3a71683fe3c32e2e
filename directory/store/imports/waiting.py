"""imports.db: the pairs that wait for an admin, a page at a time, and the groups that can be decided together."""

from sqlite3 import Connection
from typing import Any, NamedTuple

from directory.core.societies import NAMED
from directory.core.sources import ROSTER

PAGE = 50  # pairs
MAX_GROUPS = 20  # offered, the largest first
# What the pairs of a group have in common: a column of doubts, or either side of the pair.
GROUPED_BY = {
    "practitioner": "? IN (one, other)",
    "place": "shared = ?",
    "reason": "reason = ?",
}
ON_LIST = "((one GLOB ? AND one NOT GLOB ?) OR (other GLOB ? AND other NOT GLOB ?))"


class PairFilter(NamedTuple):
    """Which pairs: those of a group (see WaitingGroup), "" for all; of one state, "" for those of any; and of which one
    is a statement of a society's list, by its part (core.societies), "" for those of any.
    """

    by: str = ""
    value: str = ""
    state: str = ""
    society: str = ""

    def in_address(self) -> dict[str, Any]:
        """The group as parameters of an address."""
        return {"by": self.by, "value": self.value} if self.by else {}

    def where(self) -> tuple[str, list[str]]:
        """The SQL of it, and its values. Raises KeyError where nothing is grouped by that."""
        asked = {
            GROUPED_BY[self.by] if self.by else "": self.value,
            "state = ?": self.state,
        }
        chosen = {sql: value for sql, value in asked.items() if value and sql}
        of_society = [ON_LIST] if self.society else []
        return " AND ".join(["waiting", *chosen, *of_society]), [*chosen.values(), *self._patterns()]

    def _patterns(self) -> list[str]:
        """The values of ON_LIST: how references to the society's members begin, and which of them are others'."""
        if not self.society:
            return []
        is_named = self.society != ROSTER
        begins, others = (f"{ROSTER}:{self.society}-*", "") if is_named else (f"{ROSTER}:*", f"{ROSTER}:{NAMED}*")
        return [begins, others] * 2


ALL = PairFilter()


class WaitingGroup(NamedTuple):
    """Pairs that have something in common. by: one of GROUPED_BY; value: what; pairs: how many wait."""

    by: str
    value: str
    pairs: int


class WaitingPair(NamedTuple):
    """A pair as the queue has it. shared: the telephone number or address that both have, "" where none; state: in
    which both practise and no other, "" where there is none.
    """

    id: int
    one: str
    other: str
    reason: str
    shared: str
    state: str = ""


COLUMNS = ", ".join(WaitingPair._fields)


def count_waiting(connection: Connection, chosen: PairFilter = ALL) -> int:
    """How many pairs wait."""
    where, values = chosen.where()
    return int(connection.execute(f"SELECT count(*) FROM doubts WHERE {where}", values).fetchone()[0])


def waiting_pairs(connection: Connection, page: int, chosen: PairFilter = ALL) -> list[WaitingPair]:
    """A page of those that wait, 1 the first: what was put off comes last."""
    where, values = chosen.where()
    sql = f"SELECT {COLUMNS} FROM doubts WHERE {where} ORDER BY put_off, id LIMIT {PAGE} OFFSET ?"
    return [WaitingPair(*row) for row in connection.execute(sql, [*values, (page - 1) * PAGE])]


def pairs_of_numbers(connection: Connection, numbers: list[int], chosen: PairFilter = ALL) -> list[WaitingPair]:
    """Those of these pairs that wait."""
    where, values = chosen.where()
    sql = f"SELECT {COLUMNS} FROM doubts WHERE {where} AND id IN ({','.join('?' * len(numbers))}) ORDER BY id"
    return [WaitingPair(*row) for row in connection.execute(sql, [*values, *numbers])]


def pair_of_number(connection: Connection, number: int) -> tuple[WaitingPair, bool] | None:
    """A pair and whether it waits; None where there is none of this number."""
    row = connection.execute(f"SELECT {COLUMNS}, waiting FROM doubts WHERE id = ?", [number]).fetchone()
    return (WaitingPair(*row[:-1]), bool(row[-1])) if row else None


def next_waiting(connection: Connection, number: int, chosen: PairFilter = ALL) -> int | None:
    """The number of the pair that comes after another in the queue; None where none waits."""
    where, values = chosen.where()
    later = "(put_off, id) > (SELECT put_off, id FROM doubts WHERE id = ?)"
    sql = f"SELECT id FROM doubts WHERE {where} AND id <> ? ORDER BY {later} DESC, put_off, id LIMIT 1"
    row = connection.execute(sql, [*values, number, number]).fetchone()
    return row and int(row[0])


def put_off(connection: Connection, number: int) -> None:
    """Moves a pair behind all others that wait."""
    last = "(SELECT max(put_off) FROM doubts WHERE waiting)"
    connection.execute(f"UPDATE doubts SET put_off = {last} + 1 WHERE id = ?", [number])


def groups(connection: Connection, chosen: PairFilter = ALL) -> list[WaitingGroup]:
    """The largest groups of two pairs or more: of one practitioner or clinic, one place, one reason."""
    where, values = chosen.where()
    rows = connection.execute(
        f"""WITH waiting AS MATERIALIZED (SELECT * FROM doubts WHERE {where}),
        keyed AS (
            SELECT 'practitioner' AS by, one AS value FROM waiting
            UNION ALL SELECT 'practitioner', other FROM waiting
            UNION ALL SELECT 'place', shared FROM waiting WHERE shared <> ''
            UNION ALL SELECT 'reason', reason FROM waiting
        )
        SELECT by, value, count(*) AS pairs FROM keyed GROUP BY by, value HAVING pairs > 1
        ORDER BY pairs DESC, by, value LIMIT {MAX_GROUPS}""",
        values,
    )
    return [WaitingGroup(*row) for row in rows]
