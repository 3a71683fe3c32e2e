"""Will my plan pay, what will it cost, does it help: the pages as visitors meet them."""

import logging
import re
from html import unescape

import pytest
import textstat

from directory.core.programs import CAUSES, PROGRAMS, VERDICTS
from directory.core.taxonomy import KINDS
from directory.store.reference.rulebook import rulebook
from directory.web.coverage import routes

BOOK = rulebook()
MEDICARE = {
    "program": "medicare",
    "state": "OR",
    "condition": "low_back_pain",
    "flags": "",
    "weeks": "14",
    "cause": "none_known",
    "kind": "licensed_acupuncturist",
    "visits": "0",
}
EVERY = dict.fromkeys(("state", "condition", "flags", "weeks", "cause", "kind", "visits", "better"), "")


@pytest.fixture
def post(client):
    """Sends the form as a browser would: the page taken apart and checked, and its markup. It may not be stored anywhere."""

    def send(answers, status=200):
        answer = client.plain.post("/coverage", data=answers)
        assert answer.headers["Cache-Control"] == "no-store" and "Set-Cookie" not in answer.headers
        return client.page(answer, status), answer.text

    return send


def cited(page_html):
    """What a page says with sources: each statement's numbers lead to a source with a link and a day."""
    sources = {
        number: (link, unescape(rest))
        for number, link, rest in re.findall(
            r'<li id="source-(\d+)">.*?href="(http[^"]+)".*?</a>;(.*?)</li>', page_html, re.DOTALL
        )
    }
    numbers = set(re.findall(r'href="#source-(\d+)"', page_html))
    assert numbers and numbers <= set(sources), "a number without a source"
    assert set(sources) <= numbers, "a source that nothing rests on"
    assert all(re.search(r"\b20\d\d\b", rest) for _, rest in sources.values()), (
        "a source without the day on which it was read"
    )
    return sources


def test_the_questions_come_one_at_a_time_and_end_with_an_answer(client, post):
    titles = [client.get("/coverage").title]
    for number, name in enumerate(MEDICARE, start=1):
        page, html = post(dict(list(MEDICARE.items())[:number]) | {"asked": name})
        titles.append(page.title)
    assert len(set(titles)) == len(MEDICARE) + 1
    assert titles[0].startswith("Who would pay") and titles[-1].startswith("Original Medicare (Part B): It depends")


def test_what_was_answered_before_travels_in_the_form_and_not_in_the_address(post):
    page, html = post({"program": "medicare", "state": "OR", "condition": "low_back_pain", "asked": "condition"})
    assert '<input type="hidden" name="condition" value="low_back_pain">' in html
    assert not any("low_back_pain" in link or "medicare" in link for link in page.links)


def test_a_question_sent_without_an_answer_is_skipped(post):
    page, html = post({"asked": "program"})
    assert (
        page.title.startswith("Which state do you live in?") and '<input type="hidden" name="program" value="">' in html
    )
    page, html = post({"program": "medicare", "asked": "program", "skip": "1"})
    assert '<input type="hidden" name="program" value="">' in html


def test_everything_skipped_still_gets_an_answer_with_a_source(post):
    page, html = post(dict.fromkeys((*EVERY, "program"), ""))
    assert "We do not know" in page.title and cited(html)


def test_one_can_go_back_and_change_an_answer(post):
    page, html = post({"program": "medicare", "state": "OR", "asked": "condition", "change": "state"})
    assert (
        page.title.startswith("Which state")
        and '<option value="OR" selected>' in html
        and 'name="condition"' not in html
    )
    page, html = post(MEDICARE | {"change": "weeks"})
    assert page.title.startswith("How many weeks") and 'value="14"' in html


def test_medicare_and_a_licensed_acupuncturist_explains_supervision_and_offers_physicians(post):
    page, html = post(MEDICARE)
    assert (
        "nurse practitioner supervises" in page.text
        and "$283" in page.text
        and "Up to 12 visits in 90 days." in page.text
    )
    assert any("kind=medical_acupuncturist" in link for link in page.links)


def test_from_a_listing_the_kind_and_state_are_not_asked_and_physicians_near_it_are_offered(client, post):
    found = client.json("/api/v1/search?near=Austin,+TX&within=60&kind=licensed_acupuncturist")["results"][0]
    page = client.get(f"/coverage?practitioner={found['id']}")
    html = client.plain.get(f"/coverage?practitioner={found['id']}").text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))
    assert hidden == {"practitioner": found["id"], "kind": "licensed_acupuncturist", "state": "TX", "asked": "program"}
    page, _ = post(MEDICARE | hidden)
    assert (
        found["name"] in page.text
        and f"NPI {found['npi']}" in page.text
        and "Texas: your acupuncturist asks you to sign a form." in page.text
    )
    assert f"/search?near={found['location']['postal_code'][:5]}&kind=medical_acupuncturist" in page.links
    assert "made up" in page.text


@pytest.mark.parametrize("id", ["0000000000", "x" * 300, "%00"])
def test_a_listing_that_is_gone_is_simply_not_spoken_of(client, id):
    assert "About the listing" not in client.get(f"/coverage?practitioner={id}").text


def test_a_listing_shows_what_its_state_asks_with_source_and_day(client):
    found = client.json("/api/v1/search?near=Austin,+TX&within=60&kind=licensed_acupuncturist")["results"][0]
    page = client.get(f"/practitioners/{found['id']}")
    assert "Texas: your acupuncturist asks you to sign a form." in page.text and "checked Nov 22, 2026" in page.text
    assert f"/coverage?practitioner={found['id']}" in page.links
    elsewhere = client.json("/api/v1/search?near=Portland,+OR&within=60&kind=licensed_acupuncturist")["results"][0]
    assert "What the state asks" not in client.get(f"/practitioners/{elsewhere['id']}").text


def test_signs_that_cannot_wait_come_first_and_end_the_questions(post):
    page, html = post(
        {"program": "", "state": "", "condition": "low_back_pain", "flags": ["bladder", "fever"], "asked": "flags"}
    )
    assert "Call 911 now" in page.text and "Call your doctor now" in page.text
    assert page.text.index("Call 911 now") < page.text.index("We do not know") and 'role="alert"' in html
    page, _ = post({"program": "", "state": "", "condition": "low_back_pain", "flags": "fever"})
    assert "Call 911" not in page.text and "Call your doctor now" in page.text


def test_a_pregnant_visitor_is_told_to_speak_of_it_first(post):
    page, html = post(MEDICARE | {"cause": "pregnancy"})
    assert "Not likely to pay" in page.title and "In pregnancy: tell them first" in page.text and cited(html)
    assert (
        "In pregnancy" in post(EVERY | {"program": "medicaid", "state": "OH", "condition": "pregnancy_nausea"})[0].text
    )
    assert "In pregnancy" not in post(MEDICARE)[0].text


@pytest.mark.parametrize(
    ("name", "text"),
    [("weeks", "abc"), ("weeks", "-3"), ("visits", "1e9"), ("program", "<script>"), ("kind", "x"), ("state", "ZZ")],
)
def test_an_answer_that_cannot_be_read_is_asked_again_with_what_to_do(post, name, text):
    page, html = post(MEDICARE | {name: text}, status=400)
    assert page.title.startswith("Error:") and "skip the question" in page.text and "<script>" not in html
    if name in ("weeks", "visits"):
        assert f'value="{text}"' in html and 'aria-invalid="true"' in html


def test_hostile_fields_are_dropped(post):
    page, html = post(
        {"asked": "nonsense", "change": "nonsense", "evil": "<b>", "program": ["medicare", "va"], "practitioner": "<i>"}
    )
    assert "<b>" not in html and "<i>" not in html


def test_no_answer_is_logged_or_told_in_a_fault(app, client, caplog, monkeypatch):
    def broken(situation, _):
        raise RuntimeError(f"cannot decide on {situation}")

    monkeypatch.setattr(routes, "decide", broken)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    with caplog.at_level(logging.DEBUG):
        answer = app.test_client().post("/coverage", data=MEDICARE)
    assert answer.status_code == 500 and "RuntimeError at coverage.step" in caplog.text
    assert "low_back_pain" not in caplog.text + answer.text and "medicare" not in caplog.text


ANSWERS = [
    {"program": program, "state": state, "condition": condition, "kind": kind}
    for program in PROGRAMS
    for state in ("", "TX", *(rule.states[0] for rule in BOOK.programs[program].rules if rule.states))
    for condition in ("", "low_back_pain", "other")
    for kind in ("", "licensed_acupuncturist")
] + [
    {
        "program": program,
        "condition": "low_back_pain",
        "cause": cause,
        "kind": kind,
        "weeks": weeks,
        "visits": visits,
        "better": better,
    }
    for program in ("medicare", "medicare_advantage")
    for cause in ("", *CAUSES)
    for kind in KINDS
    for weeks, visits, better in (
        ("4", "", ""),
        ("14", "", ""),
        ("14", "12", ""),
        ("14", "12", "no"),
        ("14", "20", "yes"),
    )
]


def test_every_answer_page_has_a_verdict_and_cites_each_statement_with_a_day(client):
    for given in ANSWERS:
        answer = client.plain.post("/coverage", data=EVERY | given)
        page, html = client.page(answer, 200), answer.text
        cited(html)
        title = re.search("<title>(.*?) ·", html)[1]
        assert any(title.endswith(verdict) for verdict in VERDICTS.values()), given
        rule = html[html.index('id="rule"') : html.index('id="call"')]
        assert all("#source-" in paragraph for paragraph in re.findall("<p>(?:(?!</p>).)*</p>", rule, re.DOTALL)), given
        assert not re.search(r"\bcovered\b", page.text, re.IGNORECASE), given


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_statement_of_the_guide_cites_a_source_with_a_day(client, language):
    html = client.plain.get(f"/guide?lang={language}").text
    cited(html)
    for statement in BOOK.guide.statements:
        item = re.search(rf'<li id="{statement.id}">(.*?)</li>', html, re.DOTALL)[1]
        assert "#source-" in item, statement.id
        assert unescape(item).count(statement.text.texts[language]) == 1
    for rule in BOOK.states.rules:
        assert re.search(re.escape(rule.text.texts[language]) + r"\s*<sup><a href=\"#source-", unescape(html)), (
            rule.state
        )


def test_the_guide_says_when_it_was_made_and_that_no_clinician_has_reviewed_it(client):
    page = client.get("/guide")
    assert "Put together on Nov 25, 2026" in page.text and "No clinician has reviewed it yet" in page.text


def test_the_pictures_say_in_words_what_they_show(client):
    page = client.get("/guide")
    for statement in BOOK.guide.statements:
        for group in statement.of_100:
            assert f"{group.text}: {group.people} of 100" in page.text


def test_the_guide_puts_the_signs_that_cannot_wait_before_everything_else(client):
    text = client.get("/guide").text
    assert text.index("Call 911 now, or go") < text.index("In acupuncture, thin needles")


def test_what_is_past_its_review_date_says_when_it_was_last_checked(client, post, monkeypatch):
    assert "Last checked" not in post(MEDICARE)[0].text
    monkeypatch.setattr(routes, "today", lambda: "2028-01-01")
    assert "Last checked Nov 22, 2026. It may have changed: ask." in post(MEDICARE)[0].text
    assert "Last checked" in client.get("/guide").text and "Last checked" in client.get("/coverage/costs").text


def test_an_estimate_shows_its_working_and_the_same_numbers_in_picture_and_table(client):
    page = client.get("/coverage/costs")
    assert "about $990 for 12 visits" in page.text and "anything from $180 to $3,700" in page.text
    assert (
        "The first of 12 visits at $112 and the others at $80 come to $992." in page.text
        and "checked Nov 22, 2026" in page.text
    )
    html = client.plain.get("/coverage/costs").text
    assert html.count('<th scope="row">') == 12
    assert len(re.search('class="paid" points="([^"]+)"', html)[1].split()) == 12


def test_an_estimate_for_medicare_uses_its_amounts_and_share(client):
    page = client.get("/coverage/costs?plan=medicare")
    assert (
        "about $380 for 12 visits" in page.text
        and "If the plan pays nothing: about $790." in page.text
        and "first $283" in page.text
    )


def test_an_estimate_from_what_the_clinic_and_the_plan_said(client):
    page = client.get("/coverage/costs?visits=10&plan=own&first=$150&later=95&deductible=200&copay=25&limit=8")
    assert "about $570 for 10 visits" in page.text  # 150, then 50 and a copay of 25, six copays of 25, two at 95: 565


def test_an_estimate_from_a_listing_begins_with_its_own_prices_and_says_who_gives_them(client, sample_directory):
    asks = next(
        each
        for each in sample_directory.listings(list(range(len(sample_directory))))
        if "first_visit_fee" in each.facts
    )
    first, later = asks.first_visit_fee, asks.later_visit_fee
    page = client.get(f"/practitioners/{asks.id}")
    assert f"First visit: ${first:.0f}" in page.text and f"Each later visit: ${later:.0f}" in page.text
    costs = f"/coverage/costs?practitioner={asks.id}"
    assert costs in page.links
    page = client.get(costs)
    assert f"The first of 12 visits at ${first:.0f} and the others at ${later:.0f}" in page.text
    assert f"Prices of {asks.name}: the made-up sample" in page.text
    page = client.get(f"{costs}&first=10&later=10")
    assert "The first of 12 visits at $10" in page.text and "Prices of" not in page.text
    assert "at $112" in client.get("/coverage/costs?practitioner=nobody").text


@pytest.mark.parametrize(
    "query",
    [
        "visits=abc",
        "visits=1.5",
        "visits=-1",
        "visits=1000",
        "first=free",
        "later=1e99",
        "plan=own&coinsurance=120",
        "plan=own&limit=x",
        "deductible=nan",
    ],
)
def test_what_cannot_be_counted_is_told_beside_its_field(client, query):
    page = client.get(f"/coverage/costs?{query}", 400)
    assert page.title.startswith("Error:") and "number from 0 to" in page.text


def test_no_visits_cost_nothing_and_draw_nothing(client):
    assert "about $" not in client.get("/coverage/costs?visits=0").text


def main_text(html):
    """The sentences of a page's main part, without names of sources, which are not translated."""
    text = re.sub(
        r'<a [^>]*lang="en">.*?</a>|<[^>]+>', " | ", html[html.index("<main") : html.index("</main")], flags=re.DOTALL
    )
    return {" ".join(part.split()) for part in text.split("|") if len(re.findall(r"[^\W\d_]{2,}", part)) > 2}


@pytest.mark.parametrize("path", ["/coverage", "/coverage/costs", "/guide", "/coverage/costs?plan=medicare&visits=3"])
def test_the_pages_are_there_in_spanish(client, path):
    pages = [client.get(path + ("&" if "?" in path else "?") + f"lang={language}") for language in ("en", "es")]
    assert pages[0].title != pages[1].title
    main = [
        main_text(client.plain.get(path + ("&" if "?" in path else "?") + f"lang={language}").text)
        for language in ("en", "es")
    ]
    assert not main[0] & main[1], "left in English"


def test_the_answer_is_there_in_spanish(client):
    html = client.plain.post("/coverage?lang=es", data=MEDICARE).text
    assert (
        "Medicare Original (Parte B): Depende" in html
        and "enfermera practicante supervisa" in html
        and "Hasta 12 visitas en 90 días." in html
    )
    assert 'action="/coverage?lang=es"' in html


def sentences(texts, language):
    """Texts in a language as sentences, each with its full stop."""
    return " ".join(
        text if text.endswith((".", "?")) else f"{text}." for text in (each.texts[language] for each in texts)
    )


GUIDE = [
    text
    for section in BOOK.guide.sections
    for text in (section.title, *filter(None, [section.lead]), *(each.text for each in section.statements))
]


def test_the_guide_can_be_read_after_eight_years_of_school():
    textstat.set_lang("en_US")
    assert textstat.flesch_kincaid_grade(sentences(GUIDE, "en")) <= 8


def test_every_section_of_the_guide_every_rule_and_the_states_can_be_read_after_eight_years_of_school():
    textstat.set_lang("en_US")
    parts = {section.id: [each.text for each in section.statements] for section in BOOK.guide.sections}
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
    """Szigriszt-Pazos on the INFLESZ scale: above 65 is fairly easy; ten more, since textstat counts too few syllables in Spanish."""
    textstat.set_lang("es")
    assert textstat.szigriszt_pazos(sentences(GUIDE, "es")) >= 75
