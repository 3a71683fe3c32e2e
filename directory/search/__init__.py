"""From the words of a question to practitioners: query.py reads it, places.py and filters.py understand it, find.py answers."""
