-- Step 11: samples of the directory's places that people call, to measure how right it is. All of it is public already.

CREATE TABLE accuracy_rounds (
    id           INTEGER PRIMARY KEY,
    drawn_at     TEXT NOT NULL,              -- UTC
    published_at TEXT NOT NULL,              -- of the directory that it was drawn from
    seed         INTEGER NOT NULL,
    population   INTEGER NOT NULL,           -- places that could have been drawn
    closed_on    TEXT                        -- ISO day; NULL while calls are made
);
CREATE TABLE accuracy_places (
    round    INTEGER NOT NULL REFERENCES accuracy_rounds (id),
    number   INTEGER NOT NULL,               -- from 1, in the order of the call sheet
    listing  TEXT NOT NULL,
    key      TEXT NOT NULL,                  -- of the place in its listing, see accuracy/sample.py
    stratum  TEXT NOT NULL,
    name     TEXT NOT NULL,                  -- as listed when it was drawn, and so on
    address  TEXT NOT NULL,
    phone    TEXT NOT NULL,
    accepting INTEGER,
    twice    INTEGER NOT NULL,               -- whether a second person calls, too
    PRIMARY KEY (round, number)
) WITHOUT ROWID;
CREATE TABLE accuracy_calls (
    id        INTEGER PRIMARY KEY,
    round     INTEGER NOT NULL,
    place     INTEGER NOT NULL,
    second    INTEGER NOT NULL,
    called_on TEXT NOT NULL,                 -- ISO day
    deficiencies  TEXT,                          -- names of core/call_outcomes.py with spaces between; NULL: not reached
    note      TEXT NOT NULL,
    person    INTEGER REFERENCES people (id),
    FOREIGN KEY (round, place) REFERENCES accuracy_places (round, number)
);
CREATE INDEX accuracy_calls_by_place ON accuracy_calls (round, place);
