"""Kinds of made-up pairs for labelled_pairs.py that were written apart from its rules, and what they were told to be.

They were tried as whole files by commands before any rule knew of them (docs/matching.md says how it went).
"""

from adversarial_pairs import named
from made_up_people import FAMILY, other_family

HANDS = [("Sergey", "Sergei"), ("Tatyana", "Tatiana"), ("Yelena", "Elena"), ("Iryna", "Irina"), ("Youssef", "Yousef")]
HANDS += [("Hussein", "Hussain"), ("Khaled", "Khalid"), ("Leila", "Layla"), ("Andrey", "Andrei"), ("Oxana", "Oksana")]
SYLLABLES = [("Min Young", "Min Yeong"), ("Jung Hyun", "Jeong Hyeon"), ("Soo Jin", "Su Jin"), ("Mi Kyung", "Mi Kyeong")]
SPANISH = [("Quintero", "Salas"), ("Ordonez", "Vega"), ("Villalobos", "Cruz"), ("Zambrano", "Ochoa")]
VIETNAMESE = [("Nguyen", "An"), ("Tran", "Binh"), ("Pham", "Minh"), ("Hoang", "Khanh")]
SHORT = [("William", "Wm"), ("Thomas", "Thos."), ("Robert", "Robt."), ("Francisco", "Fco."), ("Guadalupe", "Gpe.")]
MARIAS = ("Maria Carmen", "Ma. del Carmen", "Maria C.", "Maria")
HE_AND_SHE = [("Francis", "Frances"), ("Denis", "Denise"), ("Patrick", "Patricia"), ("George", "Georgia")]
RHYMES = [("Larry", "Barry"), ("Jerry", "Terry"), ("Ellen", "Helen"), ("Tina", "Nina"), ("Don", "Ron")]
OTHER = {"number": ""}


def new_york(who, number):
    return who._replace(state="NY", city="Buffalo", postal_code="14201").stated(number=number, phone=False)


def cousins(chance, who):
    (first, second), (_, third) = chance.sample(SPANISH, 2)
    return named(who, f"{who.given} {first} {second}", f"{who.given} {first} {third}", number="")


def vietnamese(chance, who, middle):
    family, given = chance.choice(VIETNAMESE)
    return named(who, f"{given} Van {family}", f"{family} {middle} {given}".replace("  ", " "), OTHER, number="")


def both(chance, who, names, **how):
    one, other = chance.choice(names)
    return named(who, f"{one} {who.family}", f"{other} {who.family}", **how)


SAME = {
    "a given name as two hands transliterate it, one telephone at one address": lambda c, w: both(
        c, w, HANDS, number=""
    ),
    "a given name as two hands transliterate it, one number": lambda c, w: both(c, w, HANDS, place=False),
    "Korean syllables in two romanizations, one number": lambda c, w: (
        lambda pair: named(w, f"{pair[0]} Park", f"{pair[1]} Park", place=False)
    )(c.choice(SYLLABLES)),
    "Ma. del Carmen in four writings, one number": lambda c, w: named(
        w, f"Maria del Carmen {w.family}", f"{c.choice(MARIAS)} {w.family}", phone=False
    ),
    "a given name as papers shorten it, one telephone": lambda c, w: both(c, w, SHORT, number="", place=False),
    "a New York number with its registration": lambda c, w: (
        lambda number: (new_york(w, number), new_york(w, f"{number}-{c.choice(('1', '01', '2'))}"))
    )(f"00{w.number[-4:]}"),
    "maiden name as middle name, moved, one number": lambda c, w: named(
        w, w.name, f"{w.given} {w.family} {c.choice(FAMILY)}", phone=False, address="9 Far Rd"
    ),
    "the name wholly new, one number and one telephone": lambda c, w: named(
        w, w.name, f"{w.given} {other_family(c, w)}", address="9 Far Rd"
    ),
}
DIFFERENT = {
    "cousins with one of two family names, one home": cousins,
    "a brother Van and a sister Thi, one home": lambda c, w: vietnamese(c, w, "Thi"),
    "he and she by two forms of a name, one home": lambda c, w: both(c, w, HE_AND_SHE, number=""),
    "given names that rhyme, one office": lambda c, w: both(c, w, RHYMES, number=""),
    "a revocation of a Jr. under the number of one without": lambda c, w: named(
        w, w.name, f"{w.name} Jr.", status="revoked"
    ),
    "Maria Elena and Maria Luisa, one home": lambda c, w: named(
        w, f"Maria Elena {w.family}", f"Maria Luisa {w.family}", number=""
    ),
    "Sasha Petrov and Sasha Petrova, one home": lambda c, w: named(w, "Sasha Petrov", "Sasha Petrova", number=""),
}
