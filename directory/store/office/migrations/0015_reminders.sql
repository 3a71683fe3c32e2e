-- Step 15: what a letter reminds of goes by mail too: once each, and to nobody who does not want it.

CREATE TABLE reminded (                      -- what of a letter was put into a mail
    referral TEXT NOT NULL REFERENCES referrals (id) ON DELETE CASCADE,
    reminder TEXT NOT NULL,
    at       TEXT NOT NULL,
    PRIMARY KEY (referral, reminder)
) WITHOUT ROWID;
ALTER TABLE people ADD COLUMN unmailed TEXT NOT NULL DEFAULT ''; -- mails about letters that they do not want, with spaces between them
