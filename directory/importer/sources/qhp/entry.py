"""One provider's entry in a marketplace insurer's providers.json."""

import re
from functools import lru_cache

from directory.core import credentials, dates
from directory.core.i18n import N_
from directory.importer.cleaning import cleaned
from directory.importer.formats.json_values import Values
from directory.importer.record import RawLocation, RawStatement, ReadContext
from directory.importer.sources.qhp.plans import NO_ISSUER, NamedPlan, issuer_of, numbered, of_issuers
from directory.importer.sources.stated_name import StatedName, organisation_named

ACUPUNCTURE = re.compile(r"\bacupunct|\b171100000X\b", re.IGNORECASE)
ACCEPTING = {"accepting": True, "not accepting": False, "accepting in some locations": True}
LOCATION = {
    "address_1": "address",
    "address_2": "address_2",
    "city": "city",
    "state": "state",
    "postal_code": "zip",
    "phone": "phone",
}
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
YEARS_BETWEEN = re.compile(r"\s*(?:-|–|to|through)\s*", re.IGNORECASE)
WRONG_YEAR = N_("not a year: left out")
WRONG_PLAN = N_("not a HIOS plan id: five digits, the state, seven digits")


@lru_cache(4096)  # millions of entries have some hundred days
def past_day(text: str) -> str:
    """The day in a text, "" where there is none or it is to come."""
    return dates.past_or_none(text) or ""


class ProviderEntry(Values):
    """One provider; values of a wrong type become a Problem each and count as left out."""

    def __init__(self, number: int, record: dict[str, object]):
        super().__init__(number)
        self.record = record

    def day(self) -> str:
        """The day on which the insurer last changed the entry; "" where it does not tell a day, or one to come."""
        day = self.record.get("last_updated_on")
        return past_day(day) if isinstance(day, str) else ""

    def statement(self, context: ReadContext) -> tuple[RawStatement, tuple[NamedPlan, ...]] | None:
        """What the entry states, its plans as it names them; None where nobody here is concerned, or it has no NPI."""
        npi = cleaned("npi", self.text(self.record, "npi"))
        is_facility = self.text(self.record, "type").strip().upper() == "FACILITY"
        specialties = self.many(self.record, "facility_type" if is_facility else "specialty", str)
        is_listed = npi in context.npis
        if not is_listed and not any(map(ACUPUNCTURE.search, specialties)):
            context.tally.other_taxonomy += 1
            self.problems = []  # nobody mends what is wrong with others
            return None
        if not npi:
            self.note("NPI", "", N_("no NPI"), refused=True)
            return None
        named = self._named_plans()
        plans = of_issuers(named, context.issuers.elsewhere)
        if named and not plans:  # other files speak of these
            context.tally.other_taxonomy += 1
            return None
        return self._statement(npi, plans, is_facility, is_listed, specialties), plans

    def _statement(
        self, npi: str, plans: tuple[NamedPlan, ...], is_facility: bool, is_listed: bool, specialties: list[str]
    ) -> RawStatement:
        name = self._facility() if is_facility else self._person()
        return RawStatement(
            self.number,
            npi,
            key=f"{min(map(issuer_of, plans), default=NO_ISSUER)}-{npi}",
            adds_only=is_listed,
            kind="" if is_listed else self._kind(is_facility, specialties),
            languages=self.many(self.record, "languages", str),
            facts=self._facts(),
            locations=self._locations(),
            confirmed_on=self.text(self.record, "last_updated_on"),
            **name,
        )

    def _named_plans(self) -> tuple[NamedPlan, ...]:
        """The plans whose ids are right."""
        named = [
            NamedPlan(self.text(plan, "plan_id").strip(), self.text(plan, "network_tier"), self._years(plan))
            for plan in self.many(self.record, "plans", dict)
        ]
        right = numbered(tuple(named))
        for plan in named if len(right) < len(named) else ():
            if plan not in right:
                self.note("plan_id", plan.plan_id, WRONG_PLAN)
        return right

    def _years(self, plan: dict[str, object]) -> tuple[int, ...]:
        """The years in which a plan is taken, () where the entry does not tell."""
        value = plan.get("years")
        written = value if isinstance(value, list) else [] if value is None else [value]
        years = [_years(each) for each in written]
        for each, found in zip(written, years, strict=True):
            if not found:
                self.note("years", each, WRONG_YEAR)
        return tuple([year for found in years for year in found])

    def _facts(self) -> dict[str, str | bool | None]:
        accepting = ACCEPTING.get(self.text(self.record, "accepting").strip().lower())
        return {"gender": self.text(self.record, "gender").strip()[:1], "accepting_new_patients": accepting}

    def _facility(self) -> StatedName:
        return organisation_named(self.text(self.record, "facility_name"))

    def _person(self) -> StatedName:
        name = self.one(self.record, "name")
        return StatedName(
            last_name=self.text(name, "last"),
            first_name=self.text(name, "first"),
            middle_name=self.text(name, "middle"),
            suffix=self.text(name, "suffix"),
        )

    def _kind(self, is_facility: bool, specialties: list[str]) -> str:
        """The kind, by the rule for NPPES: acupuncture is the profession where it is named first."""
        if is_facility:
            return "clinic"
        held = credentials.parse_credentials(self._person().get("suffix", ""))
        if "medical acupunct" in " ".join(specialties).lower() or credentials.is_physician(held):
            return "medical_acupuncturist"
        return "licensed_acupuncturist" if ACUPUNCTURE.search(specialties[0]) else "other_clinician"

    def _locations(self) -> list[RawLocation]:
        """The addresses; in CMS's older layout there is one, and the telephone number stands beside it."""
        addresses = self.many(self.record, "addresses", dict)
        if not addresses:
            flat = isinstance(self.record.get("address"), str)
            addresses = [self.record] if flat else self.many(self.record, "address", dict)
        phone = self.text(self.record, "phone")
        return [self._location(address, phone) for address in addresses]

    def _location(self, address: dict[str, object], phone: str) -> RawLocation:
        location = RawLocation(**{field: self.text(address, name) for field, name in LOCATION.items()})
        return location if location.phone else location._replace(phone=phone)


def _years(value: object) -> tuple[int, ...]:
    """The years that a value of JSON names: 2026, 2026.0, "2026", "PY2026", "2025, 2026", "2025-2027"; () for none."""
    if isinstance(value, float) and not value.is_integer():
        return ()
    text = str(value) if isinstance(value, int | float | str) else ""
    years = [int(year) for year in YEAR.findall(text) if int(year) in dates.REAL_YEARS]
    if len(years) == 2 and YEARS_BETWEEN.fullmatch(YEAR.split(text)[1]):
        return tuple(range(years[0], years[1] + 1))
    return tuple(years)
