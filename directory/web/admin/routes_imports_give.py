"""Giving the desk a file: uploaded, from an https address, or from a known source."""

from pathlib import Path
from typing import Any

from flask import Blueprint, abort, after_this_request, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from directory.core.addresses import STATES
from directory.core.known_fetches import FETCH_BY_NAME, INSURERS
from directory.importer import uploads
from directory.importer.uploads import Upload
from directory.store.office import jobs
from directory.store.reference import files as reference
from directory.web.admin import imports_words, reach
from directory.web.admin.forms_imports import InsurersForm, OrderForm
from directory.web.admin.routes_imports import job_or_404
from directory.web.admin.source_cards import source_cards
from directory.web.shell import session
from directory.web.shell.guard import admin, editor, takes_uploads
from directory.web.shell.site import site
from directory.worker.orders import given_folder, order_title

blueprint = Blueprint("imports_give", __name__, url_prefix="/admin/imports")
FORM_ROOM = 64 * 1024  # bytes of a form besides its file


class InsufficientStorage(HTTPException):
    """507 (RFC 4918, 11.5): neither the disk nor the quota has room for a file."""

    code = 507


@blueprint.get("/new")
@editor
def choose() -> str:
    """The ways to give a file; with ?upload= what that file is, with ?source= and ?state= the fields filled in."""
    if upload := own_upload(request.args.get("upload", "")):
        return _about_upload(upload)
    form = _order_form(source=_known_source(request.args.get("source", "")), state=request.args.get("state", ""))
    return _choices(form)


def _order_form(typed: Any = None, **known: Any) -> OrderForm:
    """The form of an order; an editor's is of their state's or their society's list, and of nothing else."""
    form = OrderForm(typed, **known)
    if source := reach.own_source():
        form.limit(source, reach.limited_state(), reach.own_society())
    return form


def _known_source(source: str) -> str:
    return source if source in imports_words.source_choices() else ""


def _choices(form: OrderForm, problem: str = "", insurers: InsurersForm | None = None) -> str:
    cards, states = ([], []) if reach.limited_to() else source_cards()
    return render_template(
        "admin/imports/new.html",
        form=form,
        problem=problem,
        cards=cards,
        states=states,
        insurers=insurers or InsurersForm(None, prefix=INSURERS),
        STATES=STATES,
        token=session.csrf_token(),
    )


def own_upload(upload_id: str) -> Upload | None:
    """The upload of that id, of whoever asks."""
    upload = uploads.find_upload(site().settings.data, upload_id)
    return upload if upload and upload.owner == session.person().id else None


def _about_upload(upload: Upload, form: OrderForm | None = None) -> str:
    """What an uploaded file is, and the fields in which a person says otherwise."""
    found = _detected(upload)
    known = {"source": found.source, "as_of": found.as_of, "state": found.state} if found else {}
    return render_template(
        "admin/imports/given.html",
        upload=upload,
        found=found,
        form=form or _order_form(upload=upload.id, **known),
        words=imports_words,
    )


def _detected(upload: Upload) -> Any:
    """What a complete upload is, read under its own name: that tells its day."""
    from directory.importer.detect import detect  # the importer takes long to load

    if not upload.is_complete:
        return None
    named = upload.folder / upload.name
    if not named.exists():
        named.hardlink_to(upload.content)
    return detect(named)


def _prepare() -> None:
    """Makes room for a file that comes with a form; it is taken away again where nothing comes of it."""
    size = request.content_length or 0
    if size > uploads.LARGEST_WHOLE + FORM_ROOM:
        abort(413)
    owner = session.session_owner()
    try:
        upload = uploads.begin_upload(site().settings.data, "upload", size, owner.person.id if owner else 0)
    except uploads.NoRoomForUpload:
        raise InsufficientStorage from None
    request.max_content_length = uploads.LARGEST_WHOLE + FORM_ROOM
    vars(request)["upload_folder"] = upload.folder
    g.upload = upload

    @after_this_request
    def remove_unclaimed(response: Response) -> Response:
        """Takes the upload away, unless the view has claimed it."""
        if unclaimed := g.pop("upload", None):
            unclaimed.remove()
        return response


@blueprint.post("/upload")
@editor
@takes_uploads(_prepare)
def upload() -> ResponseReturnValue:
    """Takes a whole file from a form."""
    file = request.files.get("file")
    if not file or not file.filename:
        return _choices(_order_form(), _("Choose a file.")), 400
    file.stream.close()
    claimed = g.pop("upload").completed(file.filename)
    return redirect(url_for(".choose", upload=claimed.id), 303)


@blueprint.post("/new")
@editor
def order() -> ResponseReturnValue:
    """Has an import tried, of an uploaded file or of one on the web."""
    form = _order_form(request.form)
    given = own_upload(form.upload.data or "")
    fits = form.validate()
    if form.upload.data and not given:
        return _choices(_order_form(), _("This file is not here any more. Please give it once more.")), 400
    if given:
        settings = form.settings()
        if fits and settings["source"] and given.is_complete:
            return _asked(given.name, settings, given)
        if fits and not settings["source"]:
            form.source.errors = [_("Choose what it is.")]
        return _about_upload(given, form), 400
    if reach.limited_to():  # what an address gives nobody has seen before: that is for admins
        return _choices(form, _("Choose a file.")), 400
    if fits and form.address.value:
        return _asked_of_address(form)
    if not form.address.data:
        form.address.errors = [_("Give the address of the file.")]
    return _choices(form), 400


def _asked_of_address(form: OrderForm) -> ResponseReturnValue:
    if not form.check_address():
        return _choices(form), 400
    return _asked(form.title(), form.settings() | {"files": [form.address.value]})


def _asked(file: str, settings: dict[str, Any], given: Upload | None = None) -> Response:
    office = session.office()
    with office.transaction():
        number = jobs.add_job(office, "import", file, settings)
        if given:  # a worker sees the job when it is committed, with its file in its place
            (given.folder / given.name).unlink(missing_ok=True)
            path = given.move_to(given_folder(site().settings, number))
            jobs.note_settings(office, number, settings | {"files": [str(path)]})
    return redirect(url_for("imports.show", number=number), 303)


@blueprint.post("/known")
@admin
def fetch_known() -> Response:
    """Has something fetched of which it is known where it is, and tried."""
    fetch = FETCH_BY_NAME.get(request.form.get("known", "")) or abort(404)
    if fetch.from_list:
        abort(404)
    state = request.form.get("state", "")
    if fetch.by_state and not (state in reference.licence_states() and reference.licence_layout(state).portal):
        abort(404)
    states = [state] if fetch.by_state else None
    return _asked(order_title(fetch, states), {"source": fetch.source, "states": states, "known": fetch.name})


@blueprint.post("/insurers")
@admin
@takes_uploads(_prepare)
def fetch_insurers() -> ResponseReturnValue:
    """Has all marketplace insurers of a state fetched and tried, by CMS's list: given, or at an address."""
    form, file = InsurersForm(request.form, prefix=INSURERS), request.files.get("file")
    fits = form.validate()
    if file and file.filename:
        file.stream.close()
    elif fits and not form.address.value:
        form.address.errors = [_("Give the list, or its address.")]
        fits = False
    if not fits or not ((file and file.filename) or form.check_address()):
        return _choices(OrderForm(None), insurers=form), 400
    fetch, states = FETCH_BY_NAME[INSURERS], [form.state.data]
    told = {"source": fetch.source, "states": states, "known": INSURERS}
    if file and file.filename:
        return _asked(order_title(fetch, states), told, g.pop("upload").completed(file.filename))
    return _asked(order_title(fetch, states), told | {"files": [form.address.value]})


@blueprint.post("/<int:number>/mended")
@editor
@takes_uploads(_prepare)
def mended(number: int) -> ResponseReturnValue:
    """Takes the mended rows of a job's file, and has them tried as the file was."""
    job = job_or_404(number)
    report, file = imports_words.report_of(job), request.files.get("file")
    if not (file and file.filename and report and report.mend and report.then):
        return redirect(url_for("imports.show", number=number), 303)
    file.stream.close()
    claimed = g.pop("upload").completed(Path(report.mend).name)
    whole = {"--full": True, "--update": False}
    extent = next((whole[word] for word in report.then if word in whole), None)
    kept = {name: job.settings.get(name) for name in ("source", "states", "payer", "society", "map")}
    return _asked(claimed.name, kept | {"whole": extent}, claimed)
