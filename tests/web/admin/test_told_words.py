"""What the importer says, at the desk: in the reader's language, and of no use to nobody but a typist of commands."""

import re

import importer_texts
import pytest

from directory.core.sources import SOURCES
from directory.publish.guard import Loss
from directory.store.office import jobs
from directory.web.admin import source_cards
from directory.web.admin.told_words import WORDS, in_desk_words, is_known
from directory.worker import process, settling, trying

TEXTS = importer_texts.texts()
OF_COMMANDS = re.compile(r"(^|\s)--?[a-z]|run\.py|\.toml|data/reference|\brollback\b|from disk|\[(portal|types|values)")
# What reading the source cannot tell: two pieces of advice put beside what neither goes with, or a word that is put in.
PUT_TOGETHER = re.compile(r"the 12 is cut off|this is 12\. 12|no JSON, 12: 12$|12 Tried|(12|html): 12$|holds it\.12$")
CROSSED = (
    "no secure connection could be made (12). Check the address, and this computer's connection to the internet.",
    "no computer of this name was found. Check the address and this computer's clock.",
)
SAID = {text for text in TEXTS if not PUT_TOGETHER.search(text) and text not in CROSSED}
JOBS = (process.BY_ITSELF, process.FAULT, jobs.ENDED_TOO_OFTEN, settling.CHANGED, trying.SAME_FILE)
LOSSES = [
    *(Loss("listings", "", "", before, 2) for before in (1, 1200)),
    Loss("orderers", "", "", 1200, 2),
    Loss("plans", "payer", "Acme Health", 1200, 2, "qhp"),
    *(Loss(what, "state", "TX", 1200, 2) for what in ("plans", "licences")),
    *(Loss(what, "source", "nppes", 1200, 2) for what in ("plans", "licences")),
]
GIVEN = [
    "list.csv: this is not the list of Texas, the column “A: b (c)” is missing. The header begins: x. y. "
    "If the board has renamed the column, give a map of the columns (--map FILE), or change it in "
    "data/reference/licences/TX.toml.",
    "https://example.org/a: it redirects where this program does not follow. example.org: no user name or password may "
    "stand in an address. Take out all up to the @.",
    "https://example.org/a: the server is in trouble (503). Tried 4 times; try again later.",
    "provider groups in a file of their own: https://example.org/b: there is no such file (404). Check the address; "
    "publishers often change it with each edition.",
    "no license number (row 12 of b.csv)",
    "More than 5 % would go: the plans of 12 of 120 in Texas.",
]


@pytest.fixture
def spanish(own_app):
    """A request in Spanish."""
    with own_app.test_request_context("/?lang=es"):
        yield


def test_the_source_is_read():
    assert len(SAID) > 150


@pytest.mark.parametrize("text", sorted({*SAID, *JOBS, *GIVEN, *(loss.in_words() for loss in LOSSES)}))
def test_what_is_said_of_a_file_is_told_in_the_readers_language_and_never_as_a_command(own_app, text):
    with own_app.test_request_context("/?lang=en"):
        english = in_desk_words(text)
    with own_app.test_request_context("/?lang=es"):
        spanish = in_desk_words(text)
    assert is_known(text), TEXTS.get(text)
    assert spanish != english
    assert not OF_COMMANDS.search(english) and not OF_COMMANDS.search(spanish)


def test_each_value_stands_where_it_stood(spanish):
    told = in_desk_words("x.csv: none of its rows can be read. Row 7, phone: not a telephone number (12).")
    assert told.startswith("x.csv: ") and "Fila 7, phone: no es un número de teléfono (12)." in told


def test_what_somebody_typed_and_what_a_file_says_stay_as_they_are(spanish):
    for text in ("weekly", "", "asked by Ana: please", "a" * 500, "(" * 200 + ": " * 100 + ". " * 100):
        assert in_desk_words(text) == text


def test_no_text_is_there_twice_and_each_desk_text_has_the_values_of_what_it_stands_for():
    texts = [text for words in WORDS for text in (*words.SAME, *words.OTHERWISE)]
    assert len(texts) == len(set(texts))
    values = re.compile(r"%\((\w+)\)s")
    for words in WORDS:
        for text, shown in words.OTHERWISE.items():
            assert set(values.findall(shown)) <= set(values.findall(text))


def test_who_publishes_each_source_is_told_in_the_readers_language():
    publishers = {source.publisher for source in SOURCES if source.publisher}
    assert publishers <= set(source_cards.PUBLISHERS)
