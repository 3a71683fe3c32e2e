"""Following letters up: the list, one letter with what became of it, its files, its reply slips."""

from dataclasses import replace
from typing import NamedTuple

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.referral import saved_referral
from directory.referral.pdf import CannotPrint
from directory.referral.render import RENDERERS
from directory.referral.saved_referral import SavedReferral
from directory.referral.sheet_layout import letter_sheet
from directory.referral.status import STATUSES, may_follow, waits_too_long
from directory.store.office import referrals as rows
from directory.store.office.referrals import Referral
from directory.store.reference.files import letter_words
from directory.web.letters import reply_links, saved
from directory.web.letters.forms import cannot_show
from directory.web.letters.quick import download
from directory.web.letters.slip_form import DayForm, SlipForm, report
from directory.web.shell import session
from directory.web.shell.guard import kept, physician

referrals = Blueprint("referrals", __name__)


class Line(NamedTuple):
    """A letter in the list. names: whom it asks; waits: whether nobody has answered for too long."""

    referral: Referral
    kept: SavedReferral
    names: list[str]
    waits: bool


@referrals.get("")
@physician
def overview() -> str:
    """The visitor's letters, those that nobody answers first; narrowed by status, practitioner (a listing's id) and waiting."""
    now = session.office().now()
    lines = [
        Line(referral, content, saved.names(content), waits_too_long(referral.status, referral.updated_at, now))
        for referral, content in saved.everything()
    ]
    practitioners = {id: name for line in lines for id, name in zip(line.kept.to, line.names, strict=True)}
    found = sorted(filter(_asked_for, lines), key=lambda line: not line.waits)
    return render_template(
        "letters/list.html",
        lines=found,
        practitioners=practitioners,
        waiting=sum(line.waits for line in lines),
        STATUSES=STATUSES,
        some=bool(lines),
    )


def _asked_for(line: Line) -> bool:
    status, practitioner = request.args.get("status"), request.args.get("practitioner")
    return (
        status in ("", None, line.referral.status)
        and (not practitioner or practitioner in line.kept.to)
        and (line.waits or not request.args.get("waiting"))
    )


@referrals.get("/<string(length=16):id>")
@physician
def show(id: str) -> ResponseReturnValue:
    """One letter: what it says, what became of it, what can be done."""
    return _page(*saved.opened(id), DayForm(None))


def _page(referral: Referral, content: SavedReferral, form: DayForm, problem: str = "") -> ResponseReturnValue:
    office = session.office()
    with_sheet = letter_sheet(content.letter, letter_words()) if content.letter else None
    page = render_template(
        "letters/show.html",
        referral=referral,
        kept=content,
        names=saved.names(content),
        sheet=with_sheet,
        form=form,
        problem=problem,
        renderers=RENDERERS,
        events=rows.events(office, referral),
        open_links=reply_links.still_open(office, referral),
        STATUSES=STATUSES,
        scores=saved_referral.score_changes,
        NEXT=saved_referral.NEXT_STEPS,
        look_again=saved_referral.needs_progress_review(content),
        waits=waits_too_long(referral.status, referral.updated_at, office.now()),
    )
    return page, 400 if form.errors or problem else 200


@referrals.post("/<string(length=16):id>/move")
@physician
def move(id: str) -> ResponseReturnValue:
    """Another status (to); for "scheduled", with the day of the first visit where it is known."""
    referral, content = saved.opened(id)
    status, form = request.form.get("to", ""), DayForm(request.form)
    if not may_follow(referral.status, status) or not STATUSES[status].move or status == "report_received":
        abort(400)
    if not form.validate():
        return _page(referral, content, form)
    first_visit = form.day.value if status == "scheduled" else content.first_visit
    done = saved.put_back(referral, replace(content, first_visit=first_visit), status)
    return redirect(url_for(".show", id=id, done="" if done else "moved"), 303)


@referrals.post("/<string(length=16):id>/file")
@physician
def file(id: str) -> ResponseReturnValue:
    """The letter as a file (format). The reply slip in it carries a link of its own, as long as an answer is awaited."""
    referral, content = saved.opened(id)
    renderer = next((each for each in RENDERERS if each.name == request.form.get("format")), None)
    if not renderer or not content.letter:
        abort(400)
    has_slip = renderer.name != "json"  # the FHIR bundle follows the referral by its Task
    link = (
        reply_links.made(session.office(), referral)
        if has_slip and may_follow(referral.status, "report_received")
        else ""
    )
    try:
        return download(
            renderer, renderer.render(replace(content.letter, status=referral.status, reply_link=link), letter_words())
        )
    except CannotPrint as refused:
        return _page(referral, content, DayForm(None), cannot_show(refused.characters))


@referrals.route("/<string(length=16):id>/slip", methods=["GET", "POST"])
@physician
@kept
def slip(id: str) -> ResponseReturnValue:
    """The reply slip that came on paper, entered."""
    referral, content = saved.opened(id)
    if not may_follow(referral.status, "report_received"):
        return redirect(url_for(".show", id=id), 303)
    form = SlipForm(session.typed())
    if request.method == "POST" and "look" not in request.form and form.validate():
        done = saved.put_back(referral, saved_referral.with_report(content, report(form)), "report_received")
        return redirect(url_for(".show", id=id, done="slip" if done else "moved"), 303)
    return render_template("letters/slip.html", form=form, kept=content, id=id), 400 if form.errors else 200


@referrals.post("/<string(length=16):id>/links/revoke")
@physician
def revoke(id: str) -> ResponseReturnValue:
    """Takes the letter's reply links back."""
    office = session.office()
    with office.transaction():
        rows.revoke_links(office, rows.get(office, id, session.visitor().person.id) or abort(404))
    return redirect(url_for(".show", id=id, done="revoked"), 303)


@referrals.route("/<string(length=16):id>/delete", methods=["GET", "POST"])
@physician
def delete(id: str) -> ResponseReturnValue:
    """Asks once more, then removes the letter; the audit trail keeps that there was one."""
    office = session.office()
    referral = rows.get(office, id, session.visitor().person.id) or abort(404)
    if request.method == "GET":
        return render_template("letters/delete.html", id=id)
    with office.transaction():
        rows.delete(office, referral)
    return redirect(url_for(".overview", done="deleted"), 303)
