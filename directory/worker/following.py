"""Owners follow their listings: two that turn out to be one, and one that turns out to be two.

A claim is proved at a number or an address that some statement gives. Where that statement is another practitioner's
now, so is the claim: who answers the daughter's telephone must not keep the mother's listing.
"""

from collections.abc import Iterator

from directory.accounts import removing
from directory.accounts.telling import let_in, tell_of_owner
from directory.core.addresses import one_line
from directory.core.i18n import N_
from directory.core.phones import shown
from directory.core.practitioner import Statement
from directory.core.sources import CLAIMS, ON_PAGES
from directory.settings import Settings
from directory.store.imports import edits
from directory.store.imports.database import Imports
from directory.store.imports.stated import statements_of_listing, whose
from directory.store.listings.reader import Current, Directory, NoDirectory
from directory.store.office import claims, following, jobs, mails, people
from directory.store.office.database import Office
from directory.store.office.following import Grounds
from directory.worker.going_on import going_on
from directory.worker.watch import open_office

MAIL = (  # subject and text
    N_("You now keep another listing"),
    N_(
        "The listing that you kept, %(before)s, was joined to another one or parted, and what proved that it is yours "
        "belongs to %(name)s now. So that is the listing you keep; what you said of somebody else does not stand.\n\n"
        "Please look at it, and confirm it: %(address)s"
    ),
)
MAIL_TO_ADMINS = (
    "An owner keeps another listing",
    "Who kept the listing %(before)s keeps %(name)s now: the statements that proved the claim belong to it since two "
    "listings were joined or one was parted. See %(address)s",
)


def follow_owners(settings: Settings) -> int:
    """Has each owner keep the listing that what proved their claim belongs to now; how many keep another one."""
    if not (settings.office.exists() and settings.imports_db.exists()):
        return 0
    with open_office(settings) as office:
        if not (grounds := following.all_grounds(office)):
            return 0
        try:
            directory = Current(settings.directory_db).get()
        except NoDirectory:
            return 0
        moved = 0
        with Imports(settings.imports_db) as imports:
            for each in grounds:
                with going_on("following", each.owner.id):
                    moved += _follow(settings, office, imports, directory, each)
        return moved


def _follow(settings: Settings, office: Office, imports: Imports, directory: Directory, grounds: Grounds) -> bool:
    """Looks where the statements have gone; where to several others, or to nobody who is shown, nobody can tell."""
    found = {whose(imports.connection, ref) for ref in grounds.refs}
    listed = {each for each in found if each and directory.listing(each)}
    if listed and grounds.owner.listing not in listed:
        if len(listed) == 1:
            _move(settings, office, imports, directory, grounds, listed.pop())
            return True
    elif refs := tuple(_refs(imports, grounds)):
        with office.transaction():
            following.note_grounds(office, grounds.owner, refs)
    return False


def _refs(imports: Imports, grounds: Grounds) -> Iterator[str]:
    """The statements of a listing that give where its claim was proved; all, where none does."""
    stated = [
        each for each in statements_of_listing(imports.connection, grounds.owner.listing) if each.source not in ON_PAGES
    ]
    giving = [each for each in stated if grounds.reached_at and _gives(each.statement, grounds.reached_at)]
    for each in giving or stated:
        yield f"npi:{each.statement.npi}" if each.statement.npi else each.ref


def _gives(statement: Statement, reached_at: str) -> bool:
    return any(
        reached_at in (shown(place.phone or ""), one_line(place.address, place.city, place.state, place.postal_code))
        for place in statement.locations
    )


def _move(
    settings: Settings, office: Office, imports: Imports, directory: Directory, grounds: Grounds, listing: str
) -> None:
    """Killed between the two databases it is done once more."""
    owner, target = grounds.owner, directory.listing(listing)
    colleagues = let_in(office, owner)
    is_parted = directory.listing(owner.listing) is not None
    with imports.transaction():
        for each in (owner, *colleagues):
            about = CLAIMS, f"listing {owner.listing}", f"person {each.person}"
            if is_parted:
                edits.withdraw_word_of(imports, *about)
            else:
                edits.take_word_along(imports, *about, f"listing {listing}")
    with office.transaction():
        before = claims.owners_of(office, listing)
        for each in (owner, *colleagues):
            removing.forget_asked(office, each)
        moved = following.move_owner(office, grounds, listing, colleagues)
        page = f"{settings.site_address}/account/listings/{listing}"
        if moved.id not in {each.id for each in before}:
            tell_of_owner(office, moved, target, {grounds.reached_at}, before, page)
        values = {"before": owner.listing, "name": target.name if target else listing, "address": page}
        if person := people.person_by_id(office, owner.person):
            mails.queue_mail(office, person, MAIL[0], MAIL[1] % values)
        desk = {"address": f"{settings.site_address}/admin/listings/{listing}"}
        removing.mail_admins(office, MAIL_TO_ADMINS, values | desk)
        if is_parted:
            jobs.ask_for_edition(office, f"listing {owner.listing}, its owner keeps another one")
