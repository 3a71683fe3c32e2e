"""Following saved referrals up: one referral with what became of it, its files, its reply slips."""

import logging
from dataclasses import replace
from typing import NamedTuple

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.referral import saved_referral
from directory.referral.pdf import CannotPrint
from directory.referral.pdf_signing import CannotSign
from directory.referral.reminders import REMINDERS, reminder
from directory.referral.render import MADE_HERE, NOT_MADE_HERE, RENDERERS
from directory.referral.saved_referral import SavedReferral
from directory.referral.sheet_layout import letter_sheet
from directory.referral.signature import is_as_signed
from directory.referral.status import STATUSES, may_follow
from directory.store.office import emergencies, people, replies
from directory.store.office import referrals as rows
from directory.store.office.referrals import Referral
from directory.store.reference.files import letter_words
from directory.web.letters import keeping, practice_day, reply_links, saved_referrals
from directory.web.letters.asked import OVER, SAYS, keep_word, status_of_letter, who_says
from directory.web.letters.attesting import attested, rendered
from directory.web.letters.forms import unprintable_message
from directory.web.letters.forms_slip import DayForm, SlipForm
from directory.web.letters.letter_page import file_response
from directory.web.shell import session
from directory.web.shell.guard import clinician, keeps_drafts

log = logging.getLogger(__name__)
blueprint = Blueprint("referrals", __name__, url_prefix="/referrals")


class AskedPractitioner(NamedTuple):
    """One of those whom a referral asks. said: "accepted", "declined", "released", or "" for nothing yet; links: how
    many open reply links they have.
    """

    id: str
    name: str
    said: str
    links: int


@blueprint.get("/<string(length=16):referral_id>")
@clinician
def show(referral_id: str) -> ResponseReturnValue:
    """One referral: what it says, what became of it, what can be done."""
    return _page(*saved_referrals.viewed(referral_id), DayForm(None))


def _page(referral: Referral, content: SavedReferral, form: DayForm, problem: str = "") -> ResponseReturnValue:
    office = session.office()
    asked = _asked(referral, content)
    page = render_template(
        "letters/show.html",
        referral=referral,
        kept=content,
        asked=asked,
        names={each.id: each.name for each in asked},
        emails={person.id: person.email for person in people.all_people(office)},
        course=[each for each in content.course if saved_referrals.is_kept(each)],
        later=rows.later_letters(office, referral),
        as_signed=bool(content.letter and content.signature and is_as_signed(content.letter, content.signature)),
        sheet=letter_sheet(content.letter, letter_words()) if content.letter else None,
        form=form,
        problem=problem,
        renderers=MADE_HERE,
        not_made=NOT_MADE_HERE,
        events=rows.status_events(office, referral),
        emergencies=emergencies.emergencies_of(office, referral),
        ours=saved_referrals.is_of_practice(referral),
        may_delete=keeping.may_delete_alone(office, referral),
        STATUSES=STATUSES,
        STAGES=saved_referral.STAGES,
        REMINDERS=REMINDERS,
        scores=saved_referral.score_changes,
        NEXT=saved_referral.NEXT_STEPS,
        look_again=saved_referral.needs_progress_review(content),
        reminder=reminder(content, referral.status, referral.updated_at, office.now()),
    )
    return page, 400 if form.errors or problem else 200


def _asked(referral: Referral, content: SavedReferral) -> list[AskedPractitioner]:
    office = session.office()
    said, links = replies.recipient_statuses(office, referral), reply_links.open_links(office, referral)
    return [
        AskedPractitioner(each, name, said.get(each, ""), sum(link.practitioner in (each, "") for link in links))
        for each, name in zip(content.to, saved_referrals.names(content), strict=True)
    ]


def _done(referral_id: str, done: str) -> ResponseReturnValue:
    """Back to the referral, which says what was done."""
    return redirect(url_for(".show", referral_id=referral_id, done=done or None), 303)


@blueprint.post("/<string(length=16):referral_id>/move")
@clinician
def move(referral_id: str) -> ResponseReturnValue:
    """Another status (to); for "scheduled", with the day of the first visit where it is known.

    practitioner: of several who are asked, the one who accepted or declined.
    """
    referral, content = saved_referrals.opened(referral_id)
    practice_day.use_of(content)
    status, form = request.form.get("to", ""), DayForm(request.form)
    if not may_follow(referral.status, status) or not STATUSES[status].move or status == "report_received":
        abort(400)
    if not form.validate():
        return _page(referral, content, form)
    if status == "scheduled":
        content = replace(content, first_visit=form.day.value)
    if status not in SAYS:
        return _done(referral_id, "" if saved_referrals.save(referral, content, status) else "moved")
    practitioner = who_says(session.office(), referral, content, request.form.get("practitioner", "")) or abort(400)
    return _done(referral_id, "" if _has_heard(referral, content, practitioner, status) else "moved")


def _has_heard(referral: Referral, content: SavedReferral, practitioner: str, status: str) -> bool:
    """Keeps what one of those asked said on the phone or on paper; False where the letter has moved meanwhile."""
    office = session.office()
    with office.transaction():
        if rows.any_referral(office, referral.id) != referral:
            return False
        leads_to = status_of_letter(office, referral, content, practitioner, status)
        keep_word(office, referral, content, practitioner, leads_to, SAYS[status])
    return True


@blueprint.post("/<string(length=16):referral_id>/file")
@clinician
def file(referral_id: str) -> ResponseReturnValue:
    """The letter as a file (format) for one of those asked (practitioner; the first where none is named).

    The reply slip in it carries a link of their own while an answer is awaited.
    """
    renderer = next((each for each in RENDERERS if each.name == request.form.get("format")), None) or abort(400)
    referral, content = saved_referrals.opened(referral_id, f"downloaded as {renderer.name}")
    practitioner = request.form.get("practitioner", content.to[0])
    if not content.letter or practitioner not in content.to:
        abort(400)
    letter = replace(attested(content.letter, referral, content), status=referral.status)
    has_slip = renderer.name != "json"  # the FHIR bundle follows the referral by its Task
    if has_slip and reply_links.is_awaited(referral):
        letter = replace(letter, reply_link=reply_links.new_link(session.office(), referral, practitioner))
    try:
        return file_response(renderer, rendered(renderer, letter, referral.practice), letter.written_on, referral.id)
    except CannotPrint as refused:
        return _page(referral, content, DayForm(None), unprintable_message(refused.characters))
    except CannotSign as refused:
        log.error("letter not signed", extra={"reason": str(refused)})
        problem = _("The PDF could not be signed with the certificate of your practice. Tell those who keep this site.")
        return _page(referral, content, DayForm(None), problem)


@blueprint.route("/<string(length=16):referral_id>/slip", methods=["GET", "POST"])
@clinician
@keeps_drafts
def slip(referral_id: str) -> ResponseReturnValue:
    """The reply slip that came on paper, entered."""
    referral, content = saved_referrals.opened(referral_id)
    if not reply_links.is_awaited(referral):
        return _done(referral_id, "")
    practice_day.use_of(content)
    form = SlipForm(session.submitted_or_draft())
    if request.method == "POST" and "look" not in request.form and form.validate():
        is_saved = saved_referrals.save(referral, saved_referral.with_report(content, form.report()), "report_received")
        return _done(referral_id, "slip" if is_saved else "moved")
    page = render_template("letters/slip.html", form=form, kept=content, referral_id=referral_id)
    return page, 400 if form.errors else 200


@blueprint.post("/<string(length=16):referral_id>/links/revoke")
@clinician
def revoke_links(referral_id: str) -> ResponseReturnValue:
    """Takes the referral's reply links back: those of one practitioner, or all."""
    office = session.office()
    with office.transaction():
        referral = saved_referrals.of_practice(referral_id)
        replies.revoke_reply_links(office, referral, request.form.get("practitioner"))
    return _done(referral_id, "revoked")


@blueprint.post("/<string(length=16):referral_id>/ask-again")
@clinician
def ask_again(referral_id: str) -> ResponseReturnValue:
    """Asks one of those once more who declined, or were let go: their links open again, and so does the letter."""
    office = session.office()
    with office.transaction():
        referral, practitioner = saved_referrals.of_practice(referral_id), request.form.get("practitioner", "")
        if referral.status not in ("sent", "signed", "declined"):
            abort(400)
        if replies.recipient_statuses(office, referral).get(practitioner) not in OVER:
            abort(400)
        replies.set_recipient_status(office, referral, practitioner, "")
        rows.change_status(office, referral, "sent", practitioner)
    return _done(referral_id, "again")
