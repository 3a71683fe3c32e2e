"""The forms of accounts: how they look. What their values may be is accounts/'s to say."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, PasswordField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from directory.accounts.mend import Mend
from directory.accounts.passwords import SHORTEST
from directory.core import npi, phones
from directory.web.language import translated

AS_TYPED = {"autocapitalize": "none", "spellcheck": "false"}


def _short(most: int) -> Length:
    return Length(max=most, message=_("This is too long: at most %(most)s characters.", most=most))


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

    def take(self, error: Mend) -> None:
        """Puts what is wrong beside the fields."""
        for name, text in error.errors.items():
            self[name].errors = [translated(text)]


class SignInForm(AccountForm):
    """All that it takes to come in."""

    email = EmailField(_("E-mail address"), render_kw={"autocomplete": "username", "maxlength": 254, **AS_TYPED})
    password = PasswordField(_("Password"), render_kw={"autocomplete": "current-password"})
    code = StringField(_("Code"), description=_("from your authenticator app, or a recovery code"), render_kw={"autocomplete": "one-time-code", "maxlength": 40, **AS_TYPED})


class SetUpForm(AccountForm):
    """What an invitation is answered with."""

    password = PasswordField(_("Password"), description=_("at least %(least)s characters", least=SHORTEST), render_kw={"autocomplete": "new-password"})
    again = PasswordField(_("The same password again"), render_kw={"autocomplete": "new-password"})
    code = StringField(_("Code that the app shows"), description=_("six digits"), render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 10})


class ConfirmForm(AccountForm):
    """It is still them."""

    old = PasswordField(_("Your password"), render_kw={"autocomplete": "current-password"})


class PasswordForm(ConfirmForm):
    """Another password."""

    password = PasswordField(_("New password"), description=_("at least %(least)s characters", least=SHORTEST), render_kw={"autocomplete": "new-password"})
    again = PasswordField(_("The new password again"), render_kw={"autocomplete": "new-password"})


class ProfileForm(AccountForm):
    """What every letter begins with: the letterhead and who signs."""

    name = StringField(_("Name"), validators=[_short(100)], render_kw={"autocomplete": "name", "maxlength": 100})
    credentials = StringField(_("Credentials"), description=_("such as MD"), validators=[_short(50)], render_kw={"maxlength": 50})
    npi = StringField(_("NPI"), description=_("ten digits"), validators=[Optional()], render_kw={"inputmode": "numeric", "maxlength": 20})
    practice = StringField(_("Practice"), validators=[_short(100)], render_kw={"autocomplete": "organization", "maxlength": 100})
    address = TextAreaField(_("Address"), validators=[_short(300)], render_kw={"rows": 3, "maxlength": 300})
    phone = StringField(_("Phone"), validators=[Optional()], render_kw={"autocomplete": "tel", "maxlength": 30})
    fax = StringField(_("Fax"), validators=[Optional()], render_kw={"maxlength": 30})

    def validate_npi(self, field: Field) -> None:
        """Ten digits with the right check digit."""
        if not npi.is_valid(field.data.strip()):
            raise ValidationError(_("This is not an NPI: it has ten digits, and the last one checks the others."))

    def validate_phone(self, field: Field) -> None:
        """A number of the United States."""
        try:
            phones.normalised(field.data)
        except ValueError:
            raise ValidationError(_("This cannot be a telephone number here: it has ten digits.")) from None

    validate_fax = validate_phone

    def told(self) -> dict[str, str]:
        """What was typed, without spaces around it."""
        return {name: (text or "").strip() for name, text in self.data.items()}
