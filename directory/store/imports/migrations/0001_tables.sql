-- Step 1: the tables of imports.db, which holds what the sources said. It is written by imports only; directory.db is built from
-- it and can be built again. Files made before steps were numbered have some of these tables; step 2 adds missing columns.

DROP VIEW IF EXISTS main.said; -- such a file's own; see ../each_connection.sql

CREATE TABLE IF NOT EXISTS snapshots (      -- one file, read once
    id          INTEGER PRIMARY KEY,
    source      TEXT NOT NULL,
    state       TEXT NOT NULL,              -- of a licensing board's list, else ''
    made_up     INTEGER NOT NULL,           -- 1: the sample directory
    whole       INTEGER NOT NULL,           -- 1: replaces what the source said before (see parts); 0: changes it
    file        TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    as_of       TEXT NOT NULL,              -- the last day the file speaks of
    imported_at TEXT NOT NULL,
    counts      TEXT NOT NULL,              -- JSON: what became of its rows
    withdrawn   INTEGER NOT NULL DEFAULT 0  -- 1: rolled back
);

-- Every different list of plans that a listing has ever named, once: all in a network have the same.
CREATE TABLE IF NOT EXISTS plan_lists (
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

-- What an admin decided about two statements, kept for ever; refs are SOURCE:ID or npi:NPI.
CREATE TABLE IF NOT EXISTS decisions (
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

-- What a geocoding service answered, so that it is asked once for each address.
CREATE TABLE IF NOT EXISTS geocodes (
    address   TEXT PRIMARY KEY,             -- folded: street, city, state, ZIP code
    latitude  REAL,                         -- NULL: not to be had, see reason
    longitude REAL,
    precision TEXT,                         -- rooftop | street
    geocoder  TEXT NOT NULL,
    reason    TEXT,
    asked_on  TEXT NOT NULL
) WITHOUT ROWID;

-- The addresses of each listing that a geocoding service was to be asked about; '' says that they are all here.
CREATE TABLE IF NOT EXISTS addresses (
    content INTEGER NOT NULL REFERENCES contents (id),
    address TEXT NOT NULL,                  -- as in geocodes
    PRIMARY KEY (content, address)
) WITHOUT ROWID;

-- What a whole file is the whole of, where that is not all that its source says.
CREATE TABLE IF NOT EXISTS parts (
    snapshot INTEGER NOT NULL REFERENCES snapshots (id),
    part     TEXT NOT NULL,                 -- a state or an insurer: the beginning of ids, up to the first "-"
    PRIMARY KEY (snapshot, part)
) WITHOUT ROWID;
