"""The reply slip as a form: for a physician who got one on paper, and for a practitioner who answers through a link."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField

from directory.core import dates
from directory.core.i18n import N_
from directory.referral.questions import SCALES, WORST_PAIN
from directory.referral.saved_referral import ADVERSE_EVENTS, NEXT_STEPS, STAGES, TreatmentReport
from directory.web.letters import practice_day
from directory.web.letters.forms_sections import (
    HIGHEST_SCORE,
    MOST_VISITS,
    past_day,
    scale_field,
    score_error,
    translated_choices,
)
from directory.web.shell.forms import BaseForm, LineField, TextField, choices, number

FURTHEST = 366  # days from now to a first visit


def coming_day(text: str) -> str:
    """A day around now, ISO. Raises ValueError, in words."""
    try:
        iso = dates.iso(text)
    except ValueError:
        raise ValueError(N_("Write the date as month/day/year, such as 3/15/2027.")) from None
    if abs(dates.ordinal(iso) - dates.ordinal(practice_day.today())) > FURTHEST:
        raise ValueError(N_("Look at the year: the first visit is within a year of today."))
    return iso


class DayForm(BaseForm):
    """When the first visit is."""

    day = LineField(_("First visit on"), coming_day, description=_("month/day/year, if known"))


class AnswererFields(BaseForm):
    """Who answers: whoever holds a link may, so they are asked."""

    by_name = LineField(_("Your name"), needed=N_("Write who answers."), render_kw={"autocomplete": "name"})
    by_role = LineField(
        _("Your role"),
        needed=N_("Write what you are there: acupuncturist, front desk …"),
        description=_("acupuncturist, front desk …"),
    )


class AcceptForm(AnswererFields, DayForm):
    """One of those asked accepts."""

    words = TextField(_("Message to the physician"), description=_("no patient’s name, please"))


class DeclineForm(AnswererFields):
    """One of those asked declines."""

    words = TextField(_("Why"), needed=N_("Say why, in a few words."), description=_("no patient’s name, please"))


class SlipForm(BaseForm):
    """What the practitioner reports."""

    seen = RadioField(
        _("Was the patient seen?"), choices=choices({"yes": _("Yes"), "no": _("No")}), validate_choice=False
    )
    first_on = LineField(_("First seen on"), past_day, description=_("month/day/year"))
    visits = LineField(_("Visits given so far"), number(0, MOST_VISITS), blank=None)
    pain_first = LineField(_("Pain at first"), number(0, WORST_PAIN), blank=None, description=_("0 to 10"))
    pain_last = LineField(_("Pain now"), number(0, WORST_PAIN), blank=None, description=_("0 to 10"))
    scale = scale_field()
    score_first = LineField(_("Its score at first"), number(0, HIGHEST_SCORE), blank=None)
    score_last = LineField(_("Its score now"), number(0, HIGHEST_SCORE), blank=None)
    adverse = SelectField(_("Adverse events"), choices=translated_choices(ADVERSE_EVENTS), default="")
    adverse_events = LineField(_("Which"))
    next = SelectField(_("What next?"), choices=translated_choices(NEXT_STEPS), default="")
    notes = TextField(_("Notes"))
    not_seen = LineField(_("If not: why"))
    stage = SelectField(
        _("What do you report?"), choices=translated_choices({"": N_("Not said"), **STAGES}), default=""
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field by itself, then what fields say together."""
        is_valid = super().validate(extra_validators)
        if self.seen.data not in ("yes", "no"):
            self.seen.errors = [_("Say whether the patient was seen.")]
        scale = SCALES.get(self.scale.data)
        for field in (self.score_first, self.score_last):
            if error := score_error(scale, field.value):
                field.errors = [error]
        return is_valid and not any(field.errors for field in self)

    def report(self) -> TreatmentReport:
        """The report of a valid form, received today where the letter was written."""
        values = {field.name: field.value for field in self if isinstance(field, LineField)}
        return TreatmentReport(
            practice_day.today(),
            self.seen.data == "yes",
            scale=self.scale.data,
            adverse=self.adverse.data,
            next=self.next.data,
            stage=self.stage.data,
            **values,
        )


class LinkedSlipForm(AnswererFields, SlipForm):
    """What the practitioner reports through a link: who reports, and at which stage of the treatment."""

    def validate(self, extra_validators: Any = None) -> bool:
        """As a slip, and with its stage."""
        is_valid = super().validate(extra_validators)
        if self.stage.data not in STAGES:
            self.stage.errors = [_("Choose what you report.")]
        if self.seen.data == "no" and not self.not_seen.data:
            self.not_seen.errors = [_("Say why, in a few words.")]
        return is_valid and not any(field.errors for field in self)
