"""For which practice, and for whose signature, somebody writes: a physician for themselves, staff for a physician."""

from typing import NamedTuple

from flask import abort, request

from directory.store.office import practices
from directory.store.office.practices import Member, Practice
from directory.store.office.referrals import Referral
from directory.web.admin.paging import number_in
from directory.web.letters.saved_referrals import is_physician, visitors_practices
from directory.web.shell import session


class Signer(NamedTuple):
    """A practice, and the physician who signs there: the id and the address of their account."""

    practice: Practice
    person: int
    email: str


def possible_signers() -> list[Signer]:
    """For whom the visitor may write a new letter, the likeliest first."""
    visitor = session.person()
    if is_physician():
        return [Signer(practice, visitor.id, visitor.email) for practice in visitors_practices()]
    return [
        Signer(practice, member.person, member.email)
        for practice in visitors_practices()
        for member in physicians(practice.id)
    ]


def physicians(practice_id: int) -> list[Member]:
    """Those who sign in a practice today, its own first."""
    found = [member for member in practices.members(session.office(), practice_id) if member.role == "physician"]
    return sorted(found, key=lambda member: member.covers)


def chosen_signer() -> Signer | None:
    """The one whom the address names (in, for: the numbers of practice and person), or the only one there is.

    None where there are several and none is named; 403 where there is none, or another is named.
    """
    signers = possible_signers() or abort(403)
    if "in" not in request.args and len(signers) == 1:
        return signers[0]
    if "in" not in request.args:
        return None
    wanted = number_in(request.args.get("in", "")), number_in(request.args.get("for", ""))
    return next((each for each in signers if (each.practice.id, each.person) == wanted), None) or abort(403)


def signer_of_next(referral: Referral) -> int:
    """Who signs what goes on from a letter: the visitor, where they sign; else its author, while they are there."""
    if is_physician():
        return session.person().id
    there = [member.person for member in physicians(referral.practice)]
    if not there:
        abort(403)
    return referral.author if referral.author in there else there[0]
