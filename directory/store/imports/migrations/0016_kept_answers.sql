-- What a publish has found out of whose statements are, so that the next one may tell without comparing everybody whether it
-- would find the same.

ALTER TABLE owners ADD COLUMN unproved INTEGER NOT NULL DEFAULT 0; -- 1: theirs on less proof than a bad standing wants
CREATE TABLE in_question (told TEXT PRIMARY KEY) WITHOUT ROWID; -- see resolve/misnamed.py: by which an NPI's may be another's
