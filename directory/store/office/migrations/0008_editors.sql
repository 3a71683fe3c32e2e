-- Step 8: people who keep the listings of one state. SQLite changes what a CHECK allows only by making the table again.

CREATE TABLE people_now (
    id          INTEGER PRIMARY KEY,
    email       TEXT NOT NULL UNIQUE,       -- in lower case
    role        TEXT NOT NULL CHECK (role IN ('physician', 'admin', 'editor')),
    password    TEXT,                       -- argon2id; NULL until the invitation is answered
    totp        BLOB,                       -- sealed: the secret that the authenticator app shares
    totp_step   INTEGER NOT NULL DEFAULT 0, -- the half minute of the last code used, so that none serves twice
    profile     BLOB,                       -- sealed JSON: what every letter of theirs begins with
    created_at  TEXT NOT NULL,
    disabled_at TEXT,
    limited_to  TEXT NOT NULL DEFAULT '' CHECK ((limited_to <> '') = (role = 'editor')) -- the state whose listings they keep
);
INSERT INTO people_now SELECT id, email, role, password, totp, totp_step, profile, created_at, disabled_at, '' FROM people;
DROP TABLE people;
ALTER TABLE people_now RENAME TO people;
