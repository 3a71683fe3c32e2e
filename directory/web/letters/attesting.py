"""A kept letter as its files show it: with how it was signed."""

from dataclasses import replace

from flask import url_for

from directory.referral.letter import Letter
from directory.referral.saved_referral import SavedReferral
from directory.referral.signature import attestation
from directory.store.office.referrals import Referral
from directory.web.shell.site import absolute_url


def attested(letter: Letter, referral: Referral, content: SavedReferral) -> Letter:
    """The letter with its signature, where it was signed with an account; else with a line to sign on."""
    if not content.signature:
        return letter
    verify = absolute_url(url_for("verify.ask", lang=None))
    return replace(letter, attestation=attestation(content.signature, referral.id, verify))
