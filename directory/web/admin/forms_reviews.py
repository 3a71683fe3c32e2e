"""The form that records a clinician's review."""

from flask import abort
from flask_babel import lazy_gettext as _
from wtforms import SelectField

from directory.core import dates
from directory.core.chart_dates import past_chart_day
from directory.core.i18n import N_
from directory.core.review import Review, ReviewText
from directory.web.account.forms import AccountForm
from directory.web.shell.forms import LineField


def _past_day(text: str) -> str:
    return past_chart_day(text, dates.today())


class ReviewForm(AccountForm):
    """A review that came back. text: a text's name; version: the one on the reviewer's sheet."""

    text = SelectField(_("Text"), validate_choice=False)
    version = LineField(_("Version"), needed=N_("Type the version that stands on the sheet."))
    name = LineField(_("Name of the reviewer"), needed=N_("Say who reviewed it."))
    role = LineField(_("Role"), needed=N_("Say what the reviewer is."), description=_("such as: family physician"))
    licence = LineField(_("License"), needed=N_("Write the license."), description=_("number and state"))
    on = LineField(_("Reviewed on"), _past_day, N_("Write the day of the review."), description=_("month/day/year"))

    def review(self, text: ReviewText | None) -> Review | None:
        """The review typed, or None: the fields say what is wrong. text: the one chosen, as it is now."""
        right = self.validate()
        if text is None:
            abort(400)
        if not self.version.errors and not text.is_version(self.version.value):
            self.version.errors = [_("The text is at version %(now)s now. Make a new sheet.", now=text.version)]
            right = False
        values = (self.name.value, self.role.value, self.licence.value, self.on.value)
        return Review(text.id, *values, text.digest, tuple(text.words)) if right else None
