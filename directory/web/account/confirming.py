"""Asking somebody who is signed in for their password once more, before what a passer-by must not do."""

from flask_babel import gettext as _

from directory.accounts import signing_in, tries
from directory.accounts.validation import ValidationError
from directory.web.account.forms import ConfirmForm
from directory.web.account.routes_sign_in import too_soon_message
from directory.web.shell import session


def is_confirmed(form: ConfirmForm) -> bool:
    """Whether they have shown that it is still them; where not, the form says so."""
    try:
        signing_in.confirm_password(session.office(), session.person(), form.old.data or "")
    except signing_in.SignInRefused:
        form.show_errors(ValidationError(old=_("This is not your password.")))
    except tries.TooSoon as wait:
        form.show_errors(ValidationError(old=too_soon_message(wait)))
    return not form.errors
