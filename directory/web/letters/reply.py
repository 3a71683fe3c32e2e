"""Where a practitioner answers a letter through the link printed on its slip: no account, and no word about the patient.

The page shows who refers, when, and what is asked for; whoever holds the letter knows of whom. Accepting leaves the link open for the slip;
declining or sending the slip uses it up.
"""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.referral.questions import URGENCIES
from directory.referral.saved_referral import SavedReferral, from_json, with_report
from directory.referral.status import STATUSES, may_follow
from directory.store.office import referrals as rows
from directory.store.office.referrals import Referral
from directory.store.vault import digest
from directory.web.letters import saved
from directory.web.letters.slip_form import DayForm, PlainForm, SlipForm, report
from directory.web.shell import session
from directory.web.shell.guard import public

reply = Blueprint("reply", __name__)
ANSWERS = ("accepted", "declined", "slip")  # what a form of the page sends as `answer`


@reply.get("/thanks")
@public
def thanks() -> str:
    """That the answer arrived. again: the same link takes the slip later."""
    return render_template("reply/thanks.html", again="again" in request.args)


@reply.route("/<token>", methods=["GET", "POST"])
@public
def answer(token: str) -> ResponseReturnValue:
    """Accepting, with the day of the first visit where it is known; declining; or the slip."""
    referral, content = _asked(digest(token))
    if not referral:
        return render_template("reply/over.html"), 404
    said = request.form.get("answer") if request.method == "POST" else None
    day_form, slip_form = (
        DayForm(request.form if said == "accepted" else None),
        SlipForm(request.form if said == "slip" or "look" in request.form else None),
    )
    if said not in ANSWERS:
        return _page(referral, content, day_form, slip_form)
    if not {"accepted": day_form, "slip": slip_form, "declined": PlainForm(None)}[said].validate():
        return _page(referral, content, day_form, slip_form)
    status, says = _answered(said, content, day_form, slip_form)
    if may_follow(referral.status, status) and saved.put_back(
        referral, says, status, None if said == "accepted" else digest(token)
    ):
        return redirect(url_for(".thanks", again="1" if said == "accepted" else None), 303)
    return _page(
        referral,
        content,
        day_form,
        slip_form,
        _("This letter was changed a moment ago. Please look at the page and send it once more."),
    )


def _asked(hash: bytes) -> tuple[Referral, SavedReferral] | tuple[None, None]:
    """The letter that an open link answers, as long as an answer is awaited."""
    office = session.office()
    with office.transaction():
        referral = rows.by_link(office, hash)
        awaited = referral and may_follow(referral.status, "report_received")
        return (referral, from_json(rows.content(office, referral))) if awaited else (None, None)


def _answered(said: str, content: SavedReferral, day_form: DayForm, slip_form: SlipForm) -> tuple[str, SavedReferral]:
    """The status that an answer leads to, and the letter with it."""
    if said == "accepted":
        return "scheduled" if day_form.day.value else "accepted", replace(content, first_visit=day_form.day.value)
    return ("declined", content) if said == "declined" else ("report_received", with_report(content, report(slip_form)))


def _page(
    referral: Referral, content: SavedReferral, day_form: DayForm, slip_form: SlipForm, problem: str = ""
) -> ResponseReturnValue:
    wrong = day_form.errors or slip_form.errors or problem
    page = render_template(
        "reply/answer.html",
        letter=content.letter,
        urgency=URGENCIES[content.letter.urgency],
        day_form=day_form,
        slip_form=slip_form,
        problem=problem,
        wrong=wrong,
        first_visit=content.first_visit,
        status=STATUSES[referral.status],
        STATUSES=STATUSES,
    )
    return page, 400 if wrong else 200
