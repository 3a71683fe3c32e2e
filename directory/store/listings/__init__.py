"""directory.db: what the public sees."""
