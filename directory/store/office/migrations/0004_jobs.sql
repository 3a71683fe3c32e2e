-- Step 4: what the worker does for admins: an import from its file to what is published, or a snapshot taken out again. A row is the
-- queue, the state and the history of its job, so that a worker that was killed finds where it was.

CREATE TABLE jobs (
    id         INTEGER PRIMARY KEY,
    what       TEXT NOT NULL CHECK (what IN ('import', 'undo')),
    asked_by   INTEGER REFERENCES people (id),
    file       TEXT NOT NULL,               -- as people call it: a name, or an address without its query
    settings   TEXT NOT NULL,               -- JSON: the source, the day and whatever else says how it is done
    phase      TEXT NOT NULL CHECK (phase IN
               ('waiting', 'trying', 'tried', 'publishing', 'published', 'failed', 'cancelled', 'discarded')),
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
CREATE INDEX jobs_to_do ON jobs (phase, id) WHERE phase IN ('waiting', 'trying', 'publishing');
