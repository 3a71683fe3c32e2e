-- Step 6: maps of a table's columns that admins have saved by a name, for next month's file of the same keeper.

CREATE TABLE maps (
    name     TEXT PRIMARY KEY,               -- as typed
    header   BLOB NOT NULL,                  -- SHA-256 of the names of the table's columns
    content  TEXT NOT NULL,                  -- TOML, as --map reads it
    saved_by INTEGER REFERENCES people (id),
    saved_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX maps_by_header ON maps (header);
