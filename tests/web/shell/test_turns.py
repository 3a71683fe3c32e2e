"""Long answers are made piece by piece, between pages, and no more at once than leave room for pages."""

import gzip
import logging
from threading import Thread

import pytest

from directory.web.search import downloads, routes_downloads
from directory.web.shell import turns
from directory.web.shell.turns import AnswerCutOff, Turns

FILE = "/search.csv?near=97214&within=100"


def begun(client, address=FILE, **how):
    """A download of which nothing was read yet."""
    return client.plain.get(address, buffered=False, **how)


@pytest.mark.parametrize("suffix", ["csv", "vcf", "geojson"])
def test_a_file_comes_in_pieces_and_is_the_same_packed_and_plain(client, suffix, monkeypatch):
    monkeypatch.setattr(turns, "TEXTS_IN_A_PIECE", 1)
    address = FILE.replace("csv", suffix)
    plain = begun(client, address, headers={"Accept-Encoding": "identity"})
    packed = begun(client, address, headers={"Accept-Encoding": "gzip"})
    pieces = list(packed.iter_encoded())
    assert len(list(plain.iter_encoded())) > 3 and len(pieces) > 3
    assert gzip.decompress(b"".join(pieces)) == client.plain.get(address, headers={"Accept-Encoding": "identity"}).data
    for answer in (plain, packed):
        answer.close()


def test_the_first_piece_can_be_read_before_the_others_are_made(client, monkeypatch):
    made = []

    def written(results, about):
        for text in "abcdefghijklmnopqrstuvwxyz":
            made.append(text)
            yield text

    monkeypatch.setattr(routes_downloads, "FORMATS", [each._replace(write=written) for each in downloads.FORMATS])
    answer = begun(client, headers={"Accept-Encoding": "identity"})
    assert next(answer.iter_encoded()) == b"abcdefghij" and made == list("abcdefghij")
    answer.close()


def test_a_piece_waits_for_the_page_that_is_being_made(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 60)
    at_work, done = Turns(), []
    at_work.page_begins()
    piece = Thread(target=lambda: done.append(next(at_work.pieces(iter("abc"), at_work.begin_long_answer()))))
    piece.start()
    piece.join(0.05)
    assert not done
    at_work.page_ends()
    piece.join(60)
    assert done == [b"abc"]


def test_a_piece_is_made_some_day_however_many_pages_are_asked_for(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.001)
    at_work = Turns()
    at_work.page_begins()
    assert list(at_work.pieces(iter("abc"), at_work.begin_long_answer())) == [b"abc"]


def test_pages_are_noted_and_forgotten_whatever_becomes_of_them(client):
    at_work = client.plain.application.extensions["turns"]
    for address in ("/", "/nowhere", "/search?near=zzzzq", "/static/site.css", "/admin/", FILE, f"{FILE}&within=x"):
        client.plain.get(address).close()
        assert (at_work.pages, at_work.long_answers) == (0, 0), address


def test_beyond_what_leaves_room_for_pages_the_next_is_asked_to_wait(client, monkeypatch):
    monkeypatch.setattr(turns, "MOST_LONG_ANSWERS", 2)
    two = [begun(client), begun(client)]
    refused = begun(client)
    assert refused.status_code == 429 and int(refused.headers["Retry-After"]) > 0
    assert client.plain.get("/search?near=97214").status_code == 200
    for answer in reversed(two):  # in one thread: the last that began is the first to end
        answer.close()
    assert client.plain.head(FILE).status_code == 200
    assert client.plain.get(FILE).status_code == 200


def test_what_fails_in_the_middle_is_cut_off_and_logged_without_a_word_of_it(client, monkeypatch, caplog):
    def written(results, about):
        yield "a"
        raise ValueError("Ann Blauvelt")

    monkeypatch.setattr(routes_downloads, "FORMATS", [each._replace(write=written) for each in downloads.FORMATS])
    monkeypatch.setattr(turns, "TEXTS_IN_A_PIECE", 1)
    with caplog.at_level(logging.ERROR), pytest.raises(AnswerCutOff):
        list(begun(client).iter_encoded())
    assert [record.message for record in caplog.records] == ["fault"] and "Blauvelt" not in caplog.text
