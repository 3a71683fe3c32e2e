-- Step 18: what a practice's letters have at their head. No word about a patient: in the clear.

ALTER TABLE practices ADD COLUMN logo BLOB; -- a gray PNG, made anew of what was sent; NULL: none
