"""Removing the listings whose practices asked it, when that is due and nothing hinders it (accounts/removing.py)."""

from directory.accounts import removing
from directory.settings import Settings
from directory.store.imports import edits
from directory.store.imports.database import Imports
from directory.store.imports.decisions import Decider
from directory.store.office import claims, jobs, mistakes
from directory.store.office.database import Office
from directory.store.office.mistakes import Mistake
from directory.worker.going_on import going_on
from directory.worker.watch import open_office

DONE = (  # subject and text
    "A listing was removed at its owner's request",
    "The listing %(listing)s was removed at its owner's request of %(day)s, as nothing spoke against it.\n"
    "It can be listed again: %(address)s",
)


def remove_who_asked(settings: Settings) -> int:
    """Removes each listing whose owner asked it and for which it is due today; how many. One that fails is logged, and
    tried again the next time.
    """
    if not (settings.office.exists() and settings.imports_db.exists()):
        return 0
    removed = 0
    with open_office(settings) as office:
        for report in _due(office):
            with going_on("removal", report.id):
                removed += not removing.hindrance(office, report) and _remove(settings, office, report)
    return removed


def _due(office: Office) -> list[Mistake]:
    """The removals that are due."""
    waiting = mistakes.waiting_mistakes(office)
    today = office.now().date().isoformat()
    return [report for report in waiting if report.kind in removing.BECAUSE and report.due_on <= today]


def _remove(settings: Settings, office: Office, report: Mistake) -> bool:
    """Removes a listing: killed between the two databases, it is asked still, and removed once more."""
    owner = claims.owner_by_number(office, removing.asked_by(report)[0])
    assert owner
    because = removing.BECAUSE[report.kind]
    decider = Decider(f"person {owner.person}", "asked by the practice")
    with Imports(settings.imports_db) as imports, imports.transaction():
        is_removed = edits.keep_removal(imports, report.listing, because, f"listing {report.listing}", decider)
    with office.transaction():
        mistakes.settle_mistake(office, report.id, "accepted", "removed by itself" if is_removed else "not listed")
        if is_removed:
            office.note(f"listing removed: {because}", f"listing {report.listing}, asked by owner {owner.id}")
            jobs.ask_for_edition(office, f"listing {report.listing}, removed at its owner's request")
            address = f"{settings.site_address}/admin/listings/{report.listing}"
            values = {"listing": report.listing, "day": report.received_on, "address": address}
            removing.mail_admins(office, DONE, values)
    return is_removed
