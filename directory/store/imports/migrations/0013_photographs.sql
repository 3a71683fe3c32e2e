-- Step 13: photographs that practices state, as they are shown; a statement names one by its digest.

CREATE TABLE photographs (
    digest TEXT PRIMARY KEY,                 -- core.hashing.content_hash of the JPEG, in hexadecimal digits
    jpeg   BLOB NOT NULL
);
