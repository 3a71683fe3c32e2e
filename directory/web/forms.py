"""The search form: how it looks and what it offers. What its values may be is search/query.py's to say."""

from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField
from wtforms.fields import SelectChoice

from directory.core.taxonomy import KINDS
from directory.search.query import MILES, BadQuery

RADII = (5, 10, 25, 50, 100)  # miles


class SearchForm(FlaskForm):
    """Filled from an address; it changes nothing, so it needs no token and sets no cookie."""

    class Meta:
        """Flask-WTF's settings."""

        csrf = False

    near = StringField("Where", description="ZIP code, or city and state", render_kw={"autocomplete": "postal-code", "maxlength": 100})
    within = SelectField("Within", default=f"{MILES:g}", validate_choice=False)
    kind = SelectField("Who", choices=[SelectChoice("", "Anyone"), *(SelectChoice(*pair) for pair in KINDS.items())], validate_choice=False)
    insurance = StringField("Insurance", description="company or plan", render_kw={"maxlength": 100})
    name = StringField("Name", description="all or part of it", render_kw={"autocomplete": "off", "maxlength": 100})

    def __init__(self, parameters: dict[str, str], error: BadQuery | None = None):
        super().__init__(parameters)
        self.within.choices = [SelectChoice(str(miles), f"{miles} miles") for miles in RADII]
        if self.within.data and self.within.data not in map(str, RADII):
            self.within.choices.append(SelectChoice(self.within.data, self.within.data))
        for name, text in (error.errors if error else {}).items():
            if name in self:
                self[name].errors = [text]

    @property
    def narrowed(self) -> bool:
        """Whether anything but the place and the radius is asked for."""
        return any(field.data or field.errors for field in (self.kind, self.insurance, self.name))


def described(field: Field, autofocus: bool) -> dict[str, object]:
    """The attributes that tie a field to its hint and to what is wrong with it."""
    ids = [f"{field.id}-error"] * bool(field.errors) + [f"{field.id}-hint"] * bool(field.description)
    attributes = {"aria-describedby": " ".join(ids), "aria-invalid": "true" if field.errors else "", "autofocus": autofocus}
    return {name: value for name, value in attributes.items() if value}
