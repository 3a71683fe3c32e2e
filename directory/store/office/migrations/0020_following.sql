-- Step 20: an owner goes where the statements go on which the claim rests, when a listing is joined to another or parted.

ALTER TABLE owners ADD COLUMN reached_at TEXT NOT NULL DEFAULT ''; -- the number or address at which the claim was proved, as people write it
ALTER TABLE owners ADD COLUMN rests_on TEXT NOT NULL DEFAULT '[]'; -- JSON: the statements that give it, or all of the listing, as SOURCE:ID or npi:NPI
