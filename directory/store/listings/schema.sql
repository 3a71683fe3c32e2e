-- directory.db: what the public sees. Built whole from imports.db and never edited.

PRAGMA page_size = 16384;        -- a listing with all its plans is some kilobytes: written in half the time that pages of 4 kB take

CREATE TABLE practitioners (
    number  INTEGER PRIMARY KEY, -- 0, 1, 2 … along a Z-order curve: neighbours on the ground are neighbours in the file, but who moved since it was made whole
    id      TEXT NOT NULL UNIQUE,
    npi     TEXT,
    kind    TEXT NOT NULL,
    name    TEXT NOT NULL,
    plans   INTEGER,             -- the number of their list in plan_lists; NULL: nobody says what they take
    listing TEXT NOT NULL        -- JSON: everything shown but the insurance, each fact with its source and date
);

CREATE TABLE plan_lists (        -- what practitioners take: those in the same networks share a list
    number  INTEGER PRIMARY KEY,
    plans   TEXT NOT NULL        -- JSON: each plan with its source and date
);

CREATE TABLE plan_links (        -- which lists name a plan: for the next publish, so that it need not read them all again
    payer     TEXT NOT NULL,
    plan      TEXT NOT NULL,     -- '' where only the payer is known
    starts_on TEXT NOT NULL,     -- the first and the last day of it, '' where it is open
    ends_on   TEXT NOT NULL,
    listed    INTEGER NOT NULL,  -- 1: the insurer's own list says so; 0: somebody else
    plan_id   TEXT NOT NULL,     -- how the payer numbers it (HIOS), or ''
    source    TEXT NOT NULL,
    lists     BLOB NOT NULL,     -- their numbers, int32, ascending
    PRIMARY KEY (payer, plan, starts_on, ends_on, listed, plan_id, source)
) WITHOUT ROWID;

CREATE TABLE price_links (       -- which lists have a price of half an hour in the office: likewise
    payer     TEXT NOT NULL,
    plan      TEXT NOT NULL,
    starts_on TEXT NOT NULL,     -- the first and the last day on which it holds
    ends_on   TEXT NOT NULL,
    lists     BLOB NOT NULL,     -- int32, ascending
    cents     BLOB NOT NULL,     -- the price in each, int32
    PRIMARY KEY (payer, plan, starts_on, ends_on)
) WITHOUT ROWID;

CREATE TABLE cards (             -- apart, because they are small: a page's twenty lie together
    number INTEGER PRIMARY KEY,
    card   TEXT NOT NULL         -- JSON: what a result of a search shows of the listing
);

CREATE TABLE photographs (       -- of those who show one
    id     TEXT PRIMARY KEY,
    digest TEXT NOT NULL,        -- as the listing names it
    jpeg   BLOB NOT NULL
);

CREATE TABLE names (             -- who is called so
    word          TEXT PRIMARY KEY, -- folded: without accents and capitals
    practitioners BLOB NOT NULL  -- their numbers, int32
) WITHOUT ROWID;

CREATE TABLE terms (             -- who is under each term (core/index_terms.py, core/registered_terms.py)
    term          TEXT PRIMARY KEY,
    practitioners BLOB NOT NULL  -- their numbers, int32, ascending
) WITHOUT ROWID;

CREATE TABLE insurance (         -- who takes a plan
    payer         TEXT NOT NULL,
    plan          TEXT NOT NULL, -- '' where only the payer is known
    starts_on     TEXT NOT NULL, -- the first and the last day on which they do, '' where it is open
    ends_on       TEXT NOT NULL,
    listed        INTEGER NOT NULL, -- 1: the insurer's own list has them in its network; 0: somebody else says so
    plan_ids      TEXT NOT NULL, -- JSON: how the payer numbers it (HIOS)
    practitioners BLOB NOT NULL, -- their numbers, int32
    PRIMARY KEY (payer, plan, starts_on, ends_on, listed)
) WITHOUT ROWID;

CREATE TABLE named (              -- in which files of insurers' lists somebody was named
    id        TEXT NOT NULL,      -- the listing's
    list      INTEGER NOT NULL,
    first_day TEXT NOT NULL,      -- in every file from that of this day to that of the last
    last_day  TEXT NOT NULL,
    plans     BLOB NOT NULL,      -- the digest in named_plans of what was named; empty: perhaps it is somebody else
    source    TEXT NOT NULL,
    PRIMARY KEY (id, list, first_day, last_day, plans) -- a list may know somebody by several ids
) WITHOUT ROWID;

CREATE TABLE named_plans (
    digest BLOB PRIMARY KEY,
    plans  TEXT NOT NULL          -- JSON
);

CREATE TABLE network_files (      -- which files that were the whole of a list named a plan for anybody
    payer  TEXT NOT NULL,
    plan   TEXT NOT NULL,         -- '' for any of the payer's
    list   INTEGER NOT NULL,
    as_of  TEXT NOT NULL,
    source TEXT NOT NULL,         -- behind the key: else PRAGMA quick_check of some SQLites finds it NULL
    PRIMARY KEY (payer, plan, list, as_of)
) WITHOUT ROWID;

CREATE TABLE prices (            -- what half an hour in the office costs at the prices that a plan has agreed
    payer         TEXT NOT NULL,
    plan          TEXT NOT NULL, -- '' where only the payer is known
    starts_on     TEXT NOT NULL, -- the first and the last day on which it is so, '' where it is open
    ends_on       TEXT NOT NULL,
    practitioners BLOB NOT NULL, -- their numbers, int32
    cents         BLOB NOT NULL, -- the price with each of them, int32
    PRIMARY KEY (payer, plan, starts_on, ends_on)
) WITHOUT ROWID;

CREATE TABLE columns (           -- what a search reads, little-endian, loaded whole
    name TEXT PRIMARY KEY,
    type TEXT NOT NULL,          -- numpy's name of the type
    data BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE build_columns (            -- columns that only the next publish reads, so that it need not make again what has not changed
    name TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    data BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE words (             -- what the numbers in a column stand for
    column TEXT NOT NULL,
    number INTEGER NOT NULL,
    word   TEXT NOT NULL,
    PRIMARY KEY (column, number)
) WITHOUT ROWID;

CREATE TABLE orderers (          -- CMS's Order and Referring list, a piece a row
    first    INTEGER PRIMARY KEY, -- the first NPI of the piece
    npis     BLOB NOT NULL,      -- uint32, ascending
    services BLOB NOT NULL       -- uint8 for each: what may be ordered
);

CREATE TABLE out_of_use (        -- whom a source listed and nobody is shown, since their NPI was deactivated
    npi    TEXT PRIMARY KEY,
    since  TEXT NOT NULL,        -- ISO day, '' where none is told
    source TEXT NOT NULL,        -- whose word it is, and of which day
    as_of  TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE shown (             -- what tells whether a listing says something else than in the edition before
    id     TEXT PRIMARY KEY,
    digest BLOB NOT NULL,        -- see core/shown.py
    state  TEXT                  -- of the first place
) WITHOUT ROWID;

CREATE TABLE changes (           -- what changed with each of the last editions: no names, no reasons
    edition TEXT NOT NULL,       -- when it was published
    id      TEXT NOT NULL,
    change  TEXT NOT NULL,       -- new, left or changed
    state   TEXT,
    PRIMARY KEY (edition, id)
) WITHOUT ROWID;

CREATE TABLE about (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL          -- JSON
) WITHOUT ROWID;

-- For readers with any SQLite tool.
CREATE VIEW locations AS
SELECT p.id, json_extract(l.value, '$.address') AS address, json_extract(l.value, '$.city') AS city, json_extract(l.value, '$.state') AS state,
       json_extract(l.value, '$.postal_code') AS postal_code, json_extract(l.value, '$.phone') AS phone, json_extract(l.value, '$.latitude') AS latitude,
       json_extract(l.value, '$.longitude') AS longitude, json_extract(l.value, '$.precision') AS precision,
       json_extract(l.value, '$.starts_on') AS starts_on, json_extract(l.value, '$.ends_on') AS ends_on
FROM practitioners p, json_each(p.listing, '$.locations') l;

CREATE VIEW licences AS
SELECT p.id, json_extract(l.value, '$.state') AS state, json_extract(l.value, '$.number') AS number, coalesce(json_extract(l.value, '$.status'), 'unknown') AS status,
       json_extract(l.value, '$.expires_on') AS expires_on, json_extract(l.value, '$.source') AS source, json_extract(l.value, '$.as_of') AS as_of
FROM practitioners p, json_each(p.listing, '$.licences') l;

CREATE VIEW taken AS
SELECT p.id, json_extract(l.value, '$.payer') AS payer, json_extract(l.value, '$.plan') AS plan, json_extract(l.value, '$.plan_id') AS plan_id,
       json_extract(l.value, '$.network_status') AS network_status, json_extract(l.value, '$.starts_on') AS starts_on, json_extract(l.value, '$.ends_on') AS ends_on,
       json_extract(l.value, '$.source') AS source, json_extract(l.value, '$.as_of') AS as_of
FROM practitioners p JOIN plan_lists ON plan_lists.number = p.plans, json_each(plan_lists.plans) l;
