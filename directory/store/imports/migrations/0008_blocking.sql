-- Step 8: beside what a publish reads of most contents, whether they list somebody, and whether they say that somebody is excluded.
-- What only adds to what others list, where nobody lists it, is then not read; nor are the excluded without an NPI with whom no
-- listing has anything in common, as the blocking keys tell that are kept of each.

ALTER TABLE contents ADD COLUMN excluded INTEGER GENERATED ALWAYS AS (
    json_extract(listing, '$.excluded_on') IS NOT NULL
) VIRTUAL;
ALTER TABLE contents ADD COLUMN lists INTEGER GENERATED ALWAYS AS (
    coalesce(json_extract(listing, '$.kind'), '') <> '' AND json_extract(listing, '$.excluded_on') IS NULL
) VIRTUAL;
DROP INDEX contents_in_short;
CREATE INDEX contents_in_short ON contents (id, npi, digest, first_word, lists, excluded);

CREATE TABLE blocking (                     -- of the excluded without an NPI
    holder  INTEGER PRIMARY KEY REFERENCES contents (id),
    program TEXT NOT NULL,                  -- a hash of the program that made the keys
    keys    BLOB NOT NULL                   -- 4 bytes each
);
