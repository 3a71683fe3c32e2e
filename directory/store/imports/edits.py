"""imports.db: what is stated on a listing's own page, by admins or by the practice. Each edit is a snapshot of its own,
so that it is published, listed and taken out as an import is; it holds all that its source states of the practitioner
from then on.
"""

from sqlite3 import Connection

from directory.core import dates
from directory.core.practitioner import PlanTaken, SourcedStatement, Statement
from directory.core.sources import ADMIN, CLAIMS, ON_PAGES
from directory.store.imports.database import Imports
from directory.store.imports.decisions import Decider
from directory.store.imports.stated import statements_of_listing


def statement_id(practitioner_id: str, statements: list[SourcedStatement]) -> str:
    """The id under which is spoken, on their page, of a practitioner of whom these are the statements: the NPI, or of
    somebody without one the SOURCE:ID that gave the listing its id.
    """
    if any(each.statement.npi == practitioner_id for each in statements):
        return practitioner_id
    refs = [
        each.ref
        for each in sorted(statements, key=lambda each: each.statement.id != practitioner_id)
        if each.source not in ON_PAGES and not each.statement.npi
    ]
    return refs[0]


def stated_by_admins(
    imports: Imports, practitioner_id: str, statements: list[SourcedStatement]
) -> tuple[Statement, tuple[PlanTaken, ...]]:
    """What admins state now of a practitioner, and of their plans; an empty statement where they state nothing."""
    own_id = statement_id(practitioner_id, statements)
    standing = next((each for each in statements if each.source == ADMIN and each.statement.id == own_id), None)
    if standing:
        return standing.statement, imports.plan_list(standing.plan_list) if standing.plan_list else ()
    return Statement(id=own_id, npi=practitioner_id if own_id == practitioner_id else None), ()


def keep_edit(
    imports: Imports,
    practitioner_id: str,
    statement: Statement,
    learned: str,
    decider: Decider,
    source: str = ADMIN,
) -> int:
    """Keeps what a source of core.sources.ON_PAGES states from now on of a practitioner, inside the caller's
    transaction; the snapshot's number.

    learned: where it is known from. A statement that says nothing takes the earlier one away.
    """
    snapshot = imports.new_snapshot(source, "", imports.made_up(), False, learned, "")
    says_nothing = statement == Statement(id=statement.id, npi=statement.npi)
    if not statement.npi:  # whose it is, for those who look before the next publish finds it out
        imports.connection.execute(
            "INSERT OR REPLACE INTO owners (ref, practitioner) VALUES (?, ?)",
            [f"{source}:{statement.id}", practitioner_id],
        )
    imports.write(snapshot, [(statement.id, None if says_nothing else statement)])
    counts = {
        "source": source,
        "snapshot": snapshot,
        "file": learned,
        "rows_read": 1,
        "listings": int(not says_nothing),
        "problems": 0,
        "refused": 0,
        "who": decider.who,
        "why": decider.why,
    }
    imports.finish(snapshot, dates.today(), False, (), counts)
    return snapshot


def keep_removal(imports: Imports, practitioner_id: str, because: str, learned: str, decider: Decider) -> bool:
    """Keeps that a practice asked to be removed, a word of REMOVALS, in place of all that it said: taken out, its word
    of before stands again. False where no source speaks of it any more.
    """
    statements = statements_of_listing(imports.connection, practitioner_id)
    if not any(each.source not in ON_PAGES for each in statements):
        return False
    own_id = statement_id(practitioner_id, statements)
    npi = practitioner_id if own_id == practitioner_id else None
    removal = Statement(id=own_id, npi=npi, removed_on=dates.today(), removed_because=because)
    keep_edit(imports, practitioner_id, removal, learned, decider, CLAIMS)
    return True


def withdraw_removal(imports: Imports, practitioner_id: str) -> bool:
    """Takes out that a practice asked to be removed; False where it did not, or it is taken out."""
    for each in statements_of_listing(imports.connection, practitioner_id):
        if each.source == CLAIMS and each.statement.removed_on:
            newest = newest_edit(imports.connection, each.statement.id, CLAIMS)
            return newest is not None and imports.withdraw(newest)
    return False


def newest_edit(connection: Connection, own_id: str, source: str = ADMIN) -> int | None:
    """The newest edit of a practitioner that stands, of a source: the one that can be taken back."""
    row = connection.execute(
        """SELECT max(snapshots.id) FROM snapshots JOIN records ON snapshot = snapshots.id
           WHERE source = ? AND NOT withdrawn AND records.id = ?""",
        [source, own_id],
    ).fetchone()
    return row[0] and int(row[0])


def take_word_along(imports: Imports, source: str, learned: str, who: str, now: str) -> None:
    """Every edit of a source that one person made of one listing counts as made of another: `now` for `learned`."""
    sql = "UPDATE snapshots SET file = ? WHERE source = ? AND file = ? AND json_extract(counts, '$.who') = ?"
    imports.connection.execute(sql, (now, source, learned, who))


def withdraw_word_of(imports: Imports, source: str, learned: str, who: str) -> int:
    """Takes out every edit of a source that one person made of one listing; how many. learned: see `keep_edit`."""
    sql = """UPDATE snapshots SET withdrawn = 1
        WHERE source = ? AND file = ? AND json_extract(counts, '$.who') = ? AND NOT withdrawn"""
    return imports.connection.execute(sql, (source, learned, who)).rowcount
