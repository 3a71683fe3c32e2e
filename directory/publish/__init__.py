"""From imports.db to directory.db."""
