"""The letter for further visits: what goes over from the letter before and its last slip, and what is asked anew."""

from directory.core import dates
from directory.core.onset import onset_as_typed
from directory.referral.questions import FIRST_VISITS, YEARLY_VISITS
from directory.referral.saved_referral import SavedReferral, TreatmentReport, score_changes
from directory.referral.sheet import LetterWords

ASKED_ANEW = (
    "because-",
    "has_",
    "more_",
    "cause_",
    "red_flags",
    "looked_for",
    "last_seen_on",
    "valid_until",
    "answer_by",
    "to_fax_",
)  # how names of fields begin


def renewal_form(saved: SavedReferral, words: LetterWords) -> list[tuple[str, str]]:
    """The form of a letter for further visits, filled in from the letter before and its last slip: (name, text) pairs.

    words: the table "renewal". Visits add up over the courses. Where the treatment did not help, no visits are asked
    for (NCD 30.3.3: stop where there is no improvement), and the request is to end or change it. What may have changed
    meanwhile (red flags, precautions, causes) is asked anew, and reasons given against warnings are left out.
    """
    report, had = saved.reports[-1], _visits_had(saved)
    improved = outcome(report)
    asked = max(0, min(YEARLY_VISITS - FIRST_VISITS, YEARLY_VISITS - (had or 0))) if improved != "no" else 0
    new = {
        "visits": str(asked or ""),
        "visits_used": _number(had),
        "improved": improved,
        "question": words["no_improvement" if improved == "no" else "question"],
        "findings": _progress(saved, report, words),
        "pain": _number(report.pain_last),
        "scale": report.scale,
        "score": _number(report.score_last),
        "measured_on": report.received_on if report.pain_last is not None or report.score_last is not None else "",
        "began": _began(saved),
        "adverse_before": _adverse_events(saved),
    }
    kept = [(name, text) for name, text in saved.typed if name not in new and not name.startswith(ASKED_ANEW)]
    return kept + list(new.items())


def outcome(report: TreatmentReport) -> str:
    """Whether a course helped by its slip: "yes", "no" (worse, or the same), or "unknown"."""
    if report.next == "no_improvement":
        return "no"
    changes = score_changes(report)
    is_better = any(change.is_better for change in changes)
    if is_better and not any(change.is_worse for change in changes):
        return "yes"
    return "no" if changes and not is_better else "unknown"


def _began(saved: SavedReferral) -> str:
    """When the trouble began, as a form takes it: a phrase such as "7 months" stays the day that it was when it was
    written.
    """
    typed = dict(saved.typed).get("began", "")
    return onset_as_typed(saved.letter.onset) if saved.letter and saved.letter.onset else typed


def answers_before(saved: SavedReferral) -> dict[str, str]:
    """{name of a field that is asked anew: what was answered in the letter before}; red flags by "red_flags-KEY"."""
    typed = dict(saved.typed)
    flags = {f"red_flags-{text}": "yes" for name, text in saved.typed if name == "red_flags"}
    asked = {name: text for name, text in typed.items() if name.startswith(("has_", "cause_")) and text != "unknown"}
    return flags | asked | {name: text for name, text in typed.items() if name.startswith("more_") and text}


def _visits_had(saved: SavedReferral) -> int | None:
    """The visits of the course that ends and of those before it; None where no slip says how many."""
    if saved.reports[-1].visits is None:
        return None
    before = (saved.letter.visits_used or 0) if saved.letter else 0
    return before + saved.reports[-1].visits


def _adverse_events(saved: SavedReferral) -> str:
    """Those of the letter before and of all its slips, a line each."""
    earlier = saved.letter.adverse_before.splitlines() if saved.letter else []
    told = [each.adverse_events or "yes" for each in saved.reports if each.adverse == "yes"]
    return "\n".join(dict.fromkeys([*earlier, *told]))


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _progress(saved: SavedReferral, report: TreatmentReport, words: LetterWords) -> str:
    """The findings of the first letter, and what the slip says, as one paragraph below them."""
    sentences = [words["slip"] % {"day": dates.in_words(report.received_on)}]
    if report.visits is not None:
        sentences.append(words["visits"] % {"visits": report.visits})
    for change in score_changes(report):
        direction = words["higher"] if change.higher_is_better else ""
        sentences.append(words["score"] % (change._asdict() | {"direction": direction}))
    if report.adverse == "yes":
        sentences.append(words["adverse"] % {"events": report.adverse_events})
    elif report.adverse == "none":
        sentences.append(words["adverse_none"])
    findings = dict(saved.typed).get("findings", "")
    return "\n".join(part for part in (findings, " ".join(sentences)) if part)
