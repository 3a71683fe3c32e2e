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
    npi     TEXT,                           -- of the listing
    listing TEXT NOT NULL
);
INSERT INTO "contents" VALUES(1,X'F8BE0FD7B7FADE5DBF1F46E2F0BE9D6D','2000009011','{"id":"2000009011","npi":"2000009011","kind":"licensed_acupuncturist","name":"Ana Lopez","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
INSERT INTO "contents" VALUES(2,X'7BB3B4BC48317BC87C09CA54491850D9','2000009029','{"id":"2000009029","npi":"2000009029","kind":"licensed_acupuncturist","name":"Ken Sato","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9002","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
INSERT INTO "contents" VALUES(3,X'5400DA2F87E52C73822FA4B1C98E16E6','2000009037','{"id":"2000009037","npi":"2000009037","kind":"licensed_acupuncturist","name":"So Kim","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
INSERT INTO "contents" VALUES(4,X'883052C1F50EE97A6855620B0772FAEB','2000009110','{"id":"2000009110","npi":"2000009110","kind":"licensed_acupuncturist","name":"Pat Reed","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
INSERT INTO "contents" VALUES(5,X'113E7A2734E6A92498DA46C5A197E197','2000009219','{"id":"2000009219","npi":"2000009219","kind":"licensed_acupuncturist","name":"Maeve O''Brien","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Portland","state":"OR","postal_code":"97214-1234","phone":"+15035550123"}],"licences":[{"state":"OR","number":"AC900001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
INSERT INTO "contents" VALUES(6,X'4876F8339E7465D0A767A4DBB9F5CD15','2000009011','{"id":"2000009011","npi":"2000009011","kind":"licensed_acupuncturist","name":"Ana Lopez-Reyes","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
INSERT INTO "contents" VALUES(7,X'16960902BC353D549C80F37821B968F1','2000009227','{"id":"2000009227","npi":"2000009227","kind":"licensed_acupuncturist","name":"Bea O''Brien","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Portland","state":"OR","postal_code":"97214-1234","phone":"+15035550123"}],"licences":[{"state":"OR","number":"AC900001","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
INSERT INTO "contents" VALUES(8,X'BD43B6D4B7B3F7617949EF2F5CE82824',NULL,'{"id":"CO-9001","npi":null,"kind":"licensed_acupuncturist","name":"Ana Lopez","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":null}],"licences":[{"state":"CO","number":"9001","status":"active","expires_on":"2027-12-31"}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":null,"confirmed_on":"2026-01-05","deactivated_on":null}');
INSERT INTO "contents" VALUES(9,X'9D6A94E5A22E24F7732F2C58F16DC42B',NULL,'{"id":"CO-9003","npi":null,"kind":"licensed_acupuncturist","name":"Linh Ngo","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":null}],"licences":[{"state":"CO","number":"9003","status":"expired","expires_on":"2027-12-31"}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}');
INSERT INTO "contents" VALUES(10,X'5A7A49933C87690051F00F92BA8DA2F1',NULL,'{"id":"roster-9f40c2be7cec645f","npi":null,"kind":"medical_acupuncturist","name":"Linh Ngo","other_names":[],"credentials":["M.D.","FAAMA"],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":"+13035550103"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}');
INSERT INTO "contents" VALUES(11,X'1D320597810DC718E9FC0EB9CAF3BCDD',NULL,'{"id":"roster-9733024b60d0025c","npi":null,"kind":"medical_acupuncturist","name":"Ann Able","other_names":[],"credentials":["M.D."],"gender":null,"locations":[{"address":"","city":"Boulder","state":"CO","postal_code":null,"phone":"+13035550104"}],"licences":[],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}');
INSERT INTO "contents" VALUES(12,X'65FA37C3EA4BF5707FBB1C416B43E83B','2000009011','{"id":"12345-2000009011","npi":"2000009011","kind":"","name":"Ana Lopez","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"5 Oak St","city":"Denver","state":"CO","postal_code":"80202","phone":"+13035550150"}],"licences":[],"insurance":[{"payer":"HIOS issuer 12345","plan":"12345CO9876543","network_status":"in","plan_id":"12345CO9876543","tier":"A"}],"languages":[],"accepting_new_patients":true,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":null,"confirmed_on":"2026-01-05","deactivated_on":null}');
INSERT INTO "contents" VALUES(13,X'A87A05ABA04AEF059F2A2AD5E20F74C9','2000009045','{"id":"12345-2000009045","npi":"2000009045","kind":"licensed_acupuncturist","name":"Jo Lee","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"5 Oak St","city":"Denver","state":"CO","postal_code":"80202","phone":"+13035550150"}],"licences":[],"insurance":[{"payer":"HIOS issuer 12345","plan":"12345CO9876543","network_status":"in","plan_id":"12345CO9876543","tier":"A"}],"languages":[],"accepting_new_patients":true,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":null,"confirmed_on":"2026-01-05","deactivated_on":null}');
INSERT INTO "contents" VALUES(14,X'1E75C0990256D8CF140560D5A0A763B6','2000000010','{"id":"acmehealth-2000000010","npi":"2000000010","kind":"licensed_acupuncturist","name":"Ana Q. Lopez","other_names":[],"credentials":["L.Ac."],"gender":"female","locations":[{"address":"12 Elm St, Ste 3","city":"Portland","state":"OR","postal_code":"97214","phone":"+15035550123"}],"licences":[{"state":"OR","number":"AC9001","status":"unknown","expires_on":"2027-06-30"}],"insurance":[{"payer":"Acme Health","plan":"Acme Gold","network_status":"in","plan_id":"12345OR0010001","tier":null}],"languages":["Spanish"],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":"2026-01-05","confirmed_on":null,"deactivated_on":null}');
INSERT INTO "contents" VALUES(15,X'086087FF61E1887D21693B528531914E',NULL,'{"id":"csv-85433f32521c89b5","npi":null,"kind":"other_clinician","name":"Ana Lopez","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":"+13035550101"}],"licences":[],"insurance":[{"payer":"Elm Health","plan":null,"network_status":"unknown","plan_id":null,"tier":null}],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":95.0,"later_visit_fee":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}');
INSERT INTO "contents" VALUES(16,X'5CE9C824BA225C136C9790EB7336EDAC',NULL,'{"id":"csv-9f40c2be7cec645f","npi":null,"kind":"other_clinician","name":"Linh Ngo","other_names":[],"credentials":[],"gender":null,"locations":[{"address":"","city":"Denver","state":"CO","postal_code":null,"phone":"+13035550103"}],"licences":[],"insurance":[{"payer":"Elm Health","plan":null,"network_status":"unknown","plan_id":null,"tier":null}],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":null,"confirmed_on":null,"deactivated_on":null}');
INSERT INTO "contents" VALUES(17,X'91E10B44120EE12D76F8CDCB0E03A562','2000009029','{"id":"2000009029","npi":"2000009029","kind":"licensed_acupuncturist","name":"Ken Wrong","other_names":[],"credentials":[],"gender":"female","locations":[{"address":"12 SE Elm St Ste 4","city":"Denver","state":"CO","postal_code":"80202","phone":"+15035550123"}],"licences":[{"state":"CO","number":"9002","status":"unknown","expires_on":null}],"insurance":[],"languages":[],"accepting_new_patients":null,"telehealth":null,"home_visits":null,"wheelchair_access":null,"first_visit_fee":null,"later_visit_fee":null,"updated_on":"2024-03-04","confirmed_on":"2024-03-01","deactivated_on":null}');
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
INSERT INTO "doubts" VALUES(2,'csv:csv-9f40c2be7cec645f','licences:CO-9003','the name and the city agree',1);
INSERT INTO "doubts" VALUES(3,'roster:roster-9f40c2be7cec645f','licences:CO-9003','the name and the city agree',1);
INSERT INTO "doubts" VALUES(4,'npi:2000009011','roster:none-1','same name',0);
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
INSERT INTO "parts" VALUES(3,'CO');
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
INSERT INTO "records" VALUES(6,'acmehealth-2000000010',14);
INSERT INTO "records" VALUES(7,'csv-85433f32521c89b5',15);
INSERT INTO "records" VALUES(7,'csv-9f40c2be7cec645f',16);
INSERT INTO "records" VALUES(8,'2000009029',17);
CREATE TABLE snapshots (      -- one file, read once
    id          INTEGER PRIMARY KEY,
    source      TEXT NOT NULL,
    state       TEXT NOT NULL,              -- of a licensing board's list, else ''
    made_up     INTEGER NOT NULL,           -- 1: the sample directory
    whole       INTEGER NOT NULL,           -- 1: replaces what the source said before, or its parts of it; 0: changes it
    file        TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    as_of       TEXT NOT NULL,              -- the last day the file speaks of
    imported_at TEXT NOT NULL,
    counts      TEXT NOT NULL,              -- JSON: what became of its rows
    withdrawn   INTEGER NOT NULL DEFAULT 0  -- 1: rolled back
);
INSERT INTO "snapshots" VALUES(1,'nppes','',0,1,'npidata_pfile_20050523-20240310.csv','bd4fe0c9f9aed167833a12fae1213904f7834a5ede250a4a327f6ba2f9792476','2024-03-10','2026-11-28T22:05:24+00:00','{"source": "nppes", "snapshot": 1, "file": "npidata_pfile_20050523-20240310.csv", "rows_read": 7, "listings": 5, "problems": 1, "refused": 1, "passed_over": {"other_taxonomy": 1, "deactivated": 0, "repeated": 0}, "extent": "full", "seconds": 0.0}',0);
INSERT INTO "snapshots" VALUES(2,'nppes','',0,0,'npidata_pfile_20240311-20240317.csv','a79d3afaaf22b851471b70f0205ac401fc59540e7b7587c570be14675421200b','2024-03-17','2026-11-28T22:05:26+00:00','{"source": "nppes", "snapshot": 2, "file": "npidata_pfile_20240311-20240317.csv", "rows_read": 3, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 1, "repeated": 0}, "extent": "update", "seconds": 0.0}',0);
INSERT INTO "snapshots" VALUES(3,'licences','CO',0,1,'co_20260105.csv','ad12d5e30150c3508aef9345289a6bc5f202625bf86775f59e122302a92d40a0','2026-01-05','2026-11-28T22:05:28+00:00','{"source": "licences", "snapshot": 3, "file": "co_20260105.csv", "rows_read": 2, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}, "extent": "full", "seconds": 0.0}',0);
INSERT INTO "snapshots" VALUES(4,'roster','',0,1,'members_20260106.csv','120f46cdd96d31ea6b574ab3d66a9974462a79247ab92edcd6de82cc48b9b9ad','2026-01-06','2026-11-28T22:05:31+00:00','{"source": "roster", "snapshot": 4, "file": "members_20260106.csv", "rows_read": 2, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}, "extent": "full", "seconds": 0.0}',0);
INSERT INTO "snapshots" VALUES(5,'qhp','',0,0,'providers_20260108.json','50aa16f37ad99ee8670af0a4e4ae2212c350733bf181419e65959d1c5d197b57','2026-01-08','2026-11-28T22:05:33+00:00','{"source": "qhp", "snapshot": 5, "file": "providers_20260108.json", "rows_read": 2, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}, "extent": "update", "seconds": 0.0}',0);
INSERT INTO "snapshots" VALUES(6,'plan-net','',0,0,'payer.ndjson','9b61dd4b19710d3629d528b3ce631b3cc9258aae81ae4b161225d8b2cab710a9','2026-01-05','2026-11-28T22:05:35+00:00','{"source": "plan-net", "snapshot": 6, "file": "payer.ndjson", "rows_read": 6, "listings": 1, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 5}, "extent": "update", "seconds": 0.0}',0);
INSERT INTO "snapshots" VALUES(7,'csv','',0,1,'fees_20260109.csv','0f0d90c3b4dbdd42c1ab070acc89ebc782a7fe50e195390f1d3c37b4df0b0c21','2026-01-09','2026-11-28T22:05:37+00:00','{"source": "csv", "snapshot": 7, "file": "fees_20260109.csv", "rows_read": 2, "listings": 2, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}, "extent": "full", "map": "7823d8882586d321325075bc885579647807bbd62def503e540b9cc8c02f83d4", "seconds": 0.0}',0);
INSERT INTO "snapshots" VALUES(8,'nppes','',0,0,'npidata_pfile_20240318-20240324.csv','6354227b71dd69a4d00341df5c81354644385ffd00a033d752b77dd89a127325','2024-03-24','2026-11-28T22:05:39+00:00','{"source": "nppes", "snapshot": 8, "file": "npidata_pfile_20240318-20240324.csv", "rows_read": 1, "listings": 1, "problems": 0, "refused": 0, "passed_over": {"other_taxonomy": 0, "deactivated": 0, "repeated": 0}, "extent": "update", "seconds": 0.1}',1);
CREATE INDEX addresses_by_address ON addresses (address);
CREATE INDEX contents_without_npi ON contents (npi) WHERE npi IS NULL;
CREATE INDEX contents_in_short ON contents (id, npi, digest);
COMMIT;
