-- Step 3: what became of a report of a mistake, and where its sender wants the answer.

ALTER TABLE mistakes ADD COLUMN reply_to BLOB;                      -- sealed: an e-mail address; NULL: none, or answered
ALTER TABLE mistakes ADD COLUMN outcome TEXT NOT NULL DEFAULT '';   -- 'accepted' | 'dismissed'
ALTER TABLE mistakes ADD COLUMN note TEXT NOT NULL DEFAULT '';      -- why, or the snapshot of imports.db that mends it
ALTER TABLE mistakes ADD COLUMN settled_on TEXT;
ALTER TABLE mistakes ADD COLUMN settled_by INTEGER;
