"""office.db: people and letters."""
