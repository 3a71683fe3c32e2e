"""Signing in, staying signed in, signing out."""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from directory.accounts import passwords, second_factor, tries
from directory.store.office import people, sessions
from directory.store.office.database import Actor, Office
from directory.store.office.people import Person
from directory.store.office.sessions import Session
from directory.store.vault import digest

IDLE = timedelta(minutes=15)  # 45 CFR 164.312(a)(2)(iii), automatic logoff; how long is ours to say
LONGEST = timedelta(hours=12)
KNOWN = timedelta(days=180)  # a browser is remembered
REMEMBERED = timedelta(hours=24)  # what an ended session leaves: whose draft it is
SEEN_EVERY = timedelta(seconds=30)  # a write at most this often
BROWSER = 200  # characters kept of what a browser calls itself


class SignInRefused(Exception):
    """Address, password and code do not belong together; which of them is wrong is not told."""


class SignedIn(NamedTuple):
    """What the browser is to keep: the session's token, and the one by which it is known as this person's."""

    session: str
    device: str


class Visitor(NamedTuple):
    """Who is signed in, and how much longer if nothing happens: `left`, not above zero when the session has ended by time."""

    person: Person
    session: Session
    left: timedelta


def sign_in(office: Office, email: str, password: str, code: str, device: str | None, browser: str) -> SignedIn:
    """Begins a session. device: the token this browser was given before. Raises SignInRefused, tries.TooSoon."""
    email = email.strip().lower()
    counted = tries.buckets(office, email, device)
    tries.count(office, counted)
    person = people.by_email(office, email)
    fits = passwords.right(person and person.password, password)
    step = second_factor.step_of(person and person.totp, code, office.now())
    with office.transaction():
        accepted = bool(fits and not person.disabled_at and _used(office, person, step, code))
        if accepted:
            tries.forgive(office, counted)
            return begin(office, person, browser)
        office.note("sign-in refused", f"person {person.id}" if person else "nobody")
    raise SignInRefused


def _used(office: Office, person: Person, step: int | None, code: str) -> bool:
    """Uses the second factor up; False where it was used before, or is none."""
    if step is not None:
        return people.use_step(office, person.id, step)
    return people.use_recovery_code(office, person.id, digest(second_factor.plain(code)))


def begin(office: Office, person: Person, browser: str) -> SignedIn:
    """Begins a session of somebody who has shown who they are. Within a transaction."""
    now = office.now()
    sessions.forget(office, now - REMEMBERED, now - KNOWN, now - REMEMBERED)
    begun = SignedIn(secrets.token_urlsafe(32), secrets.token_urlsafe(32))
    sessions.start(office, digest(begun.session), person.id, browser[:BROWSER])
    sessions.know_device(office, digest(begun.device), person.id)
    office.actor = Actor(person.id, office.actor.network)
    office.note("signed in", f"person {person.id}")
    return begun


def visitor(office: Office, token: str) -> Visitor | None:
    """Whose session a token is; None where there is no such session, it was signed out, or it is long over."""
    found = sessions.find(office, digest(token))
    if not found:
        return None
    session, person = found
    forgotten = office.now() - datetime.fromisoformat(session.started_at) > REMEMBERED
    return None if forgotten else as_visitor(office, person, session)


def as_visitor(office: Office, person: Person, session: Session) -> Visitor:
    """How much longer a session of this person lasts."""
    idle_from, began = datetime.fromisoformat(session.seen_at), datetime.fromisoformat(session.started_at)
    return Visitor(person, session, min(idle_from + IDLE, began + LONGEST) - office.now())


def confirm(office: Office, person: Person, password: str) -> None:
    """Lets somebody who is signed in show that it is still them. Raises SignInRefused, tries.TooSoon."""
    counted = tries.of_person(office, person.id)
    tries.count(office, counted)
    if not passwords.right(person.password, password):
        raise SignInRefused
    with office.transaction():
        tries.forgive(office, counted)


def still_here(office: Office, visitor: Visitor) -> None:
    """Begins the idle time anew."""
    if office.now() - datetime.fromisoformat(visitor.session.seen_at) >= SEEN_EVERY:
        with office.transaction():
            sessions.seen(office, visitor.session.hash)


def sign_out(office: Office, visitor: Visitor) -> None:
    """Ends this session."""
    with office.transaction():
        sessions.end(office, visitor.session.hash)
        office.note("signed out", f"person {visitor.person.id}")


def sign_out_everywhere(office: Office, person: Person) -> None:
    """Ends every session of this person, and forgets the browsers they were known by."""
    with office.transaction():
        sessions.end_all(office, person.id)
