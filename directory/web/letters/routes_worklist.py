"""The worklist: the letters of the visitor's practices, searched, narrowed, and as a table for the practice's audit.

A patient's name is looked for by POST, so that it is in no address, no history and no log.
"""

from flask import Blueprint, Response, render_template, request

from directory.referral.reminders import REMINDERS
from directory.referral.status import STATUSES
from directory.store.office import people
from directory.web.admin.paging import count_pages, number_in
from directory.web.letters import saved_referrals
from directory.web.letters.letter_page import not_stored
from directory.web.letters.worklist import ROWS_SHOWN, ListedReferral, Wanted, listed_referrals
from directory.web.shell import session
from directory.web.shell.guard import clinician
from directory.web.shell.spreadsheets import spreadsheet

blueprint = Blueprint("worklist", __name__, url_prefix="/referrals")
HEADER = (
    "document",
    "status",
    "physician",
    "patient",
    "born_on",
    "practitioners",
    "signed_or_begun",
    "last_change",
    "first_visit",
    "visits_reported",
    "reminder",
)


@blueprint.route("", methods=["GET", "POST"])
@clinician
def overview() -> str:
    """The letters asked for (status, practitioner, reminder, news, mine; by POST a patient), ROWS_SHOWN a page."""
    wanted = _wanted()
    listed = listed_referrals("searched" if wanted.patient else "listed")
    fitting = [each for each in listed if wanted.fits(each)]
    pages = count_pages(len(fitting), ROWS_SHOWN)
    page = min(number_in(request.values.get("page", "")) or 1, pages)
    return render_template(
        "letters/list.html",
        referrals=fitting[(page - 1) * ROWS_SHOWN : page * ROWS_SHOWN],
        found=len(fitting),
        page=page,
        pages=pages,
        wanted=wanted,
        practitioners=_practitioners(listed),
        reminded={key: sum(each.reminder == key for each in listed) for key in REMINDERS},
        news=sum(bool(each.referral.news_at) for each in listed),
        STATUSES=STATUSES,
        REMINDERS=REMINDERS,
        some=bool(listed),
        unopened=saved_referrals.unopened(),
    )


def _wanted() -> Wanted:
    return Wanted.asked(request.values, request.form.get("patient", ""))


def _practitioners(listed: list[ListedReferral]) -> dict[str, str]:
    """{id: name} of everybody whom the letters ask."""
    return {
        practitioner_id: name for each in listed for practitioner_id, name in zip(each.kept.to, each.names, strict=True)
    }


@blueprint.post("/table")
@clinician
def table() -> Response:
    """The letters asked for as CSV, in which no value is a formula."""
    wanted = _wanted()
    emails = {person.id: person.email for person in people.all_people(session.office())}
    rows = (_row(each, emails) for each in listed_referrals("downloaded as a table") if wanted.fits(each))
    return not_stored(spreadsheet("letters.csv", HEADER, rows))


def _row(listed: ListedReferral, emails: dict[int, str]) -> tuple[str, ...]:
    """A letter's cells, in the order of HEADER."""
    referral, kept = listed.referral, listed.kept
    visits = next((str(each.visits) for each in reversed(kept.reports) if each.visits is not None), "")
    return (
        referral.id,
        referral.status,
        emails.get(referral.author, ""),
        kept.patient,
        kept.born_on,
        "; ".join(listed.names),
        kept.letter.written_on if kept.letter else referral.created_at[:10],
        referral.updated_at,
        kept.first_visit,
        visits,
        listed.reminder,
    )
