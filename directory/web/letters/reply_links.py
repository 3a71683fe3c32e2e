"""The links that practitioners answer through. Whoever holds one may answer, so the office keeps only a hash of it."""

from datetime import timedelta
from secrets import token_urlsafe

from flask import url_for

from directory.referral.status import may_follow
from directory.store.office import replies
from directory.store.office.database import Office
from directory.store.office.referrals import Referral
from directory.store.office.replies import ReplyLink
from directory.store.vault import hash_token
from directory.web.letters.asked import OVER
from directory.web.shell.site import absolute_url

LIFETIME = timedelta(days=366)  # at most: a link ends with the letter's course
TOKEN_BYTES = 24  # random


def new_link(office: Office, referral: Referral, practitioner: str) -> str:
    """The address of a new link for one of those asked. It is nowhere else afterwards than in the file with it."""
    token = token_urlsafe(TOKEN_BYTES)
    with office.transaction():
        replies.save_reply_link(office, referral, hash_token(token), office.now() + LIFETIME, practitioner)
    return absolute_url(url_for("reply.answer", token=token, lang=None))


def is_awaited(referral: Referral) -> bool:
    """Whether the letter's course goes on, so that an answer can come."""
    return may_follow(referral.status, "report_received")


def open_links(office: Office, referral: Referral) -> list[ReplyLink]:
    """The referral's links that can still be answered through, the newest first."""
    said, now = replies.recipient_statuses(office, referral), office.now().isoformat()
    return [
        link
        for link in replies.reply_links(office, referral)
        if is_awaited(referral)
        and not link.revoked_at
        and link.expires_at > now
        and said.get(link.practitioner) not in OVER
    ]
