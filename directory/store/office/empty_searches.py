"""office.db: how many searches found nobody, by month and state. Ten at a time are written down, and nothing else."""

from directory.store.office.database import Office
from directory.store.office.opening import asked
from directory.store.office.server import OfficeDatabase

WRITTEN_AT_ONCE = 10  # searches: fewer of a state are in the memory of one process, until it ends, and nowhere else
MONTHS_SHOWN = 12


def add_empty_searches(office: Office, state: str) -> None:
    """Adds WRITTEN_AT_ONCE searches of a state to those of this month. Within a transaction."""
    sql = """INSERT INTO empty_searches (month, state, searches) VALUES (?, ?, ?)
        ON CONFLICT (month, state) DO UPDATE SET searches = empty_searches.searches + excluded.searches"""
    office.connection.execute(sql, (office.now().date().isoformat()[:7], state, WRITTEN_AT_ONCE))


def empty_searches(database: OfficeDatabase) -> list[dict[str, str | int]]:
    """The searches that found nobody, of the newest MONTHS_SHOWN months: {"month", "state", "searches"} each."""
    sql = """SELECT month, state, searches FROM empty_searches
        WHERE month IN (SELECT DISTINCT month FROM empty_searches ORDER BY month DESC LIMIT ?)
        ORDER BY month DESC, state"""
    return [dict(zip(("month", "state", "searches"), row, strict=True)) for row in asked(database, sql, [MONTHS_SHOWN])]
