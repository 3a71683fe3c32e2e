"""The tables of the field, entry by entry: golden/ has each as people can check it against its source.

A table that is meant to change changes there too, by hand.
"""

import pytest
from golden_tables import golden

from directory.core import credentials, family_names, full_names, name_letters, names, taxonomy
from directory.core.addresses import MILITARY, STATES, readable_street, state_code
from directory.core.credentials import CREDENTIALS, is_acupuncturist, meaning, parse_credentials
from directory.core.full_names import parse_full_name
from directory.core.licence_layout import FIELDS as LAYOUT_FIELDS
from directory.core.licence_layout import STATUSES
from directory.core.licences import STANDINGS, has_lapsed, standing
from directory.core.table_fields import FIELDS, SEVERAL, SYNONYMS
from directory.core.table_proposal import propose_columns


@pytest.mark.parametrize(("code", "name"), golden("states"))
def test_each_state_has_its_code_and_name(code, name):
    """USPS Publication 28, appendix B."""
    assert STATES[code] == name and state_code(code) == state_code(name) == state_code(name.lower()) == code


@pytest.mark.parametrize(("typed", "code"), [("US Virgin Islands", "VI"), ("virgin islands", "VI"), ("D.C.", "DC")])
def test_a_territory_may_be_named_otherwise(typed, code):
    assert state_code(typed) == code


def test_there_are_no_other_states_and_three_are_military():
    assert list(STATES) == [code for code, _ in golden("states")] and len(STATES) == 59
    assert {"AA", "AE", "AP"} == MILITARY


@pytest.mark.parametrize(("written", "means", "title", "spellings"), golden("credentials"))
def test_each_credential_is_read_from_each_spelling_and_means_one_thing(written, means, title, spellings):
    for spelling in spellings.split(" "):
        assert parse_credentials(spelling) == [written]
    assert meaning(written) == ("" if means == written else means)
    assert is_acupuncturist([written]) == (title == "a state's title")


def test_there_are_no_other_credentials():
    assert [each.written for each in CREDENTIALS] == [written for written, *_ in golden("credentials")]
    assert {each.written: " ".join(each.spellings) for each in CREDENTIALS} == {
        written: spellings for written, _, _, spellings in golden("credentials")
    }
    assert {"M.D.", "D.O."} == credentials.PHYSICIAN


COUNTRIES = ("China", "Hong Kong", "Korea", "India", "Japan", "Taiwan", "Vietnam", "PRC")


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_degree_of_each_of_these_countries_makes_no_physician(country):
    for written in (f"MD ({country})", f"M.D. {country.upper()}", f"MD OF {country}", f"md [{country}]"):
        (one,) = parse_credentials(written)
        assert one == f"M.D. ({country})" and not credentials.is_physician([one])


KEPT = "LLC PLLC LLP PC PLC PA PS USA US NY NYC DC TCM AOM ER VA UCLA UCSF YMCA MD DO ND PT OT II III IV NE NW SE SW"
WRITTEN = {"INC": "Inc.", "CORP": "Corp.", "CO": "Co.", "LTD": "Ltd.", "ST": "St.", "MT": "Mt.", "DR": "Dr."}
SMALL = "a an and at by for in of on or the to with"
PARTICLES = "de del da dos das von der den la las los"


@pytest.mark.parametrize("word", KEPT.split(" "))
def test_an_abbreviation_stays_in_capitals_in_an_organisations_name(word):
    assert names.readable_organisation(f"ACME {word} HEALTH") == f"Acme {word} Health"


@pytest.mark.parametrize(("word", "written"), WRITTEN.items())
def test_a_word_is_written_as_usual_in_an_organisations_name(word, written):
    assert names.readable_organisation(f"ACME {word} HEALTH") == f"Acme {written} Health"


@pytest.mark.parametrize("word", SMALL.split(" "))
def test_a_small_word_is_small_but_at_the_beginning(word):
    assert names.readable_organisation(f"ACME {word.upper()} HEALTH") == f"Acme {word} Health"
    assert names.readable_organisation(f"{word.upper()} HEALTH").startswith(word[0].upper())


@pytest.mark.parametrize("word", PARTICLES.split(" "))
def test_a_particle_is_small_inside_a_family_name(word):
    before = "DE " if word in ("la", "las", "los") else ""
    shown = f"{before.lower()}{word} Cruz"
    assert names.readable_name(f"{before}{word.upper()} CRUZ") == shown
    assert names.readable_name(word.upper()) == word.capitalize()


def test_the_words_of_names_are_these_and_no_others():
    assert set(KEPT.split(" ")) == names.KEPT_UPPER and names.WRITTEN == WRITTEN
    assert set(SMALL.split(" ")) == names.SMALL_WORDS and set(PARTICLES.split(" ")) == names.PARTICLES


LIKE_NAMES = "ap dac do dom lac lom ma mac md nd pac rac"
FELLOWSHIPS = "aboim abihm aobta dabca dabci faafp faaos faap faborm facep facog facp facs faihm fiama pharmd"
TITLES = "dr dra doctor mr mrs ms miss mx prof professor sr sra srta rabbi rev reverend"
WORDS_OF_TITLES = (
    "acupuncture acupuncturist board certified chinese chiropractic chiropractor clinical diplomate director doctor "
    "founder herbalist licensed massage medical medicine naturopath naturopathic nurse oriental owner physician "
    "practitioner registered therapist therapy"
)
VIETNAMESE = (
    "bui cao chau dang dao dinh do doan dong duong ha ho hoang huynh lai lam le luong luu ly mai ngo nguyen pham "
    "phan phung quach ta thach thai to tran trinh truong vo vu vuong"
)


@pytest.mark.parametrize("word", LIKE_NAMES.split(" "))
def test_letters_that_are_a_name_too_are_a_given_name_where_it_stands(word):
    assert parse_full_name(f"Example, {word.capitalize()}")[:3] == (word.capitalize(), "", "Example")


@pytest.mark.parametrize("word", FELLOWSHIPS.upper().split(" "))
def test_a_fellowship_that_reads_like_a_name_is_none(word):
    assert parse_full_name(f"XOCHITL EXAMPLE, {word}")[2:] == ("EXAMPLE", "", word)


@pytest.mark.parametrize("word", TITLES.split(" "))
def test_a_title_before_a_name_is_no_part_of_it(word):
    for title in (word, word.capitalize(), f"{word.upper()}."):
        assert parse_full_name(f"{title} Jane Example")[:3] == ("Jane", "", "Example")


@pytest.mark.parametrize("word", WORDS_OF_TITLES.split(" "))
def test_what_somebody_is_after_a_comma_is_no_given_name(word):
    assert parse_full_name(f"Jane Example, {word.capitalize()} Somewhere")[:3] == ("Jane", "", "Example")


@pytest.mark.parametrize("word", VIETNAMESE.upper().split(" "))
def test_lac_after_a_vietnamese_family_name_is_a_name_and_letters_after_another(word):
    assert parse_full_name(f"{word}, ANH LAC")[:3] == ("ANH", "LAC", word)
    assert parse_full_name("PARK, MIN LAC").credentials == "LAC"


def test_the_words_that_tell_names_from_letters_are_these_and_no_others():
    assert set(LIKE_NAMES.split(" ")) == name_letters.LIKE_NAMES and set(TITLES.split(" ")) == full_names.TITLES
    assert set(FELLOWSHIPS.split(" ")) == name_letters.OTHER_LETTERS
    assert set(WORDS_OF_TITLES.split(" ")) == name_letters.WORDS_OF_TITLES
    assert set(VIETNAMESE.split(" ")) == family_names.VIETNAMESE
    generations = {"sr": 1, "senior": 1, "jr": 2, "junior": 2, "ii": 5, "2nd": 5, "iii": 3, "3rd": 3, "iv": 4, "4th": 4}
    assert generations == names.GENERATIONS


@pytest.mark.parametrize(
    "word", ["N", "SW", "PO", "US", "FM", "CR", "SR", "RR", "II", "III", "IV", "I-5", "US-101", "4B"]
)
def test_a_part_of_an_address_stays_in_capitals(word):
    assert readable_street(f"12 {word} ELM ST") == f"12 {word} Elm St"


@pytest.mark.parametrize(
    ("statuses", "is_standing"),
    [
        ([], "unknown"),
        (["unknown"], "unknown"),
        (["probation"], "unknown"),
        (["active"], "active"),
        (["active", "revoked"], "active"),
        (["expired"], "lapsed"),
        (["suspended"], "lapsed"),
        (["revoked"], "lapsed"),
        (["retired"], "lapsed"),
        (["surrendered"], "lapsed"),
        (["revoked", "unknown"], "lapsed"),
        (["probation", "expired"], "lapsed"),
    ],
)
def test_the_standing_is_that_of_the_best_license_that_a_board_states(statuses, is_standing):
    assert standing(statuses) == is_standing and has_lapsed(statuses) == (is_standing == "lapsed")
    assert STANDINGS == ("active", "unknown", "lapsed")
    worst_first = "deceased revoked surrendered suspended retired expired probation unknown active"
    assert tuple(worst_first.split(" ")) == STATUSES


def test_acupuncture_and_physicians_have_the_codes_of_nucc():
    assert (taxonomy.ACUPUNCTURIST, taxonomy.PHYSICIAN_GROUP) == ("171100000X", "20")


@pytest.mark.parametrize(("field", "columns"), golden("table_fields"))
def test_each_field_of_a_table_is_proposed_for_each_of_its_columns(field, columns):
    for column in columns.split(" "):
        assert propose_columns([f" {column.upper()} "]) == {field: column.upper()}
    all_of_them = columns.split(" ")[::-1]
    assert propose_columns(all_of_them) == {field: all_of_them if field in SEVERAL else all_of_them[-1]}


def test_there_are_no_other_fields():
    assert [[field, " ".join(columns)] for field, columns in SYNONYMS.items()] == golden("table_fields")
    assert tuple(SYNONYMS) == FIELDS
    assert sorted(LAYOUT_FIELDS) == [name for (name,) in golden("licence_fields")]


def test_parts_of_a_name_are_surer_than_a_whole_one():
    assert propose_columns(["Name", "First", "Last"]) == {"first_name": "First", "last_name": "Last"}
    assert propose_columns(["Name", "First"]) == {"name": "Name", "first_name": "First"}
