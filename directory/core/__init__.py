"""Values and rules of the field: no files, no database, no network, no web."""
