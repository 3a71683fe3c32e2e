-- Step 19: a job may be to try whether a copy can be restored; it is then done, and there is nothing to publish. SQLite changes what a CHECK allows only by
-- making the table again.

CREATE TABLE jobs_now (
    id         INTEGER PRIMARY KEY,
    what       TEXT NOT NULL CHECK (what IN ('import', 'undo', 'edition', 'drill')),
    asked_by   INTEGER REFERENCES people (id),
    file       TEXT NOT NULL,               -- as people call it: a name, or an address without its query
    settings   TEXT NOT NULL,               -- JSON: the source, the day and whatever else says how it is done
    phase      TEXT NOT NULL CHECK (phase IN ('waiting', 'trying', 'matching', 'tried', 'publishing', 'published', 'done', 'failed', 'cancelled',
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
    ended_at   TEXT,
    schedule   INTEGER REFERENCES schedules (id)
);
INSERT INTO jobs_now (id, what, asked_by, file, settings, phase, taken, attempts, cancel, progress, result, reason, asked_at, tried_at, settled_by, ended_at,
        schedule)
    SELECT id, what, asked_by, file, settings, phase, taken, attempts, cancel, progress, result, reason, asked_at, tried_at, settled_by, ended_at, schedule
    FROM jobs;
DROP TABLE jobs;
ALTER TABLE jobs_now RENAME TO jobs;
CREATE INDEX jobs_to_do ON jobs (phase, id) WHERE phase IN ('waiting', 'trying', 'publishing');
CREATE INDEX jobs_of_schedules ON jobs (schedule, id) WHERE schedule IS NOT NULL;
