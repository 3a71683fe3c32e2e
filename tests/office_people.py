"""People with accounts, for tests: what they know, and what their phone shows. And a clock that moves when told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp

from directory.accounts import people, second_factor
from directory.store.office import people as rows

PASSWORD = "violet tram uphill 9"


def all_rows(office):
    """Everything that an office's database holds, as text."""
    kind = "sqlite_master WHERE type = 'table'"
    if not isinstance(office.database, Path):
        kind = "(SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public') AS tables"
    tables = [name for (name,) in office.connection.execute(f"SELECT name FROM {kind}").fetchall()]
    return "\n".join(str(office.connection.execute(f"SELECT * FROM {name}").fetchall()) for name in tables)


class Clock:
    """A time that passes only when told."""

    def __init__(self):
        self.time = datetime(2026, 11, 25, 9, tzinfo=UTC)

    def pass_(self, **how):
        """Lets time pass: pass_(minutes=5)."""
        self.time += timedelta(**how)


class Account:
    """Somebody's account with all that they know and hold."""

    def __init__(self, office, clock, email, role="physician", limited_to=""):
        self.office, self.clock, self.email = office, clock, email
        self.token = people.invite_person(office, email, role, limited_to)
        self.set_up()

    def set_up(self):
        """Answers the invitation."""
        self.invitation = people.open_invitation(self.office, self.token)
        self.recovery_codes = people.set_up_account(self.office, self.invitation, PASSWORD, PASSWORD, self.code())
        self.clock.pass_(seconds=second_factor.PERIOD)

    def code(self, secret=None):
        """What the app shows now."""
        return pyotp.TOTP(second_factor.secret_as_text(secret or self.invitation.totp).replace(" ", "")).at(
            self.clock.time
        )

    @property
    def person(self):
        """The row."""
        return rows.person_by_email(self.office, self.email)
