"""The forms of accounts: how they look. What their values may be is accounts/'s to say."""

from typing import Any

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import EmailField, PasswordField, StringField
from wtforms.widgets import PasswordInput

from directory.accounts.passkeys import LONGEST_NAME
from directory.accounts.passwords import SHORTEST_PASSWORD
from directory.accounts.validation import ValidationError
from directory.web.letters.forms_sections import ReasonFields, RequestFields, SenderFields
from directory.web.shell.forms import BaseForm
from directory.web.shell.language import translated

AS_TYPED = {"autocapitalize": "none", "spellcheck": "false"}


class AccountForm(BaseForm):
    """A form whose errors come from accounts/."""

    problem = ""  # what is wrong with no field of its own

    def __init__(self, typed: MultiDict[str, str] | None = None, **known: Any):
        super().__init__(typed, **known)
        for field in self:
            field.data = field.data or ""  # a program may leave fields out

    def show_errors(self, error: ValidationError) -> None:
        """Puts what is wrong beside the fields."""
        for name, text in error.errors.items():
            self[name].errors = [translated(text)]


class SignInForm(AccountForm):
    """All that it takes to come in."""

    email = EmailField(_("E-mail address"), render_kw={"autocomplete": "username", "maxlength": 254, **AS_TYPED})
    password = PasswordField(_("Password"), render_kw={"autocomplete": "current-password"})
    code = StringField(
        _("Code"),
        description=_("from your authenticator app, or a recovery code"),
        render_kw={"autocomplete": "one-time-code", "maxlength": 40, **AS_TYPED},
    )


class SetUpForm(AccountForm):
    """What an invitation is answered with."""

    password = PasswordField(
        _("Password"),
        description=_("at least %(least)s characters", least=SHORTEST_PASSWORD),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(_("The same password again"), render_kw={"autocomplete": "new-password"})
    code = StringField(
        _("Code that the app shows"),
        description=_("six digits"),
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 10},
    )

    def show_errors(self, error: ValidationError) -> None:
        """Beside the fields; a password that is right stays typed where only the code was wrong."""
        super().show_errors(error)
        if not (self.password.errors or self.again.errors):
            self.password.widget = self.again.widget = PasswordInput(hide_value=False)


class ConfirmForm(AccountForm):
    """It is still them."""

    old = PasswordField(_("Your password"), render_kw={"autocomplete": "current-password"})


class PasskeyForm(ConfirmForm):
    """Another passkey: what it is called, so that its owner knows it again."""

    name = StringField(
        _("A name for it"),
        description=_("such as: my phone"),
        render_kw={"autocomplete": "off", "maxlength": LONGEST_NAME},
    )


class PasswordForm(ConfirmForm):
    """Another password."""

    password = PasswordField(
        _("New password"),
        description=_("at least %(least)s characters", least=SHORTEST_PASSWORD),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(_("The new password again"), render_kw={"autocomplete": "new-password"})


class ProfileForm(AccountForm, SenderFields):
    """What every letter begins with: the letter's own fields, under its names."""

    visits, urgency, electro = RequestFields.visits, RequestFields.urgency, RequestFields.electro
    question, supervisor = ReasonFields.question, RequestFields.supervisor
