-- Step 5: a job may be to publish an edition with what was decided at the desk, and a job whose table needs a map waits for one. SQLite changes what a
-- CHECK allows only by making the table again.

CREATE TABLE jobs_now (
    id         INTEGER PRIMARY KEY,
    what       TEXT NOT NULL CHECK (what IN ('import', 'undo', 'edition')),
    asked_by   INTEGER REFERENCES people (id),
    file       TEXT NOT NULL,               -- as people call it: a name, or an address without its query
    settings   TEXT NOT NULL,               -- JSON: the source, the day and whatever else says how it is done
    phase      TEXT NOT NULL CHECK (phase IN ('waiting', 'trying', 'matching', 'tried', 'publishing', 'published', 'failed', 'cancelled',
               'discarded')),
    taken      INTEGER NOT NULL DEFAULT 0,  -- 1: a worker is at it; a job to publish waits in its phase until then
    attempts   INTEGER NOT NULL DEFAULT 0,  -- how often a worker took it in this phase
    cancel     INTEGER NOT NULL DEFAULT 0,  -- 1: somebody wants it to end
    progress   TEXT NOT NULL DEFAULT '{}',  -- JSON: how far it is
    result     TEXT NOT NULL DEFAULT '{}',  -- JSON: what trying and publishing found
    reason     TEXT NOT NULL DEFAULT '',    -- why it was published or discarded, as typed; or why it failed
    asked_at   TEXT NOT NULL,
    tried_at   TEXT,
    settled_by INTEGER REFERENCES people (id), -- who published, discarded or cancelled it
    ended_at   TEXT
);
INSERT INTO jobs_now SELECT * FROM jobs;
DROP TABLE jobs;
ALTER TABLE jobs_now RENAME TO jobs;
CREATE INDEX jobs_to_do ON jobs (phase, id) WHERE phase IN ('waiting', 'trying', 'publishing');
