"""The search form: how it looks and what it offers. What its values may be is search/query.py's to say."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField
from wtforms.fields import SelectChoice

from directory.search.query import DEFAULT_MILES, PARAMETERS, BadQuery
from directory.web.shell.language import translated

RADII = (5, 10, 25, 50, 100)  # miles


class SearchForm(FlaskForm):
    """Filled from an address; it changes nothing, so it needs no token and sets no cookie."""

    class Meta:
        """Flask-WTF's settings."""

        csrf = False

    near = StringField(
        _("Where"),
        description=_("ZIP code, or city and state"),
        render_kw={"autocomplete": "postal-code", "maxlength": 100},
    )
    insurance = StringField(
        _("Insurance"),
        description=_("company, plan or plan number"),
        render_kw={"autocomplete": "off", "maxlength": 100, "list": "payers"},
    )
    within = SelectField(_("Within"), default=f"{DEFAULT_MILES:g}", validate_choice=False)
    name = StringField(
        _("Name"), description=_("all or part of it"), render_kw={"autocomplete": "off", "maxlength": 100}
    )

    def __init__(self, parameters: Mapping[str, str], error: BadQuery | None = None):
        super().__init__(parameters)
        self.within.choices = [SelectChoice(str(miles), _("%(miles)s miles", miles=miles)) for miles in RADII]
        if self.within.data and self.within.data not in map(str, RADII):
            self.within.choices.append(SelectChoice(self.within.data, self.within.data))
        for name, text in (error.errors if error else {}).items():
            if name in self:
                self[name].errors = [translated(text)]
        self.kept = [
            (name, parameters[name])
            for name in (*PARAMETERS, "lang")
            if name not in self and name != "page" and parameters.get(name)
        ]

    @property
    def narrowed(self) -> bool:
        """Whether more than a place and an insurance is asked for or wrong."""
        return bool(self.name.data or self.name.errors or self.within.errors or self.within.data != self.within.default)


def described(field: Field, autofocus: bool) -> dict[str, object]:
    """The attributes that tie a field to its hint and to what is wrong with it."""
    ids = [f"{field.id}-error"] * bool(field.errors) + [f"{field.id}-hint"] * bool(field.description)
    attributes = {
        "aria-describedby": " ".join(ids),
        "aria-invalid": "true" if field.errors else "",
        "autofocus": autofocus,
    }
    return {name: value for name, value in attributes.items() if value}
