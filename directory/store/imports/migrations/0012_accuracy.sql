-- Step 12: how right the directory was found to be, so that a publish can say so for everybody.

CREATE TABLE accuracy (
    round     INTEGER PRIMARY KEY,           -- its number in office.db
    closed_on TEXT NOT NULL,                 -- ISO day
    figures   TEXT NOT NULL                  -- JSON
);
