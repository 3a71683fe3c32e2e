"""The forms by which an import is asked for, published or discarded."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField

from directory.core import dates
from directory.core.addresses import STATES
from directory.core.i18n import N_
from directory.core.societies import short_name
from directory.core.sources import ROSTER, STATE_LISTS
from directory.importer.formats import web_request
from directory.importer.record import FileRefused
from directory.web.admin.imports_words import source_choices
from directory.web.shell.forms import BaseForm, LineField, choices
from directory.web.shell.language import translated
from directory.web.shell.site import site

EXTENTS = {
    "": _("as its name tells"),
    "full": _("replaces what the source said before"),
    "update": _("changes it"),
}
WHOLE = {"": None, "full": True, "update": False}
WITH_PAYER = ("qhp", "plan-net", "tic")  # whose files may not name their insurer
NOT_A_DAY = N_("A date is written YYYY-MM-DD.")
NO_STATE = N_("Choose the state whose list it is.")
NO_INSURERS = N_("Choose the state whose insurers are read.")
LONGEST_ADDRESS = 2000  # characters


def day(text: str) -> str:
    """The ISO day that somebody typed. Raises ValueError."""
    try:
        return dates.iso(text)
    except ValueError:
        raise ValueError(NOT_A_DAY) from None


class AddressField(LineField):
    """A web address; some insurers' are long."""

    longest = LONGEST_ADDRESS


def state_field(description: Any = "") -> SelectField:
    """A field for one of the states, or none."""
    states = choices({"": "", **STATES})
    return SelectField(_("State"), choices=states, description=description, validate_choice=False)


class SourceForm(BaseForm):
    """How a file of some source is to be read. address: where it is on the web."""

    address = AddressField(_("Its https address"), render_kw={"inputmode": "url", "autocomplete": "off"})
    source = SelectField(_("What it is"), validate_choice=False)
    extent = SelectField(_("What it does"), choices=choices(EXTENTS), validate_choice=False)
    state = state_field(_("of a licensing board’s list"))
    society = LineField(
        _("Society"), short_name, description=_("of a society’s list: its short name, such as AAMA"), blank=""
    )
    payer = LineField(_("Insurer"), description=_("where its files do not name it"))
    plans = LineField(_("Plans"), description=_("of an insurer’s table of contents: a plan, an employer or a number"))

    def __init__(self, typed: Any = None, **known: Any):
        super().__init__(typed, **known)
        self.source.choices = choices({"": gettext("find out"), **source_choices()})

    def limit(self, source: str, state: str, society: str) -> None:
        """Leaves no other source, state or society ("" none) to choose, whatever was typed."""
        self.society.data = society
        self.source.choices, self.source.data = choices({source: source_choices()[source]}), source
        self.state.choices, self.state.data = choices({state: STATES.get(state, "")}), state

    def validate(self, *ignored: Any) -> bool:
        """Whether an import can be made of it; the fields say what is wrong."""
        fits = super().validate(*ignored)
        if self.source.data == STATE_LISTS and self.state.data not in STATES:
            self.state.errors = [gettext(NO_STATE)]
            return False
        return fits

    def check_address(self) -> bool:
        """Whether the address is one that may be asked for; the field says what is wrong."""
        try:
            web_request.check_address(self.address.value, loopback=False)
            if not site().settings.private_networks:
                web_request.check_public_soon(self.address.value)
        except FileRefused as refusal:
            self.address.errors = [translated(refusal.said)]
            return False
        return True

    def title(self) -> str:
        """What people call the file at the address: that without its query, which may hold a key."""
        return web_request.without_query(self.address.value)

    def settings(self) -> dict[str, Any]:
        """What the job is told."""
        source = self.source.data if self.source.data in source_choices() else ""
        return {
            "source": source,
            "whole": WHOLE.get(self.extent.data or ""),
            "states": [self.state.data] if source in ("", STATE_LISTS) and self.state.data in STATES else None,
            "payer": (self.payer.value or None) if source in WITH_PAYER else None,
            "society": (self.society.value or None) if source == ROSTER else None,
            "plans": [self.plans.value] if source == "tic" and self.plans.value else None,
        }


class OrderForm(SourceForm):
    """How a file is to be read that is read once. upload: the file's, where it is here."""

    upload = HiddenField()
    as_of = LineField(
        _("The day it speaks of"), day, description=_("YYYY-MM-DD; leave it empty where the file tells"), blank=None
    )

    def settings(self) -> dict[str, Any]:
        """What the job is told."""
        return super().settings() | {"as_of": self.as_of.value}


class ColumnsForm(BaseForm):
    """What goes with a table's columns. find: which of a wide table's are shown; map_name: by which they are saved."""

    find = LineField(_("Show columns whose names have"))
    same_state = BooleanField(_("The state of a license is that of the address, where no column tells it"))
    map_name = LineField(
        _("Save this as"), description=_("a name, such as the keeper’s: it is offered for the next file")
    )


class InsurersForm(SourceForm):
    """Whose insurers are read, by which list. It comes from an address, unless a file is given."""

    state = state_field()

    def validate(self, *ignored: Any) -> bool:
        """Whether a state is chosen; the field says what is wrong."""
        if self.state.data not in STATES:
            self.state.errors = [gettext(NO_INSURERS)]
            return False
        return BaseForm.validate(self)


class SettleForm(BaseForm):
    """Publishing what was tried. force: although the guard says no."""

    reason = LineField(_("Why"), needed=N_("Say why in a few words: it stays in the history."))
    force = BooleanField(_("I have looked at what would be lost, and it is right"))


class FilterForm(BaseForm):
    """Which rows of a table to show."""

    state = SelectField(_("State"), validate_choice=False)
    field = SelectField(_("Field"), validate_choice=False)
    reason = SelectField(_("Reason"), validate_choice=False)
    refused = SelectField(
        _("Rows"), choices=choices({"": _("all with a problem"), "1": _("refused")}), validate_choice=False
    )
