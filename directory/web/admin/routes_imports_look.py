"""What a job would change, table by table, and what is wrong in its file."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, send_file, stream_with_context

from directory.core.addresses import STATES
from directory.core.i18n import read_message
from directory.core.spreadsheets import escape_formula
from directory.store.trial import PAGE
from directory.web.admin import imports_words
from directory.web.admin.forms_imports import FilterForm
from directory.web.admin.paging import count_pages, page_asked
from directory.web.admin.routes_imports import job_or_404, mended_file, trial_of
from directory.web.admin.value_words import value_in_words
from directory.web.shell.forms import choices
from directory.web.shell.guard import editor
from directory.web.shell.language import translated

blueprint = Blueprint("imports_look", __name__, url_prefix="/admin/imports/<int:number>")
LONGEST_LABEL = 80  # characters of a reason in a filter


@blueprint.get("/<any(new, changed, removed):kind>")
@editor
def changes(number: int, kind: str) -> str:
    """The statements that are new, changed or gone."""
    job, form, page = job_or_404(number), FilterForm(request.args), page_asked()
    with trial_of(job) as trial:
        states, fields = trial.states(kind), trial.fields(kind)
        state = form.state.data if form.state.data in states or form.state.data == "none" else None
        found = trial.changes(page, kind, "" if state == "none" else state, form.field.data or "")
    form.state.choices = _choices({state or "none": count for state, count in states.items()}, _state_in_words)
    form.field.choices = _choices(fields, imports_words.field_in_words)
    return _table("changes", job, form, found, page, kind=kind, has_fields=bool(fields))


@blueprint.get("/problems")
@editor
def problems(number: int) -> str:
    """What is wrong in the file."""
    job, form, page = job_or_404(number), FilterForm(request.args), page_asked()
    with trial_of(job) as trial:
        fields, reasons = trial.problem_fields(), trial.problem_reasons()
        found = trial.problems(page, form.reason.data or "", form.field.data or "", form.refused.data == "1")
    form.field.choices = _choices(fields, imports_words.field_in_words)
    form.reason.choices = _choices(reasons, lambda reason: translated(read_message(reason))[:LONGEST_LABEL])
    return _table("problems", job, form, found, page, mend=mended_file(job))


@blueprint.get("/drawn")
@editor
def drawn(number: int) -> str:
    """Twenty rows by lot, each beside what the directory would show."""
    job = job_or_404(number)
    with trial_of(job) as trial:
        rows = trial.drawn()
    return render_template(
        "admin/imports/drawn.html", job=job, drawn=rows, words=imports_words, value_in_words=value_in_words
    )


def _table(name: str, job: Any, form: FilterForm, found: Any, page: int, **more: Any) -> str:
    if page > 1 and not found.rows:
        abort(404)
    chosen = {key: value for key, value in request.args.items() if key != "page" and value}
    return render_template(
        f"admin/imports/{name}.html",
        job=job,
        form=form,
        found=found,
        page=page,
        last_page=count_pages(found.total, PAGE),
        chosen=chosen,
        words=imports_words,
        value_in_words=value_in_words,
        **more,
    )


def _choices(counts: dict[str, int], label: Any) -> list[Any]:
    """All values of a filter, each with how many rows it has."""
    labels = {value: f"{label(value)} ({count:,})" for value, count in counts.items()}
    return choices({"": "", **labels})


def _state_in_words(state: str) -> str:
    return translated(STATES.get(state, state)) if state != "none" else "–"


@blueprint.get("/problems.csv")
@editor
def problems_csv(number: int) -> Response:
    """Every problem as a table for a spreadsheet, in which no value is a formula."""
    trial = trial_of(job_or_404(number))

    def lines() -> Iterator[str]:
        """The table, line by line."""
        with trial:
            yield "\ufeff" + _line(("row", "field", "value", "reason", "row refused"))
            for each in trial.every_problem():
                refused = "yes" if each.refused else "no"
                yield _line(
                    (each.row, *map(escape_formula, (each.field, each.value, translated(each.reason))), refused)
                )

    disposition = f"attachment; filename=problems-{number}.csv"
    return Response(stream_with_context(lines()), mimetype="text/csv", headers={"Content-Disposition": disposition})


def _line(cells: tuple[object, ...]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()


@blueprint.get("/mend.csv")
@editor
def mend_csv(number: int) -> Response:
    """The rows to mend, as the file has them."""
    path = Path(mended_file(job_or_404(number)) or abort(404))
    return send_file(path, "text/csv", as_attachment=True, download_name=path.name)
