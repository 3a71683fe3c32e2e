"""Pairs of statements of which it is known whether they are about one person: made-up persons, by category, adversarial
on purpose.

SAME are one person told of twice; DIFFERENT are relatives, namesakes and people who share a number, an address or a
telephone. What a person could not tell either (one name in one city, nothing else) has no answer here but "not merged".
"""

import random
from typing import NamedTuple

from directory.core.practitioner import Licence, Location, Statement

PAIRS = 150  # of each category
GIVEN = """
Abel Adela Agnes Alma Amos Anita Astrid Basil Beatriz Bertha Blanca Boris Bruno Carla Cecil Celia
Claudia Clive Cora Dario Delia Derek Dinah Edgar Edith Elias Elvira Emil Enid Erik Estela Ethan
Fabian Felix Fiona Flora Gavin Gilda Gloria Graham Greta Gustav Hector Heidi Hilda Hugo Ines Ingrid
Irma Ivan Joel Karla Leila Lionel Lorena Lydia Magnus Marco Mabel Milo Mona Naomi Nelly Nora Oscar
Otto Paloma Percy Quentin Ramona Rocco Rosa Rufus Selma Silas Simon Sonia Tessa Trevor Ursula Vera
Viola Wanda Xenia Yolanda Zelda
""".split()  # noqa: SIM905 - a list of eighty names reads better as text
FAMILY = """
Abernathy Aldridge Bancroft Barlow Beckwith Blackwood Bradshaw Brennan Caldwell Carmichael
Castellano Chadwick Corrigan Crawford Dalrymple Donnelly Ellsworth Fairbanks Ferguson Fitzgerald
Gallagher Gillespie Goldstein Grimaldi Hathaway Henderson Hollingsworth Iverson Jankowski Kavanaugh
Kowalski Langford Lindqvist Lockwood MacGregor Marchetti Montgomery Moreland Nakamura Nightingale
Okonkwo Pemberton Petrovic Quigley Rasmussen Robertson Rosenthal Sandoval Schneider Sinclair
Stapleton Sutherland Thornton Underhill Valenzuela Villanueva Wainwright Whitaker Winthrop Zimmerman
""".split()  # noqa: SIM905 - a list of eighty names reads better as text
EAST_ASIAN = [
    ("Kim", "Do Young"),
    ("Park", "Min Jae"),
    ("Nguyen", "Thi Mai"),
    ("Tran", "Van Minh"),
    ("Zhang", "Wei"),
    ("Wang", "Xiao Ling"),
    ("Choi", "Eun Ji"),
    ("Lee", "Soo Jin"),
    ("Pham", "Quoc Bao"),
    ("Liu", "Jia Hui"),
    ("Chen", "Yu Ting"),
    ("Huang", "Mei"),
]
NICKNAMES = [
    ("Robert", "Bob"),
    ("Margaret", "Peggy"),
    ("Alexandra", "Sasha"),
    ("William", "Bill"),
    ("Elizabeth", "Betty"),
    ("Richard", "Dick"),
    ("Katherine", "Kate"),
    ("James", "Jim"),
    ("Theodore", "Ted"),
    ("Deborah", "Debbie"),
    ("Michael", "Mike"),
]
STREETS = ("Elm", "Oak", "Maple", "Cedar", "Alder", "Birch", "Juniper", "Sycamore")
CITIES = (
    ("Portland", "OR", "972"),
    ("Denver", "CO", "802"),
    ("Seattle", "WA", "981"),
    ("Austin", "TX", "787"),
    ("Tampa", "FL", "336"),
)
SPELLINGS = (
    ("{n} W {s} Blvd Ste {u}", "{n} West {s} Boulevard, Suite {u}"),
    ("{n} N {s} Ave #{u}", "{n} North {s} Avenue, Ste {u}"),
)
SPELLINGS += (
    ("{n} {s} Hwy, Unit {u}", "{n} {s} Highway Unit {u}"),
    ("{n} E {s} St, Suite {u}", "{n} East {s} Street #{u}"),
)


class Person(NamedTuple):
    """A made-up person, at one place."""

    given: str
    family: str
    number: str
    state: str
    city: str
    postal_code: str
    street: tuple[str, str]  # in two spellings
    phone: str

    @property
    def name(self):
        return f"{self.given} {self.family}"

    def stated(
        self,
        name=None,
        number=None,
        state=None,
        status="unknown",
        place=True,
        phone=True,
        spelling=0,
        npi=None,
        **where,
    ):
        """A statement about them: number "" for none; place and phone: whether it tells these."""
        number = self.number if number is None else number
        location = Location(
            where.get("address", self.street[spelling] if place else ""),
            where.get("city", self.city),
            self.state,
            where.get("postal_code", self.postal_code),
            where.get("phone", self.phone if phone else None),
        )
        licences = (Licence(state or self.state, number, status),) if number else ()
        return Statement(
            id="1",
            npi=npi,
            kind="licensed_acupuncturist",
            name=name or self.name,
            licences=licences,
            locations=(location,),
        )


def person(chance, **known):
    """Anybody."""
    city, state, zip3 = chance.choice(CITIES)
    spelling = chance.choice(SPELLINGS)
    words = {"n": chance.randrange(100, 9900), "s": chance.choice(STREETS), "u": chance.randrange(1, 400)}
    made = Person(
        chance.choice(GIVEN),
        chance.choice(FAMILY),
        f"AC{chance.randrange(10_000, 99_999)}",
        state,
        city,
        f"{zip3}{chance.randrange(10, 99)}",
        tuple(each.format(**words) for each in spelling),
        f"+1{chance.randrange(200, 989)}5550{chance.randrange(100, 199)}",
    )
    return made._replace(**known)


def other_given(chance, one):
    return chance.choice([each for each in GIVEN if each[:3] != one[:3]])


def slip(chance, word):
    """A letter left out, neither the first nor the last."""
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1 :]


def swapped_digits(chance, number):
    """Two neighbouring digits that differ, swapped."""
    places = [at for at in range(2, len(number) - 1) if number[at] != number[at + 1]]
    at = chance.choice(places or [2])
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def number_beside(number):
    return f"{number[:2]}{int(number[2:]) + 7:05}"


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
    "colleagues with one telephone number": lambda c, w: (w.stated(), w.stated(name=person(c).name, number="")),
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


def other_family(chance, who):
    return chance.choice([each for each in FAMILY if each[:3] != who.family[:3]])


def labelled_pairs(seed=1, of_each=PAIRS):
    """{(category, whether they are one person): [(statement, statement)]}, the same for the same seed."""
    chance = random.Random(seed)
    same = [(name, make, True) for name, make in SAME_SURE.items()]
    kinds = [*same, *((name, make, False) for name, make in DIFFERENT.items())]
    return {(name, same): [make(chance, person(chance)) for _ in range(of_each)] for name, make, same in kinds}
