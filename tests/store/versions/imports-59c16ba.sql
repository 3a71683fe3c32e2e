BEGIN TRANSACTION;
CREATE TABLE contents (       -- every different listing that a source has ever given, once
    id      INTEGER PRIMARY KEY,
    digest  BLOB NOT NULL UNIQUE,
    listing TEXT NOT NULL
);
INSERT INTO "contents" VALUES(1,X'7347A86DA8FDA5D797F34080A5B3B850','{"id":"2000009011","npi":"2000009011","kind":"licensed_acupuncturist","name":"Ana Lopez","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01"}');
INSERT INTO "contents" VALUES(2,X'191FCB8E665B2A60BB2B810283A95E16','{"id":"2000009029","npi":"2000009029","kind":"licensed_acupuncturist","name":"Ken Sato","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9002","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01"}');
INSERT INTO "contents" VALUES(3,X'A075AB7CD195133EECB7A207C9FA56C9','{"id":"2000009037","npi":"2000009037","kind":"licensed_acupuncturist","name":"So Kim","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01"}');
INSERT INTO "contents" VALUES(4,X'E9E0E605591D90ECE63D57DF49A1927E','{"id":"2000009110","npi":"2000009110","kind":"licensed_acupuncturist","name":"Pat Reed","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01"}');
INSERT INTO "contents" VALUES(5,X'5B0909AC0A33133F391641DDB56D9F3C','{"id":"2000009219","npi":"2000009219","kind":"licensed_acupuncturist","name":"Maeve O''Brien","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Portland","state":"OR","postal_code":"97214-1234","phone":"+15035550123"}],"licences":[{"state":"OR","number":"AC900001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01"}');
INSERT INTO "contents" VALUES(6,X'07CFE9C089EAE0D19AA4753553A0C828','{"id":"2000009011","npi":"2000009011","kind":"licensed_acupuncturist","name":"Ana Lopez-Reyes","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01"}');
INSERT INTO "contents" VALUES(7,X'97519D10BB206CF5DC079460EE8CDD54','{"id":"2000009227","npi":"2000009227","kind":"licensed_acupuncturist","name":"Bea O''Brien","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Portland","state":"OR","postal_code":"97214-1234","phone":"+15035550123"}],"licences":[{"state":"OR","number":"AC900001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01"}');
INSERT INTO "contents" VALUES(8,X'DD46390E1EBE5613577ADF3785FC0CB5','{"id":"2000009029","npi":"2000009029","kind":"licensed_acupuncturist","name":"Ken Wrong","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9002","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01"}');
CREATE TABLE problems (
    snapshot INTEGER NOT NULL REFERENCES snapshots (id),
    row      INTEGER NOT NULL,
    field    TEXT NOT NULL,
    value    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    refused  INTEGER NOT NULL
);
INSERT INTO "problems" VALUES(1,7,'NPI','2000000000','not a valid NPI: ten digits, the last of them a check digit',1);
CREATE TABLE records (        -- which listing a snapshot gives for whom
    snapshot INTEGER NOT NULL REFERENCES snapshots (id),
    id       TEXT NOT NULL,
    content  INTEGER REFERENCES contents (id), -- NULL: the source no longer lists them
    PRIMARY KEY (snapshot, id)
) WITHOUT ROWID;
INSERT INTO "records" VALUES(1,'2000009011',1);
INSERT INTO "records" VALUES(1,'2000009029',2);
INSERT INTO "records" VALUES(1,'2000009037',3);
INSERT INTO "records" VALUES(1,'2000009110',4);
INSERT INTO "records" VALUES(1,'2000009219',5);
INSERT INTO "records" VALUES(2,'2000009011',6);
INSERT INTO "records" VALUES(2,'2000009110',NULL);
INSERT INTO "records" VALUES(2,'2000009227',7);
INSERT INTO "records" VALUES(3,'2000009029',8);
CREATE TABLE snapshots (      -- one file, read once
    id          INTEGER PRIMARY KEY,
    source      TEXT NOT NULL,
    made_up     INTEGER NOT NULL,           -- 1: the sample directory
    whole       INTEGER NOT NULL,           -- 1: replaces what the source said before; 0: changes it
    file        TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    as_of       TEXT NOT NULL,              -- the last day the file speaks of
    imported_at TEXT NOT NULL,
    counts      TEXT NOT NULL,              -- JSON: what became of its rows
    withdrawn   INTEGER NOT NULL DEFAULT 0  -- 1: rolled back
);
INSERT INTO "snapshots" VALUES(1,'nppes',0,1,'npidata_pfile_20050523-20240310.csv','bd4fe0c9f9aed167833a12fae1213904f7834a5ede250a4a327f6ba2f9792476','2024-03-10','2026-11-28T22:02:34+00:00','{"rows_read": 7, "other_taxonomy": 1, "deactivated": 0, "repeated": 0, "listings": 5, "refused": 1}',0);
INSERT INTO "snapshots" VALUES(2,'nppes',0,0,'npidata_pfile_20240311-20240317.csv','a79d3afaaf22b851471b70f0205ac401fc59540e7b7587c570be14675421200b','2024-03-17','2026-11-28T22:02:35+00:00','{"rows_read": 3, "other_taxonomy": 0, "deactivated": 1, "repeated": 0, "listings": 2, "refused": 0}',0);
INSERT INTO "snapshots" VALUES(3,'nppes',0,0,'npidata_pfile_20240318-20240324.csv','6354227b71dd69a4d00341df5c81354644385ffd00a033d752b77dd89a127325','2024-03-24','2026-11-28T22:02:39+00:00','{"rows_read": 1, "other_taxonomy": 0, "deactivated": 0, "repeated": 0, "listings": 1, "refused": 0}',1);
CREATE VIEW said AS
WITH standing AS (
    SELECT *, as_of || printf('%012d', id) AS turn FROM snapshots WHERE NOT withdrawn
), beginning AS (
    SELECT source, max(turn) AS turn FROM standing WHERE whole GROUP BY source
)
SELECT source, id, content, as_of, snapshot FROM (
    SELECT s.source, r.id, r.content, s.as_of, r.snapshot,
           row_number() OVER (PARTITION BY s.source, r.id ORDER BY s.turn DESC) AS newest
    FROM records r
    JOIN standing s ON s.id = r.snapshot
    LEFT JOIN beginning b ON b.source = s.source
    WHERE s.turn >= coalesce(b.turn, '')
) WHERE newest = 1 AND content IS NOT NULL;
COMMIT;
