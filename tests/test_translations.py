"""Every text that a page shows is there in every language of the site, whole."""

import ast
import re
from collections import Counter

import pytest
from conftest import ROOT
from spanish_words import NOT_USED

from directory.web.shell.language import LANGUAGES, UNCHECKED

CATALOGUES = sorted((ROOT / "data" / "translations").glob("*.po"))
KEPT = re.compile(r"%\(\w+\)[sd]|</?\w+[^>]*>")  # values and markup
FILLED_IN_PAGE = re.compile(r"\{\w+\}")  # values that a script fills in
# What stays as it is in Chinese: names, letters after a name, parameters of an address, and titles as the law has them.
KEPT_IN_CHINESE = """
ASH CMS CSV Direct GeoJSON LEIE Medicare Advantage NCBAHM NPI NPPES OR Portland vCard accepts assignment
L Ac MD DO
language name page sort within
Acupuncture Physician Doctor of Oriental Medicine Licensed Practitioner East Asian and Eastern Medical
American Academy Board Dental Surgery
"""


@pytest.fixture(scope="module")
def shown(translations):
    """The texts of the code and the templates that a language has."""
    return lambda language: {message.id for message in translations.template(language) if message.id}


@pytest.fixture(scope="module", params=CATALOGUES, ids=lambda path: path.stem)
def catalogue(request, translations):
    """Each catalogue as it is kept."""
    return translations.load(request.param)


@pytest.fixture(scope="module")
def pairs(catalogue, translations):
    """(English, translated) pairs; of a text with a number, one for each form."""
    found = []
    for message in catalogue:
        english = message.id if message.pluralizable else (message.id,)
        forms = translations.strings(message)
        english = english[-len(forms) :]  # a language with one form has the plural's
        found += [(english[min(form, len(english) - 1)], text) for form, text in enumerate(forms) if message.id]
    return found


def test_every_language_that_the_site_offers_has_a_catalogue():
    assert {path.stem for path in CATALOGUES} == set(LANGUAGES) - {"en"}


def test_a_language_that_has_not_every_page_says_which_files_it_has(translations):
    assert set(translations.PARTS) == set(UNCHECKED)
    for files in translations.PARTS.values():
        assert [name for name in files if not (ROOT / name).is_file()] == []


def test_a_catalogue_has_every_text_that_is_shown_and_no_other(catalogue, shown):
    kept, shown = {message.id for message in catalogue if message.id}, shown(catalogue.locale.language)
    assert not shown - kept, "not in the catalogue: run data/translations/make.py and translate them"
    assert not kept - shown and not catalogue.obsolete, "shown nowhere: run data/translations/make.py"


def test_every_text_is_translated_and_none_is_a_guess(catalogue, pairs):
    assert [english for english, text in pairs if not text.strip()] == []
    assert [message.id for message in catalogue if message.fuzzy] == []


def test_a_number_has_as_many_forms_as_the_language_needs(catalogue, translations):
    for message in catalogue:
        assert not message.pluralizable or len(translations.strings(message)) == catalogue.num_plurals, message.id


def test_values_and_markup_are_the_same_on_both_sides(pairs):
    assert [
        (english, text) for english, text in pairs if Counter(KEPT.findall(english)) != Counter(KEPT.findall(text))
    ] == []


def test_every_text_with_values_can_be_filled(pairs):
    for english, text in pairs:
        names = re.findall(r"%\((\w+)\)", english)
        assert not names or text % dict.fromkeys(names, 1)


def test_a_count_is_a_text_since_pages_part_its_thousands(pairs):
    """As a number, "%(num)d", it would fail on the first page that counts a thousand."""
    assert not [text for pair in pairs for text in pair if "%(num)d" in text]


def test_no_text_has_double_spaces_or_loose_ends(pairs):
    assert [text for _, text in pairs if "  " in text or text != text.strip()] == []


def test_bringing_a_catalogue_up_to_date_changes_nothing_when_it_is(translations):
    for path in CATALOGUES:
        assert translations.updated(path) == path.read_bytes(), "run data/translations/make.py"


def test_numbers_and_what_a_script_fills_in_are_the_same_in_chinese(translations):
    for message in translations.load(translations.HERE / "zh.po"):
        english = message.id[-1] if message.pluralizable else message.id
        (text,) = translations.strings(message)
        for kind in (FILLED_IN_PAGE, re.compile(r"\d+")):
            assert not english or sorted(kind.findall(english)) == sorted(kind.findall(text)), english


def test_nothing_is_left_in_english_in_chinese_but_names(translations):
    for message in translations.load(translations.HERE / "zh.po"):
        text = FILLED_IN_PAGE.sub("", KEPT.sub("", translations.strings(message)[0]))
        assert not message.id or not set(re.findall("[A-Za-z]+", text)) - set(KEPT_IN_CHINESE.split()), text
        assert not message.id or re.search("[\u4e00-\u9fff]", text) or not re.search("[A-Za-z]", text), text


def test_spanish_has_one_word_for_one_thing(translations):
    texts = [
        text for message in translations.load(translations.HERE / "es.po") for text in translations.strings(message)
    ]
    assert [text for text in texts if text and NOT_USED.search(text)] == []


def test_no_text_is_marked_within_another_string(translations):
    """What reads the code for texts does not look into f-strings: on the cards "Insurance:" stayed English."""
    wrong = []
    for path in sorted((ROOT / "directory").rglob("*.py")):
        strings = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.JoinedStr))
        calls = (each for node in strings for each in ast.walk(node) if isinstance(each, ast.Call))
        wrong += [f"{path}:{call.lineno}" for call in calls if getattr(call.func, "id", "") in translations.KEYWORDS]
    assert wrong == []
