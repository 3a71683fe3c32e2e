"""Clinicians' reviews in the browser: the sheets, and a review that is recorded, published and shown."""

import re

import pytest
from namesakes import ana

from directory.referral.clinician_texts import review_texts
from directory.store.imports.reviews import newest_reviews
from directory.store.reference.rulebook import rulebook

BACK = rulebook().review_texts["guide-low-back-pain"]
TYPED = {
    "text": BACK.id,
    "version": BACK.digest[:12],
    "name": "Bea Sample",
    "role": "family physician",
    "licence": "MD 1, Oregon",
    "on": "11/20/2026",
}


@pytest.fixture
def desk(world, boss):
    """An admin's browser over a directory of one."""
    world(csv=[ana("t1")])
    return boss


def test_every_text_stands_there_with_its_sheets_and_nobody_as_its_reviewer(desk):
    page = desk.get("/admin/reviews/")
    assert page.text.count("not reviewed") == len(review_texts(rulebook()))
    for kind, begin in (("docx", b"PK"), ("pdf", b"%PDF-")):
        answer = desk.plain.get(f"/admin/reviews/{BACK.id}.{kind}")
        assert answer.data.startswith(begin) and BACK.digest[:12] in answer.headers["Content-Disposition"]
    assert desk.plain.get("/admin/reviews/guide-miracles.pdf").status_code == 404


def test_a_review_recorded_is_published_by_the_worker_and_its_page_names_the_reviewer(desk, work, imports, root):
    address = desk.send("/admin/reviews/", form="review", **TYPED)
    work()
    assert "Bea Sample" in desk.get(address).text
    (row,) = imports.connection.execute("SELECT recorded_by, reviewed_on FROM reviews")
    assert row == (root.email, "2026-11-20")
    assert "reviewed on Nov 20, 2026 by Bea Sample" in desk.get("/admin/reviews/").text
    assert "Bea Sample, family physician" in desk.get("/guide").text


@pytest.mark.parametrize(
    "wrong", [{"version": "0" * 12}, {"version": ""}, {"name": " "}, {"on": "1/1/2999"}, {"on": "soon"}]
)
def test_what_cannot_be_true_is_asked_again_with_what_was_typed(desk, imports, wrong):
    page = desk.send("/admin/reviews/", form="review", status=400, **TYPED | wrong)
    (form,) = (form for form in page.forms if form.get("id") == "review")
    assert form["sent"]["role"] == "family physician"
    assert newest_reviews(imports.connection) == {}


def test_in_spanish_the_texts_to_choose_from_are_called_as_in_the_list_above(desk):
    page = desk.plain.get("/admin/reviews/?lang=es").text
    listed = [title.strip() for title in re.findall(r"<dt>(.*?)</dt>", page)]
    offered = [title.strip() for title in re.findall(r'<option[^>]*value="[\w-]+">(.*?)</option>', page)]
    assert len(listed) == len(review_texts(rulebook())) and offered == listed
