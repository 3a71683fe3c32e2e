"""The commands of the office: people, keys, the audit trail. See main.py."""

from argparse import Namespace
from typing import Any

from directory.accounts.people import (
    INVITATION_LIFETIME,
    INVITATION_MAIL,
    STAFF,
    check_invitation,
    invite_person,
    reset_account,
)
from directory.cli.console import DONE, Failure, tell, tell_rows
from directory.core.societies import part_of
from directory.settings import Settings
from directory.store import vault
from directory.store.office import audit, mails, people, practices
from directory.store.office.database import Office
from directory.store.office.people import Person

_OWN_ADDRESS = " Put the address of your site in place of 127.0.0.1:8000, or set SITE_ADDRESS."


def open_office(settings: Settings) -> Office:
    """The office, opened, or founded where there is none. Raises NoKey, NewerFile."""
    return Office(settings.office, settings.key_file, settings.key)


def user_add(options: Namespace, settings: Settings) -> int:
    """Invites somebody, and prints the link that they set their account up with."""
    limited_to = part_of(options.society or "") if options.roster or options.society else options.state.upper()
    check_invitation(options.email, options.role, limited_to)  # before an office is founded for it
    if options.role == STAFF and not options.practice:
        raise Failure("Staff work in a practice: name somebody who works there, --practice EMAIL.")
    with open_office(settings) as office:
        practice = _practice_of(office, options.practice) if options.practice else None
        token = invite_person(office, options.email, options.role, limited_to, practice)
        _tell_link(office, options.email, token, settings)
    return DONE


def _practice_of(office: Office, email: str) -> int:
    """The number of the practice that somebody is a member of. Raises Failure."""
    practice = practices.home_practice(office, _person(office, email).id)
    if not practice:
        raise Failure(f"{email} works in no practice.")
    return practice.id


def user_reset(options: Namespace, settings: Settings) -> int:
    """Shuts an account whose phone or password is gone, and prints a link to set it up again."""
    with open_office(settings) as office:
        _tell_link(office, options.email, reset_account(office, _person(office, options.email)), settings)
    return DONE


def _tell_link(office: Office, email: str, token: str, settings: Settings) -> None:
    address = f"{settings.site_address or 'http://127.0.0.1:8000'}/account/invitation/{token}"
    print(address)
    if settings.mail and settings.site_address:
        subject, text = INVITATION_MAIL
        told = {"address": address, "days": INVITATION_LIFETIME.days}
        with office.transaction():
            mails.queue_mail(office, _person(office, email), subject, text % told)
        tell(f"The worker mails it to {email.strip()}, too.")
    tell(
        f"Send this link to {email.strip()} by a way that only they read. "
        f"It serves once, within {INVITATION_LIFETIME.days} days." + ("" if settings.site_address else _OWN_ADDRESS)
    )
    key = "in DIRECTORY_KEY" if settings.key else str(settings.key_file)
    tell(f"The office key is {key}: is there a copy in a safe place, apart from the backups?")


def _person(office: Office, email: str) -> Person:
    person = people.person_by_email(office, email.strip().lower())
    if not person:
        raise Failure(f"There is no account with the address {email}. See: python3 run.py user list")
    return person


def user_list(options: Namespace, settings: Settings) -> int:
    """Lists who has an account."""
    with open_office(settings) as office:
        accounts = [
            {"email": person.email, "role": person.role, "state": account_state(person), "since": person.created_at}
            for person in people.all_people(office)
        ]
    tell_rows(accounts, options.json, lambda row: f"{row['role']:<10} {row['state']:<9} {row['email']}")
    return DONE


def account_state(person: Person) -> str:
    """Whether somebody can sign in: active, invited or disabled."""
    return "disabled" if person.disabled_at else "active" if person.password else "invited"


def user_disable(options: Namespace, settings: Settings) -> int:
    """Shuts an account, or opens it again."""
    with open_office(settings) as office, office.transaction():
        people.set_disabled(office, _person(office, options.email).id, options.disabled)
    print(f"{options.email} is {'disabled' if options.disabled else 'enabled'}.")
    return DONE


def keys_rotate(options: Namespace, settings: Settings) -> int:
    """Makes a new office key, and seals everything with it that was sealed with an older one."""
    if not settings.office.exists():
        raise Failure("There is no office here yet, so there is no key to change.")
    open_office(settings).connection.close()
    if not settings.key:
        vault.add_key(settings.key_file)
    with open_office(settings) as office:
        count = office.reseal()
    where = "the first in DIRECTORY_KEY" if settings.key else f"the first in {settings.key_file}"
    print(f"{count:,} sealed again. The key in use is {where}.")
    tell(
        "Copy it to a safe place now. "
        "Keep the older ones below it: older backups and the audit trail from before need them."
    )
    return DONE


def audit_verify(options: Namespace, settings: Settings) -> int:
    """Checks that nobody has changed, removed, reordered or cut off the audit trail."""
    with existing_office(settings) as office:
        head = office.verify(options.noted)
    print(f"{head.rows:,} rows, unchanged. Head: {head}")
    tell(
        "Note the head somewhere else: "
        "with --noted HEAD a later check also finds an older copy put in place of the database."
    )
    return DONE


def audit_show(options: Namespace, settings: Settings) -> int:
    """Prints the newest rows of the audit trail, newest first."""
    with existing_office(settings) as office:
        rows = [dict(entry) for entry in audit.entries(office.connection, options.last)]
        emails = {person.id: person.email for person in people.all_people(office)}
    tell_rows(rows, options.json, lambda row: _entry_in_words(row, emails))
    return DONE


def _entry_in_words(entry: dict[str, Any], emails: dict[int, str]) -> str:
    who = emails.get(entry["who"], "-")
    return f"{entry['id']:>6}  {entry['at']}  {who}  {entry['what']}  {entry['subject']}  {entry['network']}"


def existing_office(settings: Settings) -> Office:
    """The office, opened. Raises Failure where there is none."""
    if not settings.office.exists():
        raise Failure("There is no office here yet. It begins with: python3 run.py user add EMAIL --role admin")
    return open_office(settings)
