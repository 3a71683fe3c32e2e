"""Does it help: the guide, and how easy it is to read."""

import re
from dataclasses import asdict
from html import unescape

import pytest
import textstat
from coverage_pages import BOOK, cited

from directory.core.review import Review
from directory.coverage.decide import ASK_INSURER
from directory.web.coverage import routes, source_dates

BACK = BOOK.review_texts["guide-low-back-pain"]
PAGES = {each: f"/guide/{each.replace('_', '-')}" for each in BOOK.guides} | {"low_back_pain": "/guide"}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("page", BOOK.guides)
def test_every_statement_of_the_guide_cites_a_source_with_a_day(client, page, language):
    html = client.plain.get(f"{PAGES[page]}?lang={language}").text
    cited(html)
    for statement in BOOK.guides[page].statements:
        item = re.search(rf'<li id="{statement.id}">(.*?)</li>', html, re.DOTALL)[1]
        assert "#source-" in item, statement.id
        assert unescape(item).count(statement.text.texts[language]) == 1
    for rule in BOOK.states.rules:
        assert re.search(re.escape(rule.text.texts[language]) + r"\s*<sup><a href=\"#source-", unescape(html)), (
            rule.state
        )


def test_the_guide_itself_is_its_page_on_low_back_pain(client):
    assert client.plain.get("/guide/low-back-pain").location.endswith("/guide")


def test_a_problem_of_which_the_guide_says_nothing_is_not_found(client):
    assert client.get("/guide/everything", status=404)


@pytest.mark.parametrize("page", BOOK.guides)
def test_every_page_leads_to_the_others_and_says_which_payers_rules_name_its_problem(client, page):
    html = unescape(client.plain.get(PAGES[page]).text)
    assert all(f'href="{path}"' in html for other, path in PAGES.items() if other != page)
    condition = BOOK.guides[page].condition
    named = BOOK.rules_naming(condition) if condition else []
    assert all(rule.says.texts["en"] in html for _, rule in named)
    assert ("no rule that names it" in html) is not bool(named)


def test_the_guide_says_when_it_was_made_and_that_no_clinician_has_reviewed_it(client):
    page = client.get("/guide")
    assert "Put together on Nov 29, 2026" in page.text
    assert "No clinician has reviewed it yet: none is on record. It is not advice" in " ".join(page.text.split())


@pytest.mark.parametrize(
    ("words", "digest", "says"),
    [
        (BACK.words, BACK.digest, "Reviewed on Nov 20, 2026 by Bea Sample, family physician (license: MD 1)."),
        (BACK.words[1:], "0" * 64, "Since then one statement is new"),
        (BACK.words, "0" * 64, "Since then a translation, a source or the order has changed."),
    ],
    ids=["as it is", "as it was", "in English as it is"],
)
def test_a_review_is_claimed_for_the_text_reviewed_and_what_changed_since_is_told(
    client, monkeypatch, words, digest, says
):
    review = Review(BACK.id, "Bea Sample", "family physician", "MD 1", "2026-11-20", digest, tuple(words))
    monkeypatch.setattr(routes, "published_about", lambda: {"reviews": {BACK.id: asdict(review)}})
    text = client.get("/guide").text
    assert says in text and "No clinician has reviewed" not in text
    assert ("Changed since a clinician reviewed it" in text) is (digest != BACK.digest)


def test_the_sheet_for_a_first_visit_asks_the_clinic_and_the_plan(client):
    page = client.get("/guide/first-visit")
    clinic = BOOK.programs["none"].rule(None).ask
    assert all(str(question) in page.text for question in (*clinic, *ASK_INSURER))
    assert "Call 911 and say that you had acupuncture" in page.text
    assert "Antes de mi primera visita" in client.get("/guide/first-visit?lang=es").title


ENGLISH = re.compile(rf"{source_dates.MONTHS}|\b(?:current|through|on|of|as|amended|trials|until|to|and)\b")


def test_when_a_source_is_from_is_said_in_the_readers_language(app):
    every = {source.dated for _, cited in BOOK.statements for source in cited.sources if source.dated}
    with app.test_request_context("/?lang=es"):
        said = {dated: source_dates.dated_in_words(dated) for dated in every}
    assert not {dated: words for dated, words in said.items() if ENGLISH.search(words)}
    assert said["current through December 6, 2024"] == "vigente hasta el 6 dic 2024"
    with app.test_request_context("/"):
        assert all(source_dates.dated_in_words(dated) == dated for dated in every)


def test_the_pictures_say_in_words_what_they_show(client):
    page = client.get("/guide")
    groups = [group for statement in BOOK.guide.statements for group in statement.of_100]
    assert groups and [each for each in groups if f"{each.text}: {each.people} of 100" not in page.text] == []


def test_the_guide_puts_the_signs_that_cannot_wait_before_everything_else(client):
    text = client.get("/guide").text
    assert text.index("Call 911 now, or go") < text.index("In acupuncture, thin needles")


def sentences(texts, language):
    """Texts in a language as sentences, each with its full stop."""
    return " ".join(
        text if text.endswith((".", "?")) else f"{text}." for text in (each.texts[language] for each in texts)
    )


GUIDE = [
    text
    for page in BOOK.guides.values()
    for section in page.sections
    for text in (section.title, *filter(None, [section.lead]), *(each.text for each in section.statements))
]


def test_the_guide_can_be_read_after_eight_years_of_school():
    textstat.set_lang("en_US")
    assert textstat.flesch_kincaid_grade(sentences(GUIDE, "en")) <= 8


def test_every_section_of_the_guide_every_rule_and_the_states_can_be_read_after_eight_years_of_school():
    textstat.set_lang("en_US")
    parts = {
        f"{page.id} {section.id}": [each.text for each in section.statements]
        for page in BOOK.guides.values()
        for section in page.sections
    }
    parts |= {
        "states": [each.text for each in BOOK.states.rules],
        "costs": [each.text for each in BOOK.costs.statements],
    }
    for program in BOOK.programs.values():
        for rule in program.rules:
            more = [each.text for each in (*rule.practitioners.values(), *rule.notes, *filter(None, [rule.share]))]
            parts[f"{program.id} {' '.join(rule.states)}"] = [
                program.call,
                rule.says,
                *filter(None, [rule.depends_on]),
                *rule.ask,
                *more,
            ]
    grades = {name: textstat.flesch_kincaid_grade(sentences(texts, "en")) for name, texts in parts.items()}
    assert not {name: grade for name, grade in grades.items() if grade > 8}


def test_the_guide_in_spanish_is_easy_to_read():
    """Szigriszt-Pazos on the INFLESZ scale: above 65 is fairly easy.

    Ten more are asked for, since textstat counts too few syllables in Spanish.
    """
    textstat.set_lang("es")
    assert textstat.szigriszt_pazos(sentences(GUIDE, "es")) >= 75


@pytest.mark.parametrize("guide", BOOK.guides)
def test_each_page_shows_how_large_an_effect_is_in_a_picture(client, guide):
    """Of what speaks for it or against it: people out of 100, or amounts beside each other."""
    page = BOOK.guides[guide]
    told = [each for name in ("for", "against") for each in page.section(name).statements]
    drawn = [each for each in told if each.of_100 or each.amounts]
    assert drawn
    html = client.plain.get(PAGES[guide]).text
    for amount in (amount for each in drawn for amount in each.amounts):
        most = max(each.amount for statement in drawn for each in statement.amounts)
        assert f'<rect class="on" width="{round(250 * amount.amount / most, 1)}"' in html
