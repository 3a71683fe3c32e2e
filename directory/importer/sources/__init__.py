"""One file for each source.

Each has NAME, as the command line and every listing's `source` say it; TITLE, as people read it; SAID_BY, who stands behind it
("practitioner", "board", "payer", "society", "admin", "nobody"); MADE_UP; wanted(name), which member of a ZIP to take; as_of(name) and
is_full(name), what a file's name tells; and read(opened, reading), which gives the file's listings. `opened` is an archive.Opened, or,
for the sources in TOGETHER, a lot.Lot.
"""

from directory.importer.sources import licences, nppes, nppes_deactivated, nppes_locations, nppes_names, plan_net, qhp, roster, sample, table

SOURCES = {
    source.NAME: source
    for source in (nppes, nppes_locations, nppes_names, nppes_deactivated, licences, qhp, plan_net, roster, table, sample)
}
REAL = tuple(name for name, source in SOURCES.items() if not source.MADE_UP)
COMPANIONS = {"nppes": ("nppes-locations", "nppes-names")}  # read from the same ZIP
TOGETHER = ("qhp", "plan-net")  # all files of one command are one payer's statement; a folder will do
LEANING = ("nppes-locations", "nppes-names", "nppes-deactivated", *TOGETHER)  # what they give depends on whom NPPES lists
