"""What an answer through a reply link changes: the letter, what is known of each of those asked, and who is told."""

from dataclasses import replace
from typing import NamedTuple

from flask import url_for

from directory.accounts.letter_mails import ANSWERS, physicians_to_tell
from directory.referral.letter import Letter
from directory.referral.saved_referral import RecipientAnswer, SavedReferral, from_json, with_report
from directory.referral.status import after_slip, may_follow
from directory.store.office import mails, replies
from directory.store.office import referrals as rows
from directory.store.office.database import Office
from directory.store.office.referrals import Referral
from directory.store.office.replies import ReplyLink
from directory.store.vault import hash_token
from directory.web.letters.asked import OVER, keep_word, status_of_letter
from directory.web.letters.forms_slip import AcceptForm, DeclineForm, LinkedSlipForm
from directory.web.letters.reply_links import is_awaited
from directory.web.shell import session
from directory.web.shell.site import absolute_url, site

MAX_ANSWERS = 50  # to one letter: no holder of a link fills the disk
WAITING_MAIL = (  # subject and text, in English as letters are; no word of whom, by whom, or what
    "An answer is waiting",
    "There is something new about a letter of your practice. Sign in to see it: %(address)s",
)


class AwaitedReply(NamedTuple):
    """A referral that an open link answers, with its content and the letter in it. said: what the practitioner of the
    link has said, "" for nothing yet.
    """

    link: ReplyLink
    referral: Referral
    content: SavedReferral
    letter: Letter
    said: str

    @property
    def practitioner(self) -> str:
        """Who answers: a listing's id, "" where that is not known."""
        asked = self.content.to
        return self.link.practitioner or (asked[0] if len(asked) == 1 else "")


def awaited_reply(token: str) -> AwaitedReply | None:
    """The referral that an open link answers, as long as its course goes on, or its practitioner has been let go."""
    office = session.office()
    with office.transaction():
        link, referral = replies.open_link(office, hash_token(token)) or (None, None)
        if not link or not referral:
            return None
        content = from_json(rows.referral_content(office, referral, "read through a reply link"))
        said = replies.recipient_statuses(office, referral)
    if not content.letter or len(content.reports) + len(content.answers) >= MAX_ANSWERS:
        return None
    found = AwaitedReply(link, referral, content, content.letter, "")
    found = found._replace(said=said.get(found.practitioner, ""))
    return found if found.said in OVER or is_awaited(referral) else None


def accepted(awaited: AwaitedReply, form: AcceptForm) -> bool:
    """The practitioner accepts, with the day of the first visit where it is known; the others are let go.

    False, and nothing is changed, where the letter has moved meanwhile.
    """
    status = "scheduled" if form.day.value else "accepted"
    if not may_follow(awaited.referral.status, status):
        return False
    answer = _answer(awaited, "accepted", form, form.day.value)
    content = replace(awaited.content, first_visit=form.day.value, answers=(*awaited.content.answers, answer))
    return _keep(awaited, content, status, "accepted")


def declined(awaited: AwaitedReply, form: DeclineForm) -> bool:
    """The practitioner declines; the letter is declined once nobody is left who may accept. False as for `accepted`."""
    if not may_follow(awaited.referral.status, "declined"):
        return False
    answer = _answer(awaited, "declined", form)
    content = replace(awaited.content, answers=(*awaited.content.answers, answer))
    office, referral = session.office(), awaited.referral
    status = status_of_letter(office, referral, content, awaited.practitioner, "declined")
    return _keep(awaited, content, status, "declined")


def reported(awaited: AwaitedReply, form: LinkedSlipForm) -> bool:
    """The practitioner reports; who reports has accepted. False as for `accepted`."""
    report = replace(form.report(), practitioner=awaited.practitioner)
    status = after_slip(awaited.referral.status, report.stage, report.seen)
    return _keep(awaited, with_report(awaited.content, report), status, "accepted")


def _answer(
    awaited: AwaitedReply, answer: str, form: AcceptForm | DeclineForm, first_visit: str = ""
) -> RecipientAnswer:
    at = session.office().now().isoformat()
    by = (form.by_name.value, form.by_role.value, form.words.value)
    return RecipientAnswer(at, awaited.practitioner, answer, *by, first_visit)


def _keep(awaited: AwaitedReply, content: SavedReferral, status: str, says: str) -> bool:
    """Keeps an answer; False, and nothing is changed, where the letter or the link has changed meanwhile."""
    office, referral = session.office(), awaited.referral
    with office.transaction():
        if rows.any_referral(office, referral.id) != referral or not replies.note_answer(office, awaited.link):
            return False
        keep_word(office, referral, content, awaited.practitioner, status, says)
        tell_practice(office, referral)
    return True


def tell_practice(office: Office, referral: Referral) -> None:
    """Marks the letter as one to look at, and mails that to its physician where mail is set up; once, until somebody
    has looked. Within a transaction.
    """
    settings = site().settings
    if not replies.note_news(office, referral) or not (settings.mail and settings.site_address):
        return
    address = absolute_url(url_for("worklist.overview", news=1, lang=None))
    subject, text = WAITING_MAIL
    for person in physicians_to_tell(office, referral, ANSWERS):
        mails.queue_mail(office, person, subject, text % {"address": address})
