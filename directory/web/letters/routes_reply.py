"""Where a practitioner answers a letter through the link printed on its slip: no account, no word about the patient.

The page shows who refers, when, and what is asked for; whoever holds the letter knows of whom. It shows nothing of what
was answered before, nor by whom: a link may have been passed on. It serves as long as the course, more than once.
"""

from typing import NamedTuple

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.referral.questions import URGENCIES
from directory.referral.status import STATUSES
from directory.web.letters import answering, practice_day
from directory.web.letters.answering import AwaitedReply
from directory.web.letters.asked import OVER
from directory.web.letters.forms_slip import AcceptForm, AnswererFields, DeclineForm, LinkedSlipForm
from directory.web.shell.guard import public

blueprint = Blueprint("reply", __name__, url_prefix="/reply")


class ReplyForms(NamedTuple):
    """The forms of the page. answer: which of them was sent, "accepted", "declined" or "slip"; "" for none."""

    answer: str
    accept: AcceptForm
    decline: DeclineForm
    slip: LinkedSlipForm

    @property
    def sent(self) -> AnswererFields | None:
        """The form that was sent."""
        forms: dict[str, AnswererFields] = {"accepted": self.accept, "declined": self.decline, "slip": self.slip}
        return forms.get(self.answer)


@blueprint.get("/thanks")
@public
def thanks() -> str:
    """That the answer arrived. again: the same link takes what comes later."""
    return render_template("reply/thanks.html", again="again" in request.args)


@blueprint.route("/<token>", methods=["GET", "POST"])
@public
def answer(token: str) -> ResponseReturnValue:
    """Accepting, with the day of the first visit where it is known; declining, with a reason; or a slip."""
    awaited = answering.awaited_reply(token)
    if not awaited:
        return render_template("reply/over.html"), 404
    if awaited.said in OVER:
        return render_template("reply/closed.html", said=awaited.said), 410
    practice_day.use_of(awaited.content)
    forms = _forms()
    if not forms.sent or not forms.sent.validate():
        return _page(awaited, forms)
    if _is_kept(awaited, forms):
        return redirect(url_for(".thanks", again=None if forms.answer == "declined" else "1"), 303)
    problem = _("This letter was changed a moment ago. Please look at the page and send it once more.")
    return _page(awaited, forms, problem)


def _is_kept(awaited: AwaitedReply, forms: ReplyForms) -> bool:
    """Keeps the answer; whether it was."""
    if forms.answer == "accepted":
        return answering.accepted(awaited, forms.accept)
    if forms.answer == "declined":
        return answering.declined(awaited, forms.decline)
    return answering.reported(awaited, forms.slip)


def _forms() -> ReplyForms:
    """The page's forms, the one that was sent filled in."""
    sent = request.form.get("answer", "") if request.method == "POST" else ""
    is_slip = sent == "slip" or "look" in request.form
    return ReplyForms(
        sent if sent in ("accepted", "declined", "slip") else "",
        AcceptForm(request.form if sent == "accepted" else None, prefix="accept-"),
        DeclineForm(request.form if sent == "declined" else None, prefix="decline-"),
        LinkedSlipForm(request.form if is_slip else None),
    )


def _page(awaited: AwaitedReply, forms: ReplyForms, problem: str = "") -> ResponseReturnValue:
    has_errors = bool(problem or (forms.sent and forms.sent.errors))
    page = render_template(
        "reply/answer.html",
        letter=awaited.letter,
        urgency=URGENCIES[awaited.letter.urgency],
        forms=forms,
        problem=problem,
        wrong=has_errors,
        first_visit=awaited.content.first_visit if awaited.said == "accepted" else "",
        status=STATUSES[awaited.referral.status],
        said=awaited.said,
        STATUSES=STATUSES,
    )
    return page, 400 if has_errors else 200
