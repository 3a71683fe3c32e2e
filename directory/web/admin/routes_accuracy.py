"""How right the directory is, measured: a sample of places is drawn and called, and what calls find mends listings."""

import secrets

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accuracy import figures, sample
from directory.core import phones
from directory.core.call_outcomes import DEFICIENCIES, TRIES
from directory.store.imports.accuracy import keep_accuracy, measured_accuracy
from directory.store.office import accuracy, jobs
from directory.store.office.accuracy import PlaceToCall, Round
from directory.web.admin.accuracy_calls import mend_listing
from directory.web.admin.forms_accuracy import CallForm
from directory.web.admin.opened import answer_without_imports, opened_imports
from directory.web.admin.paging import number_in
from directory.web.shell import session
from directory.web.shell.guard import admin
from directory.web.shell.site import directory
from directory.web.shell.spreadsheets import spreadsheet

blueprint = Blueprint("accuracy", __name__, url_prefix="/admin/accuracy")
answer_without_imports(blueprint)
SEEDS = 1_000_000  # to draw one from
COLUMNS = ("number", "name", "address", "phone", "listed as accepting new patients", "called twice", "listing")
ANSWERS = {True: "yes", False: "no", None: "not stated"}


@blueprint.get("/")
@admin
def overview() -> ResponseReturnValue:
    """The rounds so far with their figures, and the form that draws another."""
    with opened_imports() as imports:
        measured = measured_accuracy(imports.connection)
    return render_template(
        "admin/accuracy/overview.html",
        rounds=accuracy.rounds(session.office()),
        seed=secrets.randbelow(SEEDS),
        measured=measured,
    )


@blueprint.post("/")
@admin
def draw() -> ResponseReturnValue:
    """Draws a sample of the directory as it is published now."""
    seed = number_in(request.form.get("seed", ""))
    if seed is None:
        abort(400)
    places = list(sample.population(directory()))
    drawn = sample.draw(places, sample.sample_size(len(places)), seed)
    office = session.office()
    with office.transaction():
        number = accuracy.keep_round(office, directory().about["published_at"], seed, len(places), drawn)
    return redirect(url_for(".sheet", number=number), 303)


def _round(number: int) -> Round:
    return accuracy.round_by_number(session.office(), number) or abort(404)


@blueprint.get("/<int:number>")
@admin
def sheet(number: int) -> str:
    """A round: its figures so far, and its places to call, to print or to write down what was found."""
    places, calls = accuracy.places(session.office(), number), accuracy.calls(session.office(), number)
    by_place = figures.calls_by_place(calls)
    return render_template(
        "admin/accuracy/sheet.html",
        round=_round(number),
        places=places,
        states={p.number: figures.place_state(by_place.get(p.number, ())) for p in places},
        tried={number: len({call.called_on for call in of if not call.second}) for number, of in by_place.items()},
        second={c.place for c in calls if c.second and c.deficiencies is not None},
        figures=figures.summary(len(places), calls, _strata(places)),
        strata=len({p.stratum for p in places}),
        DEFICIENCIES=DEFICIENCIES,
        TRIES=TRIES,
    )


def _strata(places: list[PlaceToCall]) -> dict[int, str]:
    """The state of each place, by its number: strata of more would have nobody reached in some."""
    return {place.number: place.stratum.partition(",")[0] for place in places}


@blueprint.get("/<int:number>.csv")
@admin
def as_table(number: int) -> Response:
    """The places to call, as a table for a spreadsheet."""
    _round(number)
    header = (*COLUMNS, *(f"wrong: {each}" for each in DEFICIENCIES))
    rows = (
        (str(p.number), p.name, p.address, phones.shown(p.phone), ANSWERS[p.accepting], ANSWERS[p.twice], p.listing)
        for p in accuracy.places(session.office(), number)
    )
    return spreadsheet(f"places-to-call-{number}.csv", header, rows)


@blueprint.get("/<int:number>/<int:place>")
@admin
def call(number: int, place: int) -> ResponseReturnValue:
    """A place: what to ask, and what was found so far."""
    return _call_page(number, _place(number, place), CallForm())


def _place(number: int, place: int) -> PlaceToCall:
    _round(number)
    found = (each for each in accuracy.places(session.office(), number) if each.number == place)
    return next(found, None) or abort(404)


def _call_page(number: int, place: PlaceToCall, form: CallForm, status: int = 200) -> ResponseReturnValue:
    calls = [each for each in accuracy.calls(session.office(), number) if each.place == place.number]
    form.offer_second(place.twice)
    return render_template(
        "admin/accuracy/call.html",
        round=_round(number),
        place=place,
        form=form,
        calls=calls,
        listing=directory().listing(place.listing),
        DEFICIENCIES=DEFICIENCIES,
    ), status


@blueprint.post("/<int:number>/<int:place>/record")
@admin
def record(number: int, place: int) -> ResponseReturnValue:
    """Keeps a call; what the first caller found wrong becomes an admin's statement of the listing."""
    called, form = _place(number, place), CallForm(request.form)
    if _round(number).closed_on:
        abort(409)
    form.offer_second(called.twice)
    if not form.validate():
        return _call_page(number, called, form, 400)
    office, kept = session.office(), form.call(called.number, session.person().id)
    if kept.deficiencies and not kept.second and (listing := directory().listing(called.listing)):
        with opened_imports() as imports, imports.transaction():
            mend_listing(imports, listing, called, form, kept)
    with office.transaction():
        accuracy.keep_call(office, number, kept)
    return redirect(url_for(".sheet", number=number), 303)


@blueprint.post("/<int:number>/close")
@admin
def close(number: int) -> ResponseReturnValue:
    """Ends a round: its figures are kept and published, with what was mended."""
    the_round, office = _round(number), session.office()
    strata = _strata(accuracy.places(office, number))
    found = figures.summary(the_round.places, accuracy.calls(office, number), strata)
    if the_round.closed_on or not found["reached"]:
        abort(409)
    drawn = {"drawn_on": the_round.drawn_at[:10], "population": the_round.population, "seed": the_round.seed}
    with opened_imports() as imports, imports.transaction():  # first: while imports.db is written, nothing is closed
        keep_accuracy(imports.connection, number, office.now().date().isoformat(), drawn | found)
    with office.transaction():
        accuracy.close_round(office, number)
        job = jobs.ask_for_edition(office, f"accuracy round {number}")
    return redirect(url_for("imports.show", number=job), 303)
