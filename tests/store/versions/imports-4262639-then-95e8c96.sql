BEGIN TRANSACTION;
CREATE TABLE addresses (      -- of each listing that a geocoding service was to be asked about; '' where that has been found out
    content INTEGER NOT NULL REFERENCES contents (id),
    address TEXT NOT NULL,                  -- as in geocodes
    PRIMARY KEY (content, address)
) WITHOUT ROWID;
INSERT INTO "addresses" VALUES(1,'');
INSERT INTO "addresses" VALUES(1,'12 se elm st denver co 80202');
CREATE TABLE contents (       -- every different listing that a source has ever given, once
    id      INTEGER PRIMARY KEY,
    digest  BLOB NOT NULL UNIQUE,
    listing TEXT NOT NULL
, npi TEXT, plans INTEGER REFERENCES plan_lists (id));
INSERT INTO "contents" VALUES(1,X'96513C8EC4505CABCBA211E590781D92','{"id":"2000009011","npi":"2000009011","kind":"licensed_acupuncturist","name":"Ana Lopez","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}','2000009011',NULL);
INSERT INTO "contents" VALUES(2,X'597094EF836B484AE8A78352EB1B4C5D','{"id":"2000009029","npi":"2000009029","kind":"licensed_acupuncturist","name":"Ken Sato","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9002","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}','2000009029',NULL);
INSERT INTO "contents" VALUES(3,X'7473A538F37CD4D5DDF693CB5D9DAB0E','{"id":"2000009037","npi":"2000009037","kind":"licensed_acupuncturist","name":"So Kim","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}','2000009037',NULL);
INSERT INTO "contents" VALUES(4,X'E16870E2CFC765585B6956F65B51C72B','{"id":"2000009110","npi":"2000009110","kind":"licensed_acupuncturist","name":"Pat Reed","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}','2000009110',NULL);
INSERT INTO "contents" VALUES(5,X'637D5856D1772F12F6FC6F6A8CF26248','{"id":"2000009219","npi":"2000009219","kind":"licensed_acupuncturist","name":"Maeve O''Brien","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Portland","state":"OR","postal_code":"97214-1234","phone":"+15035550123"}],"licences":[{"state":"OR","number":"AC900001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}','2000009219',NULL);
INSERT INTO "contents" VALUES(6,X'5C2BC9AA0EFB8ECAF7EF0E7B43604728','{"id":"2000009011","npi":"2000009011","kind":"licensed_acupuncturist","name":"Ana Lopez-Reyes","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}','2000009011',NULL);
INSERT INTO "contents" VALUES(7,X'469FB29DC127EDB8D3EFB7E264767250','{"id":"2000009227","npi":"2000009227","kind":"licensed_acupuncturist","name":"Bea O''Brien","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Portland","state":"OR","postal_code":"97214-1234","phone":"+15035550123"}],"licences":[{"state":"OR","number":"AC900001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}','2000009227',NULL);
INSERT INTO "contents" VALUES(8,X'D1AD328F95DE2AE343016C5F92C2DD7F','{"id":"CO-9001","npi":null,"kind":"licensed_acupuncturist","name":"Ana Lopez","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":null}],"licences":[{"state":"CO","number":"9001","status":"active","expires_on":"2027-12-31"}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":null,"confirmed_on":"2026-01-05","deactivated_on":null}',NULL,NULL);
INSERT INTO "contents" VALUES(9,X'5D0EBFB4567AA0F35F79039B7786B4D8','{"id":"CO-9003","npi":null,"kind":"licensed_acupuncturist","name":"Linh Ngo","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":null}],"licences":[{"state":"CO","number":"9003","status":"expired","expires_on":"2027-12-31"}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}',NULL,NULL);
INSERT INTO "contents" VALUES(10,X'2964B2B4DEC39ECF099915FEB7522947','{"id":"roster-9f40c2be7cec645f","npi":null,"kind":"medical_acupuncturist","name":"Linh Ngo","other_names":[],"credentials":["M.D.","FAAMA"],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":"+13035550103"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}',NULL,NULL);
INSERT INTO "contents" VALUES(11,X'8D2D1D5E050ACAED3AF7E4EA6AE2FDBC','{"id":"roster-9733024b60d0025c","npi":null,"kind":"medical_acupuncturist","name":"Ann Able","other_names":[],"credentials":["M.D."],"gender":null,"locations":[{"address":"","city":"Boulder","state":"CO","postal_code":null,"phone":"+13035550104"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}',NULL,NULL);
INSERT INTO "contents" VALUES(12,X'6878C5A53FE7AAF6F4E8B7A269DE690B','{"id":"12345-2000009011","npi":"2000009011","kind":"","name":"Ana Lopez","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"5 Oak St","city":"Denver","state":"CO","postal_code":"80202","phone":"+13035550150"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":true,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":null,"confirmed_on":"2026-01-05","deactivated_on":null}','2000009011',1);
INSERT INTO "contents" VALUES(13,X'DE72414AA3FDC0179BD1DD5ADD1A16B8','{"id":"12345-2000009045","npi":"2000009045","kind":"licensed_acupuncturist","name":"Jo Lee","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"5 Oak St","city":"Denver","state":"CO","postal_code":"80202","phone":"+13035550150"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":true,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":null,"confirmed_on":"2026-01-05","deactivated_on":null}','2000009045',1);
INSERT INTO "contents" VALUES(14,X'9C9DF231AFAE8F42E1F75DC9F1BB2B1F','{"id":"csv-85433f32521c89b5","npi":null,"kind":"other_clinician","name":"Ana Lopez","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":"+13035550101"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}',NULL,2);
INSERT INTO "contents" VALUES(15,X'E4750B3F8A6B464723B0A5691C8F5AE3','{"id":"csv-09b8e4375e48e112","npi":null,"kind":"other_clinician","name":"Petra Vogel","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":"+13035550106"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}',NULL,3);
INSERT INTO "contents" VALUES(16,X'22E6755DD17AA046210E12BE2D75E635','{"id":"2000009029","npi":"2000009029","kind":"licensed_acupuncturist","name":"Ken Wrong","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9002","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}','2000009029',NULL);
INSERT INTO "contents" VALUES(17,X'965876D21A58C69F5A063C0BF0AA3D27','{"id":"12345-2000009011","npi":"2000009011","kind":"","name":"Ana Lopez","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"5 Oak St","city":"Denver","state":"CO","postal_code":"80202","phone":"+13035550150"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":true,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":null,"confirmed_on":"2026-01-05","deactivated_on":null}','2000009011',4);
INSERT INTO "contents" VALUES(18,X'1C5E697E8AF905317BC803F065E9FCF3','{"id":"12345-2000009045","npi":"2000009045","kind":"licensed_acupuncturist","name":"Jo Lee","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"5 Oak St","city":"Denver","state":"CO","postal_code":"80202","phone":"+13035550150"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":true,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":null,"confirmed_on":"2026-01-05","deactivated_on":null}','2000009045',4);
INSERT INTO "contents" VALUES(19,X'4876F8339E7465D0A767A4DBB9F5CD15','{"id":"2000009011","npi":"2000009011","kind":"licensed_acupuncturist","name":"Ana Lopez-Reyes","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}','2000009011',NULL);
INSERT INTO "contents" VALUES(20,X'16960902BC353D549C80F37821B968F1','{"id":"2000009227","npi":"2000009227","kind":"licensed_acupuncturist","name":"Bea O''Brien","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Portland","state":"OR","postal_code":"97214-1234","phone":"+15035550123"}],"licences":[{"state":"OR","number":"AC900001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}','2000009227',NULL);
INSERT INTO "contents" VALUES(21,X'740FC0A896C9A520701686F7E083AE55','{"id":"csv-85433f32521c89b5","npi":null,"kind":"other_clinician","name":"Ana Lopez","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":"+13035550101"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}',NULL,5);
INSERT INTO "contents" VALUES(22,X'6B1F3B830C2C25A7B3FB0169C857FFCE','{"id":"csv-09b8e4375e48e112","npi":null,"kind":"other_clinician","name":"Petra Vogel","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":"+13035550106"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}',NULL,6);
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
INSERT INTO "doubts" VALUES(1,'csv:csv-85433f32521c89b5','npi:2000009011','the name and the city agree',1);
INSERT INTO "doubts" VALUES(2,'roster:roster-9f40c2be7cec645f','licences:CO-9003','the name and the city agree',1);
INSERT INTO "doubts" VALUES(3,'npi:2000009011','roster:none-1','same name',0);
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
CREATE TABLE parts (          -- of what a whole file is the whole, where that is not all that its source says
    snapshot INTEGER NOT NULL REFERENCES snapshots (id),
    part     TEXT NOT NULL,                 -- a state or an insurer: the beginning of ids, up to the first "-"
    PRIMARY KEY (snapshot, part)
) WITHOUT ROWID;
CREATE TABLE plan_lists (     -- every different list of plans that a listing has ever named, once: all in a network have the same
    id     INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    plans  TEXT NOT NULL                    -- JSON: a listing's insurance
);
INSERT INTO "plan_lists" VALUES(1,X'1C36E46686B57755EDC9E080FF0D9614','[{"payer":"HIOS issuer 12345","plan":"12345CO9876543","network_status":"in"}]');
INSERT INTO "plan_lists" VALUES(2,X'44AD92B5C92CFB76E0A34886DA7679A5','[{"payer":"Elm Health","plan":null,"network_status":"unknown"}]');
INSERT INTO "plan_lists" VALUES(3,X'C8D2712A5729658D04293A55326AF93A','[{"payer":"Oak Health","plan":null,"network_status":"unknown"}]');
INSERT INTO "plan_lists" VALUES(4,X'1B45C2A0D228EC4F771A8C2CEBD156DE','[{"payer":"HIOS issuer 12345","plan":"12345CO9876543","network_status":"in","plan_id":"12345CO9876543","tier":"A"}]');
INSERT INTO "plan_lists" VALUES(5,X'28E8FE3FAC984FC5173F02E7485293D4','[{"payer":"Elm Health","plan":null,"network_status":"unknown","plan_id":null,"tier":null}]');
INSERT INTO "plan_lists" VALUES(6,X'1421F917261312E378EA167EDF8627B4','[{"payer":"Oak Health","plan":null,"network_status":"unknown","plan_id":null,"tier":null}]');
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
INSERT INTO "records" VALUES(5,'12345-2000009011',12);
INSERT INTO "records" VALUES(5,'12345-2000009045',13);
INSERT INTO "records" VALUES(6,'csv-09b8e4375e48e112',15);
INSERT INTO "records" VALUES(6,'csv-85433f32521c89b5',14);
INSERT INTO "records" VALUES(7,'2000009029',16);
INSERT INTO "records" VALUES(8,'12345-2000009011',17);
INSERT INTO "records" VALUES(8,'12345-2000009045',18);
INSERT INTO "records" VALUES(9,'2000009011',19);
INSERT INTO "records" VALUES(9,'2000009110',NULL);
INSERT INTO "records" VALUES(9,'2000009227',20);
INSERT INTO "records" VALUES(10,'csv-09b8e4375e48e112',22);
INSERT INTO "records" VALUES(10,'csv-85433f32521c89b5',21);
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
INSERT INTO "snapshots" VALUES(1,'nppes','',0,1,'npidata_pfile_20050523-20240310.csv','bd4fe0c9f9aed167833a12fae1213904f7834a5ede250a4a327f6ba2f9792476','2024-03-10','2026-11-28T22:03:59+00:00','{"source": "nppes", "snapshot": 1, "file": "npidata_pfile_20050523-20240310.csv", "rows_read": 7, "listings": 5, "problems": 1, "refused": 1, "passed_over": {"other_taxonomy": 1, "deactivated": 0, "repeated": 0}}',0);
INSERT INTO "snapshots" VALUES(2,'nppes','',0,0,'npidata_pfile_20240311-20240317.csv','a79d3afaaf22b851471b70f0205ac401fc59540e7b7587c570be14675421200b','2024-03-17','2026-11-28T22:04:01+00:00','{"source": "nppes", "snapshot": 2, "file": "npidata_pfile_20240311-20240317.csv", "rows_read": 3, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 1, "repeated": 0}}',0);
INSERT INTO "snapshots" VALUES(3,'licences','CO',0,0,'co_20260105.csv','ad12d5e30150c3508aef9345289a6bc5f202625bf86775f59e122302a92d40a0','2026-01-05','2026-11-28T22:04:04+00:00','{"source": "licences", "snapshot": 3, "file": "co_20260105.csv", "rows_read": 2, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}}',0);
INSERT INTO "snapshots" VALUES(4,'roster','',0,1,'members_20260106.csv','120f46cdd96d31ea6b574ab3d66a9974462a79247ab92edcd6de82cc48b9b9ad','2026-01-06','2026-11-28T22:04:07+00:00','{"source": "roster", "snapshot": 4, "file": "members_20260106.csv", "rows_read": 2, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}}',0);
INSERT INTO "snapshots" VALUES(5,'qhp','',0,0,'providers_20260108.json','50aa16f37ad99ee8670af0a4e4ae2212c350733bf181419e65959d1c5d197b57','2026-01-08','2026-11-28T22:04:09+00:00','{"source": "qhp", "snapshot": 5, "file": "providers_20260108.json", "rows_read": 2, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}}',0);
INSERT INTO "snapshots" VALUES(6,'csv','',0,1,'own_20260107.csv','2f7dbf6543fc86ca04105f6d31b7ed5dcf29e7bca003e7068e3c0e28cca4e168','2026-01-07','2026-11-28T22:04:15+00:00','{"source": "csv", "snapshot": 6, "file": "own_20260107.csv", "rows_read": 2, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}, "map": "a199066b81f713c5de8255fc1641498ebd1ca4a8079a042f857ca65438247df8"}',0);
INSERT INTO "snapshots" VALUES(7,'nppes','',0,0,'npidata_pfile_20240318-20240324.csv','6354227b71dd69a4d00341df5c81354644385ffd00a033d752b77dd89a127325','2024-03-24','2026-11-28T22:04:17+00:00','{"source": "nppes", "snapshot": 7, "file": "npidata_pfile_20240318-20240324.csv", "rows_read": 1, "listings": 1, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}}',1);
INSERT INTO "snapshots" VALUES(8,'qhp','',0,0,'providers_20260108.json','50aa16f37ad99ee8670af0a4e4ae2212c350733bf181419e65959d1c5d197b57','2026-02-01','2026-11-28T22:06:20+00:00','{"source": "qhp", "snapshot": 8, "file": "providers_20260108.json", "rows_read": 2, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}, "extent": "update", "seconds": 0.0}',0);
INSERT INTO "snapshots" VALUES(9,'nppes','',0,0,'npidata_pfile_20240311-20240317.csv','a79d3afaaf22b851471b70f0205ac401fc59540e7b7587c570be14675421200b','2024-04-01','2026-11-28T22:06:21+00:00','{"source": "nppes", "snapshot": 9, "file": "npidata_pfile_20240311-20240317.csv", "rows_read": 3, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 1, "repeated": 0}, "extent": "update", "seconds": 0.0}',0);
INSERT INTO "snapshots" VALUES(10,'csv','',0,1,'own_20260107.csv','2f7dbf6543fc86ca04105f6d31b7ed5dcf29e7bca003e7068e3c0e28cca4e168','2026-02-02','2026-11-28T22:06:22+00:00','{"source": "csv", "snapshot": 10, "file": "own_20260107.csv", "rows_read": 2, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}, "extent": "full", "map": "a199066b81f713c5de8255fc1641498ebd1ca4a8079a042f857ca65438247df8", "seconds": 0.1}',0);
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
CREATE INDEX addresses_by_address ON addresses (address);
CREATE INDEX contents_without_npi ON contents (npi) WHERE npi IS NULL;
CREATE INDEX contents_in_short ON contents (id, npi, digest);
COMMIT;
