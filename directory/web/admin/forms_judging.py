"""The forms by which admins judge what sources say."""

from flask_babel import lazy_gettext as _

from directory.core.i18n import N_
from directory.web.account.forms import AccountForm
from directory.web.shell.forms import LineField

NEEDS_REASON = N_("Say why, in a few words.")


class WhyForm(AccountForm):
    """Why an admin does something."""

    why = LineField(
        _("Why"), needed=NEEDS_REASON, description=_("kept with the decision, for those who come after you")
    )
