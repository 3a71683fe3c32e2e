"""The words that people write for a language, a state, a way to pay, a kind of practice: each of them, as it is met.

golden/ has the longer tables; a word that is added comes in there too.
"""

import pytest
from golden_tables import golden

from directory.core import languages, name_fields, streets, table_cells, table_map, table_proposal
from directory.core.addresses import TRADITIONAL, state_code
from directory.core.full_names import FullName
from directory.core.name_fields import tidied
from directory.core.names import without_umlauts
from directory.core.streets import comparable, place_key
from directory.core.table_cells import insurer
from directory.core.table_proposal import proposed_meanings


def words(text):
    """The words of a list that commas separate."""
    return text.split(", ")


@pytest.mark.parametrize(("language", "names"), golden("languages"))
def test_each_own_name_of_a_language_is_understood(language, names):
    for name in words(names):
        assert languages.spoken([name]) == languages.spoken([name.upper()]) == (language,), name


def test_there_are_no_other_own_names_of_languages():
    assert sorted(languages.ALSO) == sorted(name for _, names in golden("languages") for name in words(names))


ASKED = {
    "Chinese": "Mandarin, Cantonese, Min Nan Chinese, Wu Chinese, Hakka Chinese",
    "Sign Language": "American Sign Language",
    "Arabic": "Egyptian Arabic, Moroccan Arabic, Algerian Arabic, Tunisian Arabic",
    "Persian": "Dari",
    "Kurdish": "Central Kurdish, Southern Kurdish",
    "Norwegian": "Norwegian Bokmål, Norwegian Nynorsk",
    "Serbo-Croatian": "Serbian, Croatian, Bosnian, Montenegrin",
    "Malay": "Indonesian",
}


@pytest.mark.parametrize(("language", "varieties"), ASKED.items())
def test_who_asks_for_a_language_finds_those_who_speak_a_variety_of_it_and_not_the_other_way_round(language, varieties):
    assert languages.asked_as(language) == {language, *words(varieties)}
    for variety in words(varieties):
        assert languages.spoken([variety]) == (variety,), "as Unicode writes it"
        assert languages.asked_as(variety) == {variety}


def test_no_other_language_stands_for_more_than_itself():
    assert set(languages.INCLUDING) == set(ASKED) and languages.asked_as("Korean") == {"Korean"}


NO_LANGUAGE = (
    "none, no, yes, n/a, na, unknown, other, others, multiple, various, unspecified, not applicable, not available, "
    "not specified, unknown language, other language, multiple languages, no other languages, no linguistic content"
)


@pytest.mark.parametrize("text", words(NO_LANGUAGE))
def test_each_word_for_no_language_names_none(text):
    assert languages.spoken([text]) == languages.spoken([text.upper()]) == ()


@pytest.mark.parametrize(
    "quality", words("fluent, fluently, native, speaking, speaker, speaks, spoken, conversational, only, in")
)
def test_a_word_for_how_well_somebody_speaks_is_left_out(quality):
    assert languages.spoken([f"Spanish {quality}"]) == ("Spanish",)
    assert quality in languages.QUALITIES and len(languages.QUALITIES) == 10


@pytest.mark.parametrize(
    "limit",
    words(
        "basic, some, little, limited, beginner, beginning, elementary, poor, learning, staff, interpreter, translator"
    ),
)
def test_nobody_is_found_for_a_language_that_they_hardly_speak(limit):
    assert languages.spoken([f"Spanish ({limit})"]) == (f"Spanish ({limit})",)


@pytest.mark.parametrize(("code", "abbreviations"), golden("states_shortened"))
def test_each_state_is_known_by_its_traditional_abbreviations(code, abbreviations):
    for short in words(abbreviations):
        with_points = " ".join(f"{word.capitalize()}." for word in short.split())
        assert state_code(short) == state_code(with_points) == code, short


def test_there_are_no_other_traditional_abbreviations():
    assert sorted(TRADITIONAL) == sorted(short for _, each in golden("states_shortened") for short in words(each))


NO_INSURER = (
    "cash, cash only, cash pay, self pay, selfpay, private pay, out of pocket, superbill, superbills, all, most, any, "
    "various, many, other, others, etc, yes, unknown, tbd, hmo, ppo, epo, pos, insurance, all insurance, "
    "most insurance, no insurance, all major, most major, all major insurance, most major insurance, all plans, "
    "most plans, all ppos, most ppos"
)
DOUBTS = (
    "no, not, non, never, except, excluding, pending, applying, applied, credentialing, former, formerly, until, "
    "expired, ended, dropped, oon, out of network, call, ask, only, maybe, soon, doesn't, don't, won't, cannot"
)


@pytest.mark.parametrize("text", words(NO_INSURER))
def test_a_way_to_pay_or_a_product_is_no_insurer(text):
    for written in (text, text.title(), text.upper()):
        with pytest.raises(ValueError, match="not the name of an insurer"):
            insurer(written)


def test_there_are_no_other_ways_to_pay():
    assert set(words(NO_INSURER)) == table_cells.NO_NAMES


@pytest.mark.parametrize("word", words(DOUBTS))
def test_each_word_of_doubt_beside_an_insurer_keeps_patients_from_relying_on_it(word):
    for written in (f"Aetna ({word})", f"{word.upper()} Aetna"):
        with pytest.raises(ValueError, match="not the name of an insurer"):
            insurer(written)


@pytest.mark.parametrize("text", ["", "No", "none", "N/A", "NA", "not applicable"])
def test_each_word_for_nobody_names_no_insurer(text):
    assert insurer(text) == "" and len(table_cells.NOBODY) == 6


@pytest.mark.parametrize("form", ["Inc.", "LLC", "Corp.", "Co.", "Ltd", "LP", "PC"])
def test_the_form_of_a_company_is_no_insurer_of_its_own(form):
    entries = table_cells.split_insurers(f"Regence, {form}, Cigna", (",",), set().__contains__)
    assert entries == [f"Regence, {form}", "Cigna"] and len(table_cells.COMPANY_FORMS) == 7


KINDS = {
    "licensed_acupuncturist": "acupuncturist, acupuncture, licensed acupuncturist, lac, L.Ac., eamp",
    "medical_acupuncturist": "medical acupuncturist, medical acupuncture, physician, md, do",
    "other_clinician": (
        "chiropractor, chiropractic, dc, naturopath, naturopathic physician, nd, physical therapist, pt, "
        "nurse practitioner, np"
    ),
    "clinic": "group, group practice, organization, practice, facility",
}
STATUSES = {"active": "current, renewed, valid", "expired": "lapsed, inactive, retired"}


@pytest.mark.parametrize(
    ("field", "meaning", "spellings"),
    [*(("kind", *pair) for pair in KINDS.items()), *(("licence_status", *pair) for pair in STATUSES.items())],
)
def test_each_word_of_a_table_for_a_kind_or_a_status_is_proposed_as_what_it_means(field, meaning, spellings):
    for word in words(spellings):
        assert proposed_meanings(field, [word, word.upper()]) == {word: meaning, word.upper(): meaning}
    known = sum(each == meaning for each in table_proposal.WORDS[field].values())
    assert known == len(words(spellings)), "a word that is added comes in here"


def test_a_word_that_nobody_has_told_means_nothing_yet():
    assert proposed_meanings("kind", ["shaman"]) == {"shaman": ""}


def test_yes_and_no_are_written_in_these_ways():
    assert table_map.YES == ("yes", "y", "true", "t", "1", "x", "✓", "✔")
    assert table_map.NO == ("no", "n", "false", "f", "0", "✗", "✘")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        *zip("äöüøå", ("ae", "oe", "ue", "oe", "aa"), strict=True),
        *zip("ÄÖÜØÅ", ("Ae", "Oe", "Ue", "Oe", "Aa"), strict=True),
    ],
)
def test_each_umlaut_is_written_as_it_is_where_there_are_none(written, plain):
    assert without_umlauts(f"B{written}ck") == f"B{plain}ck"


NOBODYS = (
    "fnu, LNU, nfn, NLN, nmn, nmi, unknown, (unknown), n/a, xxx, XXXXX, No Name, no first name, No Middle Name, "
    "NO LAST NAME, not applicable, none, null, test"
)


@pytest.mark.parametrize("written", words(NOBODYS))
def test_what_says_that_there_is_no_middle_name_is_none(written):
    assert tidied(FullName("Jane", written, "Example", "", "")) == ("Jane", "", "Example", "", "")
    assert len(name_fields.NO_NAME) + len(name_fields.NOT_GIVEN) == 8


@pytest.mark.parametrize("number", ["I", "V", "VI", "VII", "VIII", "IX", "X", "Jr", "III"])
def test_a_number_in_the_field_of_suffixes_is_a_generation(number):
    assert tidied(FullName("Jane", "", "Example", number, "")) == ("Jane", "", "Example", number, "")


ROADS = {
    "mlk blvd": (
        "Martin Luther King Blvd, Martin Luther King Jr Blvd, Dr Martin Luther King Jr Boulevard, MLK Blvd, "
        "Rev Martin Luther King Blvd, M L King Blvd, Dr MLK Jr Blvd"
    ),
    "hwy 9": "Hwy 9, Highway 9, State Hwy 9, State Highway 9, US Hwy 9, US 9, SR 9, SH 9, State Rte 9, State Rd 9",
    "i 5": "I 5, I-5, Interstate 5, Interstate Highway 5, IH 5",
    "cr 12": "County Road 12, Co Rd 12, County Highway 12, CR 12",
    "fm 1960": "FM 1960, Farm to Market 1960, FM Rd 1960, Farm to Market Road 1960, FM 1960 Road",
    "nw elm st": "NW Elm St, N W Elm St, North West Elm Street, Northwest Elm Street",
}


@pytest.mark.parametrize(("road", "ways"), ROADS.items())
def test_a_road_is_one_however_it_is_called(road, ways):
    for way in words(ways):
        assert comparable(f"100 {way}") == (f"100 {road}", ""), way


def test_a_road_is_not_taken_for_another():
    lines = [
        comparable(f"100 {way}").line for way in ("Hwy 9", "I 9", "County Road 9", "FM 9", "NE Elm St", "N Elm St")
    ]
    assert len(set(lines)) == len(lines) == 6


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("St Louis", "Saint Louis"),
        ("Ste Genevieve", "Sainte Genevieve"),
        ("Ft Worth", "Fort Worth"),
        ("Mt Vernon", "Mount Vernon"),
        ("Big Mtn", "Big Mountain"),
        ("Pt Reyes", "Point Reyes"),
        ("N Hollywood", "North Hollywood"),
        ("No Hollywood", "North Hollywood"),
        ("S Boston", "South Boston"),
        ("So San Francisco", "South San Francisco"),
        ("E Lansing", "East Lansing"),
        ("W Hollywood", "West Hollywood"),
    ],
)
def test_a_place_has_one_key_however_short_it_is_written(short, long):
    assert place_key(short) == place_key(long) == long.lower()


def test_every_number_and_direction_of_a_street_may_be_spelled_out():
    ordinals = words("First, Second, Third, Fourth, Fifth, Sixth, Seventh, Eighth, Ninth, Tenth, Eleventh, Twelfth")
    for place, word in enumerate(ordinals, 1):
        assert comparable(f"1 {word} Ave") == (f"1 {place} ave", "")
    for place, word in enumerate(words("One, Two, Three, Four, Five, Six, Seven, Eight, Nine, Ten"), 1):
        assert comparable(f"{word} Elm St") == (f"{place} elm st", "")
    for long, short in streets.DIRECTIONS.items():
        assert comparable(f"1 {long} Elm St") == (f"1 {short} elm st", "")
    compass = ["north", "south", "east", "west"]
    assert list(streets.DIRECTIONS) == [*compass, *(a + b for a in compass[:2] for b in compass[2:])]
    assert list(streets.DIRECTIONS.values()) == ["n", "s", "e", "w", "ne", "nw", "se", "sw"]
