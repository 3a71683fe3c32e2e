"""What stays of somebody who asked to be removed, where the policy is to keep what the public register says."""

from collections.abc import Container, Sequence

from msgspec.structs import replace

from directory.core.practitioner import Practitioner, SourcedStatement
from directory.core.sources import ON_PAGES
from directory.resolve.merge import merge
from directory.resolve.unlisted import unlisted

KEPT = ("npi", "name", "kind")


def bare_entry(
    practitioner_id: str, statements: Sequence[SourcedStatement], unproved: Container[str] = ()
) -> Practitioner | None:
    """Name, kind, NPI and licences of somebody who asked to be removed; None of whoever is not listed for another
    reason, and of whom no register states a licence.
    """
    objection = unlisted(statements)
    if not objection or objection.why != "request":
        return None
    of_registers = [each for each in statements if each.source not in ON_PAGES]
    listing = merge(practitioner_id, of_registers, unproved)
    if not listing or not listing.licences:
        return None
    facts = {name: origin for name, origin in listing.facts.items() if name in KEPT}
    kept = {name: getattr(listing, name) for name in (*KEPT, "licences", "verified_on")}
    sources = {*(origin.source for origin in facts.values()), *(each.source for each in listing.licences)}
    bare = Practitioner(id=practitioner_id, sources=tuple(sorted(sources)), facts=facts, bare=True, **kept)
    turns = tuple(turn for turn in listing.turns if turn.fact in KEPT)
    return replace(bare, turns=turns, has_turns=listing.has_turns)
