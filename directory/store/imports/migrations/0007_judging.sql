-- Step 7: who decided about two statements and why, what waits for a publish, and what the last publish found out about whose
-- each statement is and who is not listed, so that an admin's pages need not find it out again.

ALTER TABLE decisions ADD COLUMN who TEXT NOT NULL DEFAULT '';            -- an e-mail address; '': from the command line
ALTER TABLE decisions ADD COLUMN why TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN taken_back INTEGER NOT NULL DEFAULT 0;   -- 1: it counts no more
ALTER TABLE decisions ADD COLUMN published INTEGER NOT NULL DEFAULT 1;    -- 0: the directory was published before it
ALTER TABLE doubts ADD COLUMN put_off INTEGER NOT NULL DEFAULT 0;         -- how often an admin said "later"
ALTER TABLE doubts ADD COLUMN shared TEXT NOT NULL DEFAULT '';            -- the telephone number or address that both have
CREATE INDEX doubts_waiting ON doubts (put_off, id) WHERE waiting;

CREATE TABLE owners (                       -- whose a statement is, where that is not its own id's
    ref          TEXT PRIMARY KEY,          -- SOURCE:ID
    practitioner TEXT NOT NULL              -- '': it is not shown
) WITHOUT ROWID;
CREATE INDEX owners_by_practitioner ON owners (practitioner);

CREATE TABLE held_back (                    -- whom a source lists and the directory does not, and statements not shown
    ref    TEXT NOT NULL,                   -- npi or id of the practitioner, or SOURCE:ID of a statement
    name   TEXT NOT NULL,
    why    TEXT NOT NULL,                   -- a word, see resolve/unlisted.py
    detail TEXT NOT NULL,                   -- the day from which, or whom the statement may be about
    source TEXT NOT NULL,
    as_of  TEXT NOT NULL,
    PRIMARY KEY (why, ref, detail)
) WITHOUT ROWID;

CREATE INDEX contents_by_npi ON contents (npi) WHERE npi IS NOT NULL; -- all that is said of one
