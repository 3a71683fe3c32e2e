"""The links that practitioners answer through. Whoever holds one may answer, so the office keeps only a hash of it."""

import secrets
from datetime import timedelta

from flask import url_for

from directory.store.office import referrals as rows
from directory.store.office.database import Office
from directory.store.office.referrals import Referral, ReplyLink
from directory.store.vault import hash_token
from directory.web.shell.site import absolute_url

LIFETIME = timedelta(days=30)
TOKEN_BYTES = 24  # random


def new_link(office: Office, referral: Referral) -> str:
    """The address of a new link. It is nowhere else afterwards than in the file it is printed in."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with office.transaction():
        rows.save_reply_link(office, referral, hash_token(token), office.now() + LIFETIME)
    return absolute_url(url_for("reply.answer", token=token, lang=None))


def open_links(office: Office, referral: Referral) -> list[ReplyLink]:
    """The referral's links that can still be answered through, the newest first."""
    now = office.now().isoformat()
    return [
        link
        for link in rows.reply_links(office, referral)
        if not link.used_at and not link.revoked_at and link.expires_at > now
    ]
