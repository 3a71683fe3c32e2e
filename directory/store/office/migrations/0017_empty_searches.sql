-- Step 17: how many searches found nobody, by month and state, in tens: no single one is in any number here.

CREATE TABLE empty_searches (
    month    TEXT NOT NULL, -- YYYY-MM
    state    TEXT NOT NULL,
    searches INTEGER NOT NULL CHECK (searches % 10 = 0),
    PRIMARY KEY (month, state)
);
