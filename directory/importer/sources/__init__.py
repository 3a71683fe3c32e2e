"""One file for each source.

Each has NAME, as the command line and every listing's `source` say it; TITLE, as people read it; SAID_BY, who stands behind it
("practitioner", "board", "payer", "nobody"); MADE_UP; wanted(name), which member of a ZIP to take; as_of(name) and
is_full(name), what a file's name tells; and read(opened, reading), which gives the file's listings.
"""

from directory.importer.sources import nppes, sample

SOURCES = {source.NAME: source for source in (nppes, sample)}
REAL = tuple(name for name, source in SOURCES.items() if not source.MADE_UP)
COMPANIONS = {"nppes": tuple(name for name in ("nppes-locations", "nppes-names") if name in SOURCES)}  # read from the same ZIP
