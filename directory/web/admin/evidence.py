"""The evidence on which two statements are compared, in words that pages translate."""

import re

from directory.core.i18n import N_
from directory.web.shell.language import translated

# As resolve/weights.py and resolve/doubts.py have them; a test finds what is missing here.
PIECES = (
    N_("the same NPI"),
    N_("two NPIs"),
    N_("a person and a clinic"),
    N_("the same license number"),
    N_("the same license digits"),
    N_("the same license digits, with other letters"),
    N_("license digits with two swapped"),
    N_("license digits with one mistyped"),
    N_("two license numbers in one state"),
    N_("the same family name"),
    N_("one family name is part of the other"),
    N_("a family name with a slip"),
    N_("two family names"),
    N_("the same given name"),
    N_("a given name and its nickname"),
    N_("another spelling of the given name"),
    N_("two forms of a given name"),
    N_("an initial of the given name"),
    N_("a given name and its beginning"),
    N_("one's given name is the other's middle name"),
    N_("an initial before the given name"),
    N_("two double given names that begin alike"),
    N_("a given name with a slip"),
    N_("a given name and its first syllable"),
    N_("two given names"),
    N_("either name may be the family name"),
    N_("two middle names"),
    N_("two sexes"),
    N_("two professions"),
    N_("two generations"),
    N_("a generation that only one tells"),
    N_("Jr. and II"),
    N_("half of a double given name"),
    N_("the same clinic name"),
    N_("nearly the same clinic name"),
    N_("two clinic names"),
    N_("the same telephone number"),
    N_("the same address"),
    N_("the same street in another unit"),
    N_("the same city"),
    N_("no city in common"),
    N_("no state in common"),
)
REASONS = (
    N_("it fits more than one practitioner"),
    N_("another statement that fits as well is of somebody else"),
    N_("the same NPI with a wholly different name"),
    N_("the same NPI with another name or generation, and a bad standing"),
    N_("the same NPI with another given name, by which another NPI is known"),
    N_("the same NPI with another given name, and another license number or sex"),
    N_("the same NPI with another generation"),
    N_("the license number and the full name of another NPI, under one that no register knows"),
    N_("the license number is the same, the names are not"),
    N_("they were joined without a question"),
    N_("a family name may have changed"),
    N_("the license may have been issued anew"),
    N_("names like these are also those of two"),
    N_("relatives have such names too, so it wants a license number"),
    N_("a bad standing wants the license number and the full name"),
)
KNOWN = re.compile("|".join(map(re.escape, sorted((*PIECES, *REASONS), key=len, reverse=True))))
BANDS = {"yes": N_("the same"), "no": N_("two"), "can't tell": N_("can't tell")}


def reason_in_words(reason: str) -> str:
    """Why a pair waits, in the visitor's language: what is known of it is translated, with its weights."""
    return KNOWN.sub(lambda found: translated(found[0]), reason)
