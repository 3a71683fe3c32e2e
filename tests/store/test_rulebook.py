"""The rules, prices and the guide as files: each fact with its source, and mistakes told in words."""

import re
import shutil
import tomllib
from calendar import month_name

import pytest
from conftest import ROOT
from spanish_words import NOT_USED

from directory.core.cited import TEXT_LANGUAGES, Cited, StrictModel
from directory.core.guide import GUIDES
from directory.core.i18n import LocalizedText
from directory.core.programs import PROGRAMS
from directory.coverage.rules import Overdue, overdue, state_rules_for
from directory.store.reference.rulebook import rulebook
from directory.web.shell.language import CHECKED

FOLDER = ROOT / "data" / "reference"
BOOK = rulebook()

MONTHS = list(month_name)[1:]


def texts(value):
    """Every text of the data, by language."""
    if isinstance(value, LocalizedText):
        yield value.texts
    if isinstance(value, StrictModel):
        value = [getattr(value, name) for name in type(value).model_fields]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from texts(each)


def numbers(text):
    """The numbers in a text."""
    return sorted(re.findall(r"\d[\d.,]*\d|\d", text))


def in_figures(text):
    """An English text with its months as numbers, as Chinese has them."""
    return re.sub(rf"\b({'|'.join(MONTHS)})(?= \d)", lambda month: str(MONTHS.index(month[0]) + 1), text)


ALL = list(texts([BOOK.programs, BOOK.states, BOOK.costs, BOOK.guides]))


def test_every_program_has_a_file_and_every_file_a_program():
    assert {path.stem for path in (FOLDER / "coverage").glob("*.toml")} == set(PROGRAMS)


def test_every_page_of_the_guide_has_a_file_and_every_file_a_page():
    assert {path.stem for path in (FOLDER / "guide").glob("*.toml")} == {*GUIDES, "shared"}


def test_every_statement_has_a_source_with_an_address_a_day_and_a_day_of_review():
    assert len(BOOK.statements) > 100
    for what, each in BOOK.statements:
        assert isinstance(each, Cited) and each.sources, what
        assert all(source.url.startswith("http") and source.as_of < source.review_by for source in each.sources), what


def test_spanish_has_one_word_for_one_thing():
    assert [words["es"] for words in ALL if NOT_USED.search(words["es"])] == []


def sources():
    """Every source that something rests on."""
    return {source for _, each in BOOK.statements for source in each.sources}


def test_a_sources_year_is_said_once():
    """Its title is shown with the date beside it: “on the law of 2012, 2012” would be noise."""
    for source in sources():
        title, dated = (set(re.findall(r"\b(?:19|20)\d\d\b", text or "")) for text in (source.title, source.dated))
        assert not title & dated, source


@pytest.mark.parametrize(
    "site",
    ["domainspark", "docsarahb", "acupuntura.com", "acupunctureschoolonline", "latimes", "nrsmch", "payerpolicy"],
)
def test_nothing_rests_on_a_content_farm(site):
    """Pages made by machine, or copied from each other: found wrong beside the rules themselves in November 2026."""
    assert [source.url for source in sources() if site in source.url] == []


def test_nothing_promises_to_pay():
    for words in ALL:
        assert not re.search(r"\bcover(s|ed|age)?\b", words["en"], re.IGNORECASE), words
        assert not re.search(r"\bcub(re|ierto|ierta|rirá)\b", words["es"], re.IGNORECASE), words


def test_every_text_is_translated_and_all_languages_have_the_same_numbers():
    for words in ALL:
        assert numbers(words["en"]) == numbers(words["es"]), words
        assert "zh" not in words or numbers(in_figures(words["en"])) == numbers(words["zh"]), words
        assert words["en"] != words["es"] or len(words["en"].split()) < 3, words


def test_every_text_is_in_every_language_of_the_site():
    assert set(TEXT_LANGUAGES) == set(CHECKED)


def test_what_is_past_its_review_date_is_told_with_the_longest_overdue_first():
    assert overdue(BOOK.statements, "2026-11-25") == []
    late = overdue(BOOK.statements, "2027-03-01")
    assert Overdue("coverage fehb", "2026-12-31") in late and Overdue("coverage medicare", "2027-02-22") in late
    assert [each.review_by for each in late] == sorted(each.review_by for each in late)


@pytest.mark.parametrize(
    ("states", "kind", "found"),
    [
        (["TX"], "licensed_acupuncturist", ["TX"]),
        (["TX"], "medical_acupuncturist", []),
        (["CA"], "clinic", []),
        (["OK", "TX"], None, ["TX", "OK"]),
    ],
)
def test_a_states_rules_are_for_those_who_see_an_acupuncturist(states, kind, found):
    assert [rule.state for rule in state_rules_for(BOOK.states, states, kind)] == found


BROKEN = {
    "a source that is not there": (
        'sources = ["ncd", "medicare_gov"]',
        'sources = ["ncd", "wikipedia"]',
        "has no “wikipedia”",
    ),
    "a source that nothing rests on": (
        "[sources.ncd]",
        "[sources.spare]\ntitle = 'x'\n[sources.ncd]",
        "“spare”, which nothing rests on",
    ),
    "a word that is not known": ('outcome = "likely"', 'outcome = "covered"', "rules.0.outcome"),
    "a name that is misspelled": ("weeks = 12", "week = 12", "rules.0.week: Extra inputs"),
    "a number that is none": ("weeks = 12", "weeks = -12", "rules.0.weeks"),
    "a missing translation": (
        'es = "Medicare Original (Parte B)"',
        'es = ""',
        "name: Value error, a text in each language is needed",
    ),
    "a review before the reading": ("review_by = 2026-12-31", "review_by = 2025-12-31", "review_by should be later"),
    "a date that is none": ("as_of = 2026-11-22", 'as_of = "last week"', "not a date"),
    "no rule for other states": ("[[rules]]\n", '[[rules]]\nstates = ["OH"]\n', "for all other states"),
    "depends, on nothing": ('outcome = "likely"', 'outcome = "depends"', "needs depends_on"),
    "no TOML": ("[[rules]]", "[[rules", "medicare.toml"),
}


@pytest.mark.parametrize(("old", "new", "told"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_in_a_file_is_told_with_its_place(tmp_path, old, new, told):
    folder = tmp_path / "reference"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.csv", "licences"))
    file = folder / "coverage" / "medicare.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError) as caught:
        rulebook(folder)
    assert told in str(caught.value) and str(caught.value).startswith("data/reference/coverage/medicare.toml: ")


def test_the_numbers_of_medicare_are_those_of_the_determination():
    """NCD 30.3.3: 12 weeks; 12 visits in 90 days, 8 more, 20 a year."""
    (rule,) = tomllib.loads((FOLDER / "coverage" / "medicare.toml").read_text(encoding="utf-8"))["rules"]
    assert [rule[name] for name in ("weeks", "visits", "window_days", "extra_visits", "most_visits")] == [
        12,
        12,
        90,
        8,
        20,
    ]
