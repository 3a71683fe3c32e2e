"""The commands for pairs of statements of which nobody can tell whether they are about the same practitioner."""

from typing import Any

import msgspec

from directory.cli.console import DONE, JsonOption, tell, tell_rows
from directory.core.practitioner import SourcedStatement
from directory.importer.preview import pair_in_words
from directory.resolve.evidence import Match
from directory.resolve.match import match_of
from directory.settings import Settings
from directory.store.imports import decisions, stated
from directory.store.imports.database import Imports
from directory.store.imports.published import exists

Pair = dict[str, Any]  # {"id", "one", "other", "reason"}, as decisions.waiting gives it
SETTLE = "Settle each with: python3 run.py decide ID same|different"


def list_matches(options: JsonOption, settings: Settings) -> int:
    """Lists the pairs that wait for a decision, with what each source says of the two."""
    pairs, statements = _waiting_pairs(settings)
    if options.json:
        pairs = [pair | _evidence(pair, statements) | {"statements": _as_json(pair, statements)} for pair in pairs]
    else:
        tell(SETTLE if pairs else "No two statements wait for a decision.")
    tell_rows(pairs, options.json, lambda pair: "\n".join(pair_in_words(pair, statements)))
    return DONE


def _waiting_pairs(settings: Settings) -> tuple[list[Pair], dict[str, list[SourcedStatement]]]:
    """The pairs, and the statements about those whom they name."""
    if not exists(settings.imports_db):
        return [], {}
    with Imports(settings.imports_db) as imports:
        pairs: list[Pair] = [dict(pair) for pair in decisions.waiting(imports.connection)]
        refs = {pair[side] for pair in pairs for side in ("one", "other")}
        return pairs, stated.statements_of(imports.connection, refs)


def _evidence(pair: Pair, statements: dict[str, list[SourcedStatement]]) -> dict[str, Any]:
    return evidence_as_json(match_of(*(statements.get(pair[side], ()) for side in ("one", "other"))))


def evidence_as_json(match: Match | None) -> dict[str, Any]:
    """{"evidence": [{"what", "weight", "one", "other"}], "weight": their sum, "band", "because"}.

    band: yes, no or can't tell. one, other: both values, as they are compared. because: why the band is not that of
    the sum. Where nothing is compared, as of a statement that is alone, the list is empty and the rest None.
    """
    if match is None:
        return {"evidence": [], "weight": None, "band": None, "because": None}
    return {
        "evidence": [each._asdict() for each in match.evidence],
        "weight": match.weight,
        "band": match.verdict.value,
        "because": match.because or None,
    }


def _as_json(pair: Pair, statements: dict[str, list[SourcedStatement]]) -> dict[str, list[dict[str, Any]]]:
    """What each source says of the two: {SOURCE:ID or npi:NPI: [a statement's values, with its source and date]}."""
    return {ref: [_statement_as_json(each) for each in statements.get(ref, ())] for ref in (pair["one"], pair["other"])}


def _statement_as_json(sourced: SourcedStatement) -> dict[str, Any]:
    stated: dict[str, Any] = msgspec.to_builtins(sourced.statement)
    return {"source": sourced.source, "as_of": sourced.as_of} | stated
