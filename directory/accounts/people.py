"""Inviting people, setting accounts up, and setting them up again."""

import re
import secrets
from datetime import timedelta

from directory.accounts import passwords, second_factor
from directory.accounts.mend import Mend
from directory.core.i18n import N_
from directory.store.office import people, sessions
from directory.store.office.database import Office
from directory.store.office.people import Invitation, Person
from directory.store.vault import digest

ROLES = {"physician": N_("physician"), "admin": N_("admin")}
INVITED = timedelta(days=3)
_EMAIL = re.compile(
    r"[^@\s<>\"]{1,64}@(?:[^@\s<>\".]+\.)+[^@\s<>\".]{2,}"
)  # what can be one; whether it is theirs shows when they get the link


def add(office: Office, email: str, role: str) -> str:
    """Invites somebody new; the token of their link. Raises Mend for an address that is none, or known here."""
    email = email.strip().lower()
    if len(email) > 254 or not _EMAIL.fullmatch(email):
        raise Mend(email=N_("That is not an e-mail address."))
    with office.transaction():
        if people.by_email(office, email):
            raise Mend(email=N_("There is an account with this e-mail address already."))
        return _invite(office, people.add(office, email, role))


def _invite(office: Office, person: Person) -> str:
    token = secrets.token_urlsafe(32)
    people.invite(office, person, digest(token), second_factor.new_secret(), office.now() + INVITED)
    return token


def reset(office: Office, person: Person) -> str:
    """For a phone or a password that is gone: nothing of the account's opens it any longer but the new link, whose token this gives."""
    with office.transaction():
        sessions.end_all(office, person.id)
        people.set_password(office, person.id, None, "account reset")
        return _invite(office, person)


def renew(office: Office, person: Person) -> str:
    """For a new phone: the token of a link to set the account up again; what there was holds until that is done."""
    with office.transaction():
        return _invite(office, person)


def invitation(office: Office, token: str) -> Invitation | None:
    """The invitation behind a link, while it can be answered."""
    found = people.invitation(office, digest(token))
    open_still = found and found.expires_at > office.now().isoformat() and not found.person.disabled_at
    return found if open_still else None


def set_up(office: Office, invitation: Invitation, password: str, again: str, code: str) -> list[str]:
    """Answers an invitation; the new recovery codes. Sessions from before end. Raises Mend."""
    errors = _password_errors(password, again, invitation.person.email)
    step = second_factor.step_of(invitation.totp, code, office.now())
    if step is None:
        errors["code"] = N_("This is not the code that the app shows now. Scan the picture, then type the six digits.")
    if errors:
        raise Mend(**errors)
    hash = passwords.hashed(password)
    with office.transaction():
        if not people.set_up(office, invitation, hash, step):
            raise Mend(password=N_("This link was used already. Sign in, or ask for another."))
        sessions.end_all(office, invitation.person.id)
        return _new_recovery_codes(office, invitation.person)


def _password_errors(password: str, again: str, email: str) -> dict[str, str]:
    if trouble := passwords.trouble(password, email):
        return {"password": trouble}
    return {} if password == again else {"again": N_("This is not what you typed above.")}


def _new_recovery_codes(office: Office, person: Person) -> list[str]:
    codes = second_factor.new_recovery_codes()
    people.set_recovery_codes(office, person.id, [digest(second_factor.plain(code)) for code in codes])
    return codes


def new_recovery_codes(office: Office, person: Person) -> list[str]:
    """New recovery codes; those from before hold no longer."""
    with office.transaction():
        return _new_recovery_codes(office, person)


def change_password(office: Office, person: Person, password: str, again: str) -> None:
    """Another password for somebody who has just shown the old one; ends all sessions. Raises Mend."""
    if errors := _password_errors(password, again, person.email):
        raise Mend(**errors)
    hash = passwords.hashed(password)
    with office.transaction():
        people.set_password(office, person.id, hash, "password changed")
        sessions.end_all(office, person.id)
