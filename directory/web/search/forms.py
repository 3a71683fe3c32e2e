"""The search form: how it looks and what it offers. What its values may be is search/query.py's to say."""

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, StringField

from directory.search.query import DEFAULT_MILES, PARAMETERS, BadQuery
from directory.web.shell.forms import BaseForm, choices
from directory.web.shell.language import translated

RADII = (5, 10, 25, 50, 100)  # miles


class SearchForm(BaseForm):
    """Filled from an address; it changes nothing, so it needs no token and sets no cookie."""

    near = StringField(
        _("Where"),
        description=_("ZIP code, city and state, or somebody’s name"),
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

    def __init__(self, parameters: MultiDict[str, str], error: BadQuery | None = None):
        super().__init__(parameters)
        radii = {str(miles): _("%(miles)s miles", miles=miles) for miles in RADII}
        if typed := self.within.data:
            radii.setdefault(typed, typed)
        self.within.choices = choices(radii)
        for name, text in (error.errors if error else {}).items():
            if name in self:
                self[name].errors = [translated(text)]
        typed = parameters.to_dict()
        self.kept = [
            (name, typed[name])
            for name in (*PARAMETERS, "lang")
            if name not in self and name != "page" and typed.get(name)
        ]

    @property
    def narrowed(self) -> bool:
        """Whether more than a place and an insurance is asked for or wrong."""
        return bool(self.name.data or self.name.errors or self.within.errors or self.within.data != self.within.default)
