-- Step 2: passkeys, with which somebody signs in without a password, and the challenges that they answer.

CREATE TABLE passkeys (
    id         BLOB PRIMARY KEY,            -- the credential's id, which its authenticator chose
    person     INTEGER NOT NULL REFERENCES people (id),
    public_key BLOB NOT NULL,               -- COSE
    sign_count INTEGER NOT NULL,            -- what the authenticator counted last; 0 for those that do not count
    name       TEXT NOT NULL,               -- what its owner calls it
    added_at   TEXT NOT NULL,
    used_at    TEXT
) WITHOUT ROWID;
CREATE INDEX passkeys_by_person ON passkeys (person);

CREATE TABLE challenges (                   -- each is answered once, soon after it was given
    hash       BLOB PRIMARY KEY,
    person     INTEGER REFERENCES people (id), -- who is to add a passkey; NULL: somebody who wants to sign in
    expires_at TEXT NOT NULL
) WITHOUT ROWID;

-- Admins ask the trail by what was done and by whom.
CREATE INDEX audit_by_what ON audit (what, id);
CREATE INDEX audit_by_who ON audit (who, id);
