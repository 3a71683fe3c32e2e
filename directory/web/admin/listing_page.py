"""A listing as an admin sees it: who states what, what won and why, and what each import changed."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from directory.core.facts import BY_NAME, FACTS
from directory.core.practitioner import AlsoStated, ListedLicence, ListedLocation, ListedPlan, Practitioner
from directory.core.practitioner import SourcedStatement as Sourced
from directory.core.sources import ON_PAGES
from directory.importer.report import report_from_json
from directory.resolve.evidence import Match
from directory.resolve.match import match_of
from directory.resolve.precedence import explained_facts
from directory.store.imports.database import Imports
from directory.store.imports.decisions import joined_with
from directory.store.imports.stated import Recorded
from directory.web.admin.statement_rows import Told, stated_values
from directory.web.admin.value_words import licence_in_words, place_in_words, plan_in_words
from directory.web.listing import phrases
from directory.web.shell.language import translated

ENTRIES_SHOWN = 30  # of a list: somebody in every plan of a state has hundreds


class LostWord(NamedTuple):
    """What another source states and the listing does not show, "" where it says the same. rule: by which it lost."""

    text: str
    source: str
    as_of: str
    rule: str


class FactRow(NamedTuple):
    """A fact that the listing shows, whose word it is, and what lost."""

    label: str
    text: str
    source: str
    as_of: str
    lost: list[LostWord]


class StatementPart(NamedTuple):
    """A statement behind the listing, field by field, and the evidence that it is of the same practitioner.

    ref: SOURCE:ID of one that has joined it by that evidence, and may be told apart; else "".
    """

    sourced: Sourced
    fields: dict[str, list[Told]]
    match: Match | None
    ref: str


class HistoryEntry(NamedTuple):
    """What a snapshot changed. kind: "new", "changed" or "gone"; fields: (label, before, now); who, why: of an edit."""

    recorded: Recorded
    kind: str
    fields: list[tuple[str, list[str], list[str]]]
    who: str
    why: str


def fact_rows(listing: Practitioner, day: str) -> list[FactRow]:
    """All that is shown on the ISO day on which the listing is read, in the order of the table of facts."""
    explained = explained_facts(listing, day)
    return [row for fact in FACTS if fact.name in explained for row in _rows_of(fact.name, listing, explained)]


def _rows_of(name: str, listing: Practitioner, explained: dict[str, Any]) -> Iterator[FactRow]:
    label, shown = BY_NAME[name].label, explained[name]
    if not isinstance(shown, list):
        lost = [
            LostWord(_single(name, each["value"]), each["source"], each["as_of"], each["rule"])
            for each in shown["lost"]
        ]
        lost += [LostWord("", source, "", "") for source in listing.facts[name].agreeing]
        yield FactRow(label, _single(name, getattr(listing, name)), shown["source"], shown["as_of"], lost)
        return
    for entry, stated in zip(getattr(listing, name)[:ENTRIES_SHOWN], shown, strict=False):
        rules = [each["rule"] for each in stated.get("also", ())]
        lost = [_also(each, rule) for each, rule in zip(entry.also, rules, strict=True)]
        yield FactRow(label, _entry(entry), entry.source, entry.as_of, lost)


def _single(name: str, value: Any) -> str:
    return ", ".join(map(str, phrases.in_words(name, value)))


def _entry(entry: ListedLocation | ListedLicence | ListedPlan) -> str:
    if isinstance(entry, ListedLocation):
        return place_in_words(entry, entry.precision)
    return translated(licence_in_words(entry)) if isinstance(entry, ListedLicence) else plan_in_words(entry)


def _also(also: AlsoStated, rule: str) -> LostWord:
    values = {name: getattr(also, name) for name in also.__struct_fields__ if name not in ("source", "as_of", "rates")}
    stated = [
        f"{name.replace('_', ' ')}: {value or '–'}" for name, value in values.items() if isinstance(value, str | None)
    ]
    return LostWord(", ".join(stated), also.source, also.as_of, rule if stated else "")


def statement_parts(imports: Imports, statements: Sequence[Sourced]) -> list[StatementPart]:
    """The statements behind a listing."""
    return [
        StatementPart(
            each,
            stated_values(imports, [each]),
            match_of([each], [other for other in statements if other is not each]),
            _joined_ref(imports, each),
        )
        for each in statements
    ]


def _joined_ref(imports: Imports, sourced: Sourced) -> str:
    """What is stated on pages is of that page's practitioner, and no matter of evidence."""
    has_joined = sourced.source not in ON_PAGES and joined_with(imports.connection, sourced.ref)
    return sourced.ref if has_joined else ""


def history_entries(imports: Imports, records: Sequence[Recorded]) -> list[HistoryEntry]:
    """What changed, the newest first; snapshots that say again what was said are left out."""
    before: dict[tuple[str, str], Recorded] = {}
    entries = []
    for each in reversed(records):  # the oldest first
        key = each.source, each.id
        if entry := _change(imports, before.get(key), each):
            entries.append(entry)
        if not each.withdrawn:
            before[key] = each
    return entries[::-1]


def _change(imports: Imports, old: Recorded | None, new: Recorded) -> HistoryEntry | None:
    ours, theirs = (_texts(imports, each) for each in (old, new))
    fields = [
        (label, ours.get(label, []), theirs.get(label, []))
        for label in dict.fromkeys((*ours, *theirs))
        if ours.get(label) != theirs.get(label)
    ]
    if not fields:
        return None
    kind = "gone" if not new.statement else "changed" if old and old.statement else "new"
    report = report_from_json(new.counts)
    return HistoryEntry(new, kind, fields, report.who or "", report.why or "")


def _texts(imports: Imports, record: Recorded | None) -> dict[str, list[str]]:
    if not record or not record.statement:
        return {}
    sourced = Sourced(record.id, record.source, record.as_of, record.statement, record.plan_list)
    return {label: [each.text for each in values] for label, values in stated_values(imports, [sourced]).items()}
