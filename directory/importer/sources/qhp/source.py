"""The directories that marketplace insurers publish: CMS's machine-readable providers.json.

An insurer says who is in its networks. A practitioner whom NPPES lists gets the plans; one who is not listed there is taken in
where a specialty names acupuncture. What two insurers say of one NPI stands side by side, so each has an id of its own:
the number of the issuer (the first of several), and the NPI.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from directory.core import credentials, dates
from directory.core.practitioner import Insurance
from directory.importer.formats import json_stream
from directory.importer.formats.archive import Opened
from directory.importer.formats.file_set import FileSet
from directory.importer.formats.json_stream import JsonText
from directory.importer.formats.json_values import Values, scrubbed
from directory.importer.normalise import clean
from directory.importer.record import FileRefused, Problem, RawListing, RawLocation, Reading, empty

ACUPUNCTURE = re.compile(r"\bacupunct|\b171100000X\b", re.IGNORECASE)
HIOS = re.compile(r"(\d{5})[A-Z]{2}\d{7}(-?\d{2})?", re.ASCII)  # issuer, state, product and plan, variant
ISSUER = 5  # digits
ACCEPTING = {"accepting": True, "not accepting": False, "accepting in some locations": True}
PLACE = {
    "address_1": "address",
    "address_2": "address_2",
    "city": "city",
    "state": "state",
    "postal_code": "zip",
    "phone": "phone",
}
NAMES = {"last_name": "last", "first_name": "first", "middle_name": "middle", "suffix": "suffix"}
INDEX, PLANS, DRUGS, PROVIDERS = "index", "plans", "drugs", "providers"  # what a file of an insurer may be
OTHER_FILE = "this is not the list of providers. Give providers.json, the file that “provider_urls” of index.json names, or index.json itself"


def wanted(name: str) -> bool:
    """Whether a file of a folder or a ZIP may be one of an insurer's; what it is, it tells itself."""
    return name.lower().endswith(".json") and not name.startswith(".")


def as_of(name: str) -> str | None:
    """The day in a file's name; None where it has none."""
    return dates.in_name(name)


def is_full(name: str) -> bool:
    """Whether an index is among the files, which then are all of its issuers'. Else the file may be one of several."""
    return INDEX in name.lower()


def read(lot: FileSet, reading: Reading) -> Iterator[RawListing | Problem]:
    """What the insurer says of `reading.npis`, and of those whose specialty is acupuncture; a practitioner's entries are joined.

    Raises FileRefused where no file is a list of providers.
    """
    kinds = [_kind_of_file(opened) for opened in lot]
    if PROVIDERS not in kinds:
        raise FileRefused(f"{lot.name}: {OTHER_FILE}.")
    plans: dict[str, str] = {}
    for place, opened in enumerate(lot):
        if kinds[place] == PLANS:
            yield from _name_plans(opened, plans)
    networks = Networks(reading.payer, plans)
    found: dict[str, RawListing] = {}
    said_on: set[str] = set()
    for place, opened in enumerate(lot):
        if kinds[place] == PROVIDERS:
            yield from _providers(opened, reading, networks, found, said_on)
    yield from found.values()
    reading.as_of = reading.as_of or max(said_on, default=None)
    reading.whole = reading.whole and bool(reading.parts)


def _providers(
    opened: Opened, reading: Reading, networks: "Networks", found: dict[str, RawListing], said_on: set[str]
) -> Iterator[Problem]:
    """Adds what a file says to `found`, and the days on which all of its entries were changed to `said_on`; what is wrong with it."""
    for item in json_stream.values(opened, OTHER_FILE):
        if isinstance(item, Problem):
            yield item
            continue
        reading.tally.rows_read += 1
        if reading.whole:
            reading.parts |= _issuers(item[1])
        entry = _Entry(*item)
        said_on |= entry.day()
        listing = entry.listing(reading, networks)
        yield from entry.problems
        if listing and (other := found.setdefault(listing.key, listing)) is not listing:
            _join(other, listing)


def _kind_of_file(opened: Opened) -> str:
    """What a file is: an index is an object, the others are arrays whose values tell. Raises FileRefused where it cannot be read."""
    if opened.name.lower().startswith(PLANS):
        return PLANS
    text = JsonText(opened)
    if (first := text.next()) != "[":
        if not first:
            raise empty(opened.path)
        return INDEX if first == "{" else PROVIDERS
    _, value = next(text.array(), (0, {}))
    names = value.keys() if isinstance(value, dict) and "npi" not in value else set()
    return PLANS if "marketing_name" in names or "plan_id" in names else DRUGS if "rxnorm_id" in names else PROVIDERS


def _issuers(record: object) -> set[str]:
    """The issuers whose plans an entry names, of concern here or not."""
    plans = record.get("plans") if isinstance(record, dict) else None
    ids = [plan.get("plan_id") for plan in plans if isinstance(plan, dict)] if isinstance(plans, list) else []
    return {id[:ISSUER] for id in ids if isinstance(id, str) and HIOS.fullmatch(id)}


def _name_plans(opened: Opened, plans: dict[str, str]) -> Iterator[Problem]:
    """Adds {plan_id: marketing name} of a list of plans; a problem where it cannot be read."""
    try:
        for item in json_stream.values(opened):
            plan = item[1] if not isinstance(item, Problem) and isinstance(item[1], dict) else {}
            id, name = plan.get("plan_id"), plan.get("marketing_name")
            if isinstance(id, str) and isinstance(name, str) and (name := clean(scrubbed(name))):
                plans[id] = name
    except FileRefused as error:
        yield Problem(1, opened.name, "", f"the plans keep their numbers: {error}")


@lru_cache(4096)  # millions of entries have some hundred days
def _read_day(text: str) -> set[str]:
    try:
        return {dates.past(text)}
    except ValueError:
        return set()


class _Entry(Values):
    """One provider; values of a wrong type become a Problem each and count as not said."""

    def __init__(self, number: int, record: object):
        super().__init__(number)
        self.record = record

    def day(self) -> set[str]:
        """The day on which the insurer last changed the entry, where it says so."""
        said = self.record.get("last_updated_on") if isinstance(self.record, dict) else None
        return _read_day(said) if isinstance(said, str) else set()

    def listing(self, reading: Reading, networks: "Networks") -> RawListing | None:
        """What the entry says; None where it is of no concern here, or no provider."""
        if not isinstance(self.record, dict):
            self.note("provider", self.record, "not an object", refused=True)
            return None
        npi = self.text(self.record, "npi").strip()
        facility = self.text(self.record, "type").strip().upper() == "FACILITY"
        practised = self.many(self.record, "facility_type" if facility else "specialty", str)
        known = npi in reading.npis
        if not known and not any(map(ACUPUNCTURE.search, practised)):
            reading.tally.other_taxonomy += 1
            self.problems = []  # what is wrong with others is nobody's concern here
            return None
        if not npi:
            self.note("NPI", "", "no NPI", refused=True)
            return None
        return self._listing(npi, facility, practised, known, networks)

    def _listing(self, npi: str, facility: bool, practised: list[str], known: bool, networks: "Networks") -> RawListing:
        taken = self._insurance(networks)
        issuer = min((each.plan_id[:ISSUER] for each in taken), default="qhp")
        return RawListing(
            self.number,
            npi,
            key=f"{issuer}-{npi}",
            adds_only=known,
            insurance=taken,
            **self._named(facility),
            kind="" if known else self._kind(facility, practised),
            gender=self.text(self.record, "gender").strip()[:1],
            languages=self.many(self.record, "languages", str),
            accepting_new_patients=ACCEPTING.get(self.text(self.record, "accepting").strip().lower()),
            locations=[self._location(each) for each in self.many(self.record, "addresses", dict)],
            confirmed_on=self.text(self.record, "last_updated_on"),
        )

    def _insurance(self, networks: "Networks") -> list[Insurance]:
        taken, wrong = networks.taken(
            tuple(
                [
                    (self.text(plan, "plan_id").strip(), self.text(plan, "network_tier"))
                    for plan in self.many(self.record, "plans", dict)
                ]
            )
        )
        for id in wrong:
            self.note("plan_id", id, "not a HIOS plan id: five digits, the state, seven digits")
        return taken

    def _named(self, facility: bool) -> dict[str, str | bool]:
        if facility:
            return {"organisation": True, "organisation_name": self.text(self.record, "facility_name")}
        parts = self.many(self.record, "name", dict)[:1] or [{}]
        return {field: self.text(parts[0], name) for field, name in NAMES.items()}

    def _kind(self, facility: bool, practised: list[str]) -> str:
        """The kind, by the rule for NPPES: acupuncture is the profession where it is named first."""
        if facility:
            return "clinic"
        suffix = self._named(False)["suffix"]
        if "medical acupunct" in " ".join(practised).lower() or credentials.is_physician(credentials.read(suffix)):
            return "medical_acupuncturist"
        return "licensed_acupuncturist" if ACUPUNCTURE.search(practised[0]) else "other_clinician"

    def _location(self, place: dict) -> RawLocation:
        return RawLocation(**{field: self.text(place, name) for field, name in PLACE.items()})


class Networks:
    """The plans that entries name. All in a network have the very same list, so each list is put together once.

    payer: the insurer's name, where the admin gave it: the files have none. names: {plan_id: marketing name}.
    """

    def __init__(self, payer: str, names: dict[str, str]):
        self.payer, self.names = payer, names
        self.taken = lru_cache(1 << 12)(self._taken)

    def _taken(self, listed: tuple[tuple[str, str], ...]) -> tuple[list[Insurance], list[str]]:
        """Of (plan_id, tier) pairs: the plans, each once with all its tiers, and the ids that are none."""
        tiers: dict[str, dict[str, None]] = {}
        for id, tier in listed:
            if HIOS.fullmatch(id):
                tiers.setdefault(id, {})[clean(tier)] = None
        plans = [
            Insurance(
                self.payer or f"HIOS issuer {id[:ISSUER]}",
                self.names.get(id, id),
                "in",
                id,
                ", ".join(filter(None, each)) or None,
            )
            for id, each in tiers.items()
        ]
        return plans, [id for id, _ in listed if id not in tiers]


def _join(listing: RawListing, other: RawListing) -> None:
    """Puts what another entry of the same practitioner says with the first."""
    for field in ("insurance", "languages", "locations"):
        both = getattr(listing, field) + getattr(other, field)
        setattr(listing, field, list({repr(each): each for each in both}.values()))
    if listing.accepting_new_patients is None:
        listing.accepting_new_patients = other.accepting_new_patients
    listing.confirmed_on = max(listing.confirmed_on, other.confirmed_on)
