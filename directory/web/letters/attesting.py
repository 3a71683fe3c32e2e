"""A kept letter as its files show it: with how it was signed, and a PDF with the practice's own signature."""

from dataclasses import replace

from flask import url_for

from directory.referral import pdf_signing
from directory.referral.letter import Letter
from directory.referral.render import Renderer
from directory.referral.saved_referral import SavedReferral
from directory.referral.signature import attestation
from directory.store.office.practices import practice_logo
from directory.store.office.referrals import Referral
from directory.store.reference.files import letter_words
from directory.web.shell import session
from directory.web.shell.metrics import count_letter
from directory.web.shell.site import absolute_url, site


def attested(letter: Letter, referral: Referral, content: SavedReferral) -> Letter:
    """The letter with its practice's logo, and with its signature where it was signed with an account; else with a line
    to sign on.
    """
    letter = replace(letter, logo=practice_logo(session.office(), referral.practice))
    if not content.signature:
        return letter
    verify = absolute_url(url_for("verify.ask", lang=None))
    return replace(letter, attestation=attestation(content.signature, referral.id, verify))


def rendered(renderer: Renderer, letter: Letter, practice: int) -> bytes:
    """A file of a letter; a PDF that was signed with an account is signed with the practice's certificate too, where it
    has one. Raises CannotPrint, CannotSign.
    """
    content = renderer.render(letter, letter_words())
    count_letter(renderer.name)
    certificate = pdf_signing.practice_certificate(site().settings.signing_certificates, practice)
    if renderer.name != "pdf" or not certificate or not letter.attestation:
        return content
    return pdf_signing.signed_pdf(content, certificate, letter.attestation.name)
