"""What each piece of evidence weighs when two statements are compared, and which sums are trusted.

A weight is the logarithm (base 2) of how much oftener the piece is seen in two statements about one person than in
statements about two, as Fellegi and Sunter (1969) have it. They were set by hand on labelled pairs of made-up persons
(tests/labelled_pairs.py; docs/matching.md has the table), with relatives, namesakes and shared numbers among them: a
wrong yes puts a stranger's licence on somebody, so the bands leave to an admin what a person could not tell either.
"""

from directory.resolve.given_names import Agreement

SURE, DOUBTFUL = 20, 14  # sums from which on: the same practitioner; can't tell
ALIKE = 0.92  # Jaro-Winkler, of clinics' names: a slip of the pen, not another name
WEIGHTS = {
    "the same NPI": 40,
    "two NPIs": -40,
    "a person and a clinic": -40,
    "the same license number": 15,
    "the same license digits": 13,
    "the same license digits, with other letters": 2,
    "license digits with two swapped": 0,
    "license digits with one mistyped": -8,
    "two license numbers in one state": -22,
    "the same family name": 7,
    "one family name is part of the other": 5,
    "a family name with a slip": 3,
    "two family names": -9,
    "the same given name": 6,
    "a given name and its nickname": 5,
    "another spelling of the given name": 5,
    "two forms of a given name": 2,
    "an initial of the given name": 2,
    "a given name and its beginning": 2,
    "one's given name is the other's middle name": 2,
    "a given name with a slip": 2,
    "a given name and its first syllable": 2,
    "an initial before the given name": 5,
    "two double given names that begin alike": -3,
    "two given names": -13,
    "either name may be the family name": -2,
    "two middle names": -9,
    "two generations": -40,
    "a generation that only one tells": -4,
    "Jr. and II": -4,
    "half of a double given name": 0,
    "two sexes": -6,
    "two professions": -4,
    "the same clinic name": 13,
    "nearly the same clinic name": 7,
    "two clinic names": -20,
    "the same telephone number": 8,
    "the same address": 6,
    "the same street in another unit": 4,
    "the same city": 2,
    "no city in common": -6,
    "no state in common": -6,
}
FAMILY = {
    Agreement.SAME: "the same family name",
    Agreement.PART: "one family name is part of the other",
    Agreement.SLIP: "a family name with a slip",
    Agreement.DIFFERENT: "two family names",
}
GIVEN = {
    Agreement.SAME: "the same given name",
    Agreement.NICKNAME: "a given name and its nickname",
    Agreement.SLIP: "a given name with a slip",
    Agreement.MIDDLE: "one's given name is the other's middle name",
    Agreement.INITIAL: "an initial of the given name",
    Agreement.BEGINNING: "a given name and its beginning",
    Agreement.SYLLABLE: "a given name and its first syllable",
    Agreement.SPELLING: "another spelling of the given name",
    Agreement.FORMS: "two forms of a given name",
    Agreement.DOUBLE: "two double given names that begin alike",
    Agreement.INITIAL_BEFORE: "an initial before the given name",
    Agreement.DIFFERENT: "two given names",
}
# Beside these the given name has to be the very same: Anna Berg married, John and his Jr., but not Jon Jr.
ONE_GIVEN_NAME_BESIDE = frozenset(("two family names", "a generation that only one tells"))
NEVER_SURE = frozenset(
    (
        "two given names",
        "two double given names that begin alike",
        "a given name and its beginning",
        "nearly the same clinic name",
        "license digits with one mistyped",
        "two sexes",
        "Jr. and II",
    )
)
WANTS_NUMBER = frozenset(
    (
        "one family name is part of the other",
        "a family name with a slip",
        "a given name with a slip",
        "two forms of a given name",
        "an initial of the given name",
        "one's given name is the other's middle name",
        "a given name and its first syllable",
        "either name may be the family name",
        "a generation that only one tells",
        "two middle names",
        "two professions",
    )
)
MISTYPED = "license digits with one mistyped"
TWO_NUMBERS = "two license numbers in one state"
TWO_SEXES = "two sexes"
# What speaks against two being one, whatever they share with a third.
CONTRADICTS = frozenset(
    (
        TWO_NUMBERS,
        MISTYPED,
        TWO_SEXES,
        "two given names",
        "two double given names that begin alike",
        "a given name and its beginning",
        "two family names",
        "two middle names",
        "two generations",
        "two clinic names",
        "a person and a clinic",
    )
)
ARE_TWO = frozenset((MISTYPED, TWO_NUMBERS, TWO_SEXES))  # not of one who fits both, whatever else agrees
# Beside two numbers: what a person who was licensed anew keeps, and a father and a son may share.
LICENSED_ANEW = frozenset(
    (TWO_NUMBERS, "the same family name", "the same given name", "the same telephone number", "the same address")
)
NAMES_DIFFER = "the license number is the same, the names are not"
NUMBERS = frozenset(("the same license number", "the same license digits"))
MOST_OF_NAMES = WEIGHTS["the same family name"] + WEIGHTS["the same given name"]  # a clinic's name weighs as much
MOST_OF_PLACES = WEIGHTS["the same telephone number"] + WEIGHTS["the same address"] + WEIGHTS["the same city"]
GENERATION = ("", "a generation that only one tells", "two generations", "Jr. and II")
GENERATION_WORDS = ("", "sr", "jr", "iii", "iv", "ii")
