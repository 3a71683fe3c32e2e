"""What an import changes: what a source said before it against what it says now."""

from sqlite3 import Connection

BOTH = """WITH now AS MATERIALIZED (SELECT id, content FROM said WHERE source = :source),
pairs AS (
    SELECT id, before.content AS old, now.content AS new FROM before LEFT JOIN now USING (id)
    UNION SELECT id, before.content, now.content FROM now LEFT JOIN before USING (id)
)"""
KINDS = {"new": "old IS NULL", "changed": "old <> new", "removed": "new IS NULL"}


def remember(connection: Connection, source: str) -> None:
    """Notes what the source says at this moment, for `difference`."""
    connection.execute("DROP TABLE IF EXISTS temp.before")
    connection.execute("CREATE TEMP TABLE before (id TEXT PRIMARY KEY, content INTEGER) WITHOUT ROWID")
    connection.execute("INSERT INTO before SELECT id, content FROM said WHERE source = ?", [source])


def difference(connection: Connection, source: str) -> dict[str, int]:
    """How many listings are new, changed, removed and unchanged since `remember`."""
    counted = ", ".join(f"count(*) FILTER (WHERE {where})" for where in (*KINDS.values(), "old = new"))
    row = connection.execute(f"{BOTH} SELECT {counted} FROM pairs", {"source": source}).fetchone()
    return dict(zip((*KINDS, "unchanged"), row, strict=True))


def changes(connection: Connection, source: str, most: int) -> dict[str, list[tuple[str, str | None, str | None]]]:
    """The first listings that are new, changed or removed since `remember`: (id, JSON before, JSON now)."""
    return {kind: connection.execute(
        f"""{BOTH} SELECT pairs.id, was.listing, becomes.listing
        FROM pairs LEFT JOIN contents was ON was.id = old LEFT JOIN contents becomes ON becomes.id = new
        WHERE {where} ORDER BY pairs.id LIMIT :most""",
        {"source": source, "most": most},
    ).fetchall() for kind, where in KINDS.items()}
