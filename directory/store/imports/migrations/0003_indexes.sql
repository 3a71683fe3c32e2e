-- Step 3: indexes, whose columns steps 1 and 2 have seen to.

CREATE INDEX IF NOT EXISTS contents_without_npi ON contents (npi) WHERE npi IS NULL;
CREATE INDEX IF NOT EXISTS contents_in_short ON contents (id, npi, digest); -- all that a publish reads of most contents
CREATE INDEX IF NOT EXISTS addresses_by_address ON addresses (address);
