"""Made-up persons, each at one place, and what sources may state of them."""

from typing import NamedTuple

from directory.core.practitioner import Licence, Location, Statement

GIVEN = """
Abel Adela Agnes Alma Amos Anita Astrid Basil Beatriz Bertha Blanca Boris Bruno Carla Cecil Celia
Claudia Clive Cora Dario Delia Derek Dinah Edgar Edith Elias Elvira Emil Enid Erik Estela Ethan
Fabian Felix Fiona Flora Gavin Gilda Gloria Graham Greta Gustav Hector Heidi Hilda Hugo Ines Ingrid
Irma Ivan Joel Karla Leila Lionel Lorena Lydia Magnus Marco Mabel Milo Moira Naomi Nelly Nora Oscar
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
            credentials=where.get("credentials", ()),
            gender=where.get("gender"),
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


def other_family(chance, who):
    return chance.choice([each for each in FAMILY if each[:3] != who.family[:3]])
