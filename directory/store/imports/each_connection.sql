-- What every connection to imports.db begins with.

PRAGMA cache_size = -8192; -- kB: the indexes of half a million listings

-- What each source says today: its newest whole file (of each part, the newest that is the whole of it) and every update after
-- it, the newest statement about each practitioner. "Newest" is by the day a file speaks of, so that files imported out of
-- order tell the same. A file whose day had not come when it was imported has a wrong day: it comes after what was imported
-- before it, and before what is imported after it (a day's grace, for imported_at is in UTC). The sample says something as long as
-- no real source does. A view of this connection only: the rule is this program's, whichever version of it made the file.
CREATE TEMP VIEW IF NOT EXISTS standing AS
WITH dated AS (
    SELECT *, as_of <= date(imported_at, '+1 day') AS has_come FROM snapshots
    WHERE NOT withdrawn AND made_up = (SELECT min(made_up) FROM snapshots WHERE NOT withdrawn)
), placed AS (
    SELECT *, iif(has_come, as_of, max(iif(has_come, as_of, '')) OVER (PARTITION BY source ORDER BY id)) AS day FROM dated
)
SELECT id, source, whole, iif(has_come, as_of, date(imported_at)) AS as_of, row_number() OVER (ORDER BY day, id) AS turn
FROM placed;
CREATE TEMP VIEW IF NOT EXISTS beginning AS
SELECT source, coalesce(part, '') AS part, max(turn) AS turn
FROM standing LEFT JOIN parts ON parts.snapshot = standing.id WHERE whole GROUP BY 1, 2;

CREATE TEMP VIEW IF NOT EXISTS said AS
SELECT source, id, content, as_of, snapshot FROM (
    -- the other columns are of the row with the highest turn (SQLite's lang_select.html#bareagg)
    SELECT s.source, r.id, r.content, s.as_of, r.snapshot, max(s.turn)
    FROM records r
    JOIN standing s ON s.id = r.snapshot
    WHERE NOT EXISTS (
        SELECT 1 FROM beginning b
        WHERE b.source = s.source AND b.turn > s.turn AND b.part IN ('', substr(r.id, 1, instr(r.id, '-') - 1))
    )
    GROUP BY s.source, r.id
) WHERE content IS NOT NULL;

-- The same of those alone whose ids are in `asked`: each is looked for in each file, where `said` reads all records.
CREATE TEMP TABLE IF NOT EXISTS asked (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP VIEW IF NOT EXISTS said_of_asked AS
SELECT source, id, content, as_of, snapshot FROM (
    SELECT s.source, r.id, r.content, s.as_of, r.snapshot, max(s.turn)
    FROM standing s
    CROSS JOIN asked
    CROSS JOIN records r ON r.snapshot = s.id AND r.id = asked.id
    WHERE NOT EXISTS (
        SELECT 1 FROM beginning b
        WHERE b.source = s.source AND b.turn > s.turn AND b.part IN ('', substr(r.id, 1, instr(r.id, '-') - 1))
    )
    GROUP BY s.source, r.id
) WHERE content IS NOT NULL;
