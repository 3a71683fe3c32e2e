"""Where a practitioner answers a letter through the link printed on its slip: no account, no word about the patient.

The page shows who refers, when, and what is asked for; whoever holds the letter knows of whom. Accepting leaves the
link open for the slip; declining or sending the slip uses it up.
"""

from dataclasses import replace
from typing import NamedTuple

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.referral.letter import Letter
from directory.referral.questions import URGENCIES
from directory.referral.saved_referral import SavedReferral, from_json, with_report
from directory.referral.status import STATUSES, may_follow
from directory.store.office import referrals as rows
from directory.store.office.referrals import Referral
from directory.store.vault import hash_token
from directory.web.letters import saved_referrals
from directory.web.letters.forms_slip import DayForm, SlipForm
from directory.web.shell import session
from directory.web.shell.guard import public

blueprint = Blueprint("reply", __name__, url_prefix="/reply")


class AwaitedReply(NamedTuple):
    """A referral that an open link answers, with its content and the letter in it."""

    referral: Referral
    content: SavedReferral
    letter: Letter


class ReplyForms(NamedTuple):
    """The forms of the page. answer: which of them was sent, "accepted", "declined" or "slip"; "" for none."""

    answer: str
    day: DayForm
    slip: SlipForm

    def is_valid(self) -> bool:
        """Whether the form that was sent can be taken; declining has no fields."""
        if self.answer == "declined":
            return True
        return self.day.validate() if self.answer == "accepted" else self.slip.validate()


@blueprint.get("/thanks")
@public
def thanks() -> str:
    """That the answer arrived. again: the same link takes the slip later."""
    return render_template("reply/thanks.html", again="again" in request.args)


@blueprint.route("/<token>", methods=["GET", "POST"])
@public
def answer(token: str) -> ResponseReturnValue:
    """Accepting, with the day of the first visit where it is known; declining; or the slip."""
    link_hash = hash_token(token)
    awaited = _awaited(link_hash)
    if not awaited:
        return render_template("reply/over.html"), 404
    forms = _forms()
    if not forms.answer or not forms.is_valid():
        return _page(awaited, forms)
    status, content = _answered(forms, awaited.content)
    is_accepted = forms.answer == "accepted"
    if may_follow(awaited.referral.status, status) and saved_referrals.save(
        awaited.referral, content, status, None if is_accepted else link_hash
    ):
        return redirect(url_for(".thanks", again="1" if is_accepted else None), 303)
    problem = _("This letter was changed a moment ago. Please look at the page and send it once more.")
    return _page(awaited, forms, problem)


def _awaited(link_hash: bytes) -> AwaitedReply | None:
    """The referral that an open link answers, as long as an answer is awaited."""
    office = session.office()
    with office.transaction():
        referral = rows.referral_by_link(office, link_hash)
        if not referral or not may_follow(referral.status, "report_received"):
            return None
        content = from_json(rows.referral_content(office, referral))
        return AwaitedReply(referral, content, content.letter) if content.letter else None


def _forms() -> ReplyForms:
    """The page's forms, the one that was sent filled in."""
    sent = request.form.get("answer", "") if request.method == "POST" else ""
    is_slip = sent == "slip" or "look" in request.form
    return ReplyForms(
        sent if sent in ("accepted", "declined", "slip") else "",
        DayForm(request.form if sent == "accepted" else None),
        SlipForm(request.form if is_slip else None),
    )


def _answered(forms: ReplyForms, content: SavedReferral) -> tuple[str, SavedReferral]:
    """The status that an answer leads to, and the content with it."""
    if forms.answer == "accepted":
        day = forms.day.day.value
        return "scheduled" if day else "accepted", replace(content, first_visit=day)
    if forms.answer == "declined":
        return "declined", content
    return "report_received", with_report(content, forms.slip.report())


def _page(awaited: AwaitedReply, forms: ReplyForms, problem: str = "") -> ResponseReturnValue:
    has_errors = bool(forms.day.errors or forms.slip.errors or problem)
    page = render_template(
        "reply/answer.html",
        letter=awaited.letter,
        urgency=URGENCIES[awaited.letter.urgency],
        day_form=forms.day,
        slip_form=forms.slip,
        problem=problem,
        wrong=has_errors,
        first_visit=awaited.content.first_visit,
        status=STATUSES[awaited.referral.status],
        STATUSES=STATUSES,
    )
    return page, 400 if has_errors else 200
