"""The site in Spanish: asked for in the address or by the browser, whole, and one link from English."""

import re
from functools import cache
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import render_template_string

from directory.core.i18n import LanguageName, LocalizedText, Message
from directory.web.listing import phrases
from directory.web.shell.language import CHECKED, hours_in_words, translated

SEARCH = "/search?near=Portland,+OR&within=25"
CHOSEN = "id=2310342649&id=2211912276&id=gone"  # two of the sample
PAGES = [
    ("/", 200),
    ("/about", 200),
    ("PRACTITIONER", 200),
    ("/nothing-here", 404),
    ("/search?near=zzzq&within=x&insurance=qqqq", 400),
    (SEARCH, 200),
    (f"{SEARCH}&insurance=medicare", 200),
    (f"{SEARCH}&language=korean&accepting=yes&sort=confirmed", 200),
    ("/search?near=oregon&insurance=auto", 200),
    ("/search?near=82001&within=1&kind=medical_acupuncturist&insurance=tricare", 200),
    ("/search?near=45.52,-122.68&license=any&gender=female", 200),
    ("/search?near=san+fransisco+ca", 200),
    ("/shortlist", 200),
    (f"/shortlist?{CHOSEN}", 200),
    (f"/shortlist?{CHOSEN}&near=zzzq", 400),
    ("/compare", 200),
    (f"/compare?{CHOSEN}&near=97214", 200),
]
HEADER = {"Accept-Language": "es-MX,es;q=0.9,en;q=0.4"}


@pytest.fixture(params=["in the address", "by the browser"])
def spanish(request, client, practitioner):
    """Fetches a page in Spanish, asked for in both ways."""

    def get(address, status=200):
        address = practitioner if address == "PRACTITIONER" else address
        return (
            client.get(address, status, headers=HEADER)
            if request.param == "by the browser"
            else client.get(in_language(address, "es"), status)
        )

    return get


@pytest.fixture
def practitioner(client):
    """The address of a practitioner with a license and an insurance."""
    results = client.json("/api/v1/search?near=97214&within=25")["results"]
    return next(f"/practitioners/{result['id']}" for result in results if result["licences"] and result["insurance"])


@pytest.fixture(scope="module")
def catalogue(translations):
    """The Spanish texts."""
    return translations.load(translations.HERE / "es.po")


def in_language(address, code):
    return f"{address}{'&' if '?' in address else '?'}lang={code}"


def english_left(page, catalogue):
    """The texts of three words or more that a page shows in English, though the catalogue has them in its language."""
    shown = " ".join(page.texts)
    return [message.id for message in catalogue if message.id for text in forms(message.id) if is_shown(text, shown)]


def forms(text):
    """The singular and plural of a text, or the text alone."""
    return text if isinstance(text, tuple) else (text,)


def is_shown(text, shown):
    """Whether what a page shows has the text in it, with any values; False for one of fewer than three words."""
    longest, pattern = as_shown(text)
    return bool(pattern and longest in shown and pattern.search(shown))


@cache
def as_shown(text):
    """The longest part of a text between its values, and a pattern for all of it; None for fewer than three words."""
    parts = [" ".join(part.split()) for part in re.split(r"%\(\w+\)[sd]|<[^>]+>", text)]
    own = [part for part in parts if re.search(r"\w", part)]
    if sum(len(part.split()) for part in own) < 3:
        return "", None
    return max(own, key=len), re.compile(rf"(?<!\w){'.{0,99}?'.join(map(re.escape, own))}(?!\w)")


@pytest.mark.parametrize(("address", "status"), PAGES)
def test_a_page_is_in_spanish_whole(spanish, address, status, catalogue):
    page = spanish(address, status)
    assert page.language == "es"
    assert english_left(page, catalogue) == []


def test_english_on_a_page_would_be_noticed(client, catalogue):
    left = english_left(client.get(f"{SEARCH}&insurance=medicare"), catalogue)
    assert {
        "Nobody in the directory fits this search.",
        "Address and phone not confirmed in %(span)s",
        "The order: the nearest first.",
    } & set(left)


@pytest.mark.parametrize(("address", "status"), PAGES)
def test_no_text_was_forgotten_when_texts_were_marked_for_translation(client, practitioner, address, status):
    address = practitioner if address == "PRACTITIONER" else address
    english, spanish = (client.get(in_language(address, code), status) for code in ("en", "es"))
    same = set(english.texts) & set(spanish.texts)
    typed = {text.lower() for _name, text in parse_qsl(urlsplit(address).query)}  # said back as it was typed
    assert [text for text in same - typed if len(re.findall(r"\b[a-z]{2,}\b", text)) >= 3] == []


@pytest.mark.parametrize(("address", "status"), PAGES)
def test_links_and_the_form_keep_the_language_that_was_asked_for(client, practitioner, address, status):
    address = practitioner if address == "PRACTITIONER" else address
    page = client.get(in_language(address, "es"), status)
    inside = [link for link in page.links if link.startswith("/") and not re.search("lang=(en|zh)", link)]
    assert inside and all("lang=es" in link for link in inside)
    assert (
        "near" not in page.fields
        or '<input type="hidden" name="lang" value="es">' in client.plain.get(in_language(address, "es")).text
    )


def test_a_language_that_the_browser_asks_for_is_in_no_link(client):
    page = client.get(SEARCH, headers=HEADER)
    assert [link for link in page.links if "lang=es" in link] == []


@pytest.mark.parametrize("address", [address for address, status in PAGES if status != 404])
def test_the_other_language_is_one_link_away(client, practitioner, address):
    address = practitioner if address == "PRACTITIONER" else address
    status = 400 if "zzzq" in address else 200
    (link,) = [link for link in client.get(in_language(address, "es"), status).links if "lang=en" in link]
    there = client.get(link, status)
    assert there.language == "en" and there.texts == client.get(in_language(address, "en"), status).texts
    assert any("lang=es" in link for link in there.links)


def test_names_addresses_and_numbers_are_the_same_in_both(client, practitioner):
    english, spanish = (client.get(in_language(practitioner, code)) for code in ("en", "es"))
    listing = client.app.extensions["site"].current.get().listing(practitioner.rpartition("/")[2])
    facts = [
        listing.name,
        listing.npi,
        *(place.address for place in listing.locations),
        *(licence.number for licence in listing.licences),
    ]
    assert all(fact in english.text and fact in spanish.text for fact in facts)


@pytest.mark.parametrize(
    ("address", "asks", "code"),
    [
        ("/?lang=xx", "", "en"),
        ("/?lang=xx", "es", "es"),
        ("/?lang=", "es-US", "es"),
        ("/", "fr-CA,fr", "en"),
        ("/", "fr,es;q=0.5", "es"),
        ("/?lang=en", "es", "en"),
        ("/?lang=es&lang=en", "", "es"),
        ("/", "%%%;q=", "en"),
    ],
)
def test_an_unknown_language_falls_back_to_the_browsers_then_to_english(client, address, asks, code):
    assert client.get(address, headers={"Accept-Language": asks}).language == code


@pytest.mark.parametrize("code", CHECKED)
def test_caches_are_told_that_pages_differ_by_language(client, code):
    for address in ("/", SEARCH, "/nothing-here"):
        answer = client.plain.get(in_language(address, code))
        assert "Accept-Language" in answer.headers["Vary"] and answer.headers["Content-Language"] == code


def test_a_search_reads_as_one_sentence(client):
    page = client.get(f"{SEARCH}&lang=es&insurance=acme&accepting=yes&language=korean&name=kim&confirmed=90")
    sentence = " ".join(page.text.replace("(quitar esto)", "").split())
    assert (
        "Profesionales y clínicas a menos de 25 millas del centro de Portland, OR "
        "que aceptan Acme Health que aceptan pacientes nuevos que hablan coreano "
        "con la dirección confirmada en los últimos 90 días con el nombre “kim”"
    ) in sentence
    assert "médicos que practican acupuntura a menos de 1 milla de un punto cerca de Portland, OR" in " ".join(
        client.get("/search?near=45.52,-122.68&within=1&kind=medical_acupuncturist&lang=es")
        .text.replace("(quitar esto)", "")
        .split()
    )


def test_programs_are_offered_by_their_names_in_the_visitors_language(client):
    assert client.json("/api/v1/insurance?like=pago&lang=es") == ["Pago por mi cuenta"]
    assert client.json("/api/v1/insurance?like=auto&lang=es") == ["Seguro de auto"]
    assert client.json("/api/v1/insurance?like=seguro+de+auto") == ["Auto insurance"]
    assert "que aceptan Seguro de auto" in client.get("/search?near=oregon&insurance=auto+insurance&lang=es").text


def test_texts_from_below_the_pages_are_translated_with_the_texts_in_them(app):
    with app.test_request_context("/?lang=es"):
        assert translated(
            Message(
                "Address and phone confirmed %(ago)s %(by)s",
                ago=Message("%(span)s ago", span=Message("1 day")),
                by=Message("by the insurer"),
            )
        ) == ("Dirección y teléfono confirmados hace 1 día por la aseguradora")
        assert (
            translated(Message("who take %(payer)s", payer=LocalizedText({"en": "Cash", "es": "Efectivo"})))
            == "que aceptan Efectivo"
        )
        assert translated(LocalizedText({"en": "Only English"})) == "Only English"
        assert [translated(LanguageName(name)) for name in ("Korean", "Mandarin", "Farsi", "Klingonese")] == [
            "coreano",
            "chino mandarín",
            "persa",
            "Klingonese",
        ]


def test_what_another_source_says_is_in_words_too(app):
    with app.test_request_context("/?lang=es"):
        said = [
            ("kind", "clinic"),
            ("accepting_new_patients", False),
            ("gender", "female"),
            ("languages", ["Korean", "Igbo"]),
            ("name", "Ana Kim"),
        ]
        assert [[translated(each) for each in phrases.in_words(*one)] for one in said] == [
            ["Clínica"],
            ["no"],
            ["mujer"],
            ["coreano", "igbo"],
            ["Ana Kim"],
        ]


def test_each_day_of_office_hours_keeps_its_place_in_the_week(app):
    with app.test_request_context("/?lang=es"):
        assert hours_in_words("Mon, Tue, Wed, Thu, Fri, Sat, Sun") == "lun, mar, mié, jue, vie, sáb, dom"
        assert hours_in_words("Sat-Sun closed, daily 9 am to noon") == "sáb-dom cerrado, a diario 9 am a mediodía"


@pytest.mark.parametrize("language, said", [("en", "1,357 results"), ("es", "1,357 resultados"), ("zh", "1,357")])
def test_a_count_of_a_thousand_is_shown_with_its_thousands_parted(app, language, said):
    with app.test_request_context(f"/?lang={language}"):
        counted = render_template_string('{{ ngettext("%(num)s result", "%(num)s results", 1357) }}')
    assert said in counted
