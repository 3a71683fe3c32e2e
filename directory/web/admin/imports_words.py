"""What the desk's pages say of jobs, in words."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from directory.core.facts import FACTS
from directory.core.i18n import N_
from directory.core.known_fetches import DRILL, DRILL_TITLE
from directory.core.sources import BY_NAME, IMPORTED, stated_by
from directory.importer.report import Report, report_from_json
from directory.store.office.jobs import Job
from directory.store.office.schedules import Schedule
from directory.web.admin.column_words import FIELD_LABELS
from directory.web.admin.source_cards import fetch_title

PHASES = {
    "waiting": N_("waiting"),
    "trying": N_("being tried"),
    "matching": N_("columns to be matched"),
    "tried": N_("tried: look at it"),
    "publishing": N_("being published"),
    "published": N_("published"),
    "done": N_("it can be restored"),
    "failed": N_("failed"),
    "cancelled": N_("cancelled"),
    "discarded": N_("discarded"),
    "nothing new": N_("nothing new"),
}
STEPS = {
    "fetching": N_("Fetching the file"),
    "reading": N_("Reading the file"),
    "comparing": N_("Comparing with what stands"),
    "building": N_("Making the directory"),
}
KINDS = {"new": N_("New"), "changed": N_("Changed"), "removed": N_("Gone")}
FACT_LABELS = {fact.name: fact.label for fact in FACTS}
MORE_SOURCES = {"nppes-api": N_("Answers of the NPI Registry’s API")}
OTHER_FIELDS = {
    "id": N_("number"),
    "npi": N_("NPI"),
    "kind": N_("kind"),
    "insurance": N_("insurance"),
    "confirmed_on": N_("confirmed on"),
    "updated_on": N_("updated on"),
    "deactivated_on": N_("deactivated on"),
    "excluded_on": N_("excluded on"),
}
LARGE = 10**6  # bytes, from which sizes are in MB


def field_in_words(field: str) -> str:
    """What people call a field of a statement."""
    label = OTHER_FIELDS.get(field) or FACT_LABELS.get(field) or FIELD_LABELS.get(field.replace(" ", "_").lower())
    return str(_(label)) if label else field.replace("_", " ")


def report_of(job: Job) -> Report | None:
    """What trying a job would do, or publishing it did; None where it was not tried."""
    told = job.result.get("report")
    return report_from_json(told) if told else None


def source_title(source: str) -> str:
    """What people call a source, "" for one that is not known yet."""
    if not source:
        return ""
    return str(_(MORE_SOURCES[source] if source in MORE_SOURCES else BY_NAME[stated_by(source)].title))


def source_choices() -> dict[str, str]:
    """Every source that can be imported, by its title."""
    titles = {source: source_title(source) for source in IMPORTED}
    return dict(sorted(titles.items(), key=lambda each: each[1].lower()))


def size_in_words(size: int) -> str:
    """Bytes, as people say them."""
    return f"{size / LARGE:,.1f} MB" if size >= LARGE else str(_("%(count)s bytes", count=f"{size:,}"))


def title_of(job: Job) -> str:
    """What a job is, in a line."""
    if job.what == "undo":
        numbers = ", ".join(map(str, job.settings["snapshots"]))
        return str(_("Undo import %(numbers)s", numbers=numbers))
    if job.what == "edition":
        return str(_("Publish what was decided"))
    return order_title(job)


def order_title(asked: Job | Schedule) -> str:
    """What a job or a schedule fetches or tries, in a line."""
    if (known := asked.settings.get("known")) == DRILL:
        return str(_(DRILL_TITLE))
    if known:
        return fetch_title(known, asked.settings.get("states"))
    return asked.title if isinstance(asked, Schedule) else asked.file


def progress_in_words(job: Job, before: int) -> str:
    """How far a job is. before: how many the worker does first."""
    if not job.taken:
        waits = ngettext("Waiting: %(num)s job is before it.", "Waiting: %(num)s jobs are before it.", before)
        return str(waits if before else _("Waiting for the worker."))
    if job.cancel and job.phase == "trying":
        return str(_("It will end in a moment."))
    step = job.progress.get("step", "")
    words = [_(STEPS[step]) if step in STEPS else _("Beginning")]
    if job.progress.get("done") and step in ("fetching", "reading"):
        words.append(_done_in_words(job.progress))
    if job.progress.get("rows"):
        words.append(ngettext("%(num)s row", "%(num)s rows", job.progress["rows"]))
    if job.progress.get("problems"):
        words.append(ngettext("%(num)s problem", "%(num)s problems", job.progress["problems"]))
    return " · ".join(words)


def _done_in_words(progress: dict[str, Any]) -> str:
    if not progress.get("size"):
        return size_in_words(progress["done"])
    return str(_("%(done)s of %(size)s", done=size_in_words(progress["done"]), size=size_in_words(progress["size"])))
