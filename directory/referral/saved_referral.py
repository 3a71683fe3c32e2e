"""A letter as an account saves it, with the practitioner's answers; and as JSON, for the vault to encrypt."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from pydantic import TypeAdapter

from directory.core.i18n import N_
from directory.referral.letter import Baseline, Letter
from directory.referral.questions import FIRST_VISITS, SCALES, WORST_PAIN
from directory.referral.signature import Signature

NEXT_STEPS = {
    "": N_("Not said"),
    "continue": N_("Continue: more visits asked for"),
    "goal": N_("Stop: goal reached"),
    "no_improvement": N_("Stop: no improvement"),
    "other": N_("Stop: other reason"),
}
ADVERSE_EVENTS = {"": N_("Not said"), "none": N_("No"), "yes": N_("Yes")}


STAGES = {
    "first": N_("First seen"),
    "progress": N_("Progress, by visit 12"),
    "final": N_("Treatment has ended"),
}


@dataclass(frozen=True)
class TreatmentReport:
    """A reply slip that came back.

    first_on, received_on: ISO days; adverse: one of ADVERSE_EVENTS; next: one of NEXT_STEPS; scores as in Baseline;
    stage: one of STAGES, "" where it is not said; not_seen: why the patient was not; practitioner: id of the listing
    that it is from, by_name and by_role: who filled it in, as they say.
    """

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
    stage: str = ""
    not_seen: str = ""
    practitioner: str = ""
    by_name: str = ""
    by_role: str = ""


@dataclass(frozen=True)
class RecipientAnswer:
    """One of those asked accepted or declined. at: ISO 8601; answer: "accepted" or "declined"; by_name, by_role: who
    answered, as they say; words: a message, or the reason for declining; first_visit: an ISO day.
    """

    at: str
    practitioner: str
    answer: str
    by_name: str
    by_role: str
    words: str = ""
    first_visit: str = ""


@dataclass(frozen=True)
class SavedReferral:
    """A referral as it is stored; a change of its fields must still read what earlier versions wrote.

    to: ids of the listings asked; typed: the form as (name, text) pairs; letter: once it is signed; first_visit: an ISO
    day, "" where not known; course: the ids of the letters that this one goes on from, the first one first;
    answers: what those asked said through their links; signature: None where it was signed by an earlier version.
    """

    to: tuple[str, ...]
    typed: tuple[tuple[str, str], ...]
    letter: Letter | None = None
    first_visit: str = ""
    reports: tuple[TreatmentReport, ...] = ()
    course: tuple[str, ...] = ()
    answers: tuple[RecipientAnswer, ...] = ()
    signature: Signature | None = None

    @property
    def patient(self) -> str:
        """The patient's name as typed, "" where nothing was."""
        return dict(self.typed).get("patient_name", "")

    @property
    def born_on(self) -> str:
        """The patient's day of birth, ISO; "" while the letter is not signed."""
        return self.letter.patient.born_on if self.letter else ""


class ScoreChange(NamedTuple):
    """A score before and after treatment, and the lowest and the highest that are possible."""

    name: str
    first: int
    last: int
    low: int
    high: int
    higher_is_better: bool = False

    @property
    def is_better(self) -> bool:
        """Whether there is less trouble than before, by the score's own direction."""
        return self.last > self.first if self.higher_is_better else self.last < self.first

    @property
    def is_worse(self) -> bool:
        """Whether there is more trouble than before."""
        return self.last != self.first and not self.is_better


_JSON = TypeAdapter(SavedReferral)


def as_json(saved: SavedReferral) -> bytes:
    """For `from_json`."""
    return _JSON.dump_json(saved)


def from_json(content: bytes) -> SavedReferral:
    """What `as_json` wrote."""
    return _JSON.validate_json(content)


def with_report(saved: SavedReferral, report: TreatmentReport) -> SavedReferral:
    """The referral with one more slip; first scores that the slip leaves out are those of the letter."""
    base = saved.letter.baseline if saved.letter else Baseline()
    pain_first = base.pain if report.pain_first is None else report.pain_first
    same_scale = report.score_first is None and report.scale == base.scale
    score_first = base.score if same_scale else report.score_first
    return replace(saved, reports=(*saved.reports, replace(report, pain_first=pain_first, score_first=score_first)))


def score_changes(report: TreatmentReport) -> list[ScoreChange]:
    """The scores that a slip gives both before and after treatment."""
    changes = []
    if report.pain_first is not None and report.pain_last is not None:
        changes.append(ScoreChange(N_("Pain"), report.pain_first, report.pain_last, 0, WORST_PAIN))
    if report.scale and report.score_first is not None and report.score_last is not None:
        scale = SCALES[report.scale]
        changes.append(
            ScoreChange(
                scale.name, report.score_first, report.score_last, scale.low, scale.high, scale.higher_is_better
            )
        )
    return changes


def needs_progress_review(saved: SavedReferral) -> bool:
    """Whether so many visits were given that further ones depend on improvement."""
    return bool(saved.reports) and (saved.reports[-1].visits or 0) >= FIRST_VISITS
