"""Languages: one name for each, however a source writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from directory.core import languages


@pytest.mark.parametrize(
    ("language", "spellings"),
    [
        (
            "Spanish",
            "Español|es|SPANISH|spa|spanish|es-MX|es_419|Castilian|Spanish (fluent)|Spanish - Mexico",
        ),
        (
            "Mandarin",
            "Mandarin|Chinese (Mandarin)|Chinese - Mandarin|Mandarin Chinese|Chinese, Mandarin|cmn|zh-cmn",
        ),
        ("Cantonese", "Cantonese|Chinese/Cantonese|yue|zh-yue|zh-yue-HK|CHINESE (CANTONESE)|廣東話"),
        ("Chinese", "Chinese|zh|zho|chi|zh-CN|zh-Hant-TW|Simplified Chinese|chino|中文"),
        ("Portuguese", "Portuguese|pt-BR|por|Brazilian Portuguese|Portuguese (Brazil)|Português"),
        ("Tagalog", "Tagalog|Filipino|tl|fil|tgl|Filipino; Pilipino|Tagalog (Filipino)"),
        ("Persian", "Farsi|fa|per|Persian (Farsi)|فارسی"),
        ("Dari", "Dari|prs|fa-AF"),
        ("Haitian Creole", "Haitian|ht|Haitian-Creole|Creole, Haitian|Kreyòl|Haitian; Haitian Creole"),
        ("Korean", "Korean|ko|kor|ko-KR|한국어|coreano|Korean speaking"),
        ("Vietnamese", "Tiếng Việt|vi|vietnamita|VIETNAMESE|Viet|fluent in Vietnamese"),
        ("Greek", "el|Greek|Greek, Modern (1453-)"),
        ("American Sign Language", "ASL|ase|Sign Language (ASL)|Sign Language, American|AMERICAN SIGN LANGUAGE"),
        ("Norwegian", "Norwegian|nor|no-NO"),
        ("Min Nan Chinese", "Taiwanese|Min Nan|nan|Hokkien"),
    ],
)
def test_a_language_has_one_name_however_it_is_written(language, spellings):
    for spelling in spellings.split("|"):
        assert languages.spoken([spelling]) == (language,), spelling
    assert languages.spoken(spellings.split("|")) == (language,)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("English, Korean", ["English", "Korean"]),
        ("ES|EN|KO", ["Spanish", "English", "Korean"]),
        ("Spanish and French; Korean / Japanese", ["Spanish", "French", "Korean", "Japanese"]),
        ("español, inglés y coreano", ["Spanish", "English", "Korean"]),
        ("English Spanish", ["English", "Spanish"]),
        ("Chinese (Mandarin, Cantonese), Spanish (Latin America)", ["Mandarin", "Cantonese", "Spanish"]),
    ],
)
def test_several_languages_in_one_text_are_told_apart(text, named):
    assert languages.spoken([text]) == tuple(named)


def test_nobody_is_said_to_speak_mandarin_who_is_only_said_to_speak_chinese():
    assert languages.spoken(["Chinese", "zh-Hans", "zh-TW", "chinese"]) == ("Chinese",)
    assert languages.spoken(["Chinese", "Korean", "yue"]) == ("Korean", "Cantonese")


@pytest.mark.parametrize(
    "text",
    ["", " ", "No", "none", "N/A", "Unknown", "other", "und", "MUL", "zxx", "No other languages", "Not specified"],
)
def test_a_text_that_names_no_language_gives_none(text):
    assert languages.spoken([text]) == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Klingonese", "Klingonese"),
        ("FRENCH CREOLE", "French Creole"),
        ("mixteco alto", "Mixteco Alto"),
        ("Q'anjob'al", "Q'anjob'al"),
        ("xx", "xx"),
        ("Spanish (basic)", "Spanish (basic)"),
        ("some French", "some French"),
        ("Spanish interpreter", "Spanish interpreter"),
    ],
)
def test_what_is_no_known_language_or_hardly_spoken_stays_as_it_is_written(text, kept):
    assert languages.spoken([text]) == (kept,)


def test_every_name_that_is_given_is_understood_again():
    names = {
        name
        for code in ("es", "zh", "yue", "cmn", "fa-AF", "fil", "ase", "bn", "nan")
        if (name := languages.name(code))
    }
    assert len(names) == 9 and all(languages.spoken([name.upper()]) == (name,) for name in names)


@pytest.mark.parametrize("code", ["", "x", "es-", "spanish", "urn:x", "12", "qqq", "e s"])
def test_what_is_no_code_has_no_name(code):
    assert languages.name(code) == ""


@given(some.text(some.characters() | some.sampled_from("()-,;/ :enspaESPA"), max_size=60))
def test_any_text_gives_names_that_stay_what_they_are(text):
    for name in languages.spoken([text]):
        assert name.strip()
