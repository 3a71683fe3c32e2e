"""A listing's own page for admins: every statement, what won and why, its history; and what admins state of it.

An edit is never silent: it is a statement of the admin with a source and a reason, and is shown after a publish.
"""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from msgspec.structs import replace

from directory.accounts.removing import asked_by
from directory.core import dates
from directory.core.i18n import N_
from directory.core.practitioner import REMOVALS, Practitioner, Statement
from directory.store.imports import edits, unlisted
from directory.store.imports.database import Imports
from directory.store.imports.stated import history, statements_of_listing
from directory.store.office import claims, mistakes, people
from directory.web.admin import listing_page, reach
from directory.web.admin.evidence import reason_in_words
from directory.web.admin.forms_judging import EditForm, LearnedForm, RemovalForm
from directory.web.admin.held_back_words import HELD_BACK
from directory.web.admin.listing_edits import editables, edited
from directory.web.admin.opened import answer_without_imports, count_unpublished, decider, opened_imports
from directory.web.claims.asking import REPORT_KINDS
from directory.web.claims.forms import PROOF_WORDS
from directory.web.shell import session
from directory.web.shell.forms import choices
from directory.web.shell.guard import editor
from directory.web.shell.language import translated
from directory.web.shell.site import directory, site

blueprint = Blueprint("judging_listings", __name__, url_prefix="/admin/listings")
answer_without_imports(blueprint)


@blueprint.get("")
@editor
def find() -> ResponseReturnValue:
    """Where the id of a listing is typed."""
    practitioner_id = request.args.get("id", "").strip()
    if practitioner_id:
        return redirect(url_for(".show", practitioner_id=practitioner_id))
    return render_template("admin/judging/find.html")


@blueprint.get("/<practitioner_id>")
@editor
def show(practitioner_id: str) -> ResponseReturnValue:
    """Everything known of one practitioner, listed or not."""
    return _page(practitioner_id)


def _page(practitioner_id: str, status: int = 200, **forms: Any) -> ResponseReturnValue:
    """The page, with forms as they were filled in where one could not be taken."""
    listing = directory().listing(practitioner_id)
    return render_template(
        "admin/judging/listing.html",
        practitioner_id=practitioner_id,
        listing=listing,
        rows=listing_page.fact_rows(listing, dates.today()) if listing else [],
        edit_form=_with_choices(forms.get("edit_form") or EditForm(), listing),
        removal_form=forms.get("removal_form") or RemovalForm(),
        report=_report(practitioner_id),
        MISTAKE_KINDS=REPORT_KINDS,
        asked_by=asked_by,
        HELD_BACK=HELD_BACK,
        owners=_owners(practitioner_id),
        PROOF_WORDS=PROOF_WORDS,
        reason_in_words=reason_in_words,
        **_stated(practitioner_id, listing),
    ), status


def _owners(practitioner_id: str) -> list[tuple[claims.Owner, people.Person | None]]:
    """Who keeps the listing, for admins: to anybody else they are shown by nobody."""
    office = session.office()
    owned = [] if reach.limited_to() else claims.owners_of(office, practitioner_id)
    return [(owner, people.person_by_id(office, owner.person)) for owner in owned]


def _stated(practitioner_id: str, listing: Practitioner | None) -> dict[str, Any]:
    """What imports.db knows of a practitioner, for the template. Raises 404 Not Found where it knows nothing."""
    with opened_imports() as imports:
        records = history(imports.connection, practitioner_id)
        if not listing and not records:
            abort(404)
        statements = statements_of_listing(imports.connection, practitioner_id)
        reach.refuse_beyond_reach(listing, statements)
        standing = edits.stated_by_admins(imports, practitioner_id, statements)[0] if statements else None
        parts = listing_page.statement_parts(imports, statements)
        return {
            "name": _name(listing, parts),
            "statements": parts,
            "standing": standing,
            "removed_on": next((each.statement.removed_on for each in statements if each.statement.removed_on), None),
            "entries": listing_page.history_entries(imports, records),
            "held_back": unlisted.held_back_of(imports.connection, practitioner_id),
            "newest_edit": edits.newest_edit(imports.connection, standing.id) if standing else None,
            "unpublished": count_unpublished(imports),
        }


def _name(listing: Practitioner | None, parts: list[listing_page.StatementPart]) -> str:
    stated = (each.sourced.statement.name for each in parts if each.sourced.statement.name)
    return listing.name if listing else next(stated, "")


def _with_choices(form: EditForm, listing: Practitioner | None) -> EditForm:
    labels = {each.key: translated(each.label) for each in editables(listing)} if listing else {}
    form.what.choices = choices(labels)
    return form


def _report(practitioner_id: str) -> mistakes.Mistake | None:
    """The report that is being mended, where one of this listing is named."""
    report = mistakes.mistake_by_id(session.office(), request.values.get("report", ""))
    return report if report and report.listing == practitioner_id else None


@blueprint.post("/<practitioner_id>/edit")
@editor
def edit(practitioner_id: str) -> ResponseReturnValue:
    """Keeps what an admin states of one fact."""
    listing = directory().listing(practitioner_id) or abort(404)
    form = EditForm(request.form)
    is_valid = form.validate()
    with opened_imports() as imports, imports.transaction():
        reach.refuse_listing_beyond_reach(practitioner_id, imports)
        standing, plans = edits.stated_by_admins(
            imports, practitioner_id, statements_of_listing(imports.connection, practitioner_id)
        )
        try:
            statement = edited(standing, plans, listing, form.what.data, form.value.value, site().gazetteer)
            _refuse_place_elsewhere(statement)
        except ValueError as error:
            form.value.errors, is_valid = [translated(error.args[0])], False
        if is_valid:
            snapshot = edits.keep_edit(imports, practitioner_id, statement, form.learned.value, decider(form.why.value))
    if not is_valid:
        return _page(practitioner_id, 400, edit_form=form)
    return _noted(practitioner_id, f"listing edited: {form.what.data.partition('-')[0]}", snapshot)


def _refuse_place_elsewhere(statement: Statement) -> None:
    """Raises ValueError where who is limited to a state states a place in another."""
    state = reach.limited_state()
    if state and {place.state for place in statement.locations} - {state}:
        raise ValueError(N_("This place is in another state: ask an admin of the directory to state it."))


def _noted(practitioner_id: str, deed: str, snapshot: int) -> ResponseReturnValue:
    """Audits what was done, and settles the report that it was done for; where to go next."""
    office, report = session.office(), _report(practitioner_id)
    with office.transaction():
        office.note(deed, f"listing {practitioner_id}, snapshot {snapshot}")
        if report:
            mistakes.settle_mistake(office, report.id, "accepted", f"snapshot {snapshot}")
    if report:
        return redirect(url_for("judging_mistakes.answer", report_id=report.id), 303)
    return redirect(url_for(".show", practitioner_id=practitioner_id), 303)


@blueprint.post("/<practitioner_id>/remove")
@editor
def remove(practitioner_id: str) -> ResponseReturnValue:
    """Takes somebody out of the directory from the next publish on."""
    form = RemovalForm(request.form)
    is_valid = form.validate()
    if form.because.data not in REMOVALS:
        form.because.errors, is_valid = [translated("Choose a reason.")], False
    if not is_valid:
        return _page(practitioner_id, 400, removal_form=form)
    removed = {"removed_on": dates.today(), "removed_because": form.because.data}
    return _keep(practitioner_id, form, f"listing removed: {form.because.data}", removed)


@blueprint.post("/<practitioner_id>/restore")
@editor
def restore(practitioner_id: str) -> ResponseReturnValue:
    """Lets somebody who was removed be listed again."""
    form = RemovalForm(request.form)
    if not form.validate():
        return _page(practitioner_id, 400, removal_form=form)
    return _keep(practitioner_id, form, "listing restored", {"removed_on": None, "removed_because": ""})


def _keep(practitioner_id: str, form: LearnedForm, deed: str, values: dict[str, Any]) -> ResponseReturnValue:
    with opened_imports() as imports, imports.transaction():
        reach.refuse_listing_beyond_reach(practitioner_id, imports)
        if not values["removed_on"]:
            edits.withdraw_removal(imports, practitioner_id)
        statements = statements_of_listing(imports.connection, practitioner_id) or abort(404)
        standing, plans = edits.stated_by_admins(imports, practitioner_id, statements)
        statement: Statement = replace(standing, insurance=tuple(plans), **values)
        snapshot = edits.keep_edit(imports, practitioner_id, statement, form.learned.value, decider(form.why.value))
    return _noted(practitioner_id, deed, snapshot)


@blueprint.post("/<practitioner_id>/undo/<int:snapshot>")
@editor
def undo(practitioner_id: str, snapshot: int) -> ResponseReturnValue:
    """Takes the newest edit of a listing back: what admins stated before it stands again."""
    with opened_imports() as imports, imports.transaction():
        reach.refuse_listing_beyond_reach(practitioner_id, imports)
        _withdraw(imports, practitioner_id, snapshot)
    with session.office().transaction():
        session.office().note("edit taken back", f"listing {practitioner_id}, snapshot {snapshot}")
    return redirect(url_for(".show", practitioner_id=practitioner_id), 303)


def _withdraw(imports: Imports, practitioner_id: str, snapshot: int) -> None:
    statements = statements_of_listing(imports.connection, practitioner_id) or abort(404)
    own_id = edits.statement_id(practitioner_id, statements)
    if snapshot != edits.newest_edit(imports.connection, own_id):
        abort(404)
    imports.withdraw(snapshot)
