-- Step 10: letters belong to a practice, not to a person. Each physician of before becomes a practice of one, whose number is theirs: what is
-- sealed is bound to that number, so it opens as before. SQLite changes what a CHECK allows only by making the table again.

CREATE TABLE people_now (
    id          INTEGER PRIMARY KEY,
    email       TEXT NOT NULL UNIQUE,       -- in lower case
    role        TEXT NOT NULL CHECK (role IN ('physician', 'staff', 'admin', 'editor')),
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

CREATE TABLE practices (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    keep_years INTEGER NOT NULL DEFAULT 7 CHECK (keep_years BETWEEN 1 AND 99), -- from a letter's last change
    created_at TEXT NOT NULL
);
CREATE TABLE members (                      -- who works in a practice, and who did
    practice INTEGER NOT NULL REFERENCES practices (id),
    person   INTEGER NOT NULL REFERENCES people (id),
    since    TEXT NOT NULL,
    until    TEXT,                          -- the last day, of who only covers for somebody; NULL: a member of their own
    left_at  TEXT,
    PRIMARY KEY (practice, person)
) WITHOUT ROWID;
CREATE UNIQUE INDEX members_at_home ON members (person) WHERE until IS NULL AND left_at IS NULL;
INSERT INTO practices (id, name, created_at) SELECT id, email, created_at FROM people
    WHERE role = 'physician' OR id IN (SELECT owner FROM referrals);
INSERT INTO members (practice, person, since) SELECT practices.id, people.id, people.created_at FROM practices JOIN people USING (id);

CREATE TABLE referrals_now (
    id           TEXT PRIMARY KEY,          -- random: an address tells nothing; the document's id on paper
    practice     INTEGER NOT NULL REFERENCES practices (id),
    author       INTEGER NOT NULL REFERENCES people (id), -- the physician who signs or is to sign
    practitioner TEXT NOT NULL,             -- id of the first listing that it asks
    status       TEXT NOT NULL,
    content      BLOB NOT NULL,             -- sealed: the letter
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    follows      TEXT,                      -- the letter of the course before
    sha256       TEXT,                      -- of what was signed, as printed; NULL until then
    news_at      TEXT,                      -- what came that no physician of the practice has looked at yet
    deletion_by  INTEGER REFERENCES people (id), -- who wants it deleted, which somebody else has to confirm
    deletion_at  TEXT
) WITHOUT ROWID;
INSERT INTO referrals_now (id, practice, author, practitioner, status, content, created_at, updated_at)
    SELECT id, owner, owner, practitioner, status, content, created_at, updated_at FROM referrals;
DROP TABLE referrals;
ALTER TABLE referrals_now RENAME TO referrals;
CREATE INDEX referrals_by_practice ON referrals (practice, updated_at);
CREATE INDEX referrals_by_follows ON referrals (follows) WHERE follows IS NOT NULL;

CREATE TABLE recipients (                   -- what one of those asked said; no row: nothing yet
    referral     TEXT NOT NULL REFERENCES referrals (id) ON DELETE CASCADE,
    practitioner TEXT NOT NULL,             -- id of the listing
    status       TEXT NOT NULL CHECK (status IN ('accepted', 'declined', 'released')), -- released: another accepted first
    changed_at   TEXT NOT NULL,
    PRIMARY KEY (referral, practitioner)
) WITHOUT ROWID;
ALTER TABLE referral_events ADD COLUMN practitioner TEXT NOT NULL DEFAULT ''; -- whose reply link it came through, or of whom it tells
ALTER TABLE reply_links ADD COLUMN practitioner TEXT NOT NULL DEFAULT '';     -- whose it is; '': of whoever holds the letter, as links once were
UPDATE reply_links SET revoked_at = coalesce(revoked_at, used_at);            -- a link was used up by an answer
ALTER TABLE reply_links RENAME COLUMN used_at TO answered_at;

CREATE TABLE emergencies (                  -- letters that somebody from outside the practice opened in an emergency (45 CFR 164.312(a)(2)(ii))
    id       INTEGER PRIMARY KEY,
    referral TEXT NOT NULL REFERENCES referrals (id) ON DELETE CASCADE,
    person   INTEGER NOT NULL REFERENCES people (id),
    reason   BLOB NOT NULL,                 -- sealed: as typed
    at       TEXT NOT NULL,
    until    TEXT NOT NULL
);
CREATE INDEX emergencies_by_referral ON emergencies (referral, person);
