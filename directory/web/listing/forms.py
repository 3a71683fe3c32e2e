"""The form that reports a mistake on a listing."""

import re

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, StringField

from directory.core.i18n import N_
from directory.store.office.mistakes import LONGEST_REPORT
from directory.web.account.forms import AccountForm
from directory.web.shell.forms import LineField, TextField, choices

EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(\.[\w-]+)+", re.ASCII)
MISTAKE_KINDS = {  # what is wrong, as store.office.mistakes.Mistake.kind has it
    "phone": N_("The phone number does not work"),
    "moved": N_("They moved, or the address is wrong"),
    "retired": N_("They no longer practice"),
    "deceased": N_("They have died"),
    "plan": N_("They do not take this plan"),
    "other": N_("Something else"),
}


def email_address(text: str) -> str:
    """The address. Raises ValueError where it is none; one address, and nothing that a mail's header would end at."""
    if not EMAIL.fullmatch(text):
        raise ValueError(N_("Write it as name@example.org, or leave it out."))
    return text


class MistakeTextField(TextField):
    """What the listing should say; as long as the office keeps it."""

    longest = LONGEST_REPORT


class MistakeForm(AccountForm):
    """What is wrong. website: no person sees it, programs fill it in; stamp: when the form was shown, signed."""

    kind = RadioField(
        _("What is wrong?"),
        choices=choices({key: _(text) for key, text in MISTAKE_KINDS.items()}),
        validate_choice=False,
    )
    more = MistakeTextField(_("What should it say?"), description=_("if you know; nothing about your health, please"))
    reply_to = LineField(
        _("Your e-mail address"),
        read=email_address,
        description=_("only if you want an answer; it is deleted when you have it"),
        render_kw={"autocomplete": "email", "type": "email", "autocapitalize": "none", "spellcheck": "false"},
    )
    website = StringField(_("Leave this empty"), render_kw={"tabindex": "-1", "autocomplete": "off"})
    stamp = HiddenField()
