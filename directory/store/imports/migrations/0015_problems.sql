-- The problems of one snapshot are found without reading those of all others, of which there may be millions.
CREATE INDEX problems_by_snapshot ON problems (snapshot);
