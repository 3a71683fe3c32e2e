-- Step 1: the tables of office.db, which holds people and letters. What a letter or a secret says is sealed (store/vault.py);
-- the rest only says that it exists, whose it is and when it changed. Times are UTC, ISO 8601, to the second. Nobody is ever
-- deleted: the audit trail names them. Files made before steps were numbered have all of these tables.

CREATE TABLE IF NOT EXISTS about (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS people (
    id          INTEGER PRIMARY KEY,
    email       TEXT NOT NULL UNIQUE,       -- in lower case
    role        TEXT NOT NULL CHECK (role IN ('physician', 'admin')),
    password    TEXT,                       -- argon2id; NULL until the invitation is answered
    totp        BLOB,                       -- sealed: the secret that the authenticator app shares
    totp_step   INTEGER NOT NULL DEFAULT 0, -- the half minute of the last code used, so that none serves twice
    profile     BLOB,                       -- sealed JSON: what every letter of theirs begins with
    created_at  TEXT NOT NULL,
    disabled_at TEXT
);

CREATE TABLE IF NOT EXISTS invitations (    -- to set an account up, or set it up again
    hash       BLOB PRIMARY KEY,            -- SHA-256 of the link's token, as everywhere below
    person     INTEGER NOT NULL REFERENCES people (id),
    totp       BLOB NOT NULL,               -- sealed: the secret offered
    expires_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS recovery_codes ( -- each stands once for a code of the app
    hash   BLOB PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES people (id)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS sessions (
    hash       BLOB PRIMARY KEY,
    person     INTEGER NOT NULL REFERENCES people (id),
    started_at TEXT NOT NULL,
    seen_at    TEXT NOT NULL,
    network    TEXT NOT NULL,               -- where it was started from: an address
    browser    TEXT NOT NULL
) WITHOUT ROWID;

-- Browsers that somebody has signed in from: strangers' tries do not slow them.
CREATE TABLE IF NOT EXISTS devices (
    hash    BLOB PRIMARY KEY,
    person  INTEGER NOT NULL REFERENCES people (id),
    seen_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS tries (          -- to sign in, since the last that succeeded
    bucket  BLOB PRIMARY KEY,               -- keyed hash of whose tries are counted together
    count   INTEGER NOT NULL,
    last_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS drafts (         -- what was typed when a session ended, until they sign in again
    person  INTEGER NOT NULL REFERENCES people (id),
    path    TEXT NOT NULL,                  -- of the page with the form
    content BLOB NOT NULL,                  -- sealed JSON
    kept_at TEXT NOT NULL,
    PRIMARY KEY (person, path)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS referrals (
    id           TEXT PRIMARY KEY,          -- random: an address tells nothing
    owner        INTEGER NOT NULL REFERENCES people (id),
    practitioner TEXT NOT NULL,             -- id of the listing
    status       TEXT NOT NULL,
    content      BLOB NOT NULL,             -- sealed: the letter
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS referrals_by_owner ON referrals (owner, updated_at);

CREATE TABLE IF NOT EXISTS referral_events (
    id       INTEGER PRIMARY KEY,
    referral TEXT NOT NULL REFERENCES referrals (id) ON DELETE CASCADE,
    at       TEXT NOT NULL,
    who      INTEGER REFERENCES people (id), -- NULL: whoever held the reply link
    before   TEXT NOT NULL,                 -- status; '' at the beginning
    after    TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS referral_events_by_referral ON referral_events (referral);

CREATE TABLE IF NOT EXISTS reply_links (
    hash       BLOB PRIMARY KEY,
    referral   TEXT NOT NULL REFERENCES referrals (id) ON DELETE CASCADE,
    made_at    TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at    TEXT,
    revoked_at TEXT
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS mistakes (       -- what visitors say is wrong with a listing
    id          TEXT PRIMARY KEY,
    listing     TEXT NOT NULL,              -- id of the practitioner
    what        BLOB NOT NULL,              -- sealed: people write more than they are asked
    received_on TEXT NOT NULL,              -- a day, no time: nobody needs to know when somebody sat here
    state       TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'settled'))
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS audit (          -- who did what to what, when, from where (45 CFR 164.312(b))
    id      INTEGER PRIMARY KEY,            -- 1, 2, 3 …
    at      TEXT NOT NULL,
    who     INTEGER,                        -- NULL: nobody signed in
    what    TEXT NOT NULL,
    subject TEXT NOT NULL,
    network TEXT NOT NULL,
    mac     BLOB NOT NULL                   -- over this row and the mac of the one before, keyed by the office key
);
CREATE TRIGGER IF NOT EXISTS audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE (ABORT, 'the audit trail is only ever added to'); END;
CREATE TRIGGER IF NOT EXISTS audit_is_not_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE (ABORT, 'the audit trail is only ever added to'); END;
