"""The form for an estimate: what may be typed, and what it comes to."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField
from wtforms.fields import SelectChoice

from directory.core.guide import Costs
from directory.core.money import MOST_DOLLARS, number
from directory.coverage.costs import (
    MOST_VISITS,
    CostSharing,
    VisitCost,
    estimate,
    known_price,
    price_in_cents,
    published_prices,
    to_cents,
)

VISITS = 12  # a first course under Medicare's rule; asked for where nothing is typed


class EstimateForm(FlaskForm):
    """Filled from an address; it changes nothing, so it needs no token and sets no cookie."""

    class Meta:
        """Flask-WTF's settings."""

        csrf = False

    visits = StringField(_("Number of visits"), render_kw={"inputmode": "numeric", "maxlength": 3})
    plan = SelectField(_("Who pays"), validate_choice=False)
    first = StringField(
        _("First visit, in dollars"),
        description=_("if the clinic has told you"),
        render_kw={"inputmode": "decimal", "maxlength": 9},
    )
    later = StringField(
        _("Each later visit, in dollars"),
        description=_("if the clinic has told you"),
        render_kw={"inputmode": "decimal", "maxlength": 9},
    )
    deductible = StringField(
        _("Deductible still to pay, in dollars"),
        description=_("what you pay before the plan does"),
        render_kw={"inputmode": "decimal", "maxlength": 9},
    )
    copay = StringField(
        _("Copay for a visit, in dollars"),
        description=_("leave blank if you pay a percentage"),
        render_kw={"inputmode": "decimal", "maxlength": 9},
    )
    coinsurance = StringField(
        _("Your share of each visit, in percent"),
        description=_("coinsurance"),
        render_kw={"inputmode": "decimal", "maxlength": 6},
    )
    limit = StringField(
        _("Visits that the plan pays for"),
        description=_("blank if it named no limit"),
        render_kw={"inputmode": "numeric", "maxlength": 3},
    )

    def __init__(self, parameters: Mapping[str, str], costs: Costs, listing: dict | None = None):
        """listing: whose fees, where they are known, stand where nobody has typed a price yet."""
        super().__init__(parameters)
        self.costs = costs
        self.plan.choices = [
            SelectChoice(*pair)
            for pair in (("", _("I pay myself")), ("medicare", "Medicare"), ("own", _("My plan, as I type it below")))
        ]
        if self.visits.data is None:
            self.visits.data = str(VISITS)
        self.of_listing = ""  # one of the listing's facts that was taken
        for field, fee in ((self.first, "first_visit_fee"), (self.later, "later_visit_fee")):
            if field.data is None and listing and fee in listing["facts"]:
                field.data, self.of_listing = f"{listing[fee]:.2f}".removesuffix(".00"), fee

    @property
    def medicare(self) -> bool:
        """Whether Medicare's own prices and share are wanted."""
        return self.plan.data == "medicare"

    def rows(self) -> list[VisitCost]:
        """The estimate, a row for each visit; none where something typed cannot be read: `errors` says what it may be."""
        prices, medicares = published_prices(self.costs, self.medicare)
        visits = self._number(self.visits, MOST_VISITS, whole=True)
        first, later = self._number(self.first, MOST_DOLLARS), self._number(self.later, MOST_DOLLARS)
        plan = self._plan(medicares)
        if any(field.errors for field in self):
            return []
        return estimate(
            int(visits or 0),
            price_in_cents(prices.first) if first is None else known_price(first),
            price_in_cents(prices.later) if later is None else known_price(later),
            plan,
        )

    def _plan(self, medicares: CostSharing | None) -> CostSharing | None:
        deductible, copay = self._number(self.deductible, MOST_DOLLARS), self._number(self.copay, MOST_DOLLARS)
        coinsurance, limit = self._number(self.coinsurance, 100), self._number(self.limit, MOST_VISITS, whole=True)
        if self.medicare and deductible is not None:
            return CostSharing(to_cents(deductible), None, medicares.coinsurance, medicares.visits)
        if self.plan.data != "own":
            return medicares
        return CostSharing(
            to_cents(deductible or 0),
            None if copay is None else to_cents(copay),
            coinsurance or 0,
            None if limit is None else int(limit),
        )

    def _number(self, field: Field, most: int, whole: bool = False) -> float | None:
        text = (field.data or "").strip().removeprefix("$").removesuffix("%").replace(",", "")
        if not text:
            return None
        typed = number(text, most)
        if typed is not None and (not whole or typed.is_integer()):
            return typed
        field.errors = [
            _("a whole number from 0 to %(most)s.", most=most)
            if whole
            else _("a number from 0 to %(most)s.", most=most)
        ]
        return None
