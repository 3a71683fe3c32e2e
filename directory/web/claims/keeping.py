"""What an owner says of a listing: kept as a statement of the practice, and published by the worker at once."""

from collections.abc import Iterator

from flask import url_for
from msgspec.structs import replace

from directory.accounts import claims as rules
from directory.core.facts import BY_NAME
from directory.core.practitioner import Location, Practitioner, SourcedStatement
from directory.core.sources import CLAIMS
from directory.store.imports import edits
from directory.store.imports.decisions import Decider
from directory.store.imports.photographs import keep_photograph
from directory.store.imports.stated import statements_of_listing
from directory.store.office import claims, jobs
from directory.store.office.claims import Claim, Owner
from directory.web.admin.opened import opened_imports
from directory.web.claims.forms import KeepForm
from directory.web.shell import session
from directory.web.shell.site import absolute_url, directory

SAID = "said by the practice"


def keep(owner: Owner, listing: Practitioner, form: KeepForm) -> bool:
    """Keeps what the form says and has it published; False where a field cannot be read, and the form says which."""
    with opened_imports() as imports, imports.transaction():
        statements = statements_of_listing(imports.connection, listing.id)
        own_id = edits.statement_id(listing.id, statements)
        statement = form.statement(own_id, listing.id if own_id == listing.npi else None)
        if not statement:
            return False
        if form.photograph:
            keep_photograph(imports.connection, form.photograph)
        statement = replace(statement, locations=(*statement.locations, *_left(own_id, statements, listing)))
        edits.keep_edit(imports, listing.id, statement, _learned(owner), Decider(_who(owner), SAID), CLAIMS)
    office = session.office()
    with office.transaction():
        claims.note_confirmed(office, owner)
        jobs.ask_for_edition(office, f"listing {listing.id}, by its practice")
    return True


def _left(own_id: str, statements: list[SourcedStatement], listing: Practitioner) -> Iterator[Location]:
    """The places that the practice said it left, which no page shows: unsaid, a register would bring them back."""
    same = BY_NAME["locations"].same
    assert same
    shown = [same(place) for place in listing.locations if not place.on_file]
    for each in statements:
        if each.source == CLAIMS and each.statement.id == own_id:
            yield from (place for place in each.statement.locations if place.ends_on and same(place) not in shown)


def _learned(owner: Owner) -> str:
    return f"listing {owner.listing}"


def _who(owner: Owner) -> str:
    return f"person {owner.person}"


def confirm_as_it_is(owner: Owner, listing: Practitioner) -> bool:
    """Keeps that all is right as it is shown; False where something of it cannot be stated any more."""
    return keep(owner, listing, KeepForm(listing))


def take_away(owner: Owner) -> None:
    """Somebody keeps the listing no more, and nothing that they stated of it stands."""
    office = session.office()
    with opened_imports() as imports, imports.transaction():
        edits.withdraw_word_of(imports, CLAIMS, _learned(owner), _who(owner))
    with office.transaction():
        claims.remove_owner(office, owner)
        jobs.ask_for_edition(office, f"listing {owner.listing}, an owner taken away")


def prove(claim: Claim) -> tuple[str | None, str] | None:
    """The proof under way was given: what `grant` gives, None where another proof is needed."""
    return grant(claim) if rules.take_proof(session.office(), claim) else None


def grant(claim: Claim) -> tuple[str | None, str]:
    """Lets a proved claimant keep the listing: the path on which they set an account up, None where they have one; and
    that of their listing.
    """
    listing = directory().listing(claim.listing)
    kept = url_for("own_listings.show", practitioner_id=claim.listing)
    token = rules.grant(session.office(), claim, listing.name if listing else claim.listing, absolute_url(kept))
    return token and url_for("sign_in.invitation", token=token), kept
