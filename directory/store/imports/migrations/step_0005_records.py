"""Step 5: statements as typed records: what a source does not say is left out of the JSON, so every content hash is
another.
"""

import sqlite3

from directory.core.practitioner import plans_taken_from_json, statement_from_json
from directory.store.imports.contents import plan_list_content, statement_content

REWRITE = "UPDATE contents SET digest = ?, npi = ?, listing = ? WHERE id = ?"


def rewrite_records(connection: sqlite3.Connection) -> None:
    """Writes every statement and every list of plans again; those that have not changed since keep their numbers."""
    for number, text in connection.execute("SELECT id, plans FROM plan_lists").fetchall():
        plans = plan_list_content(plans_taken_from_json(text))
        connection.execute("UPDATE plan_lists SET digest = ?, plans = ? WHERE id = ?", (*plans, number))
    hashes = dict(connection.execute("SELECT id, digest FROM plan_lists").fetchall())
    for (number,) in connection.execute("SELECT id FROM contents").fetchall():
        sql = "SELECT listing, plans FROM contents WHERE id = ?"
        text, plan_list = connection.execute(sql, [number]).fetchone()
        content = statement_content(statement_from_json(text), hashes.get(plan_list))
        connection.execute(REWRITE, (content.content_hash, content.npi, content.statement, number))
