"""The quick referral letter: the form, then the file.

No account; nothing is stored, nothing logged, no word of it in an address.
"""

from secrets import token_hex

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.people import IN_PRACTICES
from directory.referral.letter import Letter
from directory.referral.notices import Notice
from directory.referral.pdf import CannotPrint
from directory.referral.render import RENDERERS
from directory.store.reference.files import diagnoses, letter_words
from directory.web.letters.forms import LONGEST_SEARCH, LetterForm
from directory.web.letters.letter_page import checked_letter, file_response, is_filling_in, letter_page, not_stored
from directory.web.letters.recipients import chosen_recipients, requested_ids
from directory.web.shell import session
from directory.web.shell.guard import public, takes_large_forms
from directory.web.shell.metrics import count_letter

blueprint = Blueprint("quick_letter", __name__, url_prefix="/referrals")
MAX_SUGGESTIONS = 12  # codes offered for words typed


@blueprint.get("/new")
@public
def new() -> ResponseReturnValue:
    """The form, for up to three practitioners (practitioner=ID, repeated); who has an account keeps their letters."""
    visitor = session.visitor()
    if visitor and visitor.person.role in IN_PRACTICES:
        return redirect(url_for("writing.new", practitioner=request.args.getlist("practitioner")))
    return letter_page(LetterForm(), chosen_recipients(requested_ids(), {}))


@blueprint.post("/new")
@public
@takes_large_forms
def make() -> ResponseReturnValue:
    """The file of the letter; or the form again, with everything typed, and what is wrong or to think about."""
    recipients, form = chosen_recipients(requested_ids(), request.form), LetterForm(request.form)
    if is_filling_in(form):
        return letter_page(form, recipients)
    written, notices = checked_letter(form, recipients)
    if not written:
        return letter_page(form, recipients, notices, 200 if notices else 400)
    return _file(form, written, notices)


@blueprint.post("/diagnoses")
@public
@takes_large_forms
def find_diagnoses() -> Response:
    """Codes for the words in `like`, as JSON. They are sent, so that what ails a patient is in no log of addresses."""
    found = diagnoses().find(request.form.get("like", "")[:LONGEST_SEARCH], MAX_SUGGESTIONS)
    return not_stored(jsonify([diagnosis._asdict() for diagnosis in found]))


def _file(form: LetterForm, written: Letter, notices: list[Notice]) -> Response:
    renderer = next((each for each in RENDERERS if each.name == form.format), RENDERERS[0])
    try:
        content = renderer.render(written, letter_words())
    except CannotPrint as refused:
        form.show_unprintable(refused.characters)
        return letter_page(form, written.recipients, notices, 400)
    count_letter(renderer.name)
    return file_response(renderer, content, written.written_on, token_hex(3))
