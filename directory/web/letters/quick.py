"""The quick referral letter: the form, then the file. No account; nothing is stored, nothing logged, no word of it in an address."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from flask import Blueprint, Response, abort, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.referral.letter import Letter, Recipient, Referrer
from directory.referral.letter import recipients as at_each_address
from directory.referral.pdf import CannotPrint
from directory.referral.questions import PRECAUTIONS, RED_FLAGS_SOURCE
from directory.referral.render import RENDERERS, Renderer
from directory.referral.warnings import Notice, npi_listed_under_another_name, warnings
from directory.store.reference.files import diagnoses, diagnoses_soon, letter_words
from directory.web.letters.forms import CHOICES, LetterForm, letter, overruled
from directory.web.letters.sender import is_theirs, look_up
from directory.web.search.routes import shared
from directory.web.shell import session
from directory.web.shell.guard import public
from directory.web.shell.site import book, directory

letters = Blueprint("letters", __name__)
MOST_RECIPIENTS = 3
LARGEST_LETTER = 2 * 1024 * 1024  # bytes: ten texts of 10,000 characters, each up to 12 bytes when sent, and the rest


@letters.url_value_preprocessor
def room_for_a_letter(endpoint: str | None, values: dict | None) -> None:
    """Lets this page take more than the others do, before anything reads what was sent."""
    request.max_content_length = request.max_form_memory_size = LARGEST_LETTER


@letters.get("/new")
@public
def new() -> ResponseReturnValue:
    """The form, for up to three practitioners of the directory (practitioner=ID, repeated). Whoever has an account keeps their letters."""
    here = session.visitor()
    if here and here.person.role == "physician":
        return redirect(url_for("account_letter.write", practitioner=request.args.getlist("practitioner")))
    return page(LetterForm(), listed(asked_for(), {}))


@letters.post("/new")
@public
def make() -> ResponseReturnValue:
    """The file of the letter; or the form again, with everything typed, and what is wrong or to think about."""
    asked, form = listed(asked_for(), request.form), LetterForm(request.form)
    if looked(form):
        return page(form, asked)
    written, notices = checked(form, asked)
    return _file(form, written, notices) if written else page(form, asked, notices, 200 if notices else 400)


def looked(form: LetterForm) -> bool:
    """Whether a button was pressed that only fills the form in (look): codes for the words typed, who has the NPI, or another language."""
    what = request.form.get("look")
    if what == "codes":
        form.look()
    elif what == "npi":
        look_up(form)
    return bool(what)


def checked(form: LetterForm, asked: tuple[Recipient, ...]) -> tuple[Letter | None, list[Notice]]:
    """The letter, and the warnings it raises; None for the letter where a field is wrong, or a warning has no answer."""
    if not form.validate():
        return None, []
    written = letter(form, asked)
    notices = [*warnings(written, book().states), *_of_another(written.referrer)]
    answered = overruled(form, notices)
    return (replace(written, overruled=answered) if len(answered) == len(notices) else None), notices


def _of_another(sender: Referrer) -> list[Notice]:
    """The warning that the directory lists the sender's NPI as somebody else's."""
    listing = directory().listing(sender.npi) if sender.npi else None
    return (
        [npi_listed_under_another_name(sender, listing["name"], listing["facts"]["name"]["as_of"])]
        if listing and not is_theirs(listing, sender.name)
        else []
    )


@letters.post("/diagnoses")
@public
def find_diagnoses() -> Response:
    """Codes for the words in `like`, as JSON. Sent, not asked for in an address: what ails a patient is in no log that way."""
    found = diagnoses().find(request.form.get("like", "")[:100], CHOICES)
    return _unkept(jsonify([diagnosis._asdict() for diagnosis in found]))


def asked_for() -> list[str]:
    """The ids of the practitioners that the address names."""
    ids = list(dict.fromkeys(request.args.getlist("practitioner")))
    if not 1 <= len(ids) <= MOST_RECIPIENTS:
        detail = _(
            "A letter goes to one practitioner, or to three at most. Find one, open the listing and choose “Write a referral letter”."
        )
        abort(make_response(render_template("error.html", title=_("Who is the letter for?"), detail=detail), 400))
    return ids


def listed(ids: Iterable[str], typed: Mapping[str, str]) -> tuple[Recipient, ...]:
    """These practitioners as the directory lists them, each at the address that was chosen (at-1, at-2 …), else at their first."""
    return tuple(_at(typed.get(f"at-{number}"), _everywhere(id)) for number, id in enumerate(ids, 1))


def _at(place: str | None, everywhere: list[Recipient]) -> Recipient:
    return next((each for each in everywhere if each.place == place), everywhere[0])


def _everywhere(id: str) -> list[Recipient]:
    titles = {source["source"]: source["title"] for source in directory().about["sources"]}
    return at_each_address(directory().listing(id) or abort(404), titles)


def _file(form: LetterForm, written: Letter, notices: list[Notice]) -> ResponseReturnValue:
    renderer = next((each for each in RENDERERS if each.name == form.format), RENDERERS[0])
    try:
        return download(renderer, renderer.render(written, letter_words()))
    except CannotPrint as refused:
        form.cannot_print(refused.characters)
        return page(form, written.recipients, notices, 400)


def download(renderer: Renderer, made: bytes) -> Response:
    """The file that was made."""
    response = Response(made, content_type=renderer.mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="referral-letter.{renderer.name}"'
    return _unkept(response)


def page(
    form: LetterForm, asked: tuple[Recipient, ...], notices: list[Notice] = (), status: int = 200, account: bool = False
) -> ResponseReturnValue:
    """The form; with `account` the letter is kept."""
    places = [list(dict.fromkeys(at.place for at in _everywhere(each.id))) for each in asked]
    shown = render_template(
        "letters/new.html",
        form=form,
        recipients=asked,
        places=places,
        notices=notices,
        wrong=status == 400,
        precautions=PRECAUTIONS,
        renderers=RENDERERS,
        red_flags_source=RED_FLAGS_SOURCE,
        here=request.full_path,
        today=date.today().isoformat(),
        account=account,
        **shared(),
    )
    diagnoses_soon()
    return _unkept(Response(shown, status))


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
