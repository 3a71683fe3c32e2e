"""A letter as an account keeps it, with what the practitioner answered, and as JSON for the vault: all of it is about a patient."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from pydantic import TypeAdapter

from directory.core import dates
from directory.core.i18n import N_
from directory.referral.letter import Baseline, Letter
from directory.referral.questions import SCALES, WORST_PAIN
from directory.referral.sheet import LetterWords
from directory.referral.warnings import FIRST_VISITS

NEXT_STEPS = {
    "": N_("Not said"),
    "continue": N_("Continue: more visits asked for"),
    "goal": N_("Stop: goal reached"),
    "no_improvement": N_("Stop: no improvement"),
    "other": N_("Stop: other reason"),
}
ADVERSE_EVENTS = {"": N_("Not said"), "none": N_("No"), "yes": N_("Yes")}
MOST_VISITS = 20  # a year, and after the first 12 only for those who improve: NCD 30.3.3


@dataclass(frozen=True)
class TreatmentReport:
    """A reply slip that came back. first_on, received_on: ISO days; adverse: one of ADVERSE_EVENTS; next: one of NEXT_STEPS; scores as in letter.Baseline."""

    received_on: str
    seen: bool
    first_on: str = ""
    visits: int | None = None
    pain_first: int | None = None
    pain_last: int | None = None
    scale: str = ""
    score_first: int | None = None
    score_last: int | None = None
    adverse: str = ""
    adverse_events: str = ""
    next: str = ""
    notes: str = ""


@dataclass(frozen=True)
class SavedReferral:
    """to: ids of the listings asked; typed: the form as (name, text) pairs; letter: once it is signed; first_visit: an ISO day, "" where not known."""

    to: tuple[str, ...]
    typed: tuple[tuple[str, str], ...]
    letter: Letter | None = None
    first_visit: str = ""
    reports: tuple[TreatmentReport, ...] = ()

    @property
    def patient(self) -> str:
        """The patient's name, as typed so far."""
        return dict(self.typed).get("patient_name", "")


class ScoreChange(NamedTuple):
    """Something measured before and after; lower is better, `worst` is the highest there is."""

    name: str
    first: int
    last: int
    worst: int


_JSON = TypeAdapter(SavedReferral)


def as_json(kept: SavedReferral) -> bytes:
    """For `from_json`."""
    return _JSON.dump_json(kept)


def from_json(content: bytes) -> SavedReferral:
    """What `as_json` wrote."""
    return _JSON.validate_json(content)


def with_report(kept: SavedReferral, report: TreatmentReport) -> SavedReferral:
    """With one more slip; first scores that it leaves out are those of the letter."""
    base = kept.letter.baseline if kept.letter else Baseline()
    pain = base.pain if report.pain_first is None else report.pain_first
    same_scale = report.score_first is None and report.scale == base.scale
    return replace(
        kept,
        reports=(
            *kept.reports,
            replace(report, pain_first=pain, score_first=base.score if same_scale else report.score_first),
        ),
    )


def score_changes(report: TreatmentReport) -> list[ScoreChange]:
    """What a slip says both of before and after."""
    found = []
    if report.pain_first is not None and report.pain_last is not None:
        found.append(ScoreChange(N_("Pain"), report.pain_first, report.pain_last, WORST_PAIN))
    if report.scale and report.score_first is not None and report.score_last is not None:
        found.append(
            ScoreChange(SCALES[report.scale].name, report.score_first, report.score_last, SCALES[report.scale].worst)
        )
    return found


def needs_progress_review(kept: SavedReferral) -> bool:
    """Whether so many visits were had that going on depends on improvement."""
    return bool(kept.reports) and (kept.reports[-1].visits or 0) >= FIRST_VISITS


def renewal_form(kept: SavedReferral, words: LetterWords) -> list[tuple[str, str]]:
    """The form of a letter for further visits, filled in from the first and its last slip, as (name, text) pairs. words: table "renewal"."""
    report = kept.reports[-1]
    used = report.visits or 0
    asked = max(0, min(MOST_VISITS - FIRST_VISITS, MOST_VISITS - used))
    new = {
        "visits": str(asked or ""),
        "visits_used": str(report.visits if report.visits is not None else ""),
        "question": words["question"],
        "findings": _progress(kept, report, words),
        "pain": _number(report.pain_last),
        "scale": report.scale,
        "score": _number(report.score_last),
        "measured_on": report.received_on if report.pain_last is not None or report.score_last is not None else "",
    }
    return [pair for pair in kept.typed if pair[0] not in new and not pair[0].startswith("because-")] + list(
        new.items()
    )


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _progress(kept: SavedReferral, report: TreatmentReport, words: LetterWords) -> str:
    said = [words["visits"] % {"visits": report.visits}] if report.visits is not None else []
    said += [words["score"] % each._asdict() for each in score_changes(report)]
    said += (
        [words["adverse"] % {"events": report.adverse_events}]
        if report.adverse == "yes"
        else [words["adverse_none"]]
        if report.adverse == "none"
        else []
    )
    before = dict(kept.typed).get("findings", "")
    return "\n".join(
        part
        for part in (before, " ".join([words["slip"] % {"day": dates.in_words(report.received_on)}, *said]))
        if part
    )
