"""The desk of imports: what is being done, what was done, and each job from waiting to its end."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from directory.importer.report import ReportedSnapshot
from directory.store.imports.published import snapshots_at
from directory.store.listings.ages import too_old
from directory.store.office import jobs, people, schedules
from directory.store.office.jobs import Job
from directory.store.trial import Trial, can_be_read
from directory.web.admin import imports_words, reach
from directory.web.admin.forms_imports import SettleForm
from directory.web.admin.paging import page_asked
from directory.web.shell import session
from directory.web.shell.guard import admin, asked_by_itself, editor
from directory.web.shell.site import directory, site
from directory.worker.orders import COLUMNS, TRIAL, clear_away, job_folder

blueprint = Blueprint("imports", __name__, url_prefix="/admin/imports")
JOBS_SHOWN, SNAPSHOTS_SHOWN = 25, 100
ASK_AGAIN = 1000  # milliseconds until the page asks for the progress again


@blueprint.get("/")
@editor
def overview() -> str:
    """The queue and the history, and what stands with a way to undo it."""
    page = page_asked()
    asked_by = session.person().id if reach.limited_to() else None
    listed = jobs.newest_jobs(session.office(), JOBS_SHOWN + 1, (page - 1) * JOBS_SHOWN, asked_by)
    snapshots = [] if asked_by else snapshots_at(site().settings.imports_db)
    return render_template(
        "admin/imports/overview.html",
        jobs=listed[:JOBS_SHOWN],
        page=page,
        more=len(listed) > JOBS_SHOWN,
        queue=[job for job in jobs.queue(session.office()) if is_own_or_admin(job)],
        snapshots=None if snapshots is None else [_with_report(each) for each in snapshots[:SNAPSHOTS_SHOWN]],
        names=_names(),
        words=imports_words,
        old=too_old(directory().about),
        failing=schedules.failing(session.office()),
    )


def _with_report(row: Mapping[str, Any]) -> ReportedSnapshot:
    """A snapshot with what became of its rows, and whether it is published."""
    published = row["id"] in directory().about.get("snapshots", [row["id"]])
    return ReportedSnapshot.of(row, () if published else [row["id"]])


def _names() -> dict[int | None, str]:
    """Who the people are that asked for jobs."""
    return {person.id: person.email for person in people.all_people(session.office())}


def job_or_404(number: int) -> Job:
    """The job of that number; an editor's own only."""
    job = jobs.find_job(session.office(), number) or abort(404)
    return job if is_own_or_admin(job) else abort(404)


def is_own_or_admin(job: Job) -> bool:
    """Whether who is signed in asked for a job, or is an admin, who sees them all."""
    return not reach.limited_to() or job.asked_by == session.person().id


@blueprint.get("/<int:number>")
@editor
def show(number: int) -> str:
    """A job: how far it is, or what it would do, or what came of it."""
    return _shown(job_or_404(number), SettleForm(None))


def _shown(job: Job, form: SettleForm) -> str:
    path = job_folder(site().settings, job.id) / TRIAL
    tables = can_be_read(path) and job.phase not in ("waiting", "trying")
    return render_template(
        "admin/imports/show.html",
        job=job,
        form=form,
        tables=tables,
        columns=(job_folder(site().settings, job.id) / COLUMNS).exists(),
        refused=_refused(job),
        mend=mended_file(job),
        progress=imports_words.progress_in_words(job, _before(job)),
        names=_names(),
        words=imports_words,
    )


def _refused(job: Job) -> int:
    report = imports_words.report_of(job)
    return report.refused if report else 0


def mended_file(job: Job) -> str:
    """The path of the rows to mend, "" where there are none, or none any more."""
    report = imports_words.report_of(job)
    path = report.mend if report and report.mend else ""
    return path if path and Path(path).exists() else ""


def _before(job: Job) -> int:
    """How many jobs the worker does before this one."""
    waiting = [each.id for each in jobs.queue(session.office())]
    return waiting.index(job.id) if job.id in waiting else 0


@blueprint.get("/<int:number>/progress")
@editor
@asked_by_itself
def progress(number: int) -> ResponseReturnValue:
    """How far a job is, as one server-sent event: the browser comes back for the next by itself.

    An answer that stayed open would keep one of the site's few threads from everybody else. 204 tells the browser to
    stop asking.
    """
    job = job_or_404(number)
    if request.args.get("phase") != job.phase and not job.is_at_work:
        told: dict[str, Any] = {"over": True}
    elif not job.is_at_work:
        return Response(status=204)
    else:
        share = job.progress.get("done", 0) / job.progress["size"] if job.progress.get("size") else None
        words = imports_words.progress_in_words(job, _before(job))
        told = {"over": False, "words": words, "share": share}
    return Response(f"retry: {ASK_AGAIN}\ndata: {json.dumps(told)}\n\n", mimetype="text/event-stream")


@blueprint.post("/<int:number>/publish")
@admin
def publish(number: int) -> ResponseReturnValue:
    """Has the worker publish what was tried, with a word why; against the guard only where that is said."""
    job, form = job_or_404(number), SettleForm(request.form)
    fits = form.validate()
    if fits and job.result.get("guard") and not form.force.data:
        form.force.errors = [str(form.force.label.text)]
        fits = False
    if not fits and job.phase == "tried":
        return _shown(job, form), 400
    with session.office().transaction():
        jobs.ask_to_publish(session.office(), number, form.reason.value, bool(form.force.data))
    return _back(number)


def _back(number: int) -> AnyResponse:
    return redirect(url_for("imports.show", number=number), 303)


@blueprint.post("/<int:number>/end")
@editor
def end(number: int) -> AnyResponse:
    """Cancels a job that waits or is being tried, or discards one that was tried."""
    reason = MultiDict(request.form).get("reason", "")[:200]
    job_or_404(number)
    with session.office().transaction():
        jobs.ask_to_end(session.office(), number, reason)
        job = job_or_404(number)
    if not job.is_open:
        clear_away(site().settings, job)
    return _back(number)


@blueprint.post("/undo/<int:snapshot>")
@admin
def undo(snapshot: int) -> AnyResponse:
    """Has the worker find out what taking a snapshot out would do."""
    with session.office().transaction():
        number = jobs.add_job(session.office(), "undo", "", {"snapshots": [snapshot]})
    return _back(number)


def trial_of(job: Job) -> Trial:
    """What trying a job found. Raises 404 where there is nothing."""
    path = job_folder(site().settings, job.id) / TRIAL
    if not can_be_read(path):
        abort(404)
    return Trial(path)
