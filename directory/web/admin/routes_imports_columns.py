"""A table's columns matched with our fields, before it is tried: proposed from names and values, changed by select
boxes, and saved as a map for the next file with the same header.
"""

import json
from pathlib import Path

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.core.table_proposal import TableSample
from directory.core.table_shapes import TABLE
from directory.store.office import jobs, maps
from directory.store.office.jobs import LOOKED_AT, Job
from directory.web.admin import imports_words, matched_columns
from directory.web.admin.column_words import FIELD_LABELS, MEANING_LABELS
from directory.web.admin.forms_imports import ColumnsForm
from directory.web.admin.matched_columns import Matching
from directory.web.admin.routes_imports import job_or_404
from directory.web.shell import session
from directory.web.shell.guard import editor
from directory.web.shell.site import site
from directory.worker.orders import COLUMNS, MAP, job_folder

blueprint = Blueprint("imports_columns", __name__, url_prefix="/admin/imports/<int:number>/columns")


def _sample(job: Job) -> TableSample:
    """The columns of a job's table. Raises 404 where it waits for nobody to look at them."""
    path = job_folder(site().settings, job.id) / COLUMNS
    if job.phase not in LOOKED_AT or not path.exists():
        abort(404)
    return TableSample(**json.loads(path.read_text(encoding="utf-8")))


@blueprint.route("", methods=["GET", "POST"])
@editor
def show(number: int) -> ResponseReturnValue:
    """Their columns, five values of each, beside our fields that they seem to hold, or that a map gives; and what was
    chosen, with which the table is tried.
    """
    job = job_or_404(number)
    sample = _sample(job)
    return _match(job, sample) if request.method == "POST" else _filled_in(job, sample)


def _filled_in(job: Job, sample: TableSample) -> ResponseReturnValue:
    saved = maps.maps_for(session.office(), sample)
    asked = request.args.get("map")
    if asked is None and job.settings.get("map") and Path(job.settings["map"]).exists():
        return _page(job, sample, matched_columns.saved(sample, Path(job.settings["map"]).read_text()), saved)
    used = next((each for each in saved if asked in (None, each.name)), None)
    matching = matched_columns.saved(sample, used.content) if used else matched_columns.proposed(sample)
    return _page(job, sample, matching, saved, used=used)


def _page(
    job: Job,
    sample: TableSample,
    matching: Matching,
    saved: list[maps.SavedMap],
    form: ColumnsForm | None = None,
    used: maps.SavedMap | None = None,
    problem: str = "",
) -> ResponseReturnValue:
    form = form or ColumnsForm(None, map_name=used.name if used else "", same_state=matching.same_state)
    twice = matched_columns.twice(sample, matching) if problem else set()
    return render_template(
        "admin/imports/columns.html",
        job=job,
        form=form,
        sample=sample,
        columns=matched_columns.matched_columns(sample, matching, form.find.data or ""),
        read=len(matching.fields),
        not_read=matched_columns.not_read(sample, matching),
        twice=twice,
        saved=saved,
        used=used,
        problem=problem,
        labels={field: FIELD_LABELS[field] for field in sample.shape.fields},
        meanings=MEANING_LABELS,
        words_of=sample.shape.words,
        licence_state_of_address=sample.shape is TABLE,
        COLUMNS_SHOWN=matched_columns.COLUMNS_SHOWN,
        words=imports_words,
    ), 400 if problem else 200


def _match(job: Job, sample: TableSample) -> ResponseReturnValue:
    """Has the table tried with the columns as they were chosen; or shows more of them, as chosen so far."""
    form = ColumnsForm(request.form)
    matching = matched_columns.chosen(sample, request.form)
    fits = form.validate()
    problem = _problem(form, fits, sample, matching)
    if request.form.get("do") == "show" or problem:
        problem = "" if request.form.get("do") == "show" else problem
        return _page(job, sample, matching, maps.maps_for(session.office(), sample), form, problem=problem)
    content = matched_columns.written(job.file, sample, matching)
    if not _kept(job, sample, content, form.map_name.value):
        form.map_name.errors = [_("This is the name of another table’s map. Choose another one.")]
        return _page(job, sample, matching, [], form, problem=_("It was not tried: see the name of the map."))
    return redirect(url_for("imports.show", number=job.id), 303)


def _problem(form: ColumnsForm, fits: bool, sample: TableSample, matching: Matching) -> str:
    """Why the columns cannot be tried like this, "" where they can."""
    if lacking := matched_columns.lacking(sample, matching):
        fields = " / ".join(str(_(FIELD_LABELS[field])) for field in lacking)
        return str(_("No column is chosen for this, and it cannot be read without: %(fields)s.", fields=fields))
    if matched_columns.twice(sample, matching):
        return str(_("Two columns are chosen for one field. Leave one of them out."))
    return "" if fits else str(_("It was not tried: see the name of the map."))


def _kept(job: Job, sample: TableSample, content: str, name: str) -> bool:
    """Saves the map where it has a name, and has the job tried with it; False where the name is another table's."""
    office, path = session.office(), job_folder(site().settings, job.id) / MAP
    with office.transaction():
        if name and not maps.save_map(office, name, sample, content):
            return False
        path.write_text(content, encoding="utf-8", errors="replace")
        jobs.try_with_map(office, job.id, str(path))
    return True
