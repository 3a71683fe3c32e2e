"""What a worker process of the server does as it starts."""

from queue import Queue

from directory.cli import server
from directory.referral import pdf


def test_a_worker_sets_a_letter_of_nobody_before_somebody_writes_one(monkeypatch):
    made, set_letter = Queue(), pdf.pdf
    monkeypatch.setattr(pdf, "pdf", lambda letter, words: made.put((letter, set_letter(letter, words))))
    monkeypatch.setattr(server, "application", lambda: "the site")
    assert server.of_worker() == "the site"
    letter, file = made.get(timeout=60)
    assert file.startswith(b"%PDF")
    assert letter.patient.name == "–"


def test_a_machine_that_only_reads_sets_none(monkeypatch):
    monkeypatch.setattr(server, "_makes_letters", lambda: False)
    monkeypatch.setattr(server, "_start_compiler", None)
    monkeypatch.setattr(server, "application", lambda: "the site")
    assert server.of_worker() == "the site"
