"""Still more kinds of made-up pairs for labelled_pairs.py: families and offices of two professions, couples of one
name, and what becomes of a number and a name with the years.
"""

from adversarial_pairs import named
from made_up_people import FAMILY, NICKNAMES, number_beside, other_family, other_given, swapped_digits

UNISEX = ("Jordan", "Robin", "Tracy", "Kim", "Marion", "Leslie", "Casey", "Dana")
SPOUSES = ("Otto", "Hugo", "Rufus", "Zelda", "Naomi")
BOTH_FORMS = [
    ("Christine", "Christina"),
    ("Daniel", "Daniela"),
    ("Eric", "Erica"),
    ("Joseph", "Josephine"),
    ("Carl", "Carla"),
    ("Paul", "Paula"),
    ("Andre", "Andrea"),
    ("Julian", "Juliana"),
    ("Michael", "Michaela"),
]
OTHER_DOCTORS = [("M.D.",), ("D.O.",), ("D.C.",), ("DPT",), ("DDS",), ("M.D.", "FAAMA")]
ACUPUNCTURISTS = [("L.Ac.",), ("A.P.",), ("Dipl. O.M.", "L.Ac."), ("DAOM",), ("R.Ac.",)]


def professions(chance, who, **shared):
    """A doctor's letters and an acupuncturist's, after one name."""
    one, other = chance.choice(OTHER_DOCTORS), chance.choice(ACUPUNCTURISTS)
    return who.stated(credentials=one, number="", **shared), who.stated(credentials=other, number="", **shared)


def couple(chance, who, **shared):
    """Two of one name, she and he."""
    name = f"{chance.choice(UNISEX)} {who.family}"
    return named(who, name, name, {"gender": "female", **shared}, gender="male", **shared)


def suite(who, unit, **how):
    return who.stated(phone=False, address=f"3000 W Olympic Blvd, Ste {unit}", **how)


DIFFERENT = {
    "a doctor and an acupuncturist of one name, one address": lambda c, w: professions(c, w, phone=False),
    "a doctor and an acupuncturist of one name, one telephone": lambda c, w: professions(c, w, place=False),
    "she and he of one name, one home": lambda c, w: couple(c, w, number=""),
    "she and he of one name, one telephone": lambda c, w: couple(c, w, number="", place=False),
    "she and he of one name under one number": lambda c, w: couple(c, w),
    "twins by two forms of a name, one office": lambda c, w: (
        lambda pair: named(w, *(f"{each} {w.family}" for each in pair), number="")
    )(c.choice(BOTH_FORMS)),
    "twins by two forms of a name under one number": lambda c, w: (
        lambda pair: named(w, *(f"{each} {w.family}" for each in pair))
    )(c.choice(BOTH_FORMS)),
    "two of one family at one address, digits of their numbers swapped": lambda c, w: named(
        w, f"{w.given} Kim", f"{other_given(c, w.given)} Kim", number=swapped_digits(c, w.number)
    ),
    "one name in two suites, digits of their numbers swapped": lambda c, w: (
        suite(w, 200),
        suite(w, 310, number=swapped_digits(c, w.number)),
    ),
    "the spouse's number typed by a clerk": lambda c, w: named(
        w, w.name, f"{c.choice([each for each in SPOUSES if each != w.given])} {w.family}"
    ),
    "Jr. in one source only, no number": lambda c, w: named(w, f"{w.name} Jr.", w.name, number=""),
    "an initial at a telephone that thirty share": lambda c, w: named(
        w, w.name, f"{w.given[0]} {w.family}", number="", place=False
    ),
    "initials of others of the family": lambda c, w: named(
        w, f"{w.given[0]}. {w.family}", f"{w.given[0]}. {w.family}", number="", place=False, phone=False
    ),
    "the predecessor's number on the successor's sheet": lambda c, w: named(
        w, w.name, f"{other_given(c, w.given)} {other_family(c, w)}", place=False
    ),
}
SAME = {
    "a doctor who is an acupuncturist too, one number": lambda c, w: (
        w.stated(credentials=("M.D.",)),
        w.stated(credentials=("L.Ac.",), place=False),
    ),
    "two family names in the other order, one number": lambda c, w: named(
        w, f"{w.given} Lopez-Garcia", f"{w.given} Garcia-Lopez", place=False
    ),
    "a nickname in quotes, one telephone": lambda c, w: (
        lambda pair: named(w, f'{pair[0]} "{pair[1]}" {w.family}', f"{pair[1]} {w.family}", number="", place=False)
    )(c.choice(NICKNAMES)),
    "maiden name in parentheses, one telephone": lambda c, w: named(
        w, f"{w.given} ({c.choice(FAMILY)}) {w.family}", w.name, number="", place=False
    ),
}
IN_DOUBT = {
    "a doctor and an acupuncturist of one name, one telephone at one address": lambda c, w: professions(c, w),
    "a license issued anew, all else equal": lambda c, w: (w.stated(), w.stated(number=number_beside(w.number))),
    "a temporary permit, then a license": lambda c, w: (w.stated(number="TP1234"), w.stated()),
}
