-- Step 7: what is fetched again and again, as an admin says. Each run is a row of `jobs`, like an import that somebody asks for.

CREATE TABLE schedules (
    id         INTEGER PRIMARY KEY,
    title      TEXT NOT NULL,                                   -- what it fetches, as people call it
    settings   TEXT NOT NULL,                                   -- JSON: as a job's
    days       INTEGER NOT NULL CHECK (days BETWEEN 1 AND 366), -- from one run to the next
    next_at    TEXT NOT NULL,                                   -- UTC: the moment from which it is due
    publishes  INTEGER NOT NULL,                                -- 1: by itself, where nothing speaks against it
    most       INTEGER NOT NULL CHECK (most BETWEEN 0 AND 20),  -- percent that may come or go by itself
    stopped_at TEXT,
    changed_by INTEGER REFERENCES people (id),
    changed_at TEXT NOT NULL
);
CREATE INDEX schedules_due ON schedules (next_at) WHERE stopped_at IS NULL;

ALTER TABLE jobs ADD COLUMN schedule INTEGER REFERENCES schedules (id);
CREATE INDEX jobs_of_schedules ON jobs (schedule, id) WHERE schedule IS NOT NULL;

-- What is fetched from a portal is named as whatever else is known how to fetch.
UPDATE jobs SET settings = json_set(settings, '$.known', 'licences') WHERE json_extract(settings, '$.portal') <> '';
