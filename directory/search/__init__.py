"""From a question to practitioners: query.py parses it, with places.py and filters.py; find.py answers it."""
