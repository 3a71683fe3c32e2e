-- Step 14: what was found in each list on its day, so that it is seen whether lists get better.

CREATE TABLE checks (
    source TEXT NOT NULL,
    payer  TEXT NOT NULL,    -- the insurer, or the state of a board's list; '' where a source has one list
    as_of  TEXT NOT NULL,    -- ISO day of which the list speaks
    listed INTEGER NOT NULL, -- people in it
    counts TEXT NOT NULL,    -- JSON: {measure: how many}
    PRIMARY KEY (source, payer, as_of)
);
