"""What an owner asks those who keep the directory to do: a report that nobody else can make."""

from directory.core.i18n import N_
from directory.store.office import mistakes
from directory.store.office.claims import Owner
from directory.store.office.database import Office
from directory.store.office.mistakes import Mistake
from directory.web.listing.forms import MISTAKE_KINDS

ASKED = {  # as store.office.mistakes.Mistake.kind has it; none of them is offered to visitors
    "removal": N_("The practice itself asks to be removed"),
    "ended": N_("The practice itself says that they practice no more"),
    "renamed": N_("The practice itself says that their name has changed"),
    "disowned": N_("The practice itself says that what a register states is not theirs"),
}
REPORT_KINDS = MISTAKE_KINDS | ASKED


def ask_desk(office: Office, owner: Owner, kind: str, more: str = "") -> None:
    """Keeps what an owner asks, one of ASKED. Within a transaction. Raises TooManyReports."""
    mistakes.report_mistake(office, owner.listing, kind, f"{owner.id} {more}".strip())


def asked_by(report: Mistake) -> tuple[int, str]:
    """The owner who asked, by their number, and what they wrote; of a visitor's report 0 and what that says."""
    if report.kind not in ASKED:
        return 0, report.more
    number, _, more = report.more.partition(" ")
    return int(number), more


def forget_asked(office: Office, owner: Owner) -> None:
    """What somebody asked who keeps the listing no more is not done."""
    for report in mistakes.waiting_mistakes(office, mistakes.count_waiting(office)):
        if report.listing == owner.listing and asked_by(report)[0] == owner.id:
            mistakes.settle_mistake(office, report.id, "dismissed", "the owner was taken away")
