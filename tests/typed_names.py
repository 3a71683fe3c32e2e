"""Names as lists hold them, with what a person reads in them: people of many origins, each in many layouts.

Everybody is made up. What a person could not tell either is left out: can_be_told says what that is.
"""

from itertools import product

PEOPLE = (  # given, middle, family
    ("Do", "Young", "Kim"),
    ("Min", "Soo", "Lee"),
    ("Ji-woo", "", "Park"),
    ("Eun", "Hye", "Choi"),
    ("Andrew", "", "Ma"),
    ("Wei", "", "Zhang"),
    ("Xiao", "Ming", "Li"),
    ("Mei", "Ling", "Chen"),
    ("Lac", "", "Tran"),
    ("Dac", "", "Vu"),
    ("Anh", "", "Do"),
    ("Thi", "Mai", "Nguyen"),
    ("Ana", "Maria", "Lopez"),
    ("Ximena", "", "Garcia Lopez"),
    ("Juan", "Carlos", "de la Cruz"),
    ("Dom", "", "Del Rio"),
    ("Inés", "", "Núñez"),
    ("Maeve", "", "O'Brien"),
    ("Sean", "P.", "McDonald"),
    ("Nd", "", "Okafor"),
    ("Priya", "R.", "Sharma"),
    ("Anil", "", "D'Souza"),
    ("Md", "Abdul", "Rahman"),
    ("Jane", "Q.", "Example"),
    ("Mac", "", "Smith-Jones"),
    ("J.R.", "", "Barlow"),
    ("Y.", "", "Whitfield"),
)
VIETNAMESE = ("Tran", "Vu", "Do", "Nguyen")
LETTERS = ("", "LAc", "L.Ac.", "MD", "DO", "DAOM, L.Ac.", "L.Ac., Dipl. O.M.", "PhD, LAc", "D.O., FAAMA", "MA, LAc")
SUFFIXES = ("", "Jr.", "III")


def layouts(given, middle, family, suffix, letters):
    """Each way in which a list may write a name: {layout: text}."""
    forenames = " ".join(filter(None, (given, middle)))
    whole = f"{forenames} {family}"
    after = f" {suffix}" if suffix else ""
    behind = f", {letters}" if letters else ""
    apart = letters.replace(",", "")
    written = {
        "reading order": f"{whole}{after}{behind}",
        "title": f"Dr. {whole}{after}{behind}",
        "comma before the suffix": f"{whole}{', ' + suffix if suffix else ''}{behind}",
        "family first": f"{family}{after}, {forenames}{behind}",
        "family first, suffix behind": f"{family}, {forenames}{after}{behind}",
        "family first, suffix between commas": f"{family}{', ' + suffix if suffix else ''}, {forenames}{behind}",
        "no commas": f"{whole}{after} {apart}".strip(),
        "family first, no further comma": f"{family}{after}, {forenames} {apart}".strip(),
        "brackets": f"{whole}{after} ({letters})" if letters else whole + after,
        "dash": f"{whole}{after} - {letters}" if letters else whole + after,
    }
    capitals = {f"{layout}, capitals": text.upper() for layout, text in written.items() if layout != "title"}
    return written | capitals


def can_be_told(person, layout, letters):
    """Whether a person who knows no more than the text reads one name in it.

    Left open are: MA and DO behind names in capitals without a comma; ND in capitals, alone before other letters; which
    of three words are the family name, where none stands apart; LAC in capitals behind a Vietnamese name.
    """
    given, _, family = person
    capitals, commaless = layout.endswith("capitals"), "no commas" in layout or "no further comma" in layout
    if capitals and (
        (commaless and letters.startswith(("DO", "MA"))) or (given == "Nd" and layout.startswith("family"))
    ):
        return False
    if capitals and commaless and letters.startswith("LAc") and family in VIETNAMESE and layout.startswith("family"):
        return False
    return layout.startswith("family") or " " not in family or family.split()[0].islower()


def typed_names():
    """(layout, text, the parts as a person reads them) of everybody."""
    for (given, middle, family), suffix, letters in product(PEOPLE, SUFFIXES, LETTERS):
        if suffix and letters in LETTERS[::2]:
            continue
        for layout, text in layouts(given, middle, family, suffix, letters).items():
            if can_be_told((given, middle, family), layout, letters):
                yield layout, text, (given, middle, family, suffix, letters)
