BEGIN TRANSACTION;
CREATE TABLE contents (       -- every different listing that a source has ever given, once
    id      INTEGER PRIMARY KEY,
    digest  BLOB NOT NULL UNIQUE,
    listing TEXT NOT NULL
);
INSERT INTO "contents" VALUES(1,X'96513C8EC4505CABCBA211E590781D92','{"id":"2000009011","npi":"2000009011","kind":"licensed_acupuncturist","name":"Ana Lopez","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
INSERT INTO "contents" VALUES(2,X'597094EF836B484AE8A78352EB1B4C5D','{"id":"2000009029","npi":"2000009029","kind":"licensed_acupuncturist","name":"Ken Sato","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9002","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
INSERT INTO "contents" VALUES(3,X'7473A538F37CD4D5DDF693CB5D9DAB0E','{"id":"2000009037","npi":"2000009037","kind":"licensed_acupuncturist","name":"So Kim","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
INSERT INTO "contents" VALUES(4,X'E16870E2CFC765585B6956F65B51C72B','{"id":"2000009110","npi":"2000009110","kind":"licensed_acupuncturist","name":"Pat Reed","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
INSERT INTO "contents" VALUES(5,X'637D5856D1772F12F6FC6F6A8CF26248','{"id":"2000009219","npi":"2000009219","kind":"licensed_acupuncturist","name":"Maeve O''Brien","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Portland","state":"OR","postal_code":"97214-1234","phone":"+15035550123"}],"licences":[{"state":"OR","number":"AC900001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
INSERT INTO "contents" VALUES(6,X'5C2BC9AA0EFB8ECAF7EF0E7B43604728','{"id":"2000009011","npi":"2000009011","kind":"licensed_acupuncturist","name":"Ana Lopez-Reyes","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
INSERT INTO "contents" VALUES(7,X'469FB29DC127EDB8D3EFB7E264767250','{"id":"2000009227","npi":"2000009227","kind":"licensed_acupuncturist","name":"Bea O''Brien","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Portland","state":"OR","postal_code":"97214-1234","phone":"+15035550123"}],"licences":[{"state":"OR","number":"AC900001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
INSERT INTO "contents" VALUES(8,X'D1AD328F95DE2AE343016C5F92C2DD7F','{"id":"CO-9001","npi":null,"kind":"licensed_acupuncturist","name":"Ana Lopez","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":null}],"licences":[{"state":"CO","number":"9001","status":"active","expires_on":"2027-12-31"}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":null,"confirmed_on":"2026-01-05","deactivated_on":null}');
INSERT INTO "contents" VALUES(9,X'5D0EBFB4567AA0F35F79039B7786B4D8','{"id":"CO-9003","npi":null,"kind":"licensed_acupuncturist","name":"Linh Ngo","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":null}],"licences":[{"state":"CO","number":"9003","status":"expired","expires_on":"2027-12-31"}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}');
INSERT INTO "contents" VALUES(10,X'2964B2B4DEC39ECF099915FEB7522947','{"id":"roster-9f40c2be7cec645f","npi":null,"kind":"medical_acupuncturist","name":"Linh Ngo","other_names":[],"credentials":["M.D.","FAAMA"],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":"+13035550103"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}');
INSERT INTO "contents" VALUES(11,X'8D2D1D5E050ACAED3AF7E4EA6AE2FDBC','{"id":"roster-9733024b60d0025c","npi":null,"kind":"medical_acupuncturist","name":"Ann Able","other_names":[],"credentials":["M.D."],"gender":null,"locations":[{"address":"","city":"Boulder","state":"CO","postal_code":null,"phone":"+13035550104"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}');
INSERT INTO "contents" VALUES(12,X'22E6755DD17AA046210E12BE2D75E635','{"id":"2000009029","npi":"2000009029","kind":"licensed_acupuncturist","name":"Ken Wrong","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9002","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
CREATE TABLE decisions (      -- an admin's word on two statements, kept for ever; refs are SOURCE:ID or npi:NPI
    one        TEXT NOT NULL,
    other      TEXT NOT NULL,
    same       INTEGER NOT NULL,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
INSERT INTO "decisions" VALUES('npi:2000009011','roster:none-1',0,'2026-11-22T09:00:00+00:00');
CREATE TABLE doubts (         -- pairs that the last publish could not tell apart; a pair keeps its number
    id     INTEGER PRIMARY KEY,
    one    TEXT NOT NULL,
    other  TEXT NOT NULL,
    reason TEXT NOT NULL,
    waiting INTEGER NOT NULL,               -- 1: nobody has decided yet
    UNIQUE (one, other)
);
INSERT INTO "doubts" VALUES(1,'roster:roster-9f40c2be7cec645f','licences:CO-9003','the name and the city agree',1);
INSERT INTO "doubts" VALUES(2,'npi:2000009011','roster:none-1','same name',0);
CREATE TABLE geocodes (       -- what a geocoding service answered, so that it is asked once for each address
    address   TEXT PRIMARY KEY,             -- folded: street, city, state, ZIP code
    latitude  REAL,                         -- NULL: not to be had, see reason
    longitude REAL,
    precision TEXT,                         -- rooftop | street
    geocoder  TEXT NOT NULL,
    reason    TEXT,
    asked_on  TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "geocodes" VALUES('12 se elm st denver co 80202',39.75,-104.99,'rooftop','made up',NULL,'2026-11-22');
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
INSERT INTO "records" VALUES(3,'CO-9001',8);
INSERT INTO "records" VALUES(3,'CO-9003',9);
INSERT INTO "records" VALUES(4,'roster-9733024b60d0025c',11);
INSERT INTO "records" VALUES(4,'roster-9f40c2be7cec645f',10);
INSERT INTO "records" VALUES(5,'2000009029',12);
CREATE TABLE snapshots (      -- one file, read once
    id          INTEGER PRIMARY KEY,
    source      TEXT NOT NULL,
    state       TEXT NOT NULL,              -- of a licensing board's list, else ''
    made_up     INTEGER NOT NULL,           -- 1: the sample directory
    whole       INTEGER NOT NULL,           -- 1: replaces what the source said before; 0: changes it
    file        TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    as_of       TEXT NOT NULL,              -- the last day the file speaks of
    imported_at TEXT NOT NULL,
    counts      TEXT NOT NULL,              -- JSON: what became of its rows
    withdrawn   INTEGER NOT NULL DEFAULT 0  -- 1: rolled back
);
INSERT INTO "snapshots" VALUES(1,'nppes','',0,1,'npidata_pfile_20050523-20240310.csv','bd4fe0c9f9aed167833a12fae1213904f7834a5ede250a4a327f6ba2f9792476','2024-03-10','2026-11-28T22:03:36+00:00','{"source": "nppes", "snapshot": 1, "file": "npidata_pfile_20050523-20240310.csv", "rows_read": 7, "listings": 5, "problems": 1, "refused": 1, "passed_over": {"other_taxonomy": 1, "deactivated": 0, "repeated": 0}}',0);
INSERT INTO "snapshots" VALUES(2,'nppes','',0,0,'npidata_pfile_20240311-20240317.csv','a79d3afaaf22b851471b70f0205ac401fc59540e7b7587c570be14675421200b','2024-03-17','2026-11-28T22:03:39+00:00','{"source": "nppes", "snapshot": 2, "file": "npidata_pfile_20240311-20240317.csv", "rows_read": 3, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 1, "repeated": 0}}',0);
INSERT INTO "snapshots" VALUES(3,'licences','CO',0,0,'co_20260105.csv','ad12d5e30150c3508aef9345289a6bc5f202625bf86775f59e122302a92d40a0','2026-01-05','2026-11-28T22:03:41+00:00','{"source": "licences", "snapshot": 3, "file": "co_20260105.csv", "rows_read": 2, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}}',0);
INSERT INTO "snapshots" VALUES(4,'roster','',0,1,'members_20260106.csv','120f46cdd96d31ea6b574ab3d66a9974462a79247ab92edcd6de82cc48b9b9ad','2026-01-06','2026-11-28T22:03:44+00:00','{"source": "roster", "snapshot": 4, "file": "members_20260106.csv", "rows_read": 2, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}}',0);
INSERT INTO "snapshots" VALUES(5,'nppes','',0,0,'npidata_pfile_20240318-20240324.csv','6354227b71dd69a4d00341df5c81354644385ffd00a033d752b77dd89a127325','2024-03-24','2026-11-28T22:03:52+00:00','{"source": "nppes", "snapshot": 5, "file": "npidata_pfile_20240318-20240324.csv", "rows_read": 1, "listings": 1, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}}',1);
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
