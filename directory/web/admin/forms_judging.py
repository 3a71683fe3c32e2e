"""The forms by which admins judge what sources say."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField

from directory.core.i18n import N_
from directory.core.practitioner import REMOVALS
from directory.web.account.forms import AccountForm
from directory.web.shell.forms import LineField, choices

NEEDS_REASON = N_("Say why, in a few words.")


class WhyForm(AccountForm):
    """Why an admin does something."""

    why = LineField(
        _("Why"), needed=NEEDS_REASON, description=_("kept with the decision, for those who come after you")
    )


class LearnedForm(WhyForm):
    """What an admin states, with where they know it from."""

    learned = LineField(
        _("Where you know it from"),
        needed=N_("Say where you know it from: an address, a letter, a call and its day."),
        description=_("an address, a letter, a call and its day"),
    )


class EditForm(LearnedForm):
    """An edit of a listing. what: the key of an Editable; report: the report of a mistake that it mends."""

    what = SelectField(_("What you state"), validate_choice=False)
    value = LineField(_("What is right"), description=_("blank: nothing is known, or the number does not work"))


REMOVAL_LABELS = dict(
    zip(
        REMOVALS,
        (
            N_("They asked to be removed"),
            N_("They practice no more"),
            N_("They have died"),
            N_("Hold back until somebody has looked into it"),
        ),
        strict=True,
    )
)


class RemovalForm(LearnedForm):
    """Taking somebody out of the directory."""

    because = RadioField(
        _("Reason"), choices=choices({key: _(text) for key, text in REMOVAL_LABELS.items()}), validate_choice=False
    )
