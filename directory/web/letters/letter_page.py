"""The page and the files of a letter, for the quick letter and the one that an account keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from secrets import token_hex
from types import MappingProxyType

from flask import Response, render_template, request

from directory.referral.letter import Letter, Recipient
from directory.referral.notices import Notice
from directory.referral.questions import INDICATIONS, PRECAUTIONS, RED_FLAGS, RED_FLAGS_SOURCE, SCALES
from directory.referral.render import MADE_HERE, NOT_MADE_HERE, Renderer
from directory.referral.sender_rules import may_not_order
from directory.referral.warnings import helped_against_the_slip, npi_listed_under_another_name, says_why, warnings
from directory.store.listings.orderers import ordering_record
from directory.store.reference.files import preload_diagnoses
from directory.web.letters import practice_day
from directory.web.letters.forms import ONE_OF, LetterForm
from directory.web.letters.letter_from_form import letter, overruled
from directory.web.letters.npi_lookup import is_theirs, look_up
from directory.web.letters.recipients import recipients_at, with_faxes
from directory.web.shell.site import directory, listing_context, rulebook

CHANGED_ELSEWHERE = 409  # the status of a form whose letter was saved in another tab meanwhile
FORMATS = {"renderers": MADE_HERE, "not_made": NOT_MADE_HERE}


def is_filling_in(form: LetterForm) -> bool:
    """Whether a button was pressed that only fills the form in (look), which is then done.

    They look up codes for the words typed or who has the NPI, take a chart's file in, or show the page in another
    language.
    """
    lookup = request.form.get("look")
    if lookup == "codes":
        form.look_up_diagnosis()
    elif lookup == "npi":
        look_up(form)
    elif lookup == "chart":
        form.fill_from_chart(request.form.get("chart", ""))
    return bool(lookup)


def checked_letter(
    form: LetterForm, recipients: tuple[Recipient, ...], outcome: str = "unknown"
) -> tuple[Letter | None, list[Notice]]:
    """The letter, and the warnings it raises; None for it where a field is wrong, or a warning has no answer.

    outcome: whether the course that this letter goes on from helped, by its slip (renewal.outcome).
    """
    practice_day.use(form.time_zone.data, form.address.data or "", recipients)
    if not form.validate():
        return None, []
    written = letter(form, with_faxes(recipients, form.faxes(len(recipients))))
    notices = [*warnings(written, rulebook().states), *_sender_warnings(written)]
    if outcome == "no" and written.improved == "yes":
        notices.append(helped_against_the_slip())
    answered = overruled(form, notices)
    return (replace(written, overruled=answered) if len(answered) == len(notices) else None), notices


def _sender_warnings(written: Letter) -> list[Notice]:
    """The warnings that the directory lists the sender's NPI as somebody else's, and that Medicare's list lacks it."""
    sender = written.referrer
    if not sender.npi:
        return []
    listing = directory().listing(sender.npi)
    found = []
    if listing and not is_theirs(listing, sender.name):
        found.append(npi_listed_under_another_name(sender, listing.name, listing.facts["name"].as_of))
    if concern := may_not_order(written, ordering_record(directory(), sender.npi)):
        found.append(Notice("order", *concern))
    return found


def letter_page(
    form: LetterForm,
    recipients: tuple[Recipient, ...],
    notices: Sequence[Notice] = (),
    status: int = 200,
    account: bool = False,
    before: Mapping[str, str] = MappingProxyType({}),
    seen: str = "",
    signs: bool = True,
) -> Response:
    """The form; with `account` the letter is kept.

    before: answers of the letter that this one goes on from; seen: what tells the draft that is shown from a later one;
    signs: whether whoever writes signs, or makes it ready for a physician to sign.
    """
    _look_at(form, recipients)
    page = render_template(
        "letters/new.html",
        form=form,
        recipients=recipients,
        places=[_places(recipient.id) for recipient in recipients],
        listings=[directory().listing(recipient.id) for recipient in recipients],
        notices=notices,
        says_why=says_why,
        wrong=status == 400,
        precautions=PRECAUTIONS,
        **FORMATS,
        red_flags_source=RED_FLAGS_SOURCE,
        here=_address_of_letter() if account else request.full_path,
        seen=seen,
        changed_elsewhere=status == CHANGED_ELSEWHERE,
        today=practice_day.today(),
        account=account,
        signs=signs,
        before=before,
        **_what_is_asked(),
        **listing_context(),
    )
    preload_diagnoses()
    return not_stored(Response(page, status))


def _look_at(form: LetterForm, recipients: tuple[Recipient, ...]) -> None:
    """Brings up to date what follows from whom the letter asks and who writes: the day, and the faxes."""
    practice_day.use(form.time_zone.data, form.address.data or "", recipients)
    form.show_faxes(recipients)


def _what_is_asked() -> dict[str, object]:
    """What the page says of the reasons to refer, and which fields stand for each other."""
    return {
        "one_of": ONE_OF,
        "red_flags": RED_FLAGS,
        "indications": INDICATIONS.values(),
        "indication_codes": {key: each.codes for key, each in INDICATIONS.items()},
        "scales": SCALES,
        "rules_naming": rulebook().rules_naming,
    }


def _address_of_letter() -> str:
    """The page's address with a name for this letter, so that what is typed in one tab is not another's draft."""
    address = request.full_path.rstrip("?")
    more = "&" if request.query_string else "?"
    return address if "letter" in request.args else f"{address}{more}letter={token_hex(4)}"


def _places(practitioner_id: str) -> list[str]:
    """The addresses that can be chosen, each on one line."""
    return list(dict.fromkeys(recipient.place for recipient in recipients_at(practitioner_id)))


def file_response(renderer: Renderer, content: bytes, written_on: str, letter_id: str) -> Response:
    """A letter as a file to keep, called by its ISO day and its id: two letters differ, and neither names a patient."""
    response = Response(content, content_type=renderer.mimetype)
    name = f"referral-{written_on}-{letter_id}.{renderer.name}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return not_stored(response)


def not_stored(response: Response) -> Response:
    """The response, for no browser and no cache to store."""
    response.headers["Cache-Control"] = "no-store"
    return response
