"""Mistakes that visitors reported: what is due first on top; mended by a statement of the admin, or dismissed with a
reason; and the answer, where its sender left an address.
"""

from urllib.parse import quote

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from directory.accounts import removing
from directory.accounts.removing import asked_by
from directory.core import dates
from directory.store.office import mistakes
from directory.store.office.mistakes import Mistake
from directory.web.admin import reach
from directory.web.admin.forms_judging import WhyForm
from directory.web.claims.asking import REPORT_KINDS
from directory.web.shell import session
from directory.web.shell.guard import editor
from directory.web.shell.language import day_in_words
from directory.web.shell.site import directory

blueprint = Blueprint("judging_mistakes", __name__, url_prefix="/admin/mistakes")
MAX_REPORTS = 100  # of mistakes, on the page


@blueprint.get("")
@editor
def queue() -> str:
    """The reports that wait, what is due first on top, MAX_REPORTS at most; and those whose sender waits."""
    office = session.office()
    every = mistakes.waiting_mistakes(office)
    within_reach = [report for report in every if _is_within_reach(report)] if reach.limited_to() else every
    waiting = within_reach[:MAX_REPORTS]
    answers = [report for report in mistakes.to_answer(office) if _is_within_reach(report)]
    return render_template(
        "admin/judging/mistakes.html",
        waiting=waiting,
        answers=answers,
        count=len(within_reach),
        names={report.listing: _listed_name(report.listing) for report in (*waiting, *answers)},
        KINDS=REPORT_KINDS,
        asked_by=asked_by,
        hindered={report.id: _hindrance(report) for report in waiting},
        today=dates.today(),
    )


def _listed_name(practitioner_id: str) -> str:
    """The name of a practitioner, "" for one who is listed no more."""
    listing = directory().listing(practitioner_id)
    return listing.name if listing else ""


def _report(report_id: str) -> Mistake:
    report = mistakes.mistake_by_id(session.office(), report_id) or abort(404)
    return report if _is_within_reach(report) else abort(403)


def _is_within_reach(report: Mistake) -> bool:
    """Whether who is signed in keeps whom a report is about; somebody who is listed no more is for an admin."""
    return reach.is_within_reach(directory().listing(report.listing))


@blueprint.get("/<string(length=16):report_id>")
@editor
def show(report_id: str) -> ResponseReturnValue:
    """A report, and what can be done about it."""
    return _page(_report(report_id), WhyForm())


def _page(report: Mistake, form: WhyForm, status: int = 200) -> ResponseReturnValue:
    return render_template(
        "admin/judging/mistake.html",
        report=report,
        form=form,
        name=_listed_name(report.listing),
        hindered=_hindrance(report),
        KINDS=REPORT_KINDS,
        asked_by=asked_by,
        today=dates.today(),
    ), status


def _hindrance(report: Mistake) -> str | None:
    """Why a removal is not done by itself when it is due, "" where it is; None of any other report."""
    if report.kind not in removing.BECAUSE or report.outcome:
        return None
    return removing.HINDRANCES.get(removing.hindrance(session.office(), report), "")


@blueprint.post("/<string(length=16):report_id>/dismiss")
@editor
def dismiss(report_id: str) -> ResponseReturnValue:
    """Takes a report off the list with a reason; that it is off already is as good."""
    report, form = _report(report_id), WhyForm(request.form)
    if not form.validate():
        return _page(report, form, 400)
    office = session.office()
    with office.transaction():
        mistakes.settle_mistake(office, report.id, "dismissed", form.why.value)
    return redirect(url_for(".answer", report_id=report.id), 303)


@blueprint.get("/<string(length=16):report_id>/answer")
@editor
def answer(report_id: str) -> ResponseReturnValue:
    """What to write to whoever left an address; to the queue where nobody did, or the report still waits."""
    report = _report(report_id)
    if not (report.outcome and report.reply_to):
        return redirect(url_for(".queue"))
    subject, text = _("Your report about a listing"), _answer_text(report)
    mail = f"mailto:{quote(report.reply_to)}?subject={quote(subject)}&body={quote(text)}"
    return render_template("admin/judging/answer.html", report=report, subject=subject, text=text, mail=mail)


def _answer_text(report: Mistake) -> str:
    """The letter, in the admin's language. What the visitor wrote is not repeated: others may read their mail."""
    about = _(
        "On %(day)s you told us that something is wrong on the page of %(name)s: %(kind)s.",
        day=day_in_words(report.received_on),
        name=_listed_name(report.listing) or report.listing,
        kind=_(REPORT_KINDS[report.kind]),
    )
    if report.outcome == "accepted":
        became = _("You were right, and we have mended it. The directory shows it after its next update.")
    else:
        became = _("We have looked into it and left the page as it is: %(why)s", why=report.note)
    return "\n\n".join((_("Thank you."), about, became, _("We have deleted your address.")))


@blueprint.post("/<string(length=16):report_id>/<any(answered, unanswered):deed>")
@editor
def forget_address(report_id: str, deed: str) -> Response:
    """Deletes the address of a report's sender, who was answered or will not be."""
    office = session.office()
    with office.transaction():
        mistakes.forget_address(office, _report(report_id).id, "answered" if deed == "answered" else "not answered")
    return redirect(url_for(".queue"), 303)
