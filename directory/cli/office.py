"""The commands of the office: people, keys, the audit trail, backups. See main.py."""

import os
from argparse import Namespace
from pathlib import Path

from directory.accounts import people
from directory.cli.console import DONE, Failure, tell, tell_rows
from directory.settings import Settings
from directory.store import backup, vault
from directory.store.office import audit
from directory.store.office import people as rows
from directory.store.office.database import Office
from directory.store.office.people import Person


def office(settings: Settings) -> Office:
    """The office, opened, or founded where there is none. Raises NoKey."""
    return Office(settings.office_db, settings.key_file, settings.key)


def user_add(options: Namespace, settings: Settings) -> int:
    """Invites somebody, and prints the link that they set their account up with."""
    with office(settings) as opened:
        _tell_link(options.email, people.add(opened, options.email, options.role), settings)
    return DONE


def user_reset(options: Namespace, settings: Settings) -> int:
    """Shuts an account whose phone or password is gone, and prints a link to set it up again."""
    with office(settings) as opened:
        _tell_link(options.email, people.reset(opened, _person(opened, options.email)), settings)
    return DONE


def _tell_link(email: str, token: str, settings: Settings) -> None:
    print(f"{settings.site_address or 'http://127.0.0.1:8000'}/account/invitation/{token}")
    where = (
        ""
        if settings.site_address
        else " Put the address of your site in place of 127.0.0.1:8000, or set SITE_ADDRESS."
    )
    key = "in DIRECTORY_KEY" if settings.key else str(settings.key_file)
    tell(
        f"Send this link to {email.strip()} by a way that only they read. It serves once, within {people.INVITED.days} days.{where}"
    )
    tell(f"The office key is {key}: is there a copy in a safe place, apart from the backups?")


def _person(opened: Office, email: str) -> Person:
    found = rows.by_email(opened, email.strip().lower())
    if not found:
        raise Failure(f"There is no account with the address {email}. See: python3 run.py user list")
    return found


def user_list(options: Namespace, settings: Settings) -> int:
    """Lists who has an account."""
    with office(settings) as opened:
        everyone = [
            {"email": each.email, "role": each.role, "state": state(each), "since": each.created_at}
            for each in rows.everyone(opened)
        ]
    tell_rows(everyone, options.json, lambda each: f"{each['role']:<10} {each['state']:<9} {each['email']}")
    return DONE


def state(person: Person) -> str:
    """Whether somebody can sign in: active, invited or disabled."""
    return "disabled" if person.disabled_at else "active" if person.password else "invited"


def user_disable(options: Namespace, settings: Settings) -> int:
    """Shuts an account, or opens it again."""
    with office(settings) as opened, opened.transaction():
        rows.set_disabled(opened, _person(opened, options.email).id, options.disabled)
    print(f"{options.email} is {'disabled' if options.disabled else 'enabled'}.")
    return DONE


def keys_rotate(options: Namespace, settings: Settings) -> int:
    """Makes a new office key, and seals everything with it that was sealed with an older one."""
    if not settings.office_db.exists():
        raise Failure("There is no office here yet, so there is no key to change.")
    office(settings).connection.close()
    if not settings.key:
        vault.add_key(settings.key_file)
    with office(settings) as opened:
        count = opened.reseal()
    where = "the first in DIRECTORY_KEY" if settings.key else f"the first in {settings.key_file}"
    print(f"{count:,} sealed again. The key in use is {where}.")
    tell(
        "Copy it to a safe place now. Keep the older ones below it: older backups and the audit trail from before need them."
    )
    return DONE


def audit_verify(options: Namespace, settings: Settings) -> int:
    """Checks that nobody has changed, removed, reordered or cut off the audit trail."""
    with _there(settings) as opened:
        head = opened.verify(options.noted)
    print(f"{head.rows:,} rows, unchanged. Head: {head}")
    tell(
        "Note the head somewhere else: with --noted HEAD a later check also finds an older copy put in place of the database."
    )
    return DONE


def audit_show(options: Namespace, settings: Settings) -> int:
    """Prints the newest rows of the audit trail, newest first."""
    with _there(settings) as opened:
        entries = audit.entries(opened.connection, options.last)
        names = {each.id: each.email for each in rows.everyone(opened)}
    tell_rows(
        entries,
        options.json,
        lambda each: (
            f"{each['id']:>6}  {each['at']}  {names.get(each['who'], '-')}  {each['what']}  {each['subject']}  {each['network']}"
        ),
    )
    return DONE


def _there(settings: Settings) -> Office:
    if not settings.office_db.exists():
        raise Failure("There is no office here yet. It begins with: python3 run.py user add EMAIL --role admin")
    return office(settings)


def make_backup(options: Namespace, settings: Settings) -> int:
    """Copies the databases into one file, while the site serves."""
    with office(settings) as opened:
        about = backup.make(opened, settings.data, Path(options.file))
    print(
        f"{options.file}: {', '.join(about['files'])}, {os.path.getsize(options.file):,} bytes. Audit head: {about['audit']}"
    )
    tell("The office key is not in it. Letters in it can be read with that key only.")
    return DONE


def restore_backup(options: Namespace, settings: Settings) -> int:
    """Puts the databases of a backup into an empty data folder."""
    keys = vault.Vault(vault.keys_of(settings.key_file, settings.key, make=False))
    about = backup.restore(Path(options.file), settings.data, keys)
    with office(settings) as opened:
        opened.verify()
        with opened.transaction():
            opened.note("backup restored")
    print(f"{', '.join(about['files'])} of {about['made_at']} are in {settings.data}.")
    return DONE
