"""What is fetched again and again: the list, making, changing, stopping, and running one now."""

from datetime import timedelta

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.wrappers import Response

from directory.store.listings.ages import too_old
from directory.store.office import mails, schedules
from directory.store.office.copies import copy_state
from directory.store.office.mails import mail_state
from directory.store.office.schedules import Schedule
from directory.web.admin import imports_words
from directory.web.admin.forms_schedules import OFTEN, ScheduleForm
from directory.web.shell import session
from directory.web.shell.guard import admin
from directory.web.shell.site import directory, site

blueprint = Blueprint("schedules", __name__, url_prefix="/admin/schedules")
FIRST_HOUR, FIRST_MOST = "8", "5"  # of a form that nobody has filled in


@blueprint.get("/")
@admin
def overview() -> str:
    """Every schedule, when it runs next and what came of the last time."""
    office = session.office()
    return render_template(
        "admin/schedules/overview.html",
        schedules=schedules.all_schedules(office),
        runs=schedules.last_runs(office),
        failing=schedules.failing(office),
        old=too_old(directory().about),
        often=OFTEN,
        mail=site().settings.mail,
        copies=copy_state(site().settings.office),
        copies_at=site().settings.copies,
        mail_state=mail_state(site().settings.office),
        words=imports_words,
    )


@blueprint.post("/mail")
@admin
def try_mail() -> Response:
    """Has the worker send a mail to whoever asks, to see whether mail is set up right."""
    office = session.office()
    if site().settings.mail:
        with office.transaction():
            mails.queue_mail(office, session.person(), gettext("Mail works"), gettext("This was sent to see that."))
            office.note("mail tried", f"person {session.person().id}")
    return _back()


@blueprint.route("/new", methods=["GET", "POST"])
@admin
def make() -> ResponseReturnValue:
    """Makes a schedule; ?known= and ?state= say of what."""
    office = session.office()
    if request.method == "POST":
        form = ScheduleForm(request.form)
        if form.fits(office.now()):
            with office.transaction():
                schedules.add_schedule(office, form.terms())
            return _back()
        return _form(form), 400
    tomorrow = (office.now() + timedelta(days=1)).date().isoformat()
    asked = {name: request.args.get(name, "") for name in ("known", "state")}
    return _form(ScheduleForm(None, next_on=tomorrow, hour=FIRST_HOUR, most=FIRST_MOST, **asked))


def _form(form: ScheduleForm, schedule: Schedule | None = None) -> str:
    return render_template("admin/schedules/form.html", form=form, schedule=schedule, words=imports_words)


def _back() -> Response:
    return redirect(url_for("schedules.overview"), 303)


def _schedule(number: int) -> Schedule:
    return schedules.find_schedule(session.office(), number) or abort(404)


@blueprint.route("/<int:number>", methods=["GET", "POST"])
@admin
def change(number: int) -> ResponseReturnValue:
    """Changes a schedule."""
    office, schedule = session.office(), _schedule(number)
    if request.method != "POST":
        return _form(ScheduleForm.of(schedule), schedule)
    form = ScheduleForm(request.form)
    if not form.fits(office.now()):
        return _form(form, schedule), 400
    with office.transaction():
        schedules.change_schedule(office, number, form.terms())
    return _back()


@blueprint.post("/<int:number>/<any(stop, start, run):action>")
@admin
def act(number: int, action: str) -> Response:
    """Stops a schedule, lets it go on, or runs it now, unless its last run is still open: then that is shown."""
    office, schedule = session.office(), _schedule(number)
    with office.transaction():
        if action != "run":
            schedules.set_stopped(office, schedule, action == "stop")
            return _back()
        job = schedules.run_schedule(office, schedule) or schedules.last_runs(office)[number].id
    return redirect(url_for("imports.show", number=job), 303)
