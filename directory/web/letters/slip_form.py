"""The reply slip as a form, for the physician who got one on paper and for the practitioner who answers through a link."""

from datetime import date

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField
from wtforms.fields import SelectChoice

from directory.core import dates
from directory.core.i18n import N_
from directory.referral.questions import SCALES, WORST_PAIN
from directory.referral.saved_referral import ADVERSE_EVENTS, NEXT_STEPS, TreatmentReport
from directory.web.letters.fields import Line, Text, number
from directory.web.letters.forms import MOST_VISITS, day

WORST = max(each.worst for each in SCALES.values())
FURTHEST = 366  # days from now to a first visit


def coming_day(text: str) -> str:
    """A day around now, ISO. Raises ValueError, in words."""
    try:
        iso = dates.iso(text)
    except ValueError:
        raise ValueError(N_("Write the date as month/day/year, such as 3/15/2027.")) from None
    if abs((date.fromisoformat(iso) - date.today()).days) > FURTHEST:
        raise ValueError(N_("Look at the year: the first visit is within a year of today."))
    return iso


class PlainForm(FlaskForm):
    """Tokens are the guard's (session.form_token)."""

    class Meta:
        """Flask-WTF's settings."""

        csrf = False


class DayForm(PlainForm):
    """When the first visit is."""

    day = Line(_("First visit on"), coming_day, description=_("month/day/year, if known"))


class SlipForm(PlainForm):
    """What the practitioner reports."""

    seen = RadioField(
        _("Was the patient seen?"),
        choices=[SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))],
        validate_choice=False,
    )
    first_on = Line(_("First seen on"), day, description=_("month/day/year"))
    visits = Line(_("Visits given so far"), number(0, MOST_VISITS), blank=None)
    pain_first = Line(_("Pain at first"), number(0, WORST_PAIN), blank=None, description=_("0 to 10"))
    pain_last = Line(_("Pain now"), number(0, WORST_PAIN), blank=None, description=_("0 to 10"))
    scale = SelectField(
        _("Function scale"),
        choices=[SelectChoice("", _("Not measured")), *(SelectChoice(key, each.name) for key, each in SCALES.items())],
        default="",
    )
    score_first = Line(_("Its score at first"), number(0, WORST), blank=None)
    score_last = Line(_("Its score now"), number(0, WORST), blank=None)
    adverse = SelectField(
        _("Adverse events"), choices=[SelectChoice(key, _(text)) for key, text in ADVERSE_EVENTS.items()], default=""
    )
    adverse_events = Line(_("Which"))
    next = SelectField(
        _("What next?"), choices=[SelectChoice(key, _(text)) for key, text in NEXT_STEPS.items()], default=""
    )
    notes = Text(_("Notes"))

    def validate(self, extra_validators: object = None) -> bool:
        """Each field by itself, then what fields say together."""
        fine = super().validate(extra_validators)
        if self.seen.data not in ("yes", "no"):
            self.seen.errors = [_("Say whether the patient was seen.")]
        scale = SCALES.get(self.scale.data)
        for field in (self.score_first, self.score_last):
            if field.value is not None and not scale:
                field.errors = [_("Choose the scale of this score.")]
            elif field.value is not None and field.value > scale.worst:
                field.errors = [_("Choose the scale; its score goes to %(worst)s.", worst=scale.worst)]
        return fine and not any(field.errors for field in self)


def report(form: SlipForm) -> TreatmentReport:
    """The report of a valid form, received today."""
    value = {field.name: field.value for field in form if isinstance(field, Line)}
    return TreatmentReport(
        date.today().isoformat(),
        form.seen.data == "yes",
        scale=form.scale.data,
        adverse=form.adverse.data,
        next=form.next.data,
        **value,
    )
