"""Following saved referrals up: the list, one referral with what became of it, its files, its reply slips."""

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
from directory.web.letters import reply_links, saved_referrals
from directory.web.letters.forms import unprintable_message
from directory.web.letters.forms_slip import DayForm, SlipForm
from directory.web.letters.letter_page import file_response
from directory.web.shell import session
from directory.web.shell.guard import keeps_drafts, physician

blueprint = Blueprint("referrals", __name__, url_prefix="/referrals")


class ListedReferral(NamedTuple):
    """A referral in the list. names: whom it asks; waits: whether nobody has answered for too long."""

    referral: Referral
    kept: SavedReferral
    names: list[str]
    waits: bool


@blueprint.get("")
@physician
def overview() -> str:
    """The visitor's referrals, those that nobody answers first.

    The list is narrowed by status, practitioner (a listing's id) and waiting.
    """
    listed = [_listed(referral, content) for referral, content in saved_referrals.all_opened()]
    practitioners = {
        practitioner_id: name for each in listed for practitioner_id, name in zip(each.kept.to, each.names, strict=True)
    }
    return render_template(
        "letters/list.html",
        referrals=sorted(filter(_is_wanted, listed), key=lambda each: not each.waits),
        practitioners=practitioners,
        waiting=sum(each.waits for each in listed),
        STATUSES=STATUSES,
        some=bool(listed),
    )


def _listed(referral: Referral, content: SavedReferral) -> ListedReferral:
    is_waiting = waits_too_long(referral.status, referral.updated_at, session.office().now())
    return ListedReferral(referral, content, saved_referrals.names(content), is_waiting)


def _is_wanted(listed: ListedReferral) -> bool:
    """Whether the address asks for a referral like this one."""
    status, practitioner = request.args.get("status"), request.args.get("practitioner")
    return (
        status in ("", None, listed.referral.status)
        and (not practitioner or practitioner in listed.kept.to)
        and (listed.waits or not request.args.get("waiting"))
    )


@blueprint.get("/<string(length=16):referral_id>")
@physician
def show(referral_id: str) -> ResponseReturnValue:
    """One referral: what it says, what became of it, what can be done."""
    return _page(*saved_referrals.opened(referral_id), DayForm(None))


def _page(referral: Referral, content: SavedReferral, form: DayForm, problem: str = "") -> ResponseReturnValue:
    office = session.office()
    page = render_template(
        "letters/show.html",
        referral=referral,
        kept=content,
        names=saved_referrals.names(content),
        course=[each for each in content.course if saved_referrals.opened_if_kept(each)],
        sheet=letter_sheet(content.letter, letter_words()) if content.letter else None,
        form=form,
        problem=problem,
        renderers=RENDERERS,
        events=rows.status_events(office, referral),
        open_links=reply_links.open_links(office, referral),
        STATUSES=STATUSES,
        scores=saved_referral.score_changes,
        NEXT=saved_referral.NEXT_STEPS,
        look_again=saved_referral.needs_progress_review(content),
        waits=waits_too_long(referral.status, referral.updated_at, office.now()),
    )
    return page, 400 if form.errors or problem else 200


def _done(referral_id: str, done: str) -> ResponseReturnValue:
    """Back to the referral, which says what was done."""
    return redirect(url_for(".show", referral_id=referral_id, done=done or None), 303)


@blueprint.post("/<string(length=16):referral_id>/move")
@physician
def move(referral_id: str) -> ResponseReturnValue:
    """Another status (to); for "scheduled", with the day of the first visit where it is known."""
    referral, content = saved_referrals.opened(referral_id)
    status, form = request.form.get("to", ""), DayForm(request.form)
    if not may_follow(referral.status, status) or not STATUSES[status].move or status == "report_received":
        abort(400)
    if not form.validate():
        return _page(referral, content, form)
    if status == "scheduled":
        content = replace(content, first_visit=form.day.value)
    return _done(referral_id, "" if saved_referrals.save(referral, content, status) else "moved")


@blueprint.post("/<string(length=16):referral_id>/file")
@physician
def file(referral_id: str) -> ResponseReturnValue:
    """The letter as a file (format). The reply slip in it carries a link of its own while an answer is awaited."""
    referral, content = saved_referrals.opened(referral_id)
    renderer = next((each for each in RENDERERS if each.name == request.form.get("format")), None)
    if not renderer or not content.letter:
        abort(400)
    letter = replace(content.letter, status=referral.status)
    has_slip = renderer.name != "json"  # the FHIR bundle follows the referral by its Task
    if has_slip and may_follow(referral.status, "report_received"):
        letter = replace(letter, reply_link=reply_links.new_link(session.office(), referral))
    try:
        return file_response(renderer, renderer.render(letter, letter_words()), letter.written_on, referral.id)
    except CannotPrint as refused:
        return _page(referral, content, DayForm(None), unprintable_message(refused.characters))


@blueprint.route("/<string(length=16):referral_id>/slip", methods=["GET", "POST"])
@physician
@keeps_drafts
def slip(referral_id: str) -> ResponseReturnValue:
    """The reply slip that came on paper, entered."""
    referral, content = saved_referrals.opened(referral_id)
    if not may_follow(referral.status, "report_received"):
        return _done(referral_id, "")
    form = SlipForm(session.submitted_or_draft())
    if request.method == "POST" and "look" not in request.form and form.validate():
        is_saved = saved_referrals.save(referral, saved_referral.with_report(content, form.report()), "report_received")
        return _done(referral_id, "slip" if is_saved else "moved")
    page = render_template("letters/slip.html", form=form, kept=content, referral_id=referral_id)
    return page, 400 if form.errors else 200


@blueprint.post("/<string(length=16):referral_id>/links/revoke")
@physician
def revoke_links(referral_id: str) -> ResponseReturnValue:
    """Takes the referral's reply links back."""
    office = session.office()
    with office.transaction():
        rows.revoke_reply_links(office, saved_referrals.owned(referral_id))
    return _done(referral_id, "revoked")


@blueprint.route("/<string(length=16):referral_id>/delete", methods=["GET", "POST"])
@physician
def delete(referral_id: str) -> ResponseReturnValue:
    """Asks once more, then removes the referral; the audit trail keeps that there was one."""
    office, referral = session.office(), saved_referrals.owned(referral_id)
    if request.method != "POST":
        return render_template("letters/delete.html", referral_id=referral_id)
    with office.transaction():
        rows.delete_referral(office, referral)
    return redirect(url_for(".overview", done="deleted"), 303)
