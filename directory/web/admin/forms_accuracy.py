"""The form in which a caller writes down what a listed place said."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from directory.core import dates
from directory.core.call_outcomes import DEFICIENCIES
from directory.core.i18n import N_
from directory.store.office.accuracy import KeptCall
from directory.web.account.forms import AccountForm
from directory.web.listing import stated_values
from directory.web.shell.forms import LineField, choices

REACHED = {"reached": N_("I spoke with somebody there"), "not_reached": N_("Nobody answered, or nobody could say")}
ACCEPTING = {"": N_("not asked"), "yes": N_("Yes"), "no": N_("No")}


class CallForm(AccountForm):
    """A call: whether somebody was reached, what was wrong, and what is right."""

    second = BooleanField(_("This is the second person’s call"))
    reached = RadioField(
        _("The call"), choices=choices({key: _(text) for key, text in REACHED.items()}), validate_choice=False
    )
    deficiencies = SelectMultipleField(
        _("What is wrong in the directory"),
        choices=choices({name: _(each.label) for name, each in DEFICIENCIES.items()}),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    phone = LineField(
        _("The right telephone number"), stated_values.phone, description=_("where the listed one is wrong")
    )
    accepting = RadioField(
        _("Do they take new patients?"),
        choices=choices({key: _(text) for key, text in ACCEPTING.items()}),
        default="",
        validate_choice=False,
    )
    note = LineField(_("Note"), description=_("such as who answered"))

    def offer_second(self, twice: bool) -> None:
        """Leaves out whose call it is where one person calls only."""
        if not twice:
            del self.second

    def validate(self, *arguments: Any, **more: Any) -> bool:
        """Whether it says what came of the call."""
        right = super().validate(*arguments, **more)
        if self.reached.data not in REACHED:
            self.reached.errors = [_("Choose what came of the call.")]
            right = False
        if self.reached.data == "not_reached" and self.deficiencies.data:
            self.deficiencies.errors = [_("If nobody could be asked, nothing is known to be wrong.")]
            right = False
        if "accepting" in (self.deficiencies.data or ()) and self.accepting.data not in ("yes", "no"):
            self.accepting.errors = [_("Say whether they take new patients.")]
            right = False
        return right

    def call(self, place: int, person: int) -> KeptCall:
        """What is kept of it."""
        found = None if self.reached.data == "not_reached" else tuple(self.deficiencies.data or ())
        second = "second" in self and bool(self.second.data)
        return KeptCall(place, second, dates.today(), found, self.note.value, person)
