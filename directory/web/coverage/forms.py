"""The form for an estimate: what may be typed, and what it comes to."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectField, StringField

from directory.core import dates
from directory.core.addresses import STATES
from directory.core.guide import Costs
from directory.core.money import MOST_DOLLARS, NARROW, dollars, number
from directory.core.practitioner import ListedPlan, Practitioner
from directory.coverage.costs import (
    HUNDRED,
    MOST_VISITS,
    CostSharing,
    VisitCost,
    estimate,
    known_price,
    price_in_cents,
    published_prices,
    to_cents,
)
from directory.coverage.medicare_prices import NearbyPrices, nearby_prices
from directory.coverage.negotiated import visit_under
from directory.web.shell.forms import BaseForm, choices

USUAL_VISITS = 12  # a first course under Medicare's rule; asked for where nothing is typed
PAYERS = {"": _("I pay myself"), "medicare": "Medicare", "own": _("My plan, as I type it below")}
DOLLARS = {"inputmode": "decimal", "maxlength": 9}
PERCENT = {"inputmode": "decimal", "maxlength": 6}
COUNT = {"inputmode": "numeric", "maxlength": 3}


class EstimateForm(BaseForm):
    """Filled from an address; it changes nothing, so it needs no token and sets no cookie."""

    visits = StringField(_("Number of visits"), render_kw=COUNT)
    plan = SelectField(_("Who pays"), validate_choice=False)
    state = SelectField(_("State"), validate_choice=False)
    first = StringField(_("First visit, in dollars"), description=_("if the clinic has told you"), render_kw=DOLLARS)
    later = StringField(
        _("Each later visit, in dollars"), description=_("if the clinic has told you"), render_kw=DOLLARS
    )
    deductible = StringField(
        _("Deductible still to pay, in dollars"), description=_("what you pay before the plan does"), render_kw=DOLLARS
    )
    copay = StringField(
        _("Copay for a visit, in dollars"), description=_("leave blank if you pay a percentage"), render_kw=DOLLARS
    )
    coinsurance = StringField(
        _("Your share of each visit, in percent"), description=_("coinsurance"), render_kw=PERCENT
    )
    limit = StringField(
        _("Visits that the plan pays for"), description=_("blank if it named no limit"), render_kw=COUNT
    )

    def __init__(
        self,
        parameters: MultiDict[str, str],
        costs: Costs,
        listing: Practitioner | None = None,
        charges: Mapping[str, Any] | None = None,
    ):
        """listing: whose fees, where they are known, stand where nobody has typed a price yet; charges: what Medicare
        was billed by state (coverage.medicare_prices), which stands where neither is known.
        """
        super().__init__(parameters)
        self.costs, self.charges = costs, charges or {}
        self.state.choices = choices({"": _("Not told")} | {code: STATES[code] for code in self.charges})
        if self.state.data is None and listing:
            self.state.data = next((place.state for place in listing.locations if place.state in self.charges), None)
        self.plan.choices = choices(PAYERS)
        if self.visits.data is None:
            self.visits.data = str(USUAL_VISITS)
        self.agreed = self._agreed_with(parameters.get("agreed"), listing)  # whose price was taken
        self.of_listing = ""  # one of the listing's facts that was taken
        for field, fee in ((self.first, "first_visit_fee"), (self.later, "later_visit_fee")):
            if field.data is None and listing and fee in listing.facts:
                field.data, self.of_listing = f"{getattr(listing, fee):.2f}".removesuffix(".00"), fee

    def _agreed_with(self, name: str | None, listing: Practitioner | None) -> ListedPlan | None:
        """The plan of this name with which the practice has agreed a price, which then stands where none is typed."""
        for taken in listing.insurance if listing and name else ():
            agreed = visit_under(taken, self.costs.visit, dates.today())
            if name == (taken.plan or taken.payer) and agreed:
                visit = agreed.visit
                price = f"{(visit.usual.middle if visit.usual else visit.first_quarter) / HUNDRED:.2f}"
                for field, typed in ((self.first, price), (self.later, price), (self.plan, "own")):
                    field.data = typed if field.data is None else field.data
                return taken
        return None

    @property
    def medicare(self) -> bool:
        """Whether Medicare's own prices and share are wanted."""
        return bool(self.plan.data == "medicare")

    @property
    def nearby(self) -> NearbyPrices | None:
        """What was billed in the state, where it stands for a price that nobody typed; None where nothing is known."""
        is_asked = not ((self.first.data or "").strip() and (self.later.data or "").strip())
        return nearby_prices(self.charges, self.state.data or "", self.medicare, self.costs.visit) if is_asked else None

    @property
    def share_is_unknown(self) -> bool:
        """Whether a plan is to pay of which nothing was typed that says how much: then the full price is shown."""
        own = self.plan.data == "own"
        return own and not any((field.data or "").strip() for field in (self.copay, self.coinsurance))

    @property
    def unused(self) -> list[Field]:
        """What was typed and plays no part, for what was chosen under "Who pays"."""
        own = (self.coinsurance,) if (self.copay.data or "").strip() else ()
        idle: dict[str, tuple[Field, ...]] = {
            "": (self.deductible, self.copay, self.coinsurance, self.limit),
            "medicare": (self.copay, self.coinsurance, self.limit),
            "own": (self.deductible, self.limit) if self.share_is_unknown else own,
        }
        return [field for field in idle.get(self.plan.data or "", ()) if (field.data or "").strip()]

    def rows(self) -> list[VisitCost]:
        """The estimate, a row for each visit; none where something typed cannot be read, which `errors` then says."""
        prices, medicare_plan = published_prices(self.costs, self.medicare)
        visits = _number(self.visits, MOST_VISITS, whole=True)
        first, later = _dollars(self.first), _dollars(self.later)
        plan = self._plan(medicare_plan)
        if any(field.errors for field in self):
            return []
        nearby = self.nearby
        unknown_first, unknown_later = (
            (nearby.visit, nearby.visit) if nearby else (price_in_cents(prices.first), price_in_cents(prices.later))
        )
        return estimate(
            int(visits or 0),
            unknown_first if first is None else known_price(first),
            unknown_later if later is None else known_price(later),
            plan,
        )

    def _plan(self, medicare_plan: CostSharing | None) -> CostSharing | None:
        """How the plan shares the price; medicare_plan: Medicare's own share, where it is wanted."""
        deductible, copay = _dollars(self.deductible), _dollars(self.copay)
        coinsurance, limit = _percent(self.coinsurance), _number(self.limit, MOST_VISITS, whole=True)
        if medicare_plan and deductible is not None:
            return CostSharing(to_cents(deductible), None, medicare_plan.coinsurance, medicare_plan.visits)
        if self.plan.data != "own" or self.share_is_unknown:
            return medicare_plan
        return CostSharing(
            to_cents(deductible or 0),
            None if copay is None else to_cents(copay),
            coinsurance or 0,
            None if limit is None else int(limit),
        )


def _dollars(field: Field) -> float | None:
    text = (field.data or "").strip()
    try:
        return dollars(text) if text else None
    except ValueError:
        field.errors = [_("a number from 0 to %(most)s, such as 80 or 80.50.", most=f"{MOST_DOLLARS:,}")]
        return None


def _percent(field: Field) -> float | None:
    """A share in percent. No plan asks for less than one: 0.2 may be a fifth."""
    share = _number(field, HUNDRED)
    if share is None or share == 0 or share >= 1:
        return share
    field.errors = [_("whole percents, such as 20 for a fifth.")]
    return None


def _number(field: Field, most: int, whole: bool = False) -> float | None:
    """The number typed, None where none is; what cannot be read becomes an error of the field. None is so large that a
    comma parts its thousands.
    """
    text = (field.data or "").translate(NARROW).strip().removeprefix("$").removesuffix("%").strip()
    text = text.replace(",", ".")
    if not text:
        return None
    typed = number(text, most)
    if typed is not None and (not whole or typed.is_integer()):
        return typed
    words = (
        _("a whole number from 0 to %(most)s.", most=most) if whole else _("a number from 0 to %(most)s.", most=most)
    )
    field.errors = [words]
    return None
