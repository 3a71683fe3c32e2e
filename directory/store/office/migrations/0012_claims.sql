-- Step 12: who says that a listing is theirs, how that is proved, and who then keeps it.

CREATE TABLE people_now (
    id          INTEGER PRIMARY KEY,
    email       TEXT NOT NULL UNIQUE,       -- in lower case
    role        TEXT NOT NULL CHECK (role IN ('physician', 'staff', 'admin', 'editor', 'practitioner')),
    password    TEXT,                       -- argon2id; NULL until the invitation is answered
    totp        BLOB,                       -- sealed: the secret that the authenticator app shares
    totp_step   INTEGER NOT NULL DEFAULT 0, -- the half minute of the last code used, so that none serves twice
    profile     BLOB,                       -- sealed JSON: what every letter of theirs begins with
    created_at  TEXT NOT NULL,
    disabled_at TEXT,
    limited_to  TEXT NOT NULL DEFAULT '' CHECK ((limited_to <> '') = (role = 'editor')) -- the state whose listings they keep
);
INSERT INTO people_now SELECT id, email, role, password, totp, totp_step, profile, created_at, disabled_at, limited_to FROM people;
DROP TABLE people;
ALTER TABLE people_now RENAME TO people;

CREATE TABLE claims (
    id         INTEGER PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,         -- of the claimant's own page
    listing    TEXT NOT NULL,
    proof      TEXT NOT NULL CHECK (proof IN ('call', 'letter', 'document')),
    reached_at TEXT NOT NULL,                -- the number or address that a register or a board gave; '' for a document
    content    BLOB,                         -- sealed: name, e-mail address, code; NULL once it is settled
    asked_on   TEXT NOT NULL,                -- ISO day
    tries      INTEGER NOT NULL DEFAULT 0,   -- codes that were wrong
    sent_on    TEXT,                         -- ISO day on which the code was read out or posted
    state      TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'proved', 'refused'))
);
CREATE INDEX claims_by_listing ON claims (listing);

CREATE TABLE owners (
    id           INTEGER PRIMARY KEY,
    listing      TEXT NOT NULL,
    person       INTEGER NOT NULL REFERENCES people (id),
    proof        TEXT NOT NULL,              -- as in claims; 'delegated' by another owner
    since        TEXT NOT NULL,              -- ISO day
    confirmed_on TEXT,                       -- ISO day on which they last said that all is right
    reminded     INTEGER NOT NULL DEFAULT 0, -- days since then, of the last reminder that was sent
    UNIQUE (listing, person)
);
