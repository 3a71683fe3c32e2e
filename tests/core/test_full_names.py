"""Names in one string. Everybody is made up."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from typed_names import typed_names

from directory.core.credentials import is_physician, parse_credentials
from directory.core.full_names import TITLES, parse_full_name
from directory.core.names import folded


def shown(name):
    """A name in reading order, and the letters after it."""
    return " ".join(filter(None, name[:4])), name.credentials


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("JANE Q EXAMPLE", ("JANE", "Q", "EXAMPLE", "")),
        ("Jane Q. Example Jr.", ("Jane", "Q.", "Example", "Jr.")),
        ("Example, Jane Q.", ("Jane", "Q.", "Example", "")),
        ("JUAN DE LA CRUZ III", ("JUAN", "", "DE LA CRUZ", "III")),
        ("MARY D'ANGELO O'BRIEN", ("MARY", "D'ANGELO", "O'BRIEN", "")),
        ("ANH T DO", ("ANH", "T", "DO", "")),
        ("MARY LEE MA", ("MARY", "LEE", "MA", "")),
        ("KING LEE", ("KING", "", "LEE", "")),
        ("Dr. Jane Example", ("Jane", "", "Example", "")),
        ("Rabbi Dr. Jane Example", ("Jane", "", "Example", "")),
        ("Example, Rev. Jane", ("Jane", "", "Example", "")),
        ("LI", ("", "", "LI", "")),
        ("", ("", "", "", "")),
        ("Garcia Lopez, Ana Maria", ("Ana", "Maria", "Garcia Lopez", "")),
        ("GARCIA LOPEZ, XOCHITL", ("XOCHITL", "", "GARCIA LOPEZ", "")),
        ("O BRIEN, MAEVE", ("MAEVE", "", "O BRIEN", "")),
        ("Van Dyke, Dirk", ("Dirk", "", "Van Dyke", "")),
        ("Jose Ortega y Gasset", ("Jose", "", "Ortega y Gasset", "")),
        ("Y. Barlow", ("Y.", "", "Barlow", "")),
        ("Maria Y. Lopez", ("Maria", "Y.", "Lopez", "")),
        ("Robert (Bob) Example", ("Robert", "(Bob)", "Example", "")),
        ("KIM Do Young", ("Do", "Young", "KIM", "")),
        ("KIM Smith", ("KIM", "", "Smith", "")),
        ("LI Wei", ("LI", "", "Wei", "")),
        ("St. John, Dom", ("Dom", "", "St. John", "")),
        ("O Brien, Mac", ("Mac", "", "O Brien", "")),
        ("Mc Donald, Do", ("Do", "", "Mc Donald", "")),
        ("Example, Dr. Jane", ("Jane", "", "Example", "")),
        ("Dr. Do", ("", "", "Do", "")),
        ("M.S. Gill", ("M.S.", "", "Gill", "")),
        ("D.R. Example", ("D.R.", "", "Example", "")),
        ("Robert Example (Bob)", ("Robert", "(Bob)", "Example", "")),
        ("GARCIA LOPEZ, TJ", ("TJ", "", "GARCIA LOPEZ", "")),
        ("(Bob)", ("", "", "(Bob)", "")),
        ("Dr.", ("", "", "Dr.", "")),
        ("Jane Example (she/her)", ("Jane", "", "Example", "")),
        ("Jane Example, they/them/theirs", ("Jane", "", "Example", "")),
        ("Example, Jane (She / Her / Ella)", ("Jane", "", "Example", "")),
        ("1. Jane Example", ("Jane", "", "Example", "")),
        ("*Jane Example", ("Jane", "", "Example", "")),
        ("Jane Example **", ("Jane", "", "Example", "")),
        ("He Li", ("He", "", "Li", "")),
        ("Xe Vang", ("Xe", "", "Vang", "")),
    ],
)
def test_a_name_is_taken_apart(text, parts):
    assert parse_full_name(text) == (*parts, "")


@pytest.mark.parametrize(
    ("typed", "name", "letters"),
    [
        ("Jane Q. Example, MD, FAAMA", "Jane Q. Example", "MD, FAAMA"),
        ("Example, Jane Q., MD", "Jane Q. Example", "MD"),
        ("De la Cruz, Juan, DO", "Juan De la Cruz", "DO"),
        ("Jane Example MD FAAMA", "Jane Example", "MD, FAAMA"),
        ("Jane Q. Example, Jr., D.O.", "Jane Q. Example Jr.", "D.O."),
        ("Jane Q. Example, III", "Jane Q. Example III", ""),
        ("Jane Example, ABIHM", "Jane Example", "ABIHM"),
        ("JANE EXAMPLE, ABIHM", "JANE EXAMPLE", "ABIHM"),
        ("MARIA EXAMPLE, FIAMA", "MARIA EXAMPLE", "FIAMA"),
        ("Jane Example, Dipl. O.M.", "Jane Example", "Dipl. O.M."),
        ("Jane Example L Ac Dipl OM", "Jane Example", "L Ac, Dipl OM"),
        ("Jane Example,, MD,", "Jane Example", "MD"),
        ("JANE EXAMPLE M D", "JANE EXAMPLE", "M D"),
        ("EXAMPLE, JANE M D", "JANE M D EXAMPLE", ""),
        (", Jane", "", "Jane"),
        ("John Example, Jr. MD", "John Example Jr.", "MD"),
        ("John Example, 3rd MD", "John Example 3rd", "MD"),
        ("Example, Junior Alexander", "Junior Alexander Example", ""),
        ("Example, J.A.", "J.A. Example", ""),
        ("Jane Example, J.A.", "Jane Example", "J.A."),
        ("Jane Example, Acupuncture Physician", "Jane Example", "Acupuncture Physician"),
        ("Jane Example, Clinic Owner", "Jane Example", "Clinic Owner"),
        ("Jane Example, EdD", "Jane Example", "EdD"),
        ("Jane Example PsyD", "Jane Example", "PsyD"),
        ("Example, PsyD", "Example", "PsyD"),
        ("EXAMPLE, JANE", "JANE EXAMPLE", ""),
        ("JANE EXAMPLE MD", "JANE EXAMPLE", "MD"),
        ("JANE EXAMPLE LAC", "JANE EXAMPLE", "LAC"),
        ("MARY ANN EXAMPLE DO", "MARY ANN EXAMPLE", "DO"),
        ("JOHN Q EXAMPLE DO", "JOHN Q EXAMPLE", "DO"),
        ("EXAMPLE, JANE Q LAC", "JANE Q EXAMPLE", "LAC"),
        ("ANDREW MA LAC", "ANDREW MA", "LAC"),
        ("ANH DO LAC", "ANH DO", "LAC"),
        ("Jane MD", "Jane MD", ""),
        ("Jane L.Ac.", "Jane", "L.Ac."),
        ("Jane Example Lac.", "Jane Example", "Lac."),
        ("Jane Example MD Lac", "Jane Example", "MD, Lac"),
        ("Jane Example LAc/DAOM", "Jane Example", "LAc/DAOM"),
        ("Jane Example LAc & MD", "Jane Example", "LAc, MD"),
        ("Jane Example - L.Ac.", "Jane Example", "L.Ac."),
        ("Jane Example - Smith", "Jane Example - Smith", ""),
        ("Jane Example, Lac", "Jane Example", "Lac"),
        ("Jane Example lac", "Jane Example", "lac"),
        ("Chi DO, L.Ac.", "Chi DO", "L.Ac."),
        ("Example DO, Jane", "Jane Example", "DO"),
        ("EXAMPLE, MD, JANE", "JANE EXAMPLE", "MD"),
        ("EXAMPLE MD, JANE", "JANE EXAMPLE", "MD"),
        ("Anh Do", "Anh Do", ""),
        ("ANH VAN DO", "ANH VAN DO", ""),
        ("Anh Van Do", "Anh Van Do", ""),
        ("", "", ""),
    ],
)
def test_credentials_are_split_from_a_name(typed, name, letters):
    assert shown(parse_full_name(typed)) == (name, letters)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kim, Do Young", "Do Young Kim"),
        ("KIM, DO YOUNG", "DO YOUNG KIM"),
        ("Kim, Do", "Do Kim"),
        ("KIM, YOUNG DO", "YOUNG DO KIM"),
        ("Tran, Lac", "Lac Tran"),
        ("TRAN, LAC", "LAC TRAN"),
        ("TRAN VAN LAC", "TRAN VAN LAC"),
        ("NGUYEN VAN DAC", "NGUYEN VAN DAC"),
        ("Vu, Dac", "Dac Vu"),
        ("Ma, Andrew", "Andrew Ma"),
        ("ANDREW MA", "ANDREW MA"),
        ("MA ANDREW", "MA ANDREW"),
        ("Garcia, Ma. Elena", "Ma. Elena Garcia"),
        ("Dom Example", "Dom Example"),
        ("De la Cruz, Dom", "Dom De la Cruz"),
        ("Nd Okafor", "Nd Okafor"),
        ("Rahman, Md", "Md Rahman"),
        ("MD RAHMAN", "MD RAHMAN"),
        ("THI NGOC ANH DO", "THI NGOC ANH DO"),
        ("ANNA M L DO", "ANNA M L DO"),
        ("Anna M. DO", "Anna M. DO"),
        ("JOHN EXAMPLE DO", "JOHN EXAMPLE DO"),
        ("ROBERT LEE MA DO", "ROBERT LEE MA DO"),
        ("Do", "Do"),
        ("Lac", "Lac"),
    ],
)
def test_a_name_that_is_like_letters_makes_nobody_a_physician(typed, name):
    """Whoever is called Do, Ma or Lac would be harmed: by a wrong name, and by a license that is not theirs."""
    assert shown(parse_full_name(typed)) == (name, "")


@pytest.mark.parametrize(
    "typed", ["Kim, D.O.", "Kim, DO", "Do, Anh, DO", "Young Kim DO", "DO, ANH, D.O.", "Kim, Do, DO"]
)
def test_a_physician_with_an_asian_name_stays_one(typed):
    """Told by dots, by capitals beside small letters, and by a name before the letters."""
    assert is_physician(parse_credentials(parse_full_name(typed).credentials))


@pytest.mark.parametrize(
    ("typed", "suffix", "name"),
    [
        ("Example, J.R.", "", "J.R. Example"),
        ("Example, S.R.", "", "S.R. Example"),
        ("Example, Jr.", "Jr.", "Example Jr."),
        ("EXAMPLE JR, JOHN", "JR", "JOHN EXAMPLE JR"),
        ("Example, Jr., John", "Jr.", "John Example Jr."),
        ("Example, John, III", "III", "John Example III"),
        ("John Example 2nd", "2nd", "John Example 2nd"),
        ("John Example V", "V", "John Example V"),
        ("Ramesh Kumar V.", "", "Ramesh Kumar V."),
        ("Example, John V", "", "John V Example"),
        ("Example, John, V", "V", "John Example V"),
        ("John Example, V", "V", "John Example V"),
        ("Example, V", "", "V Example"),
        ("John V Example", "", "John V Example"),
        ("Jose Silva Junior", "Junior", "Jose Silva Junior"),
        ("Mark Senior", "", "Mark Senior"),
    ],
)
def test_a_generation_is_told_from_initials_and_names(typed, suffix, name):
    """A wrong generation parts one person in two, or puts a father's words on his son."""
    parsed = parse_full_name(typed)
    assert (parsed.suffix, shown(parsed)[0]) == (suffix, name)


def test_every_name_of_a_list_is_read_as_a_person_reads_it():
    """Eight thousand names of many origins, in each layout, case and place of letters in which lists have them."""
    wrong = []
    for layout, text, (*names, letters) in typed_names():
        *read, held = parse_full_name(text)
        if (list(map(folded, read)), parse_credentials(held)) != (list(map(folded, names)), parse_credentials(letters)):
            wrong.append((layout, text, read, held))
    assert wrong == []


def letters_of(text):
    """How often each letter is in a text, whatever its case."""
    return Counter(char for char in unicodedata.normalize("NFC", text).casefold() if char.isalnum())


WORDS = (
    "Do Kim DO Lac LAc L.Ac. MD Jane JANE Jr. J.R. III V Dipl. O.M. de la Cruz O'Brien Smith-Jones Md. (Bob) y Y. - Ma"
)
typed = some.lists(some.sampled_from([*WORDS.split(), ",", ",", "(MD)", "PsyD", "Junior", "Ñu", "王"]), max_size=9)


@given(typed.map(" ".join))
@example("Jane (MD) Example (LAc), Jr., Smith - D.O.")
def test_no_letter_of_a_name_is_lost(text):
    """Whatever is not understood is in the name, the suffix or the credentials."""
    assert letters_of("".join(parse_full_name(text))) == letters_of(text)


@given(some.text(max_size=80))
@example("\u0130 van d'")
def test_any_text_is_read_without_loss(text):
    if not TITLES & set(folded(text).split()) and "and" not in text.casefold():
        assert letters_of("".join(parse_full_name(text))) == letters_of(text)


def test_the_end_of_an_endless_name_is_not_looked_at():
    assert len("".join(parse_full_name("Jane " + "L.Ac. " * 10_000))) <= 300
