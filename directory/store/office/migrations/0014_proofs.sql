-- Step 14: a claim is proved by one strong proof or two weaker ones; it keeps those that were given so far.

CREATE TABLE claims_now (
    id         INTEGER PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,         -- of the claimant's own page
    listing    TEXT NOT NULL,
    proof      TEXT NOT NULL CHECK (proof IN ('call', 'letter', 'mail', 'document', 'vouched')), -- the one under way
    given      TEXT NOT NULL DEFAULT '',     -- those given before it, with spaces between them
    reached_at TEXT NOT NULL,                -- where the code goes: what a source gave; '' for a document
    content    BLOB,                         -- sealed: name, e-mail address, code; NULL once it is settled
    asked_on   TEXT NOT NULL,                -- ISO day
    tries      INTEGER NOT NULL DEFAULT 0,   -- codes that were wrong
    sent_on    TEXT,                         -- ISO day on which the code was given out
    state      TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'proved', 'refused'))
);
INSERT INTO claims_now (id, token_hash, listing, proof, reached_at, content, asked_on, tries, sent_on, state)
    SELECT id, token_hash, listing, proof, reached_at, content, asked_on, tries, sent_on, state FROM claims;
DROP TABLE claims;
ALTER TABLE claims_now RENAME TO claims;
CREATE INDEX claims_by_listing ON claims (listing);
