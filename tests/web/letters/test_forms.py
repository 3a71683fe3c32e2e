"""The letter's form: what it says when something is missing, wrong, or to think about, and how it finds diagnoses."""

import re
from functools import cache
from threading import Event

import pytest
from ccda_chart import document
from quick_letters import LEAST, MEDICARE

from directory.referral.questions import PRECAUTIONS, RED_FLAGS_SOURCE
from directory.store.reference import files
from directory.web.shell.forms import LONGEST_TEXT


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
    for field_id in (
        "has_implant-2",
        "has_pregnancy-1",
        "red_flags-fever",
        "red_flags-cancer",
        "code-M54.59",
        "code-M48.061",
        "looked_for",
        "cause_surgery-1",
    ):
        assert re.search(
            rf'<input[^>]*\bchecked\b[^>]*id="{field_id}"|<input[^>]*id="{field_id}"[^>]*\bchecked\b', html
        ), field_id
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
        ({"score": "25", "scale": "rmdq"}, "goes from 0 to 24"),
        ({"reason": "x" * (LONGEST_TEXT + 1)}, "10001 characters"),
        ({"patient_name": "x" * 201}, "There is room for 200"),
        ({"measured_on": "1/1/2999"}, "look at the year"),
        ({"payer": "mafia"}, "valid choice"),
        ({"has_valve": "perhaps"}, "valid choice"),
        ({"born_on": "1/1/2020", "began": "10 years"}, "before the patient was born"),
    ],
)
def test_each_mistake_has_its_own_words(client, form, change, words):
    fields = {name: value for name, value in (LEAST | change).items() if value != ""}
    assert words in client.post(form, fields, 400).text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"began": "5 weeks"}, "began 5 weeks ago"),
        ({"supervisor": ""}, "cannot bill Medicare"),
        ({"visits": "13"}, "You ask for 13 visits"),
        ({"red_flags": "weight"}, "A red flag is ticked"),
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
    for no_reason in ("  ", "x"):
        assert words in client.post(form, MEDICARE | change | {reason: no_reason}).text
    assert "Say it in a few words" in client.post(form, MEDICARE | change | {reason: "x"}).text


def test_an_emergency_comes_first_and_wants_a_reason(client, form, made):
    page = client.post(form, MEDICARE | {"red_flags": ["saddle", "bladder"]})
    assert "Emergency: not to acupuncture first" in page.text and "cauda equina" in page.text
    assert "Seen today in hospital" in made(
        MEDICARE | {"red_flags": ["saddle", "bladder"], "because-emergency": "Seen today in hospital: ruled out."}
    )


def test_words_left_in_the_finder_stop_no_letter_once_a_code_is_ticked(client, form, made):
    assert "M54.31" in made(LEAST | {"find": "sciatica", "code": "M54.31"})


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
    monkeypatch.setattr(files, "_read_diagnoses", cache(read.set))
    client.get(form)
    assert read.wait(20)


def test_codes_are_found_as_one_types_and_never_in_an_address(client):
    answer = client.plain.post("/referrals/diagnoses", data={"like": "sciatica left"})
    assert answer.json[0] == {"code": "M54.32", "description": "Sciatica, left side"}
    assert client.plain.get("/referrals/diagnoses?like=sciatica").status_code == 405
    assert client.plain.post("/referrals/diagnoses").json == []


def test_a_reason_with_such_a_character_is_named_and_kept(client, form):
    fields = MEDICARE | {"visits": "13", "because-visits": "relapses ᚠ", "format": "pdf"}
    assert "The PDF cannot show ᚠ. " in client.post(form, fields, 400).text
    assert 'value="relapses ᚠ"' in client.plain.post(form, data=fields).text


def test_a_reason_outlives_a_mistake_made_meanwhile(client, form):
    html = client.plain.post(form, data=MEDICARE | {"born_on": "", "because-visits": "relapses <b>"}).text
    assert '<input type="hidden" name="because-visits" value="relapses &lt;b&gt;">' in html


def test_every_question_has_a_source_or_says_that_it_has_none(client, form):
    page = client.get(form)
    why_asked = {RED_FLAGS_SOURCE, *(each.source for each in PRECAUTIONS if each.source)}
    assert sum(link in why_asked for link in page.links) == 1 + sum(bool(each.source) for each in PRECAUTIONS)
    assert page.text.count("No source was read for this") == sum(not each.source for each in PRECAUTIONS)


def test_the_form_speaks_spanish_and_the_letter_english(client, form):
    assert "Carta de referencia" in client.get(form + "&lang=es").text
    answer = client.plain.post(form + "&lang=es", data=LEAST | {"format": "txt"})
    assert "REASON FOR REFERRAL" in answer.text
    page = client.post(form + "&lang=es", {}, 400)
    assert "Write the" not in page.text


def test_all_texts_together_have_a_limit_and_the_longest_is_to_be_shortened(client, form, made):
    fields = {"reason": "r" * 9000, "tried": "t" * 8000}
    assert made(LEAST | fields)
    page = client.post(form, LEAST | fields | {"findings": "f" * 4000, "because-visits": "b"}, 400)
    assert page.text.count("There is room for 20000: shorten this text.") == 2 and "reason-error" in page.ids


def test_another_language_keeps_what_is_typed(client, form):
    html = client.plain.get(form).text
    (address,) = re.findall(
        r'<button class="here" form="letter" name="look" value="language" '
        r'formaction="([^"]*)" lang="es">Español</button>',
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


def test_what_a_letter_is_for_brings_its_own_red_flags_and_what_is_known_of_it(client, form):
    page = client.get(form)
    assert "Swollen optic discs (papilledema)" in page.text and "NICE (2012): up to 10 sessions" in page.text
    assert "Papilas ópticas hinchadas" in client.get(form + "&lang=es").text
    ticked = LEAST | {"indication": "headache", "looked_for": "y", "red_flags": ["papilledema"], "format": "txt"}
    assert "it may point" not in client.post(form, ticked).text
    letter = client.plain.post(form, data=ticked | {"because-red-flag": "Seen by neurology, MRI clear."}).text
    assert "Red flags present: Swollen optic discs (papilledema)" in letter and "The pattern changed" in letter
    other = client.plain.post(form, data=LEAST | {"looked_for": "y", "format": "txt"}).text
    assert "The pattern changed" not in other  # what the form did not show was not looked for


CHART = (
    '{"resourceType": "Patient", "name": [{"text": "Ann Blauvelt"}], "birthDate": "1958-03-15", "gender": "female"}\n'
    '{"resourceType": "Condition", "code": {"text": "Migraine", "coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm",'
    ' "code": "G43.709"}]}}'
)


def test_a_charts_file_fills_what_is_empty_and_marks_it_and_ticks_nothing(client, form):
    answer = client.plain.post(form, data={"look": "chart", "chart": CHART, "patient_phone": "619-555-0144"})
    assert 'value="Ann Blauvelt"' in answer.text and answer.text.count("from the chart</span>") == 4
    assert 'value="G43.709"> ' in answer.text and "resourceType" not in answer.text
    typed = client.plain.post(form, data={"look": "chart", "chart": CHART, "patient_name": "Ann B."}).text
    assert 'value="Ann B."' in typed and "Ann Blauvelt" not in typed
    assert "should have one patient" in client.post(form, {"look": "chart", "chart": "{}"}, 200).text


def test_what_a_chart_filled_in_makes_a_letter(client, form):
    fields = LEAST | {"born_on": "1958-03-15", "sex": "female", "problems": "Migraine (G43.709)", "format": "txt"}
    answer = client.plain.post(form, data=fields)
    assert "Date of birth: Mar 15, 1958" in answer.text and "Other problems: Migraine (G43.709)" in answer.text


def test_a_chart_in_ccda_fills_what_is_empty_and_a_hostile_one_nothing(client, form):
    page = client.plain.post(form, data={"look": "chart", "chart": document(), "patient_phone": "619-555-0100"}).text
    assert "María Luz Nguyễn" in page and "619-555-0100" in page and "619)555-0144" not in page
    assert page.count("from the chart") > 8
    hostile = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + document().replace("María", "&x;")
    page = client.post(form, {"look": "chart", "chart": hostile}, 200).text
    assert "was not read" in page and "root:" not in page
