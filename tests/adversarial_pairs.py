"""More kinds of made-up pairs for labelled_pairs.py, sought to refute the weights after these were set."""

from made_up_people import FAMILY, GIVEN, NICKNAMES, number_beside, other_family, other_given, person, slip
from names_alike import (
    ADDRESSES,
    ALIKE_FAMILY,
    ALIKE_GIVEN,
    BOTH_FAMILY_NAMES,
    KIM_TOO,
    KOREAN,
    KOREAN_FAMILY,
    MIDDLE,
    OTHER_LETTERS,
    SHARED_SYLLABLE,
    SHORT_FORMS,
    SPELLINGS,
    SYLLABLES_ALIKE,
    UMLAUTS,
    VIETNAMESE,
    WRITINGS,
)


def named(who, one, other, first=None, **second):
    """Two statements about people at one place, by these names."""
    return who.stated(name=one, **(first or {})), who.stated(name=other, **second)


def colleague(chance, who):
    """Another name altogether."""
    return f"{other_given(chance, who.given)} {other_family(chance, who)}"


def korean(chance, who):
    family, given = chance.choice(KOREAN_FAMILY), chance.choice(KOREAN)
    return named(who, f"{given.split()[0]} {family}", f"{given} {family}", {"number": ""}, number="")


def shared_syllable(chance, who):
    (one, other), family = chance.choice(SHARED_SYLLABLE), chance.choice(KOREAN_FAMILY)
    return named(
        who, f"{one} {family}", f"{family} {other}" if chance.random() < 0.5 else f"{other} {family}", number=""
    )


def vietnamese(chance, who):
    family, one, other = chance.choice(VIETNAMESE)
    return named(
        who, f"{one} Thi {family}", chance.choice((f"{family} Thi {other}", f"{other} Thi {family}")), number=""
    )


def both_orders(chance, who):
    one, other = chance.choice(BOTH_FAMILY_NAMES)
    return named(who, f"{one} {other}", f"{other} {one}", number="")


def alike(chance, who, pairs, family):
    one, other = chance.choice(pairs)
    names = [f"{who.given} {each}" if family else f"{each} {who.family}" for each in (one, other)]
    return named(who, *names, number="")


def call_center(chance, who):
    there = elsewhere(chance, who)
    return who.stated(number=""), there._replace(phone=who.phone).stated(number="")


def elsewhere(chance, who):
    """Somebody of the same name in another state."""
    while True:
        other = person(chance, given=who.given, family=who.family)
        if other.state != who.state:
            return other


def next_town(who):
    """The same name ten miles away: another office and telephone."""
    return who._replace(city=f"East {who.city}", postal_code=f"{who.postal_code[:3]}03", street=("9 Ash Rd",) * 2)


def other_digit(chance, number):
    """The number with one digit mistyped."""
    at = chance.randrange(2, len(number))
    return f"{number[:at]}{(int(number[at]) + chance.randrange(1, 9)) % 10}{number[at + 1 :]}"


def other_phone(chance, phone):
    """The number with two neighbouring digits of its last four swapped or one mistyped."""
    return f"{phone[:-2]}{(int(phone[-2]) + chance.randrange(1, 9)) % 10}{phone[-1]}"


def nickname(chance, who, **how):
    formal, short = chance.choice(NICKNAMES)
    return named(who, f"{formal} {who.family}", f"{short} {who.family}", **how)


def moved(chance, who):
    """The same name at another place of the state."""
    while True:
        there = person(chance, given=who.given, family=who.family)
        if there.state == who.state:
            return there._replace(city=f"North {who.city}", number=who.number)


def clinic(who, name, **place):
    statement = who.stated(name=name, number="", **place)
    return type(statement)(id="1", kind="clinic", name=name, locations=statement.locations)


DIFFERENT = {
    "twins with one initial": lambda c, w: named(w, f"{w.given[0]}. {w.family}", w.name, {"number": ""}),
    "siblings whose names are alike": lambda c, w: alike(c, w, ALIKE_GIVEN, family=False),
    "father and son, middle names with one initial": lambda c, w: (
        lambda pair: named(w, f"{w.given} {pair[0]} {w.family}", f"{w.given} {pair[1]} {w.family}", number="")
    )(c.choice(MIDDLE)),
    "father and son, two middle initials, one number known": lambda c, w: named(
        w, f"{w.given} A. {w.family}", f"{w.given} C. {w.family}", number=""
    ),
    "Sr. and no suffix, all else shared": lambda c, w: named(w, f"{w.name} Sr.", w.name, {"number": ""}),
    "a sister with a hyphenated name": lambda c, w: named(
        w, w.name, f"{other_given(c, w.given)} {w.family}-{other_family(c, w)}", number=""
    ),
    "a clinic's telephone, another colleague": lambda c, w: named(w, w.name, colleague(c, w)),
    "a clinic's telephone, colleagues with one family name": lambda c, w: named(
        w, f"{w.given} Kim", f"{other_given(c, w.given)} Kim", number=""
    ),
    "colleagues with one family name, one an initial": lambda c, w: named(
        w, f"{w.given} Lee", f"{w.given[0]} Lee", number=""
    ),
    "one name in a city, two numbers, one telephone": lambda c, w: (
        w.stated(),
        w.stated(number=number_beside(w.number)),
    ),
    "a number given to somebody else later": lambda c, w: (
        w.stated(),
        person(c, state=w.state).stated(number=w.number),
    ),
    "a number given to somebody of the same family name": lambda c, w: (
        w.stated(),
        w.stated(name=f"{other_given(c, w.given)} {w.family}", place=False, phone=False),
    ),
    "a number copied from the row above": lambda c, w: named(w, w.name, colleague(c, w)),
    "one name, ten miles apart, one without a number": lambda c, w: (
        w.stated(),
        next_town(w)._replace(phone=person(c).phone).stated(number=""),
    ),
    "one name, ten miles apart, neither with a number": lambda c, w: (
        w.stated(number=""),
        next_town(w)._replace(phone=person(c).phone).stated(number=""),
    ),
    "one name in two states, a call center's telephone": call_center,
    "one name and one number in two states, one telephone": lambda c, w: (
        w.stated(),
        elsewhere(c, w)._replace(phone=w.phone).stated(number=w.number),
    ),
    "Min and Min Soo, one clinic": korean,
    "brothers who share a syllable": shared_syllable,
    "two Nguyens at one clinic, in any order": vietnamese,
    "Kim Lee and Lee Kim, one clinic": both_orders,
    "family names that differ in a letter, one clinic": lambda c, w: alike(c, w, ALIKE_FAMILY, family=True),
    "the same digits with another profession's letters": lambda c, w: (
        w.stated(phone=False),
        w._replace(street=person(c).street).stated(number=f"{c.choice(OTHER_LETTERS)}{w.number[2:]}", phone=False),
    ),
    "a telephone number that went to the next tenant": lambda c, w: (
        w.stated(number=""),
        person(c, city=w.city, state=w.state, phone=w.phone).stated(number=""),
    ),
    "numbers a digit apart at one office": lambda c, w: (w.stated(), w.stated(number=other_digit(c, w.number))),
    "a suspension under a nickname": lambda c, w: (
        lambda pair: named(w, f"{pair[0]} {w.family}", f"{pair[1]} {w.family}", {"number": ""}, status="suspended")
    )(c.choice(NICKNAMES)),
    "an expired license and a name with a slip": lambda c, w: named(
        w, w.name, f"{w.given} {slip(c, w.family)}", status="expired"
    ),
    "one name in two suites of a building": lambda c, w: (
        w.stated(phone=False, address="3000 W Olympic Blvd, Ste 200"),
        w.stated(phone=False, address="3000 W Olympic Blvd, Ste 310", number=""),
    ),
    "brothers whose second syllables begin alike": lambda c, w: (
        lambda pair, family: named(w, f"{pair[0]} {family}", f"{pair[1]} {family}", number="")
    )(c.choice(SYLLABLES_ALIKE), c.choice(KOREAN_FAMILY)),
    "Kim Jung and Jung Kim, one clinic": lambda c, w: (
        lambda pair: named(w, " ".join(pair), " ".join(reversed(pair)), number="")
    )(c.choice(KIM_TOO)),
    "Garcia Lopez and Lopez Garcia, one home": lambda c, w: named(
        w, f"{w.given} Garcia Lopez", f"{w.given} Lopez Garcia", number=""
    ),
    "brothers by short names, one home": lambda c, w: alike(c, w, SHORT_FORMS, family=False),
    "a revocation under another middle name": lambda c, w: named(
        w, f"{w.given} Alan {w.family}", f"{w.given} Robert {w.family}", status="revoked"
    ),
    "La Toya and La Verne, one number": lambda c, w: named(w, f"La Toya {w.family}", f"La Verne {w.family}"),
    "Jane and Janet, Gerald and Geraldine under one number": lambda c, w: (
        lambda pair: named(w, f"{pair[0]} {w.family}", f"{pair[1]} {w.family}")
    )(c.choice((("Jane", "Janet"), ("Gerald", "Geraldine"), ("Alexander", "Alexandra")))),
    "branches of a chain with one telephone": lambda c, w: (
        clinic(w, "Elm Acupuncture"),
        clinic(next_town(w), "Elm Acupuncture"),
    ),
    "a clinic and its founder": lambda c, w: (clinic(w, f"{w.family} Acupuncture"), w.stated(number="")),
}
SAME = {
    "a telephone number with a digit mistyped, one number": lambda c, w: (
        w.stated(),
        w._replace(phone=other_phone(c, w.phone)).stated(place=False),
    ),
    "moved, one telephone number": lambda c, w: (w.stated(), moved(c, w)._replace(phone=w.phone).stated(number="")),
    "moved, a nickname, one license number": lambda c, w: nickname(
        c, w, city=f"North {w.city}", place=False, phone=False
    ),
    "moved, a nickname, one telephone number": lambda c, w: nickname(
        c, w, number="", city=f"North {w.city}", place=False
    ),
    "married, one license number, another telephone": lambda c, w: (
        w.stated(name=f"{w.name}-{c.choice(FAMILY)}"),
        w.stated(place=False, phone=False),
    ),
    "a suffix that one source leaves out, one license number": lambda c, w: named(
        w, f"{w.name} Jr.", w.name, place=False, phone=False
    ),
    "middle initial and middle name, one address": lambda c, w: (
        lambda middle: named(w, f"{w.given} {middle} {w.family}", f"{w.given} {middle[0]}. {w.family}", number="")
    )(c.choice(GIVEN)),
    "accents left out, one telephone number": lambda c, w: named(
        w, f"{w.given} Núñez Peña", f"{w.given} Nunez Pena", number="", place=False
    ),
    "slips in both names, one license number": lambda c, w: (
        lambda given: named(w, f"{given} {w.family}", f"{slip(c, given)} {slip(c, w.family)}", place=False)
    )(c.choice([each for each in GIVEN if len(each) > 5])),
    "an apostrophe in three writings": lambda c, w: named(
        w, f"{w.given} O'Brien", f"{w.given} {c.choice(('OBrien', 'O Brien', 'O’Brien'))}", number="", place=False
    ),
    "all in capitals, another address, one telephone number": lambda c, w: (
        w.stated(),
        w.stated(name=w.name.upper(), number="", address="1 Ash Rd"),
    ),
    "another spelling of the given name, one telephone number": lambda c, w: alike(c, w, SPELLINGS, family=False),
    "Pham Van Binh and Binh Pham, one telephone number": lambda c, w: (
        lambda family, given, _: named(
            w,
            f"{given} {family}",
            c.choice((f"{family} Van {given}", f"{family} Thi {given}", f"{family}, Van {given}")),
            number="",
            place=False,
        )
    )(*c.choice(VIETNAMESE)),
    "umlauts written as two letters, one telephone number": lambda c, w: (
        lambda pair: named(w, *pair, number="", place=False)
    )(c.choice(UMLAUTS)),
    "initials for both given names, one license number": lambda c, w: (
        lambda middle: named(
            w,
            f"{w.given} {middle} {w.family}",
            c.choice(("{0}{1} {2}", "{0}.{1}. {2}")).format(w.given[0], middle[0], w.family),
            place=False,
        )
    )(c.choice(GIVEN)),
    "the initial of a second family name, one telephone number": lambda c, w: named(
        w, f"{w.given} Jimenez Herrera", f"{w.given} Jimenez H.", number="", place=False
    ),
    "Saint-Clair and St. Clair, La Toya and Latoya": lambda c, w: (
        lambda pair: named(w, *pair, number="", place=False)
    )(c.choice(((f"{w.given} Saint-Clair", f"{w.given} St. Clair"), (f"La Toya {w.family}", f"Latoya {w.family}")))),
    "a California number in other words": lambda c, w: (
        lambda home: (
            home.stated(),
            home.stated(number=c.choice(WRITINGS).format(w.number[2:]), place=False, phone=False),
        )
    )(w._replace(state="CA", city="Los Angeles", postal_code="90012")),
    "the address as people type it": lambda c, w: (
        lambda pair: (w.stated(phone=False, address=pair[0]), w.stated(phone=False, address=pair[1], number=""))
    )(c.choice(ADDRESSES)),
    "a given name without its last letter, one license number": lambda c, w: (
        lambda given: named(w, f"{given} {w.family}", f"{given[:-1]} {w.family}", place=False)
    )(c.choice(("Marcus", "Dennis", "Oscar", "Frederick", "Edgar", "Gustav"))),
    "joined Korean given names, family name first, one telephone": lambda c, w: (
        lambda given, family: named(
            w, f"{given} {family}", f"{family} {given.replace(' ', '-')}", number="", place=False
        )
    )(c.choice(KOREAN), c.choice(KOREAN_FAMILY)),
}
IN_DOUBT = {  # of whom a person could not tell either: they are to be asked about
    "a telephone number with a digit mistyped, the name and the city": lambda c, w: (
        w.stated(),
        w._replace(phone=other_phone(c, w.phone)).stated(number="", place=False),
    ),
    "another family name, only the telephone number shared": lambda c, w: (
        w.stated(),
        w.stated(name=f"{w.given} {other_family(c, w)}", number="", place=False),
    ),
    "a license number with a digit mistyped, all else equal": lambda c, w: (
        w.stated(),
        w.stated(number=other_digit(c, w.number)),
    ),
}
