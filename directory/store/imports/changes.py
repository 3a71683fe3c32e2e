"""What an import changes: what a source said before it against what it says now."""

from collections.abc import Iterator
from sqlite3 import Connection

PAIRS = """(
    SELECT id, before.content AS old, now.content AS new FROM before LEFT JOIN now USING (id)
    UNION ALL SELECT id, NULL, now.content FROM now WHERE id NOT IN (SELECT id FROM before)
) pairs"""
WHOLE = """(
    SELECT json_set(listing, '$.insurance', json(coalesce(plan_lists.plans, '[]')))
    FROM contents LEFT JOIN plan_lists ON plan_lists.id = contents.plans WHERE contents.id = {}
)"""
KINDS = {"new": "old IS NULL", "changed": "old <> new", "removed": "new IS NULL"}


def remember(connection: Connection, source: str, table: str = "before") -> None:
    """Notes what the source says at this moment, for `difference`."""
    connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    connection.execute(f"CREATE TEMP TABLE {table} (id TEXT PRIMARY KEY, content INTEGER) WITHOUT ROWID")
    connection.execute(f"INSERT INTO {table} SELECT id, content FROM said WHERE source = ? ORDER BY id", [source])


def recall(connection: Connection, table: str) -> None:
    """Takes what `remember` noted in another table for what was said before."""
    connection.execute("DROP TABLE IF EXISTS temp.before")
    connection.execute(f"ALTER TABLE temp.{table} RENAME TO before")


def difference(connection: Connection, source: str) -> dict[str, int]:
    """How many listings are new, changed, removed and unchanged since `remember`."""
    remember(connection, source, "now")
    counted = ", ".join(f"count(*) FILTER (WHERE {where})" for where in (*KINDS.values(), "old = new"))
    row = connection.execute(f"SELECT {counted} FROM {PAIRS}").fetchone()
    return dict(zip((*KINDS, "unchanged"), row, strict=True))


def every_change(connection: Connection, source: str) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Every listing that is new, changed or removed since `remember`, by id: (kind, id, JSON before, JSON now), each
    with its plans as "insurance".
    """
    remember(connection, source, "now")
    kind = " ".join(f"WHEN {where} THEN '{name}'" for name, where in KINDS.items())
    sql = f"""SELECT CASE {kind} END, pairs.id, {WHOLE.format("old")}, {WHOLE.format("new")} FROM {PAIRS}
        WHERE old IS NOT new ORDER BY pairs.id"""
    return iter(connection.execute(sql))


def changes(connection: Connection, source: str, most: int) -> dict[str, list[tuple[str, str | None, str | None]]]:
    """The first listings that are new, changed or removed since `remember`: (id, JSON before, JSON now), each with its
    plans as "insurance".
    """
    remember(connection, source, "now")
    sql = f"""SELECT pairs.id, {WHOLE.format("old")}, {WHOLE.format("new")} FROM {PAIRS}
        WHERE {{}} ORDER BY pairs.id LIMIT ?"""
    return {kind: connection.execute(sql.format(where), [most]).fetchall() for kind, where in KINDS.items()}
