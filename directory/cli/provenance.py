"""The command that says why a listing says what it says."""

import json
from typing import Any, Protocol

from directory.cli.console import DONE, Failure, JsonOption
from directory.cli.matching import evidence_as_json
from directory.core import npi
from directory.core.practitioner import SourcedStatement
from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.preview import facts_in_words
from directory.resolve.match import match_of
from directory.resolve.owners import explain, resolve
from directory.resolve.precedence import explained_facts
from directory.resolve.unlisted import why_unlisted
from directory.settings import Settings
from directory.store.imports import stated
from directory.store.imports.database import Imports
from directory.store.imports.published import exists
from directory.store.listings.reader import Current

WHAT_AN_ID_IS = "An id is an NPI, or the end of the address of the listing’s page; search --json has it too."


class WhyOptions(JsonOption, Protocol):
    """id: the listing's."""

    id: str


def why(options: WhyOptions, settings: Settings) -> int:
    """Prints each fact of a listing with its source and date, and what lost; as JSON, the statements behind it too.

    Raises Failure where it is not listed, which says why not.
    """
    directory = Current(settings.directory_db).get()
    listing = directory.listing(options.id)
    if not listing:
        if reason := _why_unlisted(options.id, settings):
            raise Failure(f"{options.id} is not listed: {reason}.")
        told = _of_other_taxonomy(options.id, settings) if npi.is_valid(options.id) else ""
        raise Failure(f"There is no listing {options.id} in the directory. {told or WHAT_AN_ID_IS}")
    if options.json:
        facts = explained_facts(listing, directory.day)
        print(json.dumps({"id": listing.id, "facts": facts, **_statements(listing.id, settings)}))
        return DONE
    for line in facts_in_words(listing):
        print(line)
    return DONE


def _why_unlisted(practitioner_id: str, settings: Settings) -> str | None:
    """Why somebody of whom sources state something is not listed; None of whom none does."""
    if not exists(settings.imports_db):
        return None
    with Imports(settings.imports_db) as imports:
        statements = _statements_of(imports, resolve(imports).owners, practitioner_id)
    return why_unlisted(statements) if statements else None


def _of_other_taxonomy(number: str, settings: Settings) -> str:
    """What is known of an NPI of which no source here says anything; "" where no file of NPPES was imported. Of NPIs
    without the taxonomy of acupuncture, some eight million, nothing is kept.
    """
    if not exists(settings.imports_db):
        return ""
    with Imports(settings.imports_db) as imports:
        days = [each["as_of"] for each in imports.snapshots() if each["source"] == "nppes" and not each["withdrawn"]]
    if not days:
        return ""
    return (
        f"NPPES’s files imported here, the newest as of {max(days)}, have no such NPI with the taxonomy of acupuncture "
        f"({ACUPUNCTURIST}); of others nothing is kept. NPPES’s own page tells which it has: "
        f"https://npiregistry.cms.hhs.gov/provider-view/{number}"
    )


def _statements_of(imports: Imports, owners: dict[str, str], practitioner_id: str) -> list[SourcedStatement]:
    refs = [ref for ref in imports.current(owners) if ref.practitioner_id == practitioner_id]
    return list(imports.read(refs))


def _statements(practitioner_id: str, settings: Settings) -> dict[str, list[dict[str, Any]]]:
    """What imports.db has now: "statements", that make the listing, each with the evidence that it is theirs.

    And "withheld", those that may be about the practitioner and are not shown, with the reason. Both are empty where
    there is no imports.db, as on a machine that only serves.
    """
    if not exists(settings.imports_db):
        return {"statements": [], "withheld": []}
    with Imports(settings.imports_db) as imports:
        resolved, withheld, _ = explain(imports)
        statements = _statements_of(imports, resolved.owners, practitioner_id)
        waiting = [doubt for doubt in withheld if resolved.practitioner(doubt.other) == practitioner_id]
        hidden = stated.statements_of(imports.connection, {doubt.one for doubt in waiting})
    return {
        "statements": [_as_json(each, [other for other in statements if other is not each]) for each in statements],
        "withheld": [
            {**_as_json(each, statements), "reason": doubt.reason} for doubt in waiting for each in hidden[doubt.one]
        ],
    }


def _as_json(sourced: SourcedStatement, others: list[SourcedStatement]) -> dict[str, Any]:
    """{"source", "id": the source's own, "as_of"} and the evidence that it is of the practitioner of the others."""
    evidence = evidence_as_json(match_of([sourced], others))
    return {"source": sourced.source, "id": sourced.statement.id, "as_of": sourced.as_of} | evidence
