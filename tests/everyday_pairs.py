"""More kinds of made-up pairs for labelled_pairs.py, thought of in a clinic’s day, written before any rule knew them.

docs/matching.md says how they were answered as found.
"""

from adversarial_pairs import named, next_town
from made_up_people import other_family, person

FORMS = [("Daniel", "Danielle"), ("Christian", "Christina"), ("Julian", "Julia"), ("Carmen", "Carmela")]
FORMS += [("Marie", "Maria"), ("Priya", "Priyanka"), ("Ram", "Ramesh"), ("Eva", "Evan")]
BORN_TOGETHER = [("Mina", "Nina"), ("Jayden", "Hayden"), ("Marta", "Maria"), ("Dana", "Dina"), ("Erin", "Eric")]
JOINED_BY_HYPHEN = [("Jean-Paul", "Jean-Pierre"), ("Mary Ann", "Mary Beth"), ("Abdul Rahman", "Abdul Rahim")]
SYLLABLES = [("Min-Jung", "Min-Jeong"), ("Hyun-Joo", "Hyun-Ju"), ("Young-Mi", "Yeong-Mi"), ("Eun-Young", "Eun-Yeong")]
PINYIN = [("Xiaoming", "Xiaohong"), ("Na", "Nan"), ("Fang", "Feng"), ("Jianguo", "Jianhua"), ("Lihua", "Lihong")]
CHINESE = ["Wang", "Zhang", "Li", "Liu", "Chen"]
SPELT = [("Li", "Lee"), ("Zhang", "Chang"), ("Xu", "Hsu"), ("Choi", "Choe"), ("Jung", "Chung"), ("Noh", "Roh")]
THU = [("Thu", "Thuy"), ("Hoa", "Hoan"), ("An", "Anh"), ("Lan", "Lanh")]
NEIGHBORS = [("Chen", "Chan"), ("Brown", "Browne"), ("Lin", "Ling"), ("Reyes", "Reyna"), ("Stein", "Stern")]
PARTICLES = [
    ("van der Berg", "Vanderberg"),
    ("de la Cruz", "Delacruz"),
    ("von Trapp", "Trapp"),
    ("Di Marco", "Dimarco"),
]
PARTICLES += [("El Sayed", "El-Sayed"), ("St. James", "Saint James"), ("Ben David", "Ben-David")]
DOUBLED = [
    ("Jennifer", "Jenifer"),
    ("Philip", "Phillip"),
    ("Mathew", "Matthew"),
    ("Alan", "Allan"),
    ("Lisette", "Lissette"),
]
MARKS = [("Łukasz", "Lukasz"), ("Zoë", "Zoe"), ("José", "Jose"), ("Nguyễn Thảo", "Nguyen Thao"), ("Siân", "Sian")]
STREETS_TYPED = [
    ("1 Main St", "One Main Street"),
    ("200 State Route 9", "200 SR 9"),
    ("44 Park Ave 1st Floor", "44 Park Avenue, Floor 1"),
    ("18 Oak Ct Unit B", "18 Oak Court, Suite B"),
    ("77 N Lake Dr Rm 5", "77 North Lake Drive, Room 5"),
    ("90 Mt Vernon St", "90 Mount Vernon Street"),
    ("12 Ft Hill Rd Ste 3", "12 Fort Hill Road #3"),
    ("310 Hwy 101 S", "310 Highway 101 South"),
]
NUMBERS = ("AC-{}", "AC 0{}", "{}", "ac{}", "AC.{}", "LAC{}", "AC#{}")


def pair(chance, who, names, family=None, **how):
    one, other = chance.choice(names)
    family = family or who.family
    return named(who, f"{one} {family}", f"{other} {family}", **how)


def families(chance, who, names, **how):
    one, other = chance.choice(names)
    return named(who, f"{who.given} {one}", f"{who.given} {other}", **how)


def side_of_town(who):
    other = who._replace(phone="+15035550188")
    return who.stated(address="100 N Main St", number=""), other.stated(address="100 S Main St", number="")


def boxes(who):
    there = next_town(who)._replace(phone="+15035550188")
    return who.stated(address="PO Box 12", number=""), there.stated(address="PO Box 12", number="")


def other_building(chance, who):
    """A namesake in the next town whose office has the same street and number: 100 Main St."""
    there = next_town(who)._replace(phone=person(chance).phone)
    return who.stated(address="100 Main St"), there.stated(address="100 Main St", number="")


def dropped_unit(chance, who):
    namesake = person(chance, given=who.given, family=who.family, city=who.city, state=who.state)
    return (
        who.stated(address="3000 W Olympic Blvd, Ste 200"),
        namesake._replace(postal_code=who.postal_code).stated(address="3000 W Olympic Blvd", number=""),
    )


def two_states(who, **how):
    there = who._replace(state="NV", city="Reno", postal_code="89501", street=("9 Ash Rd",) * 2)
    return who.stated(), there.stated(number="1234", **how)


def typed_number(chance, who):
    """The number as another clerk writes it."""
    return who.stated(), who.stated(number=chance.choice(NUMBERS).format(who.number[2:]), place=False, phone=False)


def misread_number(chance, who):
    """A one read as an I, a nought as an O."""
    number = f"AC{chance.randrange(2, 10)}{chance.randrange(10, 100)}10"
    return who.stated(number=number), who.stated(number=number.replace("0", "O").replace("1", "I"), place=False)


def renumbered(chance, who):
    """The board gave everybody a longer number: one name, one telephone, one office."""
    return who.stated(number="AC1234"), who.stated(number=f"12{chance.randrange(10_000, 99_999)}.0001234")


def second_family_name(who, chance, **how):
    return named(who, who.name, f"{who.name} {other_family(chance, who)}", **how)


DIFFERENT = {
    "mother and daughter of one name, one adds a family name": lambda c, w: second_family_name(
        w, c, number="", gender="F"
    ),
    "mother and daughter, one hyphenates, a number known": lambda c, w: named(
        w, w.name, f"{w.name}-{other_family(c, w)}", number=""
    ),
    "twins whose names sound alike, one office": lambda c, w: pair(c, w, BORN_TOGETHER, number=""),
    "he and she by forms of a name, one office": lambda c, w: pair(c, w, FORMS, number=""),
    "he and she by forms of a name under one number": lambda c, w: pair(c, w, FORMS),
    "Kim Min-Jung and Kim Min-Jeong in one suite": lambda c, w: pair(c, w, SYLLABLES, "Kim", number=""),
    "Kim Min-Jung revoked, Kim Min-Jeong's number": lambda c, w: pair(c, w, SYLLABLES, "Kim", status="revoked"),
    "Chinese names that share a syllable, one clinic": lambda c, w: pair(c, w, PINYIN, c.choice(CHINESE), number=""),
    "Nguyen Thi Thu and Nguyen Thi Thuy, one clinic": lambda c, w: (
        lambda two: named(w, f"Nguyen Thi {two[0]}", f"Nguyen Thi {two[1]}", number="")
    )(c.choice(THU)),
    "Jose Maria and Maria Jose, one home": lambda c, w: named(
        w, f"Jose Maria {w.family}", f"Maria Jose {w.family}", number=""
    ),
    "a couple with both names hyphenated, an initial": lambda c, w: (
        lambda beside: named(w, f"{w.given} {w.family}-{beside}", f"{w.given[0]}. {beside}-{w.family}", number="")
    )(other_family(c, w)),
    "sub-tenants with one front desk, family names alike": lambda c, w: families(c, w, NEIGHBORS, number=""),
    "hyphenated given names under one number": lambda c, w: pair(c, w, JOINED_BY_HYPHEN),
    "hyphenated given names, one home": lambda c, w: pair(c, w, JOINED_BY_HYPHEN, number=""),
    "a father by two names, a son by the second": lambda c, w: named(
        w, f"Mohammed {w.given} {w.family}", w.name, {"number": ""}
    ),
    "Ivanov and Ivanova of one number": lambda c, w: named(w, "Alex Ivanov", "Alexandra Ivanova"),
    "North Main and South Main": lambda c, w: side_of_town(w),
    "one number of post office boxes in two towns": lambda c, w: boxes(w),
    "one street and number in two towns": other_building,
    "one without a suite, a namesake in the building": dropped_unit,
    "namesakes of two states, two numbers, one payer's telephone": lambda c, w: two_states(w),
    "an expired number under a hyphenated name": lambda c, w: named(
        w, w.name, f"{w.given} {w.family}-{other_family(c, w)}", status="expired"
    ),
    "probation under an initial": lambda c, w: named(
        w, w.name, f"{w.given[0]}. {w.family}", status="probation", place=False, phone=False
    ),
}
SAME = {
    "a number as another clerk writes it": typed_number,
    "an American name beside the Chinese, one number": lambda c, w: (
        lambda family: named(w, f"Xiaoming {family}", f"{w.given} Xiaoming {family}", place=False)
    )(c.choice(CHINESE)),
    "an American name in parentheses, one telephone": lambda c, w: (
        lambda family: named(w, f"Xiaoming {family}", f'Xiaoming "{w.given}" {family}', number="", place=False)
    )(c.choice(CHINESE)),
    "a letter doubled, one telephone at one address": lambda c, w: pair(c, w, DOUBLED, number=""),
    "a letter doubled, one number": lambda c, w: pair(c, w, DOUBLED, place=False, phone=False),
    "particles written otherwise, one telephone": lambda c, w: families(c, w, PARTICLES, number="", place=False),
    "the family name as another hand romanizes it, one number": lambda c, w: families(c, w, SPELT),
    "only the second of two family names, one number": lambda c, w: (
        lambda beside: named(w, f"{w.name} {beside}", f"{w.given} {beside}", place=False)
    )(other_family(c, w)),
    "an initial before the name used, one number": lambda c, w: named(
        w, f"{c.choice('BDHJ')}. {w.name}", w.name, place=False
    ),
    "an initial before the name used, one telephone": lambda c, w: named(
        w, f"{c.choice('BDHJ')}. {w.name}", w.name, number="", place=False
    ),
    "marks over letters left out, one telephone": lambda c, w: pair(c, w, MARKS, number="", place=False),
    "an address as another clerk writes it": lambda c, w: (
        lambda two: (w.stated(phone=False, address=two[0]), w.stated(phone=False, address=two[1], number=""))
    )(c.choice(STREETS_TYPED)),
    "an initial with number and telephone": lambda c, w: named(w, w.name, f"{w.given[0]} {w.family}", place=False),
    "a place within the city, one telephone": lambda c, w: (
        w._replace(city="Los Angeles", state="CA", postal_code="91401").stated(number=""),
        w._replace(city="Van Nuys", state="CA", postal_code="91401").stated(number="", place=False),
    ),
    "letters read as digits in a number": misread_number,
}
IN_DOUBT = {
    "renumbered by the board, all else equal": renumbered,
    "moved to another state, one telephone": lambda c, w: (
        w.stated(number=""),
        w._replace(state="NV", city="Reno", postal_code="89501", street=("9 Ash Rd",) * 2).stated(number=""),
    ),
    "married, another family name, one telephone at one address": lambda c, w: named(
        w, w.name, f"{w.given} {other_family(c, w)}", number=""
    ),
}
