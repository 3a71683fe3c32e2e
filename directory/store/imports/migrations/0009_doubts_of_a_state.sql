-- Step 9: the state of a pair that waits, for who is limited to one state. The next publish fills it in.

ALTER TABLE doubts ADD COLUMN state TEXT NOT NULL DEFAULT '';  -- in which both practise and no other; '' where there is none
