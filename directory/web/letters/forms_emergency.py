"""The form with which a physician opens the letters of a patient of another practice in an emergency."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField

from directory.core import dates
from directory.core.i18n import N_
from directory.referral.warnings import says_why
from directory.web.account.forms import ConfirmForm
from directory.web.shell.language import translated

SHORTEST_REASON = 20  # characters
LONGEST_REASON = 1000


class EmergencyForm(ConfirmForm):
    """Whose letters, and why."""

    patient = StringField(_("The patient’s full name"), render_kw={"maxlength": 200, "autocomplete": "off"})
    born_on = StringField(
        _("Date of birth"), description=_("month/day/year"), render_kw={"maxlength": 40, "autocomplete": "off"}
    )
    reason = TextAreaField(
        _("The emergency"),
        description=_("what it is, and why it cannot wait"),
        render_kw={"maxlength": LONGEST_REASON},
    )
    born = ""  # the day of birth, ISO, once the form is valid

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field: all of them are needed."""
        super().validate(extra_validators)
        if not (self.patient.data or "").strip():
            self._refuse("patient", N_("Write the patient's name."))
        try:
            self.born = dates.iso(self.born_on.data or "")
        except ValueError:
            self._refuse("born_on", N_("Write the date as month/day/year, such as 3/15/1958."))
        reason = (self.reason.data or "").strip()
        if len(reason) < SHORTEST_REASON or not says_why(reason):
            self._refuse("reason", N_("Say what the emergency is, in a sentence: the practice reads it."))
        return not self.errors

    def _refuse(self, name: str, text: str) -> None:
        self[name].errors = [translated(text)]
