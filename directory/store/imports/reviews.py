"""imports.db: clinicians' reviews of the program's own texts, kept for ever; a publish takes the newest of each."""

import json
from datetime import UTC, datetime
from sqlite3 import Connection

from directory.core.review import Review


def keep_review(connection: Connection, review: Review, recorded_by: str = "") -> None:
    """Keeps a review. recorded_by: the admin's e-mail address, "" for whoever types commands."""
    connection.execute(
        """INSERT INTO reviews (text_id, name, role, licence, reviewed_on, digest, words, recorded_at, recorded_by)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            review.text_id,
            review.name,
            review.role,
            review.licence,
            review.on,
            review.digest,
            json.dumps(review.words, ensure_ascii=False),
            datetime.now(UTC).isoformat(timespec="seconds"),
            recorded_by,
        ],
    )


def newest_reviews(connection: Connection) -> dict[str, Review]:
    """The newest review of each text, by the text's id."""
    rows = connection.execute(
        "SELECT text_id, name, role, licence, reviewed_on, digest, words FROM reviews ORDER BY reviewed_on, id"
    )
    return {
        text_id: Review(text_id, name, role, licence, on, digest, tuple(json.loads(words)))
        for text_id, name, role, licence, on, digest, words in rows
    }
