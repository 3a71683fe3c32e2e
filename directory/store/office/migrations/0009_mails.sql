-- Step 9: mail that waits to be sent, to people with an account only. What it says is sealed, since it may hold a link that opens one, and
-- goes when it was sent or given up.

CREATE TABLE mails (
    id          INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: a server tells two tries of one mail by it
    person      INTEGER NOT NULL REFERENCES people (id),
    content     BLOB,                              -- sealed; NULL once it was given up
    queued_at   TEXT NOT NULL,
    next_try_at TEXT NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    problem     TEXT NOT NULL DEFAULT ''           -- why the last try failed
);
CREATE INDEX mails_due ON mails (next_try_at) WHERE content IS NOT NULL;
