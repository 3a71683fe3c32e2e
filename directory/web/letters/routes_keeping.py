"""Keeping letters: deleting one, which takes two people, and the letters of one patient's chart in one file."""

import io
import zipfile

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.core import dates
from directory.referral.history import history_text
from directory.referral.pdf import CannotPrint
from directory.referral.pdf_signing import CannotSign
from directory.referral.render import MADE_HERE
from directory.referral.saved_referral import SavedReferral, from_json
from directory.store.office import audit, people
from directory.store.office import referrals as rows
from directory.store.office.audit import AuditFilter
from directory.store.office.referrals import Referral
from directory.web.letters import keeping, saved_referrals
from directory.web.letters.attesting import attested, rendered
from directory.web.letters.letter_page import not_stored
from directory.web.shell import session
from directory.web.shell.guard import clinician, physician

blueprint = Blueprint("keeping", __name__, url_prefix="/referrals")
ROWS_SHOWN = 200  # of a letter's trail


@blueprint.route("/<string(length=16):referral_id>/delete", methods=["GET", "POST"])
@clinician
def delete(referral_id: str) -> ResponseReturnValue:
    """Asks once more, then removes the referral, or asks somebody else of the practice to; the audit trail keeps that
    there was one.
    """
    office, referral = session.office(), saved_referrals.of_practice(referral_id)
    if not saved_referrals.is_member(referral.practice):
        abort(403)
    person, alone = session.person().id, keeping.may_delete_alone(office, referral)
    confirms = keeping.may_confirm(office, referral, person)
    if request.method != "POST":
        ends = keeping.keeping_ends(office, referral).date().isoformat()
        return render_template(
            "letters/delete.html", referral=referral, alone=alone, confirms=confirms, ends=ends, person=person
        )
    if "keep" in request.form:
        return _keep(referral)
    with office.transaction():
        if alone or confirms:
            rows.delete_referral(office, referral)
            return redirect(url_for("worklist.overview", done="deleted"), 303)
        if not referral.deletion_by:
            rows.ask_deletion(office, referral)
    return redirect(url_for("referrals.show", referral_id=referral_id), 303)


def _keep(referral: Referral) -> Response:
    office = session.office()
    with office.transaction():
        rows.refuse_deletion(office, referral)
    return redirect(url_for("referrals.show", referral_id=referral.id), 303)  # type: ignore[return-value]


@blueprint.get("/<string(length=16):referral_id>/trail")
@physician
def trail(referral_id: str) -> str:
    """Who looked at the letter, changed it and took files of it, the newest first, for the practice's own people."""
    office, referral = session.office(), saved_referrals.of_practice(referral_id)
    if not saved_referrals.is_member(referral.practice):
        abort(403)
    rows_shown = audit.entries(office.connection, ROWS_SHOWN, AuditFilter(subject=rows.subject(referral.id)))
    emails = {person.id: person.email for person in people.all_people(office)}
    return render_template("letters/trail.html", rows=rows_shown, emails=emails, referral_id=referral.id)


@blueprint.post("/<string(length=16):referral_id>/chart")
@clinician
def chart(referral_id: str) -> Response:
    """All signed letters of this patient, with what became of them, as a ZIP: PDF, FHIR and plain text of each."""
    _referral, chosen = saved_referrals.opened(referral_id)
    office, written = session.office(), io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for referral in rows.saved_referrals(office, saved_referrals.practice_ids()):
            content = _same_chart(referral, chosen)
            for name, file in _files(referral, content) if content else ():
                archive.writestr(name, file)
    response = Response(written.getvalue(), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="letters-{dates.today()}.zip"'
    return not_stored(response)


def _same_chart(referral: Referral, chosen: SavedReferral) -> SavedReferral | None:
    """The content of a referral of the chosen one's patient; None for another's. That it was exported is noted."""
    office = session.office()
    content = saved_referrals.looked_at(referral)
    if not (content and content.letter and keeping.same_patient(content, chosen)):
        return None
    with office.transaction():
        return from_json(rows.referral_content(office, referral, "exported with its chart"))


def _files(referral: Referral, content: SavedReferral) -> list[tuple[str, bytes]]:
    """A letter's files, by name."""
    if not content.letter:
        return []
    letter = attested(content.letter, referral, content)
    name, found = f"referral-{letter.written_on}-{referral.id}", []
    for renderer in MADE_HERE:
        try:
            found.append((f"{name}.{renderer.name}", rendered(renderer, letter, referral.practice)))
        except (CannotPrint, CannotSign):
            continue  # the other formats have it
    names = dict(zip(content.to, saved_referrals.names(content), strict=True))
    events = rows.status_events(session.office(), referral)
    return [
        *found,
        (f"{name}-history.txt", history_text(content, [(e.at, e.after, e.practitioner) for e in events], names)),
    ]
