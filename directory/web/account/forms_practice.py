"""The forms with which a practice says who covers for somebody."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from wtforms import DateField, EmailField

from directory.core.i18n import N_
from directory.store.office.database import Office
from directory.web.account.forms import AS_TYPED, ConfirmForm
from directory.web.shell.forms import BaseForm, LineField
from directory.web.shell.language import translated

LONGEST_COVER = timedelta(days=366)


class NameForm(BaseForm):
    """What the practice is called."""

    name = LineField(
        _("Name of the practice"), needed=N_("Write the name."), render_kw={"autocomplete": "organization"}
    )


class CoverForm(ConfirmForm):
    """Who stands in for somebody, and until when."""

    email = EmailField(
        _("Their e-mail address"),
        description=_("of a physician with an account here"),
        render_kw={"autocomplete": "off", "maxlength": 254, **AS_TYPED},
    )
    until = DateField(_("Until and with"))

    def has_day(self) -> bool:
        """Whether the day can be taken: from today to a year ahead; where not, the form says so."""
        today = Office.now().date()
        if not self.until.data or not today <= self.until.data <= today + LONGEST_COVER:
            self.until.errors = [translated(N_("Choose a day within a year from today."))]
        return not self.until.errors
