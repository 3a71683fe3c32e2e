"""What became of a letter as plain text, in English, for a chart that is exported."""

from collections.abc import Iterable, Mapping

from directory.referral.saved_referral import NEXT_STEPS, STAGES, SavedReferral, TreatmentReport, score_changes
from directory.referral.status import STATUSES

Event = tuple[str, str, str]  # when, ISO 8601; the status that it led to; of which listing, "" for none


def history_text(saved: SavedReferral, events: Iterable[Event], names: Mapping[str, str]) -> bytes:
    """The statuses, the answers and the slips, each with its day. names: of those asked, by id."""
    lines = ["What became of the letter", ""]
    lines += [f"{at} {STATUSES[after].label}{_of(names.get(whose, ''))}" for at, after, whose in events]
    for answer in saved.answers:
        lines += ["", f"{answer.at} {answer.answer}{_of(names.get(answer.practitioner, ''))}"]
        lines += [f"Answered by: {answer.by_name}, {answer.by_role}", answer.words]
    for report in saved.reports:
        lines += ["", *_report_lines(report, names)]
    return ("\n".join(line for line in lines) + "\n").encode()


def _of(name: str) -> str:
    return f" ({name})" if name else ""


def _report_lines(report: TreatmentReport, names: Mapping[str, str]) -> list[str]:
    pairs = {
        "Reported": STAGES.get(report.stage, ""),
        "Filled in by": ", ".join(part for part in (report.by_name, report.by_role) if part),
        "Seen": "yes" if report.seen else f"no. {report.not_seen}",
        "First seen on": report.first_on,
        "Visits given": "" if report.visits is None else str(report.visits),
        "Adverse events": " ".join(part for part in (report.adverse, report.adverse_events) if part),
        "Next": NEXT_STEPS.get(report.next, "") if report.next else "",
        "Notes": report.notes,
    }
    scores = [f"{each.name}: {each.first} before, {each.last} now, of {each.high}" for each in score_changes(report)]
    told = [f"{label}: {text}" for label, text in pairs.items() if text]
    return [f"Reply slip of {report.received_on}{_of(names.get(report.practitioner, ''))}", *told, *scores]
