"""What patients read can be read after eight years of school.

English is measured by the Flesch-Kincaid grade, Spanish by Fernández Huerta's score: the higher the easier, from 70
"fairly easy", which is grade 7. Both see only how long words and sentences are, so a page passes by the mean of its
texts, and labels do not count.
"""

import re

import pytest
import textstat

from directory.store.reference.rulebook import rulebook

PAGES = (
    "search/home.html",
    "about.html",
    "search/results.html",
    "practitioner/show.html",
    "shortlist/show.html",
    "shortlist/compare.html",
    "coverage/question.html",
    "coverage/answer.html",
    "coverage/costs.html",
    "coverage/guide.html",
    "coverage/questions.py",
    "coverage/decide.py",
)
SHORT = 8  # words: labels and names of things
GRADE = 8
SCORE = 80  # not 70: textstat counts too few syllables in Spanish and gives our pages 6 to 9 points too many


def forms(key):
    """A message's forms: one, or one for each number of things."""
    return key if isinstance(key, tuple) else (key,)


@pytest.fixture(scope="module")
def texts(translations):
    """Gives the longer texts of a page in a language, plain and with a word for each value.

    With those of results come the programs' notes.
    """
    messages = list(translations.template())
    spanish = {message.id: translations.strings(message) for message in translations.load(translations.HERE / "es.po")}

    def of(page, language):
        ids = [message.id for message in messages if any(page in file for file, line in message.locations)]
        marked = [text for key in ids for text in (spanish[key] if language == "es" else forms(key))]
        if "results" in page:
            notes = [program.on_results for program in rulebook().programs.values() if program.on_results]
            marked += [note.text.texts[language] for note in notes]
        plain = [re.sub(r"%\(\w+\)[sd]", "Portland", re.sub(r"<[^>]+>", "", text)) for text in marked]
        return [text for text in plain if len(text.split()) > SHORT]

    return of


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_at_grade_8_or_below_in_english(texts, page):
    textstat.set_lang("en_US")
    grades = {text: textstat.flesch_kincaid_grade(text) for text in texts(page, "en")}
    assert grades and sum(grades.values()) / len(grades) <= GRADE, sorted(grades.items(), key=lambda pair: -pair[1])[:3]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_as_easy_in_spanish(texts, page):
    textstat.set_lang("es")
    scores = {text: textstat.fernandez_huerta(text) for text in texts(page, "es")}
    assert scores and sum(scores.values()) / len(scores) >= SCORE, sorted(scores.items(), key=lambda pair: pair[1])[:3]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en_US",
            "Acupuncturists lacking certification are ineligible for reimbursement "
            "notwithstanding supervisory arrangements.",
        ),
        (
            "es",
            "Los acupunturistas sin certificación resultan inelegibles para el reembolso "
            "independientemente de la supervisión establecida.",
        ),
    ],
)
def test_a_text_for_lawyers_would_not_pass(language, text):
    textstat.set_lang(language)
    assert (
        textstat.flesch_kincaid_grade(text) > GRADE if language == "en_US" else textstat.fernandez_huerta(text) < SCORE
    )
