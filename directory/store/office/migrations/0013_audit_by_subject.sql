-- Step 13: a practice asks the trail who looked at one of its letters.

CREATE INDEX audit_by_subject ON audit (subject, id);
