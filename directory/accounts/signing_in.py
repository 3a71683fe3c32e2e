"""Signing in, staying signed in, signing out."""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from directory.accounts import passwords, second_factor, tries
from directory.store.office import people, sessions
from directory.store.office.database import Actor, Office
from directory.store.office.people import Person
from directory.store.office.sessions import Session
from directory.store.vault import hash_token

IDLE_TIMEOUT = timedelta(minutes=15)  # 45 CFR 164.312(a)(2)(iii), automatic logoff; how long is ours to say
LONGEST_SESSION = timedelta(hours=12)
DEVICE_REMEMBERED = timedelta(days=180)
ENDED_SESSION_KEPT = timedelta(hours=24)  # so that it is known whose draft it left
SEEN_EVERY = timedelta(seconds=30)  # that somebody is there is written at most this often
CLOCK_STEP = timedelta(minutes=1)  # by which a clock that is set right may jump back
LONGEST_BROWSER = 200  # characters kept of what a browser calls itself


class SignInRefused(Exception):
    """Address, password and code do not belong together; which of them is wrong is not told."""


class SignedIn(NamedTuple):
    """What the browser is to keep: the session's token, and the one by which it is known as this person's."""

    session: str
    device: str


class Visitor(NamedTuple):
    """Who is signed in. left: how much longer if nothing happens, not above zero when the session has timed out."""

    person: Person
    session: Session
    left: timedelta


def sign_in(office: Office, email: str, password: str, code: str, device: str | None, browser: str) -> SignedIn:
    """Begins a session. device: the token this browser was given before. Raises SignInRefused, tries.TooSoon."""
    email = email.strip().lower()
    buckets = tries.sign_in_buckets(office, email, device)
    tries.count_try(office, buckets)
    person = people.person_by_email(office, email)
    fits = passwords.verify_password(person and person.password, password)
    step = second_factor.matching_step(person and person.totp, code, office.now())
    with office.transaction():
        if person and fits and not person.disabled_at and _use_second_factor(office, person, step, code):
            tries.forgive_tries(office, buckets)
            return begin_session(office, person, browser)
        office.note("sign-in refused", f"person {person.id}" if person else "nobody")
    raise SignInRefused


def _use_second_factor(office: Office, person: Person, step: int | None, code: str) -> bool:
    """Uses the app's code (of this step) or the recovery code up; False where it was used before, or is none."""
    if step is not None:
        return people.use_totp_step(office, person.id, step)
    return people.use_recovery_code(office, person.id, hash_token(second_factor.normalise_code(code)))


def begin_session(office: Office, person: Person, browser: str) -> SignedIn:
    """Begins a session of somebody who has shown who they are. Within a transaction."""
    now = office.now()
    sessions.forget_expired(office, now - ENDED_SESSION_KEPT, now - DEVICE_REMEMBERED, now - ENDED_SESSION_KEPT)
    tokens = SignedIn(secrets.token_urlsafe(32), secrets.token_urlsafe(32))
    sessions.start_session(office, hash_token(tokens.session), person.id, browser[:LONGEST_BROWSER])
    sessions.remember_device(office, hash_token(tokens.device), person.id)
    office.actor = Actor(person.id, office.actor.network)
    office.note("signed in", f"person {person.id}")
    return tokens


def find_visitor(office: Office, token: str) -> Visitor | None:
    """Whose session a token is; None where there is no such session, it was signed out, or it is long over."""
    found = sessions.find_session(office, hash_token(token))
    if not found:
        return None
    session, person = found
    forgotten = office.now() - datetime.fromisoformat(session.started_at) > ENDED_SESSION_KEPT
    return None if forgotten else visitor_of_session(office, person, session)


def visitor_of_session(office: Office, person: Person, session: Session) -> Visitor:
    """How much longer a session of this person lasts. It is over where it was seen in the future: the clock was wrong,
    and nobody can say how long it has been idle.
    """
    idle_from, began, now = (
        datetime.fromisoformat(session.seen_at),
        datetime.fromisoformat(session.started_at),
        office.now(),
    )
    left = min(idle_from + IDLE_TIMEOUT, began + LONGEST_SESSION) - now
    return Visitor(person, session, left if idle_from <= now + CLOCK_STEP else timedelta())


def confirm_password(office: Office, person: Person, password: str) -> None:
    """Lets somebody who is signed in show that it is still them. Raises SignInRefused, tries.TooSoon."""
    buckets = tries.password_buckets(office, person.id)
    tries.count_try(office, buckets)
    if not passwords.verify_password(person.password, password):
        raise SignInRefused
    with office.transaction():
        tries.forgive_tries(office, buckets)


def keep_alive(office: Office, visitor: Visitor) -> None:
    """Begins the idle time anew."""
    if office.now() - datetime.fromisoformat(visitor.session.seen_at) >= SEEN_EVERY:
        with office.transaction():
            sessions.touch_session(office, visitor.session.token_hash)


def sign_out(office: Office, visitor: Visitor) -> None:
    """Ends this session."""
    with office.transaction():
        sessions.end_session(office, visitor.session.token_hash)
        office.note("signed out", f"person {visitor.person.id}")


def sign_out_everywhere(office: Office, person: Person) -> None:
    """Ends every session of this person, and forgets the browsers they were known by."""
    with office.transaction():
        sessions.end_all_sessions(office, person.id)
