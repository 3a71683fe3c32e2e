"""The quick letter: from a listing to a file."""

import json
import re
from urllib.parse import urlencode

import pytest
from quick_letters import LEAST, MEDICARE, words_of

from directory.referral.questions import PRECAUTIONS, RED_FLAGS
from directory.web.shell.forms import LONGEST_TEXT


def test_a_listing_leads_to_the_letter(client, ids):
    page = client.get(f"/practitioners/{ids['licensed_acupuncturist']}")
    (link,) = [link for link in page.links if "/referrals/new" in link]
    assert client.get(link).title.startswith("Referral letter")


def test_the_form_shows_whom_it_asks_and_how_old_their_licence_status_is(client, ids, sample_directory):
    chosen = [ids["licensed_acupuncturist"], ids["medical_acupuncturist"]]
    page = client.get("/referrals/new?" + urlencode({"practitioner": chosen}, doseq=True))
    for practitioner in chosen:
        assert sample_directory.listing(practitioner).name in page.text
    assert "as of Oct 31, 2026" in page.text


@pytest.mark.parametrize("name", ["pdf", "docx", "txt", "json"])
def test_the_least_that_is_needed_makes_a_letter_in_each_format(client, form, name):
    answer = client.plain.post(form, data=LEAST | {"format": name})
    assert answer.status_code == 200
    called = answer.headers["Content-Disposition"]
    assert re.fullmatch(rf'attachment; filename="referral-\d{{4}}-\d\d-\d\d-[0-9a-f]{{6}}\.{name}"', called)
    assert "Ann Blauvelt" in words_of(answer) and "M54.50" in words_of(answer)


def test_a_letter_to_three_names_all_of_them(client, ids, sample_directory):
    chosen = [ids["licensed_acupuncturist"], ids["medical_acupuncturist"], ids["other_clinician"]]
    answer = client.plain.post(
        "/referrals/new?" + urlencode({"practitioner": chosen}, doseq=True), data=LEAST | {"format": "txt"}
    )
    names = [sample_directory.listing(practitioner).name for practitioner in chosen]
    assert [name for name in names if name not in answer.text] == []
    assert "whoever can see the patient first" in answer.text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("practitioner=", 404),
        ("practitioner=nobody", 404),
        ("practitioner=a&practitioner=b&practitioner=c&practitioner=d", 400),
        ("practitioner=%00", 404),
    ],
)
def test_a_letter_to_nobody_says_what_to_do(client, query, status):
    client.get(f"/referrals/new?{query}", status)
    client.post(f"/referrals/new?{query}", LEAST, status)


def test_no_answer_is_kept_by_anybody(client, form):
    for fields in (LEAST, {}, LEAST | {"look": "codes"}, MEDICARE | {"visits": "20"}):
        answer = client.plain.post(form, data=fields)
        assert answer.headers["Cache-Control"] == "no-store" and "Set-Cookie" not in answer.headers
    assert client.plain.post("/referrals/diagnoses", data={"like": "sciatica"}).headers["Cache-Control"] == "no-store"


def test_what_is_not_answered_is_never_no(made):
    text = made(LEAST)
    assert "NOT KNOWN: ask: " + "; ".join(each.label for each in PRECAUTIONS) in text
    assert not re.search(r"^No: ", text, re.MULTILINE)
    assert "Red flags: Not stated" in text


def test_answers_are_printed_as_they_were_given(made):
    fields = {f"has_{each.key}": "no" for each in PRECAUTIONS} | {
        "has_anticoagulant": "yes",
        "more_anticoagulant": "warfarin, INR 2.4",
        "has_valve": "unknown",
        "looked_for": "y",
    }
    text = made(LEAST | fields)
    assert "YES: Blood thinner (anticoagulant or antiplatelet): warfarin, INR 2.4" in text
    assert "NOT KNOWN: ask: Heart valve disease or endocarditis risk\n" in text
    assert "Asked about, absent: " + "; ".join(RED_FLAGS.values()) in text


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://elsewhere.example"}],
)
def test_what_another_site_sends_is_refused(client, form, headers):
    answer = client.plain.post(form, data=LEAST, headers=headers)
    assert answer.status_code == 403 and "another site" in answer.text


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {"Origin": "http://localhost"}, {}]
)
def test_what_our_own_page_sends_is_not(client, form, headers):
    assert client.plain.post(form, data=LEAST, headers=headers).status_code == 200


def test_a_character_that_cannot_be_printed_is_named_at_its_field_and_word_still_works(client, form, made):
    page = client.post(form, LEAST | {"patient_name": "ᚠ Smith", "tried": "ᚠ and ᠮ", "format": "pdf"}, 400)
    assert page.text.count("The PDF cannot show ᚠ. ") == 2 and page.text.count("The PDF cannot show ᚠ ᠮ. ") == 2
    assert "ᚠ Smith" in made(LEAST | {"patient_name": "ᚠ Smith"}, "txt")


def test_where_the_compiler_fails_it_is_said_and_word_and_text_still_work(client, form, made, failing_compiler):
    assert "as they are put together. Choose Word" in client.post(form, LEAST | {"format": "pdf"}, 400).text
    assert "Ann Blauvelt" in made(LEAST, "docx") and "Ann Blauvelt" in made(LEAST, "txt")


@pytest.mark.parametrize("name", ["pdf", "docx", "txt", "json"])
def test_hostile_text_in_every_field_comes_out_as_text(client, form, name):
    typed = "{{ 7*7 }} #let $x$ \\ \"q\" 's' <b>&amp; %(x)s 😀 \x00\x07\x1b\ud800".encode(
        "utf-8", "surrogatepass"
    ).decode("utf-8", "replace")
    texts = dict.fromkeys(
        (
            "patient_name",
            "plan",
            "member_id",
            "patient_language",
            "reason",
            "question",
            "tried",
            "findings",
            "medicines",
            "allergies",
            "goals",
            "sender_name",
            "credentials",
            "practice",
            "address",
        ),
        typed,
    )
    answer = client.plain.post(form, data=LEAST | texts | {"format": name})
    assert answer.status_code == 200
    text = (
        json.dumps(json.loads(answer.text), ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\")
        if name == "json"
        else words_of(answer)
    )
    assert re.sub(r"\s", "", text).count(re.sub(r"\s", "", "{{ 7*7 }} #let $x$ \\ \"q\" 's' <b>&amp; %(x)s 😀")) >= len(
        texts
    )


def test_long_texts_fit_and_far_more_does_not(client, form):
    assert (
        client.plain.post(
            form, data=LEAST | {"reason": "\U0001f600" * LONGEST_TEXT, "tried": "\U0001f600" * 9000, "format": "txt"}
        ).status_code
        == 200
    )
    answer = client.plain.post(form, data=LEAST | {"reason": "x" * 3_000_000})
    assert answer.status_code == 413 and "more than this page takes" in answer.text
    assert (
        client.plain.post("/referrals/new", data="x", content_type="application/x-www-form-urlencoded").status_code
        == 400
    )


@pytest.fixture
def several(sample_directory):
    """A listing with more than one address in one state, and these on one line each."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    found = next(
        each for each in listings if len(each.locations) > 1 and {place.state for place in each.locations} == {"CA"}
    )
    return found, [f"{place.address}, {place.city}, {place.state} {place.postal_code}" for place in found.locations]


def test_of_several_addresses_the_physician_chooses_one(client, several):
    listing, places = several
    form = f"/referrals/new?practitioner={listing.id}"
    html = client.plain.get(form).text
    assert [place in html for place in places] == [True] * len(places) and "at-1" in client.get(form).ids
    for place, other in (places[:2], places[1::-1]):
        text = client.plain.post(form, data=LEAST | {"at-1": place, "format": "txt"}).text
        assert place.split(",")[0] in text and other.split(",")[0] not in text
    assert f"<option selected>{places[1]}" in client.plain.post(form, data={"at-1": places[1]}).text
    assert (
        places[0].split(",")[0]
        in client.plain.post(form, data=LEAST | {"at-1": "1600 Pennsylvania Ave", "format": "txt"}).text
    )


def test_where_there_is_one_address_there_is_nothing_to_choose(client, form):
    assert "at-1" not in client.get(form).ids


def test_what_is_told_about_the_answer_and_the_signature_is_printed(made):
    text = made(LEAST | {"reply": "Fax, please.", "signature": "Board certified\nin family medicine"})
    assert "by fax to (619) 555-0112. Fax, please." in text and "Board certified\nin family medicine" in text


def test_a_fault_logs_no_word_of_the_letter(client, form, monkeypatch, caplog, logged):
    monkeypatch.setattr("directory.web.letters.routes_quick.letter_words", lambda: {}[LEAST["patient_name"]])
    answer = client.plain.post(form, data=LEAST)
    (fault,) = logged()
    assert answer.status_code == 500 and (fault["exception"], fault["route"]) == ("KeyError", "quick_letter.make")
    assert "Blauvelt" not in caplog.text + str(fault) + answer.text
