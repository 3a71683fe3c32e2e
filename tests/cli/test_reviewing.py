"""Clinicians' reviews by command: the sheet, the record, and the page that says so only while it is true."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from directory.coverage import review_sheet
from directory.referral.clinician_texts import review_texts
from directory.store.reference.rulebook import rulebook

BACK = rulebook().review_texts["guide-low-back-pain"]
WHO = ("--name", "Bea Sample", "--role", "family physician", "--license", "MD 1, Oregon", "--on", "2026-11-20")


def record(run, *words, version=BACK.digest[:12], text=BACK.id):
    return run("review", "record", text, "--version", version, *(words or WHO))


def listed(run):
    return {row["text"]: row for row in json.loads(run("review", "list", "--json")[1])}


def test_every_text_can_be_reviewed_and_none_is_said_to_be(run):
    rows = listed(run)
    assert {"guide-low-back-pain", "coverage-medicare", "states"} <= set(rows)
    assert not any(row["review"] for row in rows.values())


@pytest.mark.parametrize("text", review_texts(rulebook()).values(), ids=lambda text: text.id)
def test_a_sheet_in_word_has_every_statement_numbered_in_both_languages_with_its_sources(text):
    (table,) = Document(BytesIO(review_sheet.docx(text))).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(text.statements) + 1)]
    for row, statement in zip(rows, text.statements, strict=True):
        assert all(words in row[1] for words in statement.reviewed.values())
        assert statement.text.texts.get("zh", "\n\n") not in row[1], "nobody reviews what a machine translated"
        assert all(source.url in row[1] and source.as_of in row[1] for source in statement.sources)


def test_a_sheet_names_the_text_and_its_version(run, tmp_path):
    word, pdf = tmp_path / "sheet.docx", tmp_path / "sheet.pdf"
    for path in (word, pdf):
        assert run("review", "sheet", BACK.id, path)[0] == 0
    assert any(BACK.digest[:12] in paragraph.text for paragraph in Document(str(word)).paragraphs)
    assert pdf.read_bytes().startswith(b"%PDF-") and b"StructTreeRoot" in pdf.read_bytes()


@pytest.mark.parametrize("text", review_texts(rulebook()).values(), ids=lambda text: text.id)
def test_every_text_has_a_sheet_as_pdf_in_whatever_languages_it_is(text):
    assert review_sheet.pdf(text).startswith(b"%PDF-")


def test_what_no_sheet_can_be_is_one_line(run, tmp_path):
    for words in ((BACK.id, tmp_path / "sheet.txt"), ("guide-miracles", tmp_path / "sheet.pdf")):
        code, _, err = run("review", "sheet", *words)
        assert (code, err.count("\n")) == (2, 1), words
    assert list(Path(tmp_path).glob("sheet.*")) == []


def test_a_review_is_kept_with_who_when_and_which_version_and_published(run, full):
    run("import", "nppes", full)
    code, told, _ = record(run)
    assert code == 0 and "Bea Sample" in told
    review = listed(run)[BACK.id]["review"]
    assert review == {
        "name": "Bea Sample",
        "role": "family physician",
        "licence": "MD 1, Oregon",
        "on": "2026-11-20",
        "holds": True,
        "unseen": 0,
    }
    assert json.loads(run("status", "--json")[1])["listings"] == 3, "nobody went with it"


def test_the_newest_review_counts(run, full):
    run("import", "nppes", full)
    record(run)
    record(run, "--name", "Ann Older", *WHO[2:-1], "2026-11-19")
    assert listed(run)[BACK.id]["review"]["name"] == "Bea Sample"


@pytest.mark.parametrize(
    ("words", "version"),
    [
        (WHO, "0" * 12),
        (WHO, BACK.digest[:4]),
        (WHO, ""),
        (("--name", " ", *WHO[2:]), BACK.digest[:12]),
        ((*WHO[:-1], "2999-01-01"), BACK.digest[:12]),
    ],
    ids=["another version", "too short a version", "no version", "nobody", "a day to come"],
)
def test_a_review_that_cannot_be_true_is_not_kept(run, full, words, version):
    run("import", "nppes", full)
    code, _, err = record(run, *words, version=version)
    assert (code, err.count("\n")) == (2, 1)
    assert listed(run)[BACK.id]["review"] is None


def test_without_a_directory_there_is_no_page_that_could_say_it(run):
    assert record(run)[0] == 2
