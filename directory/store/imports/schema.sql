-- imports.db: what the sources said. Written by imports only; directory.db is built from it and can be built again.

PRAGMA cache_size = -8192; -- kB, of this connection: the indexes of half a million listings

CREATE TABLE IF NOT EXISTS snapshots (      -- one file, read once
    id          INTEGER PRIMARY KEY,
    source      TEXT NOT NULL,
    state       TEXT NOT NULL,              -- of a licensing board's list, else ''
    made_up     INTEGER NOT NULL,           -- 1: the sample directory
    whole       INTEGER NOT NULL,           -- 1: replaces what the source said before, or its parts of it; 0: changes it
    file        TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    as_of       TEXT NOT NULL,              -- the last day the file speaks of
    imported_at TEXT NOT NULL,
    counts      TEXT NOT NULL,              -- JSON: what became of its rows
    withdrawn   INTEGER NOT NULL DEFAULT 0  -- 1: rolled back
);

CREATE TABLE IF NOT EXISTS plan_lists (     -- every different list of plans that a listing has ever named, once: all in a network have the same
    id     INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    plans  TEXT NOT NULL                    -- JSON: a listing's insurance
);

CREATE TABLE IF NOT EXISTS contents (       -- every different listing that a source has ever given, once
    id      INTEGER PRIMARY KEY,
    digest  BLOB NOT NULL UNIQUE,
    npi     TEXT,                           -- of the listing
    listing TEXT NOT NULL,                  -- JSON, its insurance left out
    plans   INTEGER REFERENCES plan_lists (id) -- its insurance; NULL: it names none
);

CREATE TABLE IF NOT EXISTS records (        -- which listing a snapshot gives for whom
    snapshot INTEGER NOT NULL REFERENCES snapshots (id),
    id       TEXT NOT NULL,
    content  INTEGER REFERENCES contents (id), -- NULL: the source no longer lists them
    PRIMARY KEY (snapshot, id)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS problems (
    snapshot INTEGER NOT NULL REFERENCES snapshots (id),
    row      INTEGER NOT NULL,
    field    TEXT NOT NULL,
    value    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    refused  INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS decisions (      -- an admin's word on two statements, kept for ever; refs are SOURCE:ID or npi:NPI
    one        TEXT NOT NULL,
    other      TEXT NOT NULL,
    same       INTEGER NOT NULL,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS doubts (         -- pairs that the last publish could not tell apart; a pair keeps its number
    id     INTEGER PRIMARY KEY,
    one    TEXT NOT NULL,
    other  TEXT NOT NULL,
    reason TEXT NOT NULL,
    waiting INTEGER NOT NULL,               -- 1: nobody has decided yet
    UNIQUE (one, other)
);

CREATE TABLE IF NOT EXISTS geocodes (       -- what a geocoding service answered, so that it is asked once for each address
    address   TEXT PRIMARY KEY,             -- folded: street, city, state, ZIP code
    latitude  REAL,                         -- NULL: not to be had, see reason
    longitude REAL,
    precision TEXT,                         -- rooftop | street
    geocoder  TEXT NOT NULL,
    reason    TEXT,
    asked_on  TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS addresses (      -- of each listing that a geocoding service was to be asked about; '' where that has been found out
    content INTEGER NOT NULL REFERENCES contents (id),
    address TEXT NOT NULL,                  -- as in geocodes
    PRIMARY KEY (content, address)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS addresses_by_address ON addresses (address);

CREATE TABLE IF NOT EXISTS parts (          -- of what a whole file is the whole, where that is not all that its source says
    snapshot INTEGER NOT NULL REFERENCES snapshots (id),
    part     TEXT NOT NULL,                 -- a state or an insurer: the beginning of ids, up to the first "-"
    PRIMARY KEY (snapshot, part)
) WITHOUT ROWID;

-- What each source says today: its newest whole file (of each part, the newest that is the whole of it) and every update after it,
-- the newest statement about each practitioner. "Newest" is by the day a file speaks of, so that files imported out of order
-- tell the same. The sample says something as long as no real source does. A view of this connection only: the rule is this
-- program's, whichever version of it made the file.
CREATE TEMP VIEW IF NOT EXISTS said AS
WITH standing AS (
    SELECT *, row_number() OVER (ORDER BY as_of, id) AS turn FROM snapshots
    WHERE NOT withdrawn AND made_up = (SELECT min(made_up) FROM snapshots WHERE NOT withdrawn)
), beginning AS (
    SELECT source, coalesce(part, '') AS part, max(turn) AS turn
    FROM standing LEFT JOIN parts ON parts.snapshot = standing.id WHERE whole GROUP BY 1, 2
)
SELECT source, id, content, as_of, snapshot FROM (
    SELECT s.source, r.id, r.content, s.as_of, r.snapshot, max(s.turn) -- the others are of the row with this one (lang_select.html#bareagg)
    FROM records r
    JOIN standing s ON s.id = r.snapshot
    WHERE NOT EXISTS (
        SELECT 1 FROM beginning b
        WHERE b.source = s.source AND b.turn > s.turn AND b.part IN ('', substr(r.id, 1, instr(r.id, '-') - 1))
    )
    GROUP BY s.source, r.id
) WHERE content IS NOT NULL;
