-- Step 16: whoever else is known at a listing is told that somebody keeps it now; colleagues go with the owner who let
-- them in; a claim knows the account that it made, so that who lost the link to it gets another one.

ALTER TABLE claims ADD COLUMN person INTEGER REFERENCES people (id); -- whose account it made; NULL: none yet, or they had one
ALTER TABLE claims ADD COLUMN network BLOB;          -- keyed hash of where it came from; NULL once it is settled
ALTER TABLE owners ADD COLUMN let_in_by INTEGER;     -- of a colleague: the owner, by their number, who let them in

CREATE TABLE notices (
    id         INTEGER PRIMARY KEY,
    owner      INTEGER NOT NULL REFERENCES owners (id),
    reach      TEXT NOT NULL CHECK (reach IN ('call', 'letter')),
    reached_at TEXT NOT NULL,                -- the number or address that a register or a board gave
    content    BLOB NOT NULL,                -- sealed: the code with which they say that it is not theirs
    sent_on    TEXT                          -- ISO day on which they were told
);
CREATE INDEX notices_by_owner ON notices (owner);

CREATE TABLE shares (
    token_hash BLOB PRIMARY KEY,             -- of the link that an owner hands on to a colleague who has an account
    owner      INTEGER NOT NULL REFERENCES owners (id),
    person     INTEGER NOT NULL REFERENCES people (id), -- the colleague
    expires_at TEXT NOT NULL
);
