"""Asking owners by mail whether their listings are still right: a link that confirms without signing in."""

from directory.accounts.claims import ASKED_AFTER, still_right_signature
from directory.core.i18n import N_
from directory.settings import Settings
from directory.store.listings.reader import Current, Directory, NoDirectory
from directory.store.office import claims, mails, people
from directory.store.office.claims import Owner
from directory.store.office.database import Office
from directory.worker.going_on import going_on
from directory.worker.watch import open_office

EVERY = 3600.0  # seconds between two looks for who is due
MAIL = (  # subject and text
    N_("Is your listing still right?"),
    N_(
        "You last said %(days)s days ago that your listing in the acupuncture directory, %(name)s, is right.\n\n"
        "Look at it, and confirm it with one button, without signing in: %(link)s\n\n"
        "Something has changed? Sign in and change it: %(change)s"
    ),
)


def ask_owners_again(settings: Settings) -> int:
    """Queues a mail to each owner who is due, where mail is set up and pages have an address; how many."""
    if not (settings.mail and settings.site_address and settings.office.exists()):
        return 0
    with open_office(settings) as office, office.transaction():
        if not (due := claims.due_to_be_asked(office, ASKED_AFTER)):
            return 0  # the directory, which is large, is not opened for nobody
        try:
            directory = Current(settings.directory_db).get()
        except NoDirectory:
            return 0
        asked = 0
        for owner, days in due:
            with going_on("asking again", owner.id):
                asked += _ask(office, settings, directory, owner, days)
        return asked


def _ask(office: Office, settings: Settings, directory: Directory, owner: Owner, days: int) -> bool:
    """Queues the mail to an owner; False where they, or their listing, are there no more."""
    person, listing = people.person_by_id(office, owner.person), directory.listing(owner.listing)
    if not (person and listing):
        claims.note_reminded(office, owner, days)
        return False
    site, signature = settings.site_address, still_right_signature(office, owner)
    values = {
        "days": days,
        "name": listing.name,
        "link": f"{site}/claims/still-right/{owner.id}/{signature}",
        "change": f"{site}/account/listings/{listing.id}",
    }
    subject, text = MAIL
    mails.queue_mail(office, person, subject, text % values)
    claims.note_reminded(office, owner, days)
    return True
