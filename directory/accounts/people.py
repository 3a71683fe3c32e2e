"""Inviting people, setting accounts up, and setting them up again."""

import re
import secrets
from datetime import timedelta

from directory.accounts import passwords, second_factor
from directory.accounts.validation import ValidationError
from directory.core.addresses import STATES
from directory.core.i18n import N_, Message
from directory.core.societies import is_part, members_in_words
from directory.core.sources import ROSTER
from directory.store.office import passkeys, people, practices, sessions
from directory.store.office.database import Office
from directory.store.office.people import Invitation, Person
from directory.store.vault import hash_token

EDITOR = "editor"  # keeps the listings of one state, and changes nothing of another
PRACTITIONER = "practitioner"  # keeps their own listing, once they have proved that it is theirs
STAFF = "staff"  # of a practice: prepares and sends letters and enters slips, and signs none
ROLES = {
    "physician": N_("physician"),
    STAFF: N_("staff of a practice"),
    "admin": N_("admin"),
    EDITOR: N_("editor"),
    PRACTITIONER: N_("practitioner"),
}
LIMITS = {ROSTER: N_("a society’s members"), **STATES}  # of an editor: whose listings they keep
IN_PRACTICES = ("physician", STAFF)  # the roles that work with letters
INVITATION_LIFETIME = timedelta(days=3)
INVITATION_MAIL = (  # subject and text
    N_("Your account at the acupuncture directory"),
    N_(
        "Set up your account with this link: %(address)s\n\n"
        "It serves once, within %(days)s days. If you did not expect it, leave it alone: nothing happens without it."
    ),
)
LONGEST_EMAIL = 254  # characters: RFC 5321 §4.5.3.1.3, without the brackets
# What can be an address; whether it is theirs shows when they get the link.
_EMAIL = re.compile(r"[^@\s<>\"]{1,64}@(?:[^@\s<>\".]+\.)+[^@\s<>\".]{2,}")


def check_invitation(email: str, role: str, limited_to: str = "") -> tuple[str, str]:
    """An e-mail address and an editor's limit as they are kept. Raises ValidationError for an address that is none, and
    for an editor of nothing.
    """
    limited_to = _limit(role, limited_to)
    email = email.strip().lower()
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise ValidationError(email=N_("That is not an e-mail address."))
    return email, limited_to


def invite_person(office: Office, email: str, role: str, limited_to: str = "", practice: int | None = None) -> str:
    """Invites somebody new; the token of their link. limited_to: of an editor, a state, or the part of
    a society's list (core.societies); practice: whose
    member they are, a practice of their own for a physician of none.

    Raises ValidationError for an address that is known, staff of no practice, and as check_invitation does.
    """
    email, limited_to = check_invitation(email, role, limited_to)
    practice = _practice(office, role, practice)
    with office.transaction():
        if people.person_by_email(office, email):
            raise ValidationError(email=N_("There is an account with this e-mail address already."))
        return _invite(office, people.add_person(office, email, role, limited_to, practice))


def _invite(office: Office, person: Person) -> str:
    token, expires_at = secrets.token_urlsafe(32), office.now() + INVITATION_LIFETIME
    people.save_invitation(office, person, hash_token(token), second_factor.new_secret(), expires_at)
    return token


def reset_account(office: Office, person: Person) -> str:
    """For a phone or a password that is gone: the token of a link, and until it is used nothing opens the account.

    Passkeys go too: the phone that is gone may hold one.
    """
    with office.transaction():
        sessions.end_all_sessions(office, person.id)
        passkeys.remove_all_passkeys(office, person.id)
        people.set_password_hash(office, person.id, None, "account reset")
        return _invite(office, person)


def renew_account(office: Office, person: Person) -> str:
    """For a new phone: the token of a link to set the account up again; what there was holds until that is done."""
    with office.transaction():
        return _invite(office, person)


def _limit(role: str, limited_to: str) -> str:
    """The state, or the society's list, to which somebody of a role is limited, "" where to none. Raises
    ValidationError.
    """
    if role != EDITOR:
        return ""
    if not (limited_to in STATES or is_part(limited_to)):
        raise ValidationError(limited_to=N_("Choose whose listings they keep: a state’s, or a society’s members."))
    return limited_to


def limit_in_words(limit: str) -> str | Message:
    """Whose listings an editor keeps."""
    return members_in_words(limit) if is_part(limit) else STATES.get(limit, limit)


def _practice(office: Office, role: str, practice: int | None, person: Person | None = None) -> int | None:
    """The practice that somebody of a role joins, None where none. Raises ValidationError."""
    if role not in IN_PRACTICES:
        return None
    if practice is not None and not practices.find_practice(office, practice):
        raise ValidationError(practice=N_("There is no such practice."))
    has_one = person and practices.home_practice(office, person.id)
    if role == STAFF and practice is None and not has_one:
        raise ValidationError(practice=N_("Choose the practice that they work in."))
    return practice


def change_role(office: Office, person: Person, role: str, limited_to: str = "", practice: int | None = None) -> None:
    """Gives somebody another role, one of ROLES; they sign in again for it. Letters stay their practice's.

    limited_to, practice: see `invite_person`; no practice: the one they are of. Raises ValidationError.
    """
    limited_to, practice = _limit(role, limited_to), _practice(office, role, practice, person)
    with office.transaction():
        people.set_role(office, person, role, limited_to, practice)
        sessions.end_all_sessions(office, person.id)


def open_invitation(office: Office, token: str) -> Invitation | None:
    """The invitation behind a link, while it can be accepted."""
    invitation = people.saved_invitation(office, hash_token(token))
    if not invitation or invitation.person.disabled_at or invitation.expires_at <= office.now().isoformat():
        return None
    return invitation


def set_up_account(office: Office, invitation: Invitation, password: str, again: str, code: str) -> list[str]:
    """Accepts an invitation; the new recovery codes. Sessions from before end. Raises ValidationError."""
    errors = _password_errors(password, again, invitation.person.email)
    step = second_factor.matching_step(invitation.totp, code, office.now())
    if step is None:
        errors["code"] = N_("This is not the code that the app shows now. Scan the picture, then type the six digits.")
    if errors or step is None:
        raise ValidationError(**errors)
    password_hash = passwords.hash_password(password)
    with office.transaction():
        if not people.accept_invitation(office, invitation, password_hash, step):
            raise ValidationError(password=N_("This link was used already. Sign in, or ask for another."))
        sessions.end_all_sessions(office, invitation.person.id)
        return _new_recovery_codes(office, invitation.person)


def _password_errors(password: str, again: str, email: str) -> dict[str, str]:
    if problem := passwords.password_problem(password, email):
        return {"password": problem}
    return {} if password == again else {"again": N_("This is not what you typed above.")}


def _new_recovery_codes(office: Office, person: Person) -> list[str]:
    codes = second_factor.new_recovery_codes()
    code_hashes = [hash_token(second_factor.normalise_code(code)) for code in codes]
    people.save_recovery_codes(office, person.id, code_hashes)
    return codes


def new_recovery_codes(office: Office, person: Person) -> list[str]:
    """New recovery codes; those from before hold no longer."""
    with office.transaction():
        return _new_recovery_codes(office, person)


def change_password(office: Office, person: Person, password: str, again: str) -> None:
    """Another password for somebody who has just shown the old one; ends all sessions. Raises ValidationError."""
    if errors := _password_errors(password, again, person.email):
        raise ValidationError(**errors)
    password_hash = passwords.hash_password(password)
    with office.transaction():
        people.set_password_hash(office, person.id, password_hash, "password changed")
        sessions.end_all_sessions(office, person.id)
