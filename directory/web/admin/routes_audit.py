"""The audit trail: who did what to what, when, and whether anybody has changed what it says."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from directory.core.i18n import N_
from directory.store.office import audit, people
from directory.store.office.audit import AuditFilter, Tampered
from directory.web.admin.audit_words import deed_in_words, network_in_words, subject_in_words
from directory.web.admin.forms import AuditForm
from directory.web.shell import session
from directory.web.shell.forms import choices
from directory.web.shell.guard import admin
from directory.web.shell.language import translated

blueprint = Blueprint("audit", __name__, url_prefix="/admin/audit")
ROWS_SHOWN = 100


@blueprint.get("/")
@admin
def overview() -> ResponseReturnValue:
    """The newest rows of those asked for, ROWS_SHOWN at a time."""
    return _page()


@blueprint.post("/verify")
@admin
def verify() -> ResponseReturnValue:
    """Reads the whole trail, and says whether it is what was written."""
    try:
        head = session.office().verify()
    except Tampered as found:
        return _page(tampered=str(found))
    return _page(head=head)


def _page(**verified: object) -> ResponseReturnValue:
    connection = session.office().connection
    emails = {person.id: person.email for person in people.all_people(session.office())}
    form = _form(emails, audit.kinds(connection))
    valid = form.validate()
    rows = audit.entries(connection, ROWS_SHOWN + 1, _filter(form)) if valid else []
    page = render_template(
        "admin/audit.html",
        form=form,
        rows=rows[:ROWS_SHOWN],
        emails=emails,
        deed_in_words=deed_in_words,
        network_in_words=network_in_words,
        subject_in_words=subject_in_words,
        older=rows[ROWS_SHOWN - 1]["id"] if len(rows) > ROWS_SHOWN else None,
        **verified,
    )
    return page, 200 if valid else 400


def _form(emails: dict[int, str], kinds: list[str]) -> AuditForm:
    form = AuditForm(request.args)
    form.who.choices = choices(
        {"": translated(N_("anybody"))} | {str(person): email for person, email in emails.items()}
    )
    form.what.choices = choices({"": translated(N_("anything"))} | {kind: deed_in_words(kind) for kind in kinds})
    for field in (form.who, form.what):
        field.data = field.data or ""
    return form


def _filter(form: AuditForm) -> AuditFilter:
    before = request.args.get("before", "")
    return AuditFilter(
        who=int(form.who.data) if form.who.data else None,
        what=form.what.data or None,
        since=form.since.data.isoformat() if form.since.data else None,
        until=form.until.data.isoformat() if form.until.data else None,
        before=int(before[:18]) if before.isascii() and before.isdigit() else None,
    )
