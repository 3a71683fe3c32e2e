"""office.db: when it was copied, and when somebody last tried whether a copy can be restored."""

from typing import NamedTuple

from directory.store.office.opening import asked
from directory.store.office.server import OfficeDatabase

MADE, TRIED, IN_VAIN = "backup made", "restore tried", "restore tried in vain"  # as the trail has them


class CopyState(NamedTuple):
    """When each was done last, ISO 8601 in UTC, "" for never. made: or shown by a trial to be there."""

    made: str
    tried: str
    in_vain: str

    @property
    def is_sound(self) -> bool:
        """Whether the last trial went well."""
        return bool(self.tried) and self.tried >= self.in_vain


def copy_state(database: OfficeDatabase) -> CopyState:
    """How the copies of an office stand; it is only read."""
    sql = "SELECT what, max(at) FROM audit WHERE what IN (?, ?, ?) GROUP BY what"
    last = dict(asked(database, sql, [MADE, TRIED, IN_VAIN]))
    tried = last.get(TRIED, "")
    return CopyState(max(last.get(MADE, ""), tried), tried, last.get(IN_VAIN, ""))
