"""Whom a letter asks: the practitioners named in an address, as the directory lists them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from flask import abort, make_response, render_template, request
from flask_babel import gettext as _

from directory.referral.letter import Recipient
from directory.referral.letter import recipients as at_each_address
from directory.web.shell.site import directory

MAX_RECIPIENTS = 3


def requested_ids() -> list[str]:
    """The ids of the practitioners that the address names (practitioner=ID, repeated); 400 for none or too many."""
    ids = list(dict.fromkeys(request.args.getlist("practitioner")))
    if not 1 <= len(ids) <= MAX_RECIPIENTS:
        title = _("Who is the letter for?")
        detail = _(
            "A letter goes to one practitioner, or to three at most. "
            "Find one, open the listing and choose “Write a referral letter”."
        )
        abort(make_response(render_template("error.html", title=title, detail=detail), 400))
    return ids


def chosen_recipients(ids: Iterable[str], typed: Mapping[str, str]) -> tuple[Recipient, ...]:
    """These practitioners, each at the address that was chosen (at-1, at-2 …), else at their first."""
    return tuple(
        _recipient(practitioner_id, typed.get(f"at-{number}")) for number, practitioner_id in enumerate(ids, 1)
    )


def _recipient(practitioner_id: str, place: str | None) -> Recipient:
    everywhere = recipients_at(practitioner_id)
    return next((recipient for recipient in everywhere if recipient.place == place), everywhere[0])


def fax_field(number: int) -> str:
    """The name of the field with the fax of the first, the second … recipient."""
    return f"to_fax_{number}"


def with_faxes(recipients: Sequence[Recipient], typed: Sequence[str | None]) -> tuple[Recipient, ...]:
    """The recipients with the faxes that the letter goes to. typed: E.164, "" for none, None for what is listed.

    A number that the listing gives for another of its addresses is never taken: it stands in the form when the address
    is changed, and the letter would go where the practitioner is not asked.
    """
    return tuple(
        each if fax is None or fax in (each.fax, *_faxes_elsewhere(each)) else _typed_fax(each, fax)
        for each, fax in zip(recipients, typed, strict=True)
    )


def _typed_fax(recipient: Recipient, fax: str) -> Recipient:
    return replace(recipient, fax=fax, fax_said_by="", fax_as_of="")


def _faxes_elsewhere(recipient: Recipient) -> list[str]:
    """The faxes of the practitioner's other addresses."""
    return [each.fax for each in recipients_at(recipient.id) if each.place != recipient.place and each.fax]


def recipients_at(practitioner_id: str) -> list[Recipient]:
    """A practitioner once for each of their addresses; 404 where they are not listed."""
    titles = {source["source"]: source["title"] for source in directory().about["sources"]}
    return at_each_address(directory().listing(practitioner_id) or abort(404), titles)
