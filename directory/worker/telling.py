"""Telling admins by mail that somebody has to look at a schedule's run."""

from directory.settings import Settings
from directory.store.office import mails, people
from directory.store.office.database import Office
from directory.store.office.jobs import Job

FAILED = (
    "Failed: {title}",
    "What runs on a schedule failed: {title}.\nWhy it failed: {at}\n",
)
WAITS = "Waits for a look: {title}", "What is fetched on a schedule waits for somebody to look: {title}.\nSee {at}\n"
NEEDS_SOMEBODY = {"failed": FAILED, "tried": WAITS, "matching": WAITS}  # by the phase of a run


def tell_admins(office: Office, settings: Settings, job: Job | None) -> None:
    """Queues a mail to each admin where a schedule's run needs somebody, and mail is set up. Why it failed is on the
    desk alone: what a file or a server says is not mailed on.
    """
    if not (job and job.schedule and settings.mail and job.phase in NEEDS_SOMEBODY):
        return
    page = f"/admin/imports/{job.id}"
    at = settings.site_address + page if settings.site_address else f"job {job.id} on the desk, {page}"
    subject, text = (words.format(title=job.file, at=at) for words in NEEDS_SOMEBODY[job.phase])
    for person in people.all_people(office):
        if person.role == "admin" and person.password and not person.disabled_at:
            mails.queue_mail(office, person, subject, text)
