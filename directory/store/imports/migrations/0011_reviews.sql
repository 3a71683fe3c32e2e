-- Step 11: what clinicians reviewed of the program's own texts. A row is never changed: the newest of a text counts.

CREATE TABLE reviews (
    id          INTEGER PRIMARY KEY,
    text_id     TEXT NOT NULL,              -- core/review.py: which text
    name        TEXT NOT NULL,
    role        TEXT NOT NULL,
    licence     TEXT NOT NULL,
    reviewed_on TEXT NOT NULL,              -- ISO day
    digest      TEXT NOT NULL,              -- of the text reviewed
    words       TEXT NOT NULL,              -- its statements in English, a JSON list
    recorded_at TEXT NOT NULL,              -- UTC
    recorded_by TEXT NOT NULL               -- an e-mail address, "" for whoever types commands
);
