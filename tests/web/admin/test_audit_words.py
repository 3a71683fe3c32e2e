"""The audit trail in Spanish: whatever the program notes has words, and what others noted stays as it is."""

import re
from pathlib import Path

import pytest

from directory.web.admin.audit_words import deed_in_words, subject_in_words
from directory.web.admin.forms_judging import REMOVAL_LABELS

CODE = Path(__file__).parents[3] / "directory"
NOTED = re.compile(r'(?:office|self)\.note\(\s*"([^"]+)"')
EXAMPLES = (
    ("import asked for", "importación"),
    ("undo failed", "deshacer"),
    ("edition to be published against the guard", "protección"),
    ("letter in_treatment", "En tratamiento"),
    ("letter downloaded as pdf", "descargada: pdf"),
    ("match decided: same", "la misma"),
    ("listing edited: phone", "ficha"),
    (f"listing removed: {next(iter(REMOVAL_LABELS))}", "ficha"),
    ("editor of CO added", "Colorado"),
    ("role changed to admin", "administra"),
    ("covers in practice 3 until 2026-12-01", "2026-12-01"),
    ("merged into practice 3, 9 letters", "cartas: 9"),
    ("practice changed, letters kept for 7 years", "7 años"),
    ("password changed", "contraseña"),
    ("mistake not answered", "error"),
    ("account disabled", "cuenta"),
)


@pytest.fixture
def spanish(own_app):
    """A request of somebody who reads Spanish."""
    with own_app.test_request_context("/admin/audit/?lang=es"):
        yield


def test_every_deed_that_the_code_names_has_words(spanish):
    files = [file for room in ("store", "web", "accounts", "cli") for file in (CODE / room).rglob("*.py")]
    named = {text for file in files for text in NOTED.findall(file.read_text())}
    assert len(named) > 30 and not {deed for deed in named if deed_in_words(deed) == deed}


@pytest.mark.parametrize("deed, word", EXAMPLES)
def test_a_deed_with_more_in_it_is_told_in_the_readers_words(spanish, deed, word):
    assert word.lower() in (told := deed_in_words(deed).lower()) and told != deed


def test_what_is_none_of_ours_stays_as_it_is(spanish):
    assert deed_in_words("something of a later version") == "something of a later version"
    assert subject_in_words("Clinics of person 3, Ltd.") == "Clinics of person 3, Ltd."


def test_to_what_it_was_done(spanish):
    assert subject_in_words("job 4, schedule 2") == "trabajo 4, programación 2"
    assert subject_in_words("listing CO-12, snapshot 7") == "ficha CO-12, importación 7"


def test_the_page_and_its_filter_say_so_in_spanish(boss):
    text = boss.get("/admin/audit/?lang=es").text
    assert "invitación enviada" in text and "sesión iniciada" in text and "signed in" not in text
