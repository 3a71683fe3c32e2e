"""The command that says why a listing says what it says."""

import json
from typing import Any, Protocol

import msgspec

from directory.cli.console import DONE, Failure, JsonOption
from directory.core.facts import FACTS
from directory.core.practitioner import Practitioner, entry_values
from directory.importer.preview import facts_in_words
from directory.resolve.owners import evidence_of, resolve
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.listings.reader import Current

WHAT_AN_ID_IS = "An id is an NPI, or the end of the address of the listing’s page; search --json has it too."


class WhyOptions(JsonOption, Protocol):
    """id: the listing's."""

    id: str


def why(options: WhyOptions, settings: Settings) -> int:
    """Prints each fact of a listing with its source and date, and what lost; as JSON, the statements behind it too."""
    listing = Current(settings.directory_db).get().listing(options.id)
    if not listing:
        raise Failure(f"There is no listing {options.id} in the directory. {WHAT_AN_ID_IS}")
    if options.json:
        provenance = {"id": listing.id, "facts": _facts(listing), "statements": _statements(listing.id, settings)}
        print(json.dumps(provenance))
        return DONE
    for line in facts_in_words(listing):
        print(line)
    return DONE


def _facts(listing: Practitioner) -> dict[str, Any]:
    """{fact: {"value", "source", "as_of", "lost": [{"value", "source", "as_of"}]}}, of every fact that somebody states.

    A fact that is a list of entries has a list instead: each entry's values with its own source and day.
    """
    facts: dict[str, Any] = {
        name: {"value": getattr(listing, name), "source": origin.source, "as_of": origin.as_of, "lost": origin.lost}
        for name, origin in listing.facts.items()
    }
    lists = {fact.name: getattr(listing, fact.name) for fact in FACTS if fact.combine == "entries"}
    facts |= {name: [entry_values(entry) for entry in entries] for name, entries in lists.items() if entries}
    plain: dict[str, Any] = msgspec.to_builtins(facts)
    return plain


def _statements(practitioner_id: str, settings: Settings) -> list[dict[str, str]]:
    """What imports.db has now of the practitioner, by source: {"source", "id": the source's own, "as_of", "evidence"}.

    Empty where there is no imports.db, as on a machine that only serves. The evidence is why the statement is theirs.
    """
    if not settings.imports_db.exists():
        return []
    with Imports(settings.imports_db) as imports:
        owners = resolve(imports).owners
        refs = [ref for ref in imports.current(owners) if ref.practitioner_id == practitioner_id]
        statements = list(imports.read(refs))
    return [
        {"source": each.source, "id": each.statement.id, "as_of": each.as_of, "evidence": evidence_of(each, statements)}
        for each in statements
    ]
