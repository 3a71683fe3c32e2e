"""The forms of one question with which a kept listing is changed, or taken from whom it is not."""

from flask_babel import lazy_gettext

from directory.core.i18n import N_
from directory.web.account.forms import AccountForm
from directory.web.listing import stated_values
from directory.web.shell.forms import LineField


class NewNameForm(AccountForm):
    """The name that somebody has now."""

    name = LineField(
        lazy_gettext("Your name now"),
        read=lambda text: stated_values.also_known_as(text)[0],
        needed=N_("Write the name as it is on your license."),
        render_kw={"autocomplete": "name"},
    )


class NoticeForm(AccountForm):
    """The code of a letter."""

    code = LineField(
        lazy_gettext("The code in the letter"),
        needed=lazy_gettext("Type the eight letters and digits."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )
