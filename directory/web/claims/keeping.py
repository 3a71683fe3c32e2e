"""What an owner says of a listing: kept as a statement of the practice, and published by the worker at once."""

from collections.abc import Collection, Iterator

from flask import url_for
from msgspec.structs import replace

from directory.accounts import claims as rules
from directory.accounts.removing import forget_asked
from directory.accounts.telling import let_in, tell_taken_away
from directory.core.facts import same_location
from directory.core.practitioner import Location, Practitioner, SourcedStatement
from directory.core.sources import CLAIMS
from directory.store.imports import edits
from directory.store.imports.database import Imports
from directory.store.imports.decisions import Decider
from directory.store.imports.photographs import keep_photograph
from directory.store.imports.stated import statements_of_listing
from directory.store.office import claims, jobs, people
from directory.store.office.claims import Claim, Owner
from directory.web.admin.opened import opened_imports
from directory.web.claims.keep_form import KeepForm
from directory.web.claims.keep_statement import Before, statement_of
from directory.web.shell import session
from directory.web.shell.site import absolute_url, directory

SAID = "said by the practice"


def keep(owner: Owner, listing: Practitioner, form: KeepForm) -> bool:
    """Keeps what the form says and has it published; False where a field cannot be read, and the form says which."""
    with opened_imports() as imports, imports.transaction():
        statements = statements_of_listing(imports.connection, listing.id)
        own_id = edits.statement_id(listing.id, statements)
        before = _stated_before(imports, own_id, statements)
        statement = statement_of(form, own_id, listing.id if own_id == listing.npi else None, before)
        if not statement:
            return False
        if form.photograph:
            keep_photograph(imports.connection, form.photograph)
        left = _left(own_id, statements, listing, statement.locations)
        statement = replace(statement, locations=(*statement.locations, *left))
        edits.keep_edit(imports, listing.id, statement, _learned(owner), Decider(_who(owner), SAID), CLAIMS)
    office = session.office()
    with office.transaction():
        if form.says_all():
            claims.note_confirmed(office, owner)
        else:
            office.note("listing answered", f"listing {listing.id}")
        jobs.ask_for_edition(office, f"listing {listing.id}, by its practice")
    return True


def _stated_before(imports: Imports, own_id: str, statements: list[SourcedStatement]) -> Before:
    word = next((each for each in statements if each.source == CLAIMS and each.statement.id == own_id), None)
    return Before(word, imports.plan_list(word.plan_list) if word and word.plan_list else ())


def _left(
    own_id: str, statements: list[SourcedStatement], listing: Practitioner, stated: Collection[Location]
) -> Iterator[Location]:
    """The places that the practice said it left, which no page shows: unsaid, a register would bring them back. stated:
    those that it states now, one of which may be a place to which it has come back.
    """
    shown = [same_location(place) for place in (*listing.locations, *stated) if not place.on_file]
    for each in statements:
        if each.source == CLAIMS and each.statement.id == own_id:
            yield from (
                place for place in each.statement.locations if place.ends_on and same_location(place) not in shown
            )


def _learned(owner: Owner) -> str:
    return f"listing {owner.listing}"


def _who(owner: Owner) -> str:
    return f"person {owner.person}"


def confirm_as_it_is(owner: Owner, listing: Practitioner) -> bool:
    """Keeps that all is right as it is shown; False where something of it cannot be stated any more."""
    return keep(owner, listing, KeepForm(listing, all_right=True))


def take_away(owner: Owner) -> None:
    """Somebody keeps the listing no more, nor do the colleagues whom they let in, and nothing that they stated of it
    stands, nor asked of it is done. They are told by mail.
    """
    office, listing = session.office(), directory().listing(owner.listing)
    gone = [*let_in(office, owner), owner]
    with opened_imports() as imports, imports.transaction():
        for each in gone:
            edits.withdraw_word_of(imports, CLAIMS, _learned(each), _who(each))
    with office.transaction():
        for each in gone:
            claims.remove_owner(office, each)
            forget_asked(office, each)
        page = absolute_url(url_for("claims.claim", practitioner_id=owner.listing))
        tell_taken_away(office, owner, listing.name if listing else owner.listing, page)
        jobs.ask_for_edition(office, f"listing {owner.listing}, an owner taken away")


def grant(claim: Claim) -> tuple[str | None, str]:
    """Lets a proved claimant keep the listing: the path on which they set an account up, None where they have one; and
    that of their listing.
    """
    kept = url_for("own_listings.show", practitioner_id=claim.listing)
    token = rules.grant(session.office(), claim, directory().listing(claim.listing), absolute_url(kept))
    return token and url_for("sign_in.invitation", token=token), kept


def has_their_account(claim: Claim) -> bool:
    """Whether nobody has an account with the claimant's address, or who is signed in has it. Whoever set one up with
    the address of somebody else must not keep what that one proves later: no mail has tried the address.
    """
    known, visitor = people.person_by_email(session.office(), claim.email), session.visitor()
    return not known or bool(visitor and visitor.person.id == known.id)
