"""imports.db: a page of the problems of a file, of which there may be a million."""

from sqlite3 import Connection

from directory.store.imports.database import Problem, read_problem


def some_problems(connection: Connection, snapshot: int, most: int, skipped: int) -> list[Problem]:
    """Some of a snapshot's problems, in the order in which they were met, without the first `skipped`.

    A snapshot's are written one after the other, so their numbers follow each other: none before a page is looked at.
    """
    sql = """WITH beginning AS (SELECT min(rowid) AS number FROM problems WHERE snapshot = :snapshot)
        SELECT row, field, value, reason, refused FROM problems, beginning
        WHERE problems.rowid BETWEEN number + :skipped AND number + :skipped + :most - 1 AND snapshot = :snapshot
        ORDER BY problems.rowid"""
    rows = connection.execute(sql, {"snapshot": snapshot, "skipped": skipped, "most": most})
    return [*map(read_problem, rows)]
