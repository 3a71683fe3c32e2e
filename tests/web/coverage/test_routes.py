"""Will my plan pay: the questions and the answer as visitors meet them."""

import logging
import re

import pytest
from coverage_pages import EVERY, MEDICARE, cited

from directory.web.coverage import routes


def test_the_questions_come_one_at_a_time_and_end_with_an_answer(client, post):
    titles = [client.get("/coverage").title]
    for number, name in enumerate(MEDICARE, start=1):
        page, _ = post(dict(list(MEDICARE.items())[:number]) | {"asked": name})
        titles.append(page.title)
    assert len(set(titles)) == len(MEDICARE) + 1
    assert titles[0].startswith("Who would pay") and titles[-1].startswith("Original Medicare (Part B): It depends")


def test_what_was_answered_before_travels_in_the_form_and_not_in_the_address(post):
    page, html = post({"program": "medicare", "state": "OR", "condition": "low_back_pain", "asked": "condition"})
    assert '<input type="hidden" name="condition" value="low_back_pain">' in html
    assert not any("low_back_pain" in link or "medicare" in link for link in page.links)


def test_back_repeats_a_page_that_no_script_asked_for_and_no_cache_keeps_it(client):
    """Without a script Back would ask to send the form once more. Nobody else gets the page."""
    by_script, alone = (
        client.plain.post("/coverage", data=MEDICARE, headers={"Sec-Fetch-Mode": mode}) for mode in ("cors", "navigate")
    )
    assert by_script.headers["Cache-Control"] == "no-store"
    assert alone.headers["Cache-Control"] == "private, no-cache" and "Set-Cookie" not in alone.headers


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
    assert page.title.startswith("How long has the pain") and 'value="14"' in html


def test_medicare_and_a_licensed_acupuncturist_explains_supervision_and_offers_physicians(post):
    page, _ = post(MEDICARE)
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


@pytest.mark.parametrize("practitioner", ["0000000000", "x" * 300, "%00"])
def test_a_listing_that_is_gone_is_simply_not_spoken_of(client, practitioner):
    assert "About the listing" not in client.get(f"/coverage?practitioner={practitioner}").text


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


def test_a_language_is_chosen_without_losing_an_answer(client):
    """The page's own form asks for the same once more in the other language; what is typed and not sent yet stays."""
    html = client.plain.post("/coverage", data=MEDICARE | {"asked": "kind"} | {"change": "weeks"}).text
    button = re.search(r'<button[^>]*form="asking" formaction="(/coverage\?lang=es)" name="again" value="1"', html)
    carried = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html)) | {"weeks": "6 months"}
    page = client.plain.post(button[1], data=carried | {"again": "1"}).text
    assert "¿Cuánto tiempo ha durado el dolor?" in page and 'value="6 months"' in page
    assert all(
        f'name="{name}" value="{value}"' in page for name, value in MEDICARE.items() if name not in ("weeks", "kind")
    )
    answer = client.plain.post("/coverage", data=MEDICARE).text
    assert re.search(
        r'<button[^>]*form="asking" formaction="/coverage\?lang=es" name="again" value="1" lang="es">', answer
    )


def test_another_problem_asks_for_its_own_signs(post):
    asked = {"program": "", "state": "", "condition": "migraine", "flags": "bladder", "asked": "condition"}
    page, html = post(asked)
    assert "The worst headache of your life" in page.text and "bladder" not in html
    page, _ = post(asked | {"flags": "worst", "asked": "flags"})
    assert "Call 911 now" in page.text and "The worst headache of your life" in page.text


def test_a_question_says_how_far_one_is_and_an_answer_how_it_was_understood(client, post):
    assert "Question 1 of about 3" in client.get("/coverage").text
    page, html = post({"program": "medicare", "state": "OR", "asked": "state"})
    assert "Question 3 of about 5" in page.text and 'class="number"' not in html
    assert "6 months (26 weeks)" in post(MEDICARE | {"weeks": "6 months"})[0].text


def test_hostile_fields_are_dropped(post):
    _, html = post(
        {"asked": "nonsense", "change": "nonsense", "evil": "<u>", "program": ["medicare", "va"], "practitioner": "<s>"}
    )
    assert "<u>" not in html and "<s>" not in html


def test_no_answer_is_logged_or_told_in_a_fault(app, client, caplog, logged, monkeypatch):
    def broken(situation, _):
        raise RuntimeError(f"cannot decide on {situation}")

    monkeypatch.setattr(routes, "decide", broken)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    with caplog.at_level(logging.DEBUG):
        answer = app.test_client().post("/coverage", data=MEDICARE)
    (fault,) = logged()
    assert answer.status_code == 500 and (fault["exception"], fault["route"]) == ("RuntimeError", "coverage.step")
    everything = caplog.text + str(fault)
    assert "low_back_pain" not in everything + answer.text and "medicare" not in everything
