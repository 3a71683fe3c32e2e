"""The forms with which admins look after practices."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired

from directory.core.i18n import N_
from directory.store.office.practices import KEEP_YEARS
from directory.web.account.forms import ConfirmForm
from directory.web.shell.forms import LineField, number

MOST_YEARS = 99


class PracticeForm(ConfirmForm):
    """A practice's name, and how long its letters are kept."""

    name = StringField(
        _("Name"), validators=[InputRequired(_("Write the name."))], render_kw={"maxlength": 200, "autocomplete": "off"}
    )
    keep_years = LineField(
        _("Years that letters are kept"),
        number(1, MOST_YEARS),
        needed=N_("Write for how many years letters are kept."),
        default=str(KEEP_YEARS),
        description=_("from their last change; until then, deleting one takes two people"),
        render_kw={"inputmode": "numeric"},
    )


class MergeForm(ConfirmForm):
    """Into which practice another one goes."""

    into = SelectField(_("Into"), coerce=int)
