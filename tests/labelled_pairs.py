"""Pairs of statements of which it is known whether they are about one person: made-up persons, by category, adversarial
on purpose.

ONE_PERSON is told of twice; TWO are relatives, namesakes and people who share a number, an address or a telephone. What
a person could not tell either (one name in one city, nothing else) has no answer here but "not merged".
"""

import random

import adversarial_pairs
import everyday_pairs
import held_out_pairs
import office_pairs
from made_up_people import (
    CITIES,
    EAST_ASIAN,
    FAMILY,
    GIVEN,
    NICKNAMES,
    number_beside,
    other_family,
    other_given,
    person,
    slip,
    swapped_digits,
)

PAIRS = 150  # of each category

# Each makes one pair; `who` is anybody, `chance` the dice. Of SAME_SURE at least nine in ten are to be found.
SAME_SURE = {
    "one license number, nothing else": lambda c, w: (
        w.stated(),
        w.stated(place=False, phone=False, city="", postal_code=None),
    ),
    "one license number, moved": lambda c, w: (
        w.stated(),
        person(c, given=w.given, family=w.family, state=w.state).stated(number=w.number),
    ),
    "digits without letters": lambda c, w: (w.stated(), w.stated(number=w.number[2:], place=False, phone=False)),
    "other letters for acupuncture": lambda c, w: (w.stated(), w.stated(number=f"L.Ac. {w.number[2:]}", phone=False)),
    "a letter missing in the family name, one license": lambda c, w: (
        w.stated(),
        w.stated(name=f"{w.given} {slip(c, w.family)}", phone=False),
    ),
    "a letter missing in the given name, one license": lambda c, w: missing_in_given(c, w),
    "an initial, one license": lambda c, w: (w.stated(), w.stated(name=f"{w.given[0]}. {w.family}", place=False)),
    "a nickname, one license": lambda c, w: nickname(c, w, {"phone": False, "place": False}),
    "a nickname, one telephone number": lambda c, w: nickname(c, w, {"number": ""}),
    "family name first, one license": lambda c, w: family_first(c, w, {"phone": False}),
    "family name first, one telephone number": lambda c, w: family_first(c, w, {"number": ""}),
    "middle name used as first, one license": lambda c, w: (
        w.stated(name=f"{w.given} {other_given(c, w.given)} {w.family}"),
        w.stated(name=f"{w.given} {w.family}", phone=False),
    ),
    "first name left out, one license": lambda c, w: (
        w.stated(name=f"{other_given(c, w.given)} {w.given} {w.family}"),
        w.stated(place=False),
    ),
    "a hyphenated name, one license": lambda c, w: (
        w.stated(),
        w.stated(name=f"{w.name}-{c.choice(FAMILY)}", phone=False),
    ),
    "a married name beside, one license": lambda c, w: (
        w.stated(name=f"{w.given} {c.choice(FAMILY)} {w.family}"),
        w.stated(place=False),
    ),
    "given names joined": lambda c, w: joined(c, w),
    "Mc Donald, De Souza": lambda c, w: written_apart(c, w),
    "the address in other words": lambda c, w: (w.stated(phone=False), w.stated(number="", phone=False, spelling=1)),
    "one telephone number": lambda c, w: (w.stated(), w.stated(number="", place=False)),
    "digits of the license swapped, all else equal": lambda c, w: (
        w.stated(),
        w.stated(number=swapped_digits(c, w.number)),
    ),
    "Saint Louis and St Louis": lambda c, w: saint(c, w),
}
DIFFERENT = {
    "father and son, Sr. and Jr.": lambda c, w: (
        w.stated(name=f"{w.name} Sr."),
        w.stated(name=f"{w.name} Jr.", number=number_beside(w.number)),
    ),
    "generations under one number": lambda c, w: (w.stated(name=f"{w.name} II"), w.stated(name=f"{w.name} III")),
    "father and son, one without a suffix": lambda c, w: (
        w.stated(number=""),
        w.stated(name=f"{w.name} Jr.", number=""),
    ),
    "another first name under one number": lambda c, w: (
        w.stated(),
        w.stated(name=f"{other_given(c, w.given)} {w.family}"),
    ),
    "two names under one number": lambda c, w: (
        w.stated(),
        w.stated(name=f"{other_given(c, w.given)} {other_family(c, w)}"),
    ),
    "spouses at one address": lambda c, w: (
        w.stated(),
        w.stated(name=f"{other_given(c, w.given)} {w.family}", number=number_beside(w.number)),
    ),
    "siblings, one without a number": lambda c, w: (
        w.stated(),
        w.stated(name=f"{other_given(c, w.given)} {w.family}", number=""),
    ),
    "relatives with one initial": lambda c, w: (
        w.stated(number=""),
        w.stated(name=f"{w.given[0]}. {w.family}", number=""),
    ),
    "siblings with names that differ in a letter": lambda c, w: letter_apart(c, w),
    "namesakes in a city, two numbers": lambda c, w: (w.stated(), elsewhere(c, w, number=number_beside(w.number))),
    "namesakes in a city, one number known": lambda c, w: (w.stated(), elsewhere(c, w, number="")),
    "namesakes in two cities": lambda c, w: (
        w.stated(number=""),
        person(c, given=w.given, family=w.family).stated(number=""),
    ),
    "one number in two states": lambda c, w: other_state(c, w),
    "colleagues with one telephone number": lambda c, w: (
        w.stated(),
        w.stated(name=adversarial_pairs.colleague(c, w), number=""),
    ),
    "a first name in common at one office": lambda c, w: (
        w.stated(),
        w.stated(name=f"{w.given} {other_family(c, w)}", number=""),
    ),
    "numbers with two digits swapped, namesakes": lambda c, w: (
        w.stated(phone=False),
        elsewhere(c, w, number=swapped_digits(c, w.number)),
    ),
    "one name at one office, two numbers": lambda c, w: (
        w.stated(),
        w.stated(number=f"AC{c.randrange(10_000, 99_999)}"),
    ),
    "a suspension and a namesake at one address": lambda c, w: (
        w.stated(number=""),
        w.stated(status="suspended", spelling=1),
    ),
    "a revocation under another first name": lambda c, w: (
        w.stated(),
        w.stated(name=f"{other_given(c, w.given)} {w.family}", status="revoked"),
    ),
    "middle names that differ": lambda c, w: (
        w.stated(name=f"{w.given} A. {w.family}", number=""),
        w.stated(name=f"{w.given} B. {w.family}", number=""),
    ),
}


def nickname(chance, who, how):
    formal, short = chance.choice(NICKNAMES)
    return who.stated(name=f"{formal} {who.family}"), who.stated(name=f"{short} {who.family}", **how)


def missing_in_given(chance, who):
    given = chance.choice([each for each in GIVEN if len(each) > 5])
    return who.stated(name=f"{given} {who.family}"), who.stated(name=f"{slip(chance, given)} {who.family}", phone=False)


def family_first(chance, who, how):
    family, given = chance.choice(EAST_ASIAN)
    return who.stated(name=f"{given} {family}"), who.stated(name=f"{family} {given}", **how)


def joined(chance, who):
    family, given = chance.choice([each for each in EAST_ASIAN if " " in each[1]])
    split = chance.choice((given.replace(" ", "").capitalize(), given.replace(" ", "-")))
    return who.stated(name=f"{given} {family}"), who.stated(name=f"{split} {family}", number="", place=False)


def written_apart(chance, who):
    apart, together = chance.choice(
        (("Mc Donald", "McDonald"), ("De Souza", "Desouza"), ("De La Cruz", "Delacruz"), ("Van Dyke", "Vandyke"))
    )
    return who.stated(name=f"{who.given} {apart}"), who.stated(name=f"{who.given} {together}", number="", place=False)


def saint(chance, who):
    home = who._replace(city="Saint Louis", state="MO", postal_code="63101")
    return home.stated(phone=False), home._replace(city="St Louis", postal_code=None).stated(
        number="", phone=False, spelling=1
    )


def letter_apart(chance, who):
    one, other = chance.choice(
        (
            ("Maria", "Marie"),
            ("Joan", "Jean"),
            ("Andrea", "Andrew"),
            ("Julia", "Julian"),
            ("Paul", "Paula"),
            ("Erik", "Erika"),
        )
    )
    return who.stated(name=f"{one} {who.family}", number=""), who.stated(name=f"{other} {who.family}", number="")


def elsewhere(chance, who, number):
    """Somebody of the same name in the same city, with another office and telephone."""
    other = person(chance)
    return who._replace(street=other.street, phone=other.phone, postal_code=f"{who.postal_code[:3]}01").stated(
        number=number
    )


def other_state(chance, who):
    city, state, zip3 = chance.choice([each for each in CITIES if each[1] != who.state])
    other = person(chance, given=who.given, family=who.family, city=city, state=state, postal_code=f"{zip3}11")
    return who.stated(), other.stated(number=who.number)


ONE_PERSON = SAME_SURE | adversarial_pairs.SAME | office_pairs.SAME | held_out_pairs.SAME | everyday_pairs.SAME
TWO = DIFFERENT | adversarial_pairs.DIFFERENT | office_pairs.DIFFERENT | held_out_pairs.DIFFERENT
TWO |= everyday_pairs.DIFFERENT
IN_DOUBT = (
    adversarial_pairs.IN_DOUBT | office_pairs.IN_DOUBT | everyday_pairs.IN_DOUBT
)  # one person, but a person could not tell either


def labelled_pairs(seed=1, of_each=PAIRS):
    """{(category, whether they are one person): [(statement, statement)]}, the same for the same seed.

    None for one person of whom nobody could tell.
    """
    chance = random.Random(seed)
    kinds = [
        *((name, make, True) for name, make in ONE_PERSON.items()),
        *((name, make, False) for name, make in TWO.items()),
        *((name, make, None) for name, make in IN_DOUBT.items()),
    ]
    return {(name, same): [make(chance, person(chance)) for _ in range(of_each)] for name, make, same in kinds}
