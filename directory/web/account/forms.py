"""The forms of accounts: how they look. What their values may be is accounts/'s to say."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, StringField

from directory.accounts.passwords import SHORTEST_PASSWORD
from directory.accounts.validation import ValidationError
from directory.web.letters.forms import LetterForm
from directory.web.shell.language import translated

AS_TYPED = {"autocapitalize": "none", "spellcheck": "false"}


class AccountForm(FlaskForm):
    """Tokens are the guard's (session.form_token)."""

    class Meta:
        """Flask-WTF's settings."""

        csrf = False

    problem = ""  # what is wrong with no field of its own

    def __init__(self, typed: Mapping[str, str] | None = None, **known: object):
        super().__init__(typed, **known)
        for field in self:
            field.data = field.data or ""  # a program may leave fields out

    def take(self, error: ValidationError) -> None:
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


class ConfirmForm(AccountForm):
    """It is still them."""

    old = PasswordField(_("Your password"), render_kw={"autocomplete": "current-password"})


class PasswordForm(ConfirmForm):
    """Another password."""

    password = PasswordField(
        _("New password"),
        description=_("at least %(least)s characters", least=SHORTEST_PASSWORD),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(_("The new password again"), render_kw={"autocomplete": "new-password"})


class ProfileForm(AccountForm):
    """What every letter begins with: the letter's own fields, under its names."""

    npi_said = ""
    sender_name, credentials, sender_npi, practice = (
        LetterForm.sender_name,
        LetterForm.credentials,
        LetterForm.sender_npi,
        LetterForm.practice,
    )
    fax, sender_phone, email, address = LetterForm.fax, LetterForm.sender_phone, LetterForm.email, LetterForm.address
    reply, signature = LetterForm.reply, LetterForm.signature
    visits, urgency, electro, question, supervisor = (
        LetterForm.visits,
        LetterForm.urgency,
        LetterForm.electro,
        LetterForm.question,
        LetterForm.supervisor,
    )
