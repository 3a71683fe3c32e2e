"""The letter that a valid form makes."""

from typing import Any

from directory.referral.letter import Baseline, Letter, OverruledWarning, Patient, Recipient, Referrer, ScreeningAnswer
from directory.referral.notices import Notice
from directory.referral.questions import CAUSES, INDICATIONS, MEDICARE, PRECAUTIONS, RED_FLAGS
from directory.referral.warnings import says_why
from directory.store.reference.files import diagnoses
from directory.web.letters import practice_day
from directory.web.letters.forms import LetterForm
from directory.web.shell.forms import LONGEST_TEXT, writable

# Fields that the letter has under the same name.
SAME_NAME = (
    "reason",
    "question",
    "tried",
    "findings",
    "medicines",
    "allergies",
    "visits",
    "goals",
    "visits_used",
    "adverse_before",
    "supervisor",
    "reply",
    "problems",
    "operations",
    "frequency",
    "duration",
    "last_seen_on",
    "valid_until",
    "answer_by",
)


def letter(form: LetterForm, recipients: tuple[Recipient, ...]) -> Letter:
    """The letter of a valid form."""
    values = {field.name: field.value for field in form.line_fields()}
    causes = CAUSES if form.payer.data in MEDICARE else {}
    return Letter(
        practice_day.today(),
        _patient(form, values),
        _referrer(values),
        recipients,
        urgency=form.urgency.data,
        onset=values["began"],
        baseline=_baseline(form, values),
        diagnoses=tuple(map(diagnoses().get, form.code.data or ())),
        red_flags=tuple(form.red_flags.data or ()),
        looked_for=form.looked_for.data,
        indication=form.indication.data,
        consent=form.consent.data,
        cover=form.cover.data,
        asked_about=_asked_about(form.indication.data),
        precautions={
            each.key: ScreeningAnswer(form[f"has_{each.key}"].data, values[f"more_{each.key}"]) for each in PRECAUTIONS
        },
        causes={key: ScreeningAnswer(form[f"cause_{key}"].data) for key in causes},
        electroacupuncture=form.electro.data,
        improved=form.improved.data,
        **{name: values[name] for name in SAME_NAME},
    )


def _asked_about(indication: str) -> tuple[str, ...]:
    """The red flags that the form shows: those of every letter, and those of what it is for."""
    own = INDICATIONS[indication].red_flags if indication else ()
    return (*RED_FLAGS, *(flag.id for flag in own))


def overruled(form: LetterForm, notices: list[Notice]) -> tuple[OverruledWarning, ...]:
    """The warnings with a reason to send the letter all the same, which says something."""
    answers = [(notice, _reason(form, notice)) for notice in notices]
    return tuple(
        OverruledWarning(notice.key, str(notice.text), reason) for notice, reason in answers if says_why(reason)
    )


def _reason(form: LetterForm, notice: Notice) -> str:
    return writable(form.reasons.get(f"because-{notice.key}", ""))[:LONGEST_TEXT].strip()


def _patient(form: LetterForm, values: dict[str, Any]) -> Patient:
    return Patient(
        name=values["patient_name"],
        born_on=values["born_on"],
        phone=values["patient_phone"],
        language=values["patient_language"],
        interpreter=form.interpreter.data,
        payer=form.payer.data,
        plan=values["plan"],
        member_id=values["member_id"],
        authorization=values["authorization"],
        sex=form.sex.data,
        record_number=values["record_number"],
        address=values["patient_address"],
        email=values["patient_email"],
        claim=values["claim"],
    )


def _referrer(values: dict[str, Any]) -> Referrer:
    return Referrer(
        name=values["sender_name"],
        credentials=values["credentials"],
        npi=values["sender_npi"],
        practice=values["practice"],
        address=values["address"],
        phone=values["sender_phone"],
        fax=values["fax"],
        email=values["email"],
        signature=values["signature"],
    )


def _baseline(form: LetterForm, values: dict[str, Any]) -> Baseline:
    scale = form.scale.data if values["score"] is not None else ""
    return Baseline(values["pain"], scale, values["score"], values["measured_on"])
