-- Step 10: CMS's Order and Referring list, of each snapshot of it. Two million NPIs, hardly any of them listed: no records.

CREATE TABLE orderers (
    snapshot INTEGER PRIMARY KEY REFERENCES snapshots (id),
    npis     BLOB NOT NULL,                 -- uint32, little-endian, ascending
    services BLOB NOT NULL                  -- uint8 for each: the bits of core/orderers.py
);
