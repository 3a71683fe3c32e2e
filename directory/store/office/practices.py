"""office.db: practices, and who works in them. Letters belong to a practice, so whoever leaves it reads none any more,
and whoever stays reads those of who left.

A member is of one practice at a time; a physician may besides cover for somebody in others, until a day.
"""

from datetime import datetime
from typing import NamedTuple

from directory.store.office.database import Office
from directory.store.office.opening import new_id

KEEP_YEARS = 7  # where a practice says nothing else
AT_WORK = "disabled_at IS NULL AND role IN ('physician', 'staff')"  # of people: they can open a letter
CURRENT = "left_at IS NULL AND (until IS NULL OR until >= ?)"  # today


class Practice(NamedTuple):
    """keep_years: how long a letter is kept from its last change, before one person may delete it."""

    id: int
    name: str
    keep_years: int
    created_at: str


class Member(NamedTuple):
    """Somebody who works in a practice. until: the last ISO day of who covers for somebody, None for its own people."""

    practice: int
    person: int
    since: str
    until: str | None
    email: str
    role: str
    disabled_at: str | None

    @property
    def covers(self) -> bool:
        """Whether they only stand in for somebody."""
        return self.until is not None


class PracticeCount(NamedTuple):
    """What an admin may know of a practice."""

    practice: Practice
    members: int
    letters: int


def _subject(practice_id: int) -> str:
    return f"practice {practice_id}"


def _today(office: Office) -> str:
    return office.now().date().isoformat()


def found_practice(office: Office, name: str) -> int:
    """A new practice, of nobody yet; its number."""
    sql = "INSERT INTO practices (name, created_at) VALUES (?, ?)"
    return new_id(office.connection, sql, (name, office.now().isoformat()))


def find_practice(office: Office, practice_id: int) -> Practice | None:
    """The practice with this number."""
    sql = "SELECT id, name, keep_years, created_at FROM practices WHERE id = ?"
    row = office.connection.execute(sql, [practice_id]).fetchone()
    return row and Practice(*row)


def all_practices(office: Office) -> list[PracticeCount]:
    """Every practice, in order of their names, with how many work in it and how many letters it has."""
    sql = f"""SELECT id, name, keep_years, created_at,
            (SELECT count(*) FROM members JOIN people ON people.id = person
                WHERE practice = practices.id AND {CURRENT} AND {AT_WORK}),
            (SELECT count(*) FROM referrals WHERE practice = practices.id)
        FROM practices ORDER BY name, id"""
    rows = office.connection.execute(sql, [_today(office)])
    return [PracticeCount(Practice(*row[:4]), *row[4:]) for row in rows]


def change_practice(office: Office, practice_id: int, name: str, keep_years: int) -> None:
    """Gives a practice another name, and its letters another time that they are kept."""
    sql = "UPDATE practices SET name = ?, keep_years = ? WHERE id = ?"
    office.connection.execute(sql, (name, keep_years, practice_id))
    office.note(f"practice changed, letters kept for {keep_years} years", _subject(practice_id))


def practice_logo(office: Office, practice_id: int) -> bytes:
    """The PNG at the head of a practice's letters, b"" where it has none."""
    row = office.connection.execute("SELECT logo FROM practices WHERE id = ?", [practice_id]).fetchone()
    return bytes(row[0]) if row and row[0] else b""


def set_practice_logo(office: Office, practice_id: int, png: bytes) -> None:
    """Puts a PNG at the head of a practice's letters, or none (b"")."""
    office.connection.execute("UPDATE practices SET logo = ? WHERE id = ?", (png or None, practice_id))
    office.note("practice's logo changed" if png else "practice's logo removed", _subject(practice_id))


def practices_of(office: Office, person_id: int) -> list[Practice]:
    """Where somebody works today: their own practice first, then those where they cover for somebody."""
    sql = f"""SELECT id, name, keep_years, created_at FROM practices JOIN members ON practice = id
        WHERE person = ? AND {CURRENT} ORDER BY until IS NOT NULL, id"""
    return [Practice(*row) for row in office.connection.execute(sql, (person_id, _today(office)))]


def members(office: Office, practice_id: int) -> list[Member]:
    """Who works in a practice today, in order of their addresses; nobody whose account is shut."""
    sql = f"""SELECT practice, person, since, until, email, role, disabled_at
        FROM members JOIN people ON people.id = person
        WHERE practice = ? AND {CURRENT} AND {AT_WORK} ORDER BY email"""
    return [Member(*row) for row in office.connection.execute(sql, (practice_id, _today(office)))]


def home_practice(office: Office, person_id: int) -> Practice | None:
    """The practice that somebody is a member of, in whatever role they are now."""
    sql = """SELECT id, name, keep_years, created_at FROM practices JOIN members ON practice = id
        WHERE person = ? AND until IS NULL AND left_at IS NULL"""
    row = office.connection.execute(sql, [person_id]).fetchone()
    return row and Practice(*row)


def found_own_practice(office: Office, person_id: int, name: str) -> None:
    """A practice of this person alone, with which a physician begins."""
    _add_member(office, person_id, found_practice(office, name), None)


def join_practice(office: Office, person_id: int, practice_id: int) -> None:
    """Makes somebody a member of a practice, in place of the one they were a member of."""
    office.connection.execute(
        "UPDATE members SET left_at = ? WHERE person = ? AND until IS NULL AND left_at IS NULL AND practice <> ?",
        (office.now().isoformat(), person_id, practice_id),
    )
    _add_member(office, person_id, practice_id, None)
    office.note(f"joined practice {practice_id}", f"person {person_id}")


def _add_member(office: Office, person_id: int, practice_id: int, until: str | None) -> None:
    row = (practice_id, person_id, office.now().isoformat(), until)
    sql = """INSERT INTO members (practice, person, since, until) VALUES (?, ?, ?, ?)
        ON CONFLICT (practice, person) DO UPDATE SET since = excluded.since, until = excluded.until, left_at = NULL"""
    office.connection.execute(sql, row)


def cover(office: Office, person_id: int, practice_id: int, until: datetime) -> None:
    """Lets a physician stand in for somebody of a practice that is not theirs, up to and with a day."""
    day = until.date().isoformat()
    _add_member(office, person_id, practice_id, day)
    office.note(f"covers in practice {practice_id} until {day}", f"person {person_id}")


def leave_practice(office: Office, person_id: int, practice_id: int) -> bool:
    """Ends somebody's work in a practice, or their cover; False where they did not work there."""
    sql = "UPDATE members SET left_at = ? WHERE person = ? AND practice = ? AND left_at IS NULL"
    has_left = office.connection.execute(sql, (office.now().isoformat(), person_id, practice_id)).rowcount
    if has_left:
        office.note(f"left practice {practice_id}", f"person {person_id}")
    return bool(has_left)


def merge_practice(office: Office, merged: int, into: int) -> int:
    """Gives the letters and the people of one practice to another; how many letters."""
    execute, now = office.connection.execute, office.now().isoformat()
    letters = execute("SELECT id, content FROM referrals WHERE practice = ?", [merged]).fetchall()
    for referral_id, sealed in letters:
        content = office.vault.open(sealed, "referrals", "content", referral_id, merged)
        again = office.vault.seal(content, "referrals", "content", referral_id, into)
        execute("UPDATE referrals SET practice = ?, content = ? WHERE id = ?", (into, again, referral_id))
    sql = f"SELECT person, until FROM members WHERE practice = ? AND {CURRENT}"
    for person_id, until in execute(sql, (merged, now[:10])).fetchall():
        execute("UPDATE members SET left_at = ? WHERE practice = ? AND person = ?", (now, merged, person_id))
        is_there = "SELECT 1 FROM members WHERE practice = ? AND person = ? AND left_at IS NULL AND until IS NULL"
        if not execute(is_there, (into, person_id)).fetchone():
            _add_member(office, person_id, into, until)
    office.note(f"merged into practice {into}, {len(letters)} letters", _subject(merged))
    return len(letters)
