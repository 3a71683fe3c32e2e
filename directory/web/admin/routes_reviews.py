"""Clinicians' reviews of what pages say: the texts, a sheet of each to tick and comment, and the record of a review."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.coverage import review_sheet
from directory.referral.clinician_texts import review_texts
from directory.store.imports.reviews import keep_review, newest_reviews
from directory.store.office import jobs
from directory.web.admin.forms_reviews import ReviewForm
from directory.web.admin.opened import answer_without_imports, opened_imports
from directory.web.shell import session
from directory.web.shell.guard import admin
from directory.web.shell.language import translated
from directory.web.shell.site import rulebook

blueprint = Blueprint("reviews", __name__, url_prefix="/admin/reviews")
answer_without_imports(blueprint)
SHEETS = {
    "docx": (review_sheet.docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (review_sheet.pdf, "application/pdf"),
}


@blueprint.get("/")
@admin
def overview() -> ResponseReturnValue:
    """The texts, who reviewed each and whether that holds; and the form that records a review."""
    return _page(ReviewForm())


def _page(form: ReviewForm, status: int = 200) -> ResponseReturnValue:
    texts = review_texts(rulebook())
    form.text.choices = [(each.id, translated(each.title)) for each in texts.values()]
    with opened_imports() as imports:
        reviews = newest_reviews(imports.connection)
    return render_template("admin/judging/reviews.html", form=form, texts=texts.values(), reviews=reviews), status


@blueprint.post("/")
@admin
def record() -> ResponseReturnValue:
    """Keeps a review and has the worker publish it; where to see how far that is."""
    form = ReviewForm(request.form)
    if not (review := form.review(review_texts(rulebook()).get(form.text.data))):
        return _page(form, 400)
    office = session.office()
    with opened_imports() as imports, imports.transaction():
        keep_review(imports.connection, review, session.person().email)
    with office.transaction():
        office.note("review recorded", review.text_id)
        number = jobs.ask_for_edition(office, f"{review.text_id}: {review.name}, {review.on}")
    return redirect(url_for("imports.show", number=number), 303)


@blueprint.get("/<text>.<any(docx, pdf):kind>")
@admin
def sheet(text: str, kind: str) -> Response:
    """A text as a sheet to tick and comment."""
    chosen = review_texts(rulebook()).get(text) or abort(404)
    make, mimetype = SHEETS[kind]
    disposition = f"attachment; filename={text}-{chosen.version}.{kind}"
    return Response(make(chosen), mimetype=mimetype, headers={"Content-Disposition": disposition})
