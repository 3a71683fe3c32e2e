"""The quick letter: from a listing to a file, and what the form says when something is missing."""

import json
import re
from functools import cache
from io import BytesIO
from threading import Event
from urllib.parse import urlencode

import pypdfium2 as pdfium
import pytest
from docx import Document

from directory.referral.questions import PRECAUTIONS, RED_FLAGS
from directory.store.reference import files
from directory.web.letters.fields import LONGEST_TEXT

LEAST = {
    "patient_name": "Ann Blauvelt",
    "born_on": "3/15/1958",
    "code": "M54.50",
    "sender_name": "Ruth Okafor",
    "fax": "(619) 555-0112",
}
MEDICARE = LEAST | {"payer": "medicare", "began": "6 months", "supervisor": "Ruth Okafor MD"}


@pytest.fixture(scope="session")
def ids(sample_directory):
    """Somebody of each kind, each in a state without a rule of its own, by kind."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    return {each.kind: each.id for each in listings if each.locations and each.locations[0].state == "CA"}


@pytest.fixture
def form(ids):
    """The form's address for an acupuncturist."""
    return f"/referrals/new?practitioner={ids['licensed_acupuncturist']}"


def words_of(answer):
    """The text of a file that was sent."""
    if answer.mimetype == "application/pdf":
        with pdfium.PdfDocument(answer.data) as document:
            return " ".join(page.get_textpage().get_text_range() for page in document)
    if "word" in answer.mimetype:
        return " ".join(paragraph.text for paragraph in Document(BytesIO(answer.data)).paragraphs)
    return answer.text


@pytest.fixture
def made(client, form):
    """Fills the form in and gives the file's text."""

    def fill(fields, name="txt"):
        answer = client.plain.post(form, data=fields | {"format": name})
        assert answer.status_code == 200 and "attachment" in answer.headers.get("Content-Disposition", ""), re.findall(
            r'class="(?:wrong|mend)".*', answer.text
        )[:3]
        return words_of(answer)

    return fill


def test_a_listing_leads_to_the_letter(client, ids):
    page = client.get(f"/practitioners/{ids['licensed_acupuncturist']}")
    (link,) = [link for link in page.links if "/referrals/new" in link]
    assert client.get(link).title.startswith("Referral letter")


def test_the_form_shows_whom_it_asks_and_how_old_their_licence_status_is(client, ids, sample_directory):
    chosen = [ids["licensed_acupuncturist"], ids["medical_acupuncturist"]]
    page = client.get("/referrals/new?" + urlencode({"practitioner": chosen}, doseq=True))
    for id in chosen:
        assert sample_directory.listing(id).name in page.text
    assert "as of Oct 31, 2026" in page.text


@pytest.mark.parametrize("name", ["pdf", "docx", "txt", "json"])
def test_the_least_that_is_needed_makes_a_letter_in_each_format(client, form, name):
    answer = client.plain.post(form, data=LEAST | {"format": name})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="referral-letter.{name}"'
    assert "Ann Blauvelt" in words_of(answer) and "M54.50" in words_of(answer)


def test_a_letter_to_three_names_all_of_them(client, ids, sample_directory):
    chosen = [ids["licensed_acupuncturist"], ids["medical_acupuncturist"], ids["other_clinician"]]
    answer = client.plain.post(
        "/referrals/new?" + urlencode({"practitioner": chosen}, doseq=True), data=LEAST | {"format": "txt"}
    )
    assert all(sample_directory.listing(id).name in answer.text for id in chosen)
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


def test_errors_are_told_at_the_field_and_together_and_nothing_typed_is_lost(client, form):
    typed = {
        "patient_name": 'Ann "Nan" <O\'Hara> & co',
        "born_on": "15 March",
        "patient_phone": "12",
        "began": "soon",
        "tried": "heat\nice",
        "has_implant": "yes",
        "more_implant": "pump",
        "has_pregnancy": "no",
        "red_flags": ["fever", "cancer"],
        "looked_for": "y",
        "code": ["M54.59", "M48.061"],
        "pain": "11",
        "sender_npi": "1234567890",
        "visits": "many",
        "email": "x",
        "payer": "medicare",
        "urgency": "urgent",
        "cause_surgery": "no",
    }
    page = client.post(form, typed, 400)
    assert page.title.startswith("Error")
    for words in (
        "month/day/year, such as",
        "with its area code",
        "how long ago, such as",
        "from 0 to 10",
        "An NPI has ten digits",
        "from 1 to 99",
        "Write your name",
        "email address such as",
    ):
        assert page.text.count(words) == 2, words
    html = client.plain.post(form, data=typed).text
    assert (
        'value="Ann &#34;Nan&#34; &lt;O&#39;Hara&gt; &amp; co"' in html
        and "heat\nice" in html
        and 'value="pump"' in html
        and 'value="12"' in html
    )
    for id in (
        "has_implant-2",
        "has_pregnancy-1",
        "red_flags-fever",
        "red_flags-cancer",
        "code-M54.59",
        "code-M48.061",
        "looked_for",
        "cause_surgery-1",
    ):
        assert re.search(rf'<input[^>]*\bchecked\b[^>]*id="{id}"|<input[^>]*id="{id}"[^>]*\bchecked\b', html), id
    assert 'role="alert" tabindex="-1" autofocus' in html
    assert html.count("autofocus") == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"patient_name": " "}, "Write the patient's name"),
        ({"born_on": "3/15/58"}, "four digits"),
        ({"born_on": "1/1/1850"}, "look at the year"),
        ({"code": ""}, "Write the reason, or tick a diagnosis"),
        ({"fax": ""}, "so that the practitioner can answer"),
        ({"code": "M99.99"}, "Tick codes of this list"),
        ({"score": "9"}, "Choose the scale of this score"),
        ({"score": "25", "scale": "rmdq"}, "its score goes to 24"),
        ({"reason": "x" * (LONGEST_TEXT + 1)}, "10001 characters"),
        ({"patient_name": "x" * 201}, "There is room for 200"),
        ({"measured_on": "1/1/2999"}, "look at the year"),
        ({"payer": "mafia"}, "valid choice"),
        ({"has_valve": "perhaps"}, "valid choice"),
    ],
)
def test_each_mistake_has_its_own_words(client, form, change, words):
    fields = {name: value for name, value in (LEAST | change).items() if value != ""}
    assert words in client.post(form, fields, 400).text


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
    ("change", "words"),
    [
        ({"began": "5 weeks"}, "began 5 weeks ago"),
        ({"supervisor": ""}, "cannot bill Medicare"),
        ({"visits": "13"}, "You ask for 13 visits"),
        ({"red_flags": "fever"}, "A red flag is ticked"),
        ({"has_implant": "yes"}, "an implant speaks against it"),
        ({"cause_infectious": "yes"}, "The letter names such a cause"),
    ],
)
def test_the_form_thinks_along_and_lets_the_physician_decide(client, form, made, change, words):
    page = client.post(form, MEDICARE | change)
    assert (
        words in page.text and re.search(r"read Nov \d+, 2026", page.text) and page.title.startswith("To think about")
    )
    (reason,) = [field for field in page.fields if field.startswith("because-")]
    assert "because the moon is full" in made(MEDICARE | change | {reason: "because the moon is full"})
    assert words in client.post(form, MEDICARE | change | {reason: "  "}).text


def test_each_state_with_a_rule_says_it(client, sample_directory):
    listings = sample_directory.listings(list(range(len(sample_directory))))
    texan = next(
        each.id
        for each in listings
        if each.kind == "licensed_acupuncturist" and each.locations and each.locations[0].state == "TX"
    )
    assert "Texas: the acupuncturist needs" in client.post(f"/referrals/new?practitioner={texan}", LEAST).text


def test_words_find_codes_without_a_script(client, form):
    page = client.post(form, LEAST | {"find": "sciatica left", "look": "codes"})
    assert "code-M54.32" in page.ids and "Tick the codes that fit" in page.text
    assert "M54.50" in page.text and not page.title.startswith("Error")


def test_a_code_typed_is_ticked_at_once(client, form, made):
    html = client.plain.post(form, data={"find": "m48061", "look": "codes"}).text
    assert re.search(r'value="M48.061" checked', html)
    assert "M48.061  Spinal stenosis, lumbar region without neurogenic claudication" in made(
        LEAST | {"find": "M48.061"}
    )


def test_the_split_code_is_refused_with_its_three_successors(client, form):
    page = client.post(form, LEAST | {"find": "M54.5"}, 400)
    assert "M54.5 has not been a code since October 1, 2021" in page.text
    assert {"code-M54.50", "code-M54.51", "code-M54.59"} <= set(page.ids)


def test_words_that_find_nothing_say_so(client, form):
    assert "No code has these words" in client.post(form, LEAST | {"find": "zzzz", "look": "codes"}).text


def test_opening_the_form_begins_to_read_the_codes(client, form, monkeypatch):
    read = Event()
    monkeypatch.setattr(files, "_codes", cache(read.set))
    client.get(form)
    assert read.wait(20)


def test_codes_are_found_as_one_types_and_never_in_an_address(client):
    answer = client.plain.post("/referrals/diagnoses", data={"like": "sciatica left"})
    assert answer.json[0] == {"code": "M54.32", "description": "Sciatica, left side"}
    assert client.plain.get("/referrals/diagnoses?like=sciatica").status_code == 405
    assert client.plain.post("/referrals/diagnoses").json == []


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


def test_a_reason_with_such_a_character_is_named_and_kept(client, form):
    fields = MEDICARE | {"visits": "13", "because-visits": "ᚠ", "format": "pdf"}
    assert "The PDF cannot show ᚠ. " in client.post(form, fields, 400).text
    assert 'value="ᚠ"' in client.plain.post(form, data=fields).text


def test_a_reason_outlives_a_mistake_made_meanwhile(client, form):
    html = client.plain.post(form, data=MEDICARE | {"born_on": "", "because-visits": "relapses <b>"}).text
    assert '<input type="hidden" name="because-visits" value="relapses &lt;b&gt;">' in html


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


def test_every_question_has_a_source_or_says_that_it_has_none(client, form):
    page = client.get(form)
    assert sum(link.startswith("http") for link in page.links) == 1 + sum(bool(each.source) for each in PRECAUTIONS)
    assert page.text.count("No source was read for this") == sum(not each.source for each in PRECAUTIONS)


def test_the_form_speaks_spanish_and_the_letter_english(client, form):
    assert "Carta de referido" in client.get(form + "&lang=es").text
    answer = client.plain.post(form + "&lang=es", data=LEAST | {"format": "txt"})
    assert "REASON FOR REFERRAL" in answer.text
    page = client.post(form + "&lang=es", {}, 400)
    assert "Write the" not in page.text


def test_all_texts_together_have_a_limit_and_the_longest_is_to_be_shortened(client, form, made):
    fields = {"reason": "r" * 9000, "tried": "t" * 8000}
    assert made(LEAST | fields)
    page = client.post(form, LEAST | fields | {"findings": "f" * 4000, "because-visits": "b"}, 400)
    assert page.text.count("There is room for 20000: shorten this text.") == 2 and "reason-error" in page.ids


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


def test_another_language_keeps_what_is_typed(client, form):
    html = client.plain.get(form).text
    (address,) = re.findall(
        r'<button class="here" form="letter" name="look" value="language" formaction="([^"]*)" lang="es">Español</button>',
        html,
    )
    typed = {
        "patient_name": "Ann Blauvelt",
        "born_on": "15 March",
        "code": "M54.59",
        "has_implant": "yes",
        "because-visits": "relapses",
        "look": "language",
    }
    html = client.plain.post(address.replace("&amp;", "&"), data=typed).text
    assert (
        '<html lang="es">' in html
        and 'value="Ann Blauvelt"' in html
        and 'value="15 March"' in html
        and 'value="relapses"' in html
        and "data-unsaved" in html
    )
    assert re.search(r'value="M54.59" checked', html) and 'role="alert"' not in html


@pytest.fixture
def listed(sample_directory):
    """A practitioner with an NPI and a phone."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    return next(
        each
        for each in listings
        if each.npi and each.kind == "medical_acupuncturist" and each.locations and each.locations[0].phone
    )


class TestNpi:
    """The sender's NPI, looked up in the directory."""

    def look(self, client, form, **typed):
        """The values of the form after the button was pressed, and the page."""
        page = client.page(client.plain.post(form, data=typed | {"look": "npi"}), 200)
        return page.forms[-1]["sent"], page

    def test_of_somebody_listed_it_fills_what_is_empty_and_nothing_else(self, client, form, listed):
        values, page = self.look(
            client, form, sender_npi=listed.npi, sender_phone="(619) 555-0199", patient_name="Ann Blauvelt"
        )
        assert (values["sender_name"], values["credentials"], values["sender_phone"], values["patient_name"]) == (
            listed.name,
            listed.credentials,
            "(619) 555-0199",
            "Ann Blauvelt",
        )
        assert f"Listed here as {listed.name}" in page.text and "sender_npi-said" in page.ids
        html = client.plain.post(form, data={"sender_npi": listed.npi, "look": "npi"}).text
        assert listed.locations[0].address in html and 'aria-describedby="sender_npi-said"' in html

    def test_of_nobody_listed_it_is_taken_as_typed_and_says_so(self, client, form, made):
        assert "It is taken as you typed it" in self.look(client, form, sender_npi="2777777774")[1].text
        assert "NPI 2777777774" in made(LEAST | {"sender_npi": "2777777774"})

    @pytest.mark.parametrize(("typed", "words"), [("2777777775", "the last checks the others"), ("", "Write the NPI")])
    def test_what_is_no_npi_is_said_at_the_field(self, client, form, typed, words):
        assert words in self.look(client, form, sender_npi=typed)[1].text

    def test_listed_under_another_name_it_is_asked_about_and_wants_a_reason(self, client, form, made, listed):
        values, page = self.look(client, form, sender_npi=listed.npi, sender_name="Ruth Okafor")
        assert f"listed here as {listed.name}. Is it yours?" in page.text and values["credentials"] == ""
        letter = LEAST | {"sender_npi": listed.npi}
        assert f"lists NPI {listed.npi} as {listed.name}, and Ruth Okafor signs" in client.post(form, letter).text
        assert "I have married." in made(letter | {"because-npi": "I have married."})

    def test_a_clinics_is_nobodys_own(self, client, form, sample_directory):
        listings = sample_directory.listings(list(range(len(sample_directory))))
        clinic = next(each for each in listings if each.npi and each.kind == "clinic")
        values, page = self.look(client, form, sender_npi=clinic.npi)
        assert values["sender_name"] == "" and "Is it yours?" in page.text


def test_what_is_told_about_the_answer_and_the_signature_is_printed(made):
    text = made(LEAST | {"reply": "Fax, please.", "signature": "Board certified\nin family medicine"})
    assert "by fax to (619) 555-0112. Fax, please." in text and "Board certified\nin family medicine" in text


def test_a_fault_logs_no_word_of_the_letter(app, client, form, monkeypatch, caplog):
    monkeypatch.setattr("directory.web.letters.quick.letter_words", lambda: {}[LEAST["patient_name"]])
    answer = client.plain.post(form, data=LEAST)
    assert answer.status_code == 500 and "letters.make" in caplog.text
    assert "Blauvelt" not in caplog.text and "Blauvelt" not in answer.text
