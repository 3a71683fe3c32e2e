"""The form by which an admin says what is fetched again and again."""

from datetime import UTC, date, datetime, time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField

from directory.core.addresses import STATES
from directory.core.i18n import N_
from directory.core.known_fetches import DRILL, DRILL_TITLE, FETCH_BY_NAME, KNOWN_FETCHES
from directory.store.office.schedules import DRILL_SETTINGS, MOST_PERCENT, TOO_FAR, Schedule, ScheduleTerms
from directory.store.reference import files as reference
from directory.web.admin.forms_imports import EXTENTS, NO_INSURERS, WHOLE, SourceForm, day, state_field
from directory.web.shell.forms import LineField, choices, number
from directory.web.shell.language import translated
from directory.web.shell.site import site
from directory.worker.orders import known_settings, order_title

OFTEN = {"1": _("every day"), "7": _("every week"), "14": _("every two weeks"), "30": _("every 30 days")}
SETTLED = {"": _("it waits until somebody has looked"), "1": _("it is published, if nothing speaks against it")}
WITH_PORTAL = N_("Choose a state whose list is on a portal: %(states)s.")
NO_ADDRESS = N_("Give the address of the file.")
NO_COPIES = N_("Whoever runs this server has to say first where copies are (COPIES).")
NO_DAY = N_("Say on which day it runs next.")


class ScheduleForm(SourceForm):
    """What is fetched, from where, how often, and what becomes of it."""

    known = SelectField(_("What it fetches or tries"))
    state = state_field(_("of a licensing board’s list, or of the insurers"))
    days = SelectField(_("How often"), choices=choices(OFTEN), default="7")
    next_on = LineField(_("Next on"), day, needed=NO_DAY, description=_("YYYY-MM-DD"))
    hour = SelectField(_("At"), choices=choices({str(hour): f"{hour:02}:00 UTC" for hour in range(24)}), default="8")
    publishes = SelectField(_("When it was tried"), choices=choices(SETTLED), default="")
    most = LineField(
        _("Percent that may come or go without a look"),
        number(0, MOST_PERCENT),
        needed=N_("Write a whole number from 0 to 20."),
        description=_("0 to 20, of whatever the guard counts"),
        render_kw={"inputmode": "numeric"},
    )

    def __init__(self, typed: Any = None, **known: Any):
        super().__init__(typed, **known)
        titles = {each.name: translated(each.title) for each in KNOWN_FETCHES}
        self.known.choices = choices({"": gettext("a file at an https address"), **titles, DRILL: gettext(DRILL_TITLE)})
        self.address.description = gettext("of the file, or of the list of insurers; the rest is fetched without one")

    @classmethod
    def of(cls, schedule: Schedule) -> "ScheduleForm":
        """The form, filled in with what a schedule is told."""
        told = schedule.settings
        extents = {whole: extent for extent, whole in WHOLE.items() if extent in EXTENTS}
        return cls(
            None,
            known=told.get("known") or "",
            address=next(iter(told.get("files") or []), ""),
            source=told.get("source") or "",
            extent=extents[told.get("whole")],
            state=next(iter(told.get("states") or []), ""),
            society=told.get("society") or "",
            payer=told.get("payer") or "",
            plans=next(iter(told.get("plans") or []), ""),
            days=str(schedule.days),
            next_on=schedule.next_at.date().isoformat(),
            hour=str(schedule.next_at.hour),
            publishes="1" if schedule.publishes else "",
            most=str(schedule.most),
        )

    def fits(self, now: datetime) -> bool:
        """Whether a schedule can be made of it; the fields say what is wrong."""
        valid = self.validate() and self._check_origin()
        if valid and not now < self.next_at <= now + TOO_FAR:
            past = self.next_at <= now
            self.next_on.errors = [
                gettext("That moment has passed. Give a later day or hour.") if past else gettext("Within a year.")
            ]
            return False
        return valid

    def _check_origin(self) -> bool:
        if self.known.data == DRILL:
            self.known.errors = [] if site().settings.copies else [gettext(NO_COPIES)]
            return not self.known.errors
        fetch = FETCH_BY_NAME.get(self.known.data)
        if not fetch or fetch.from_list:
            return self._check_address_and_state(by_state=bool(fetch))
        with_portal = [layout.state for layout in reference.licence_layouts() if layout.portal]
        if fetch.by_state and self.state.data not in with_portal:
            names = ", ".join(STATES[state] for state in with_portal)
            self.state.errors = [gettext(WITH_PORTAL, states=names)]
            return False
        return True

    def _check_address_and_state(self, by_state: bool) -> bool:
        if by_state and self.state.data not in STATES:
            self.state.errors = [gettext(NO_INSURERS)]
            return False
        if not self.address.data:
            self.address.errors = [gettext(NO_ADDRESS)]
            return False
        return self.check_address()

    @property
    def next_at(self) -> datetime:
        """The moment of the next run."""
        return datetime.combine(date.fromisoformat(self.next_on.value), time(int(self.hour.data)), UTC)

    def terms(self) -> ScheduleTerms:
        """What it says of a schedule."""
        fetch = FETCH_BY_NAME.get(self.known.data)
        states = [self.state.data] if fetch and fetch.by_state else None
        if fetch:
            title, told = order_title(fetch, states), known_settings(fetch, states, self.address.value)
        elif self.known.data == DRILL:
            title, told = DRILL_TITLE, DRILL_SETTINGS
        else:
            title, told = self.title(), self.settings() | {"files": [self.address.value]}
        publishes = bool(self.publishes.data) and told != DRILL_SETTINGS
        return ScheduleTerms(title, told, int(self.days.data), self.next_at, publishes, self.most.value)
