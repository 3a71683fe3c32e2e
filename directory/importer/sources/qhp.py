"""The directories that marketplace insurers publish: CMS's machine-readable providers.json.

An insurer says who is in its networks. A practitioner whom NPPES lists gets the plans; one who is not listed there is taken in
where a specialty names acupuncture. What two insurers say of one NPI stands side by side, so each has an id of its own.
"""

import re
from collections.abc import Iterator

from directory.core import credentials, dates
from directory.core.practitioner import Insurance
from directory.importer import json_array, normalise
from directory.importer.archive import Opened
from directory.importer.record import Problem, RawListing, RawLocation, Reading, Refused

NAME = "qhp"
MADE_UP = False
TITLE = "a marketplace insurer's directory"
SAID_BY = "payer"
ACUPUNCTURE = re.compile(r"\bacupunct|\b171100000X\b", re.IGNORECASE)
HIOS = re.compile(r"(\d{5})[A-Z]{2}\d{7}(-?\d{2})?", re.ASCII)  # issuer, state, product and plan, variant
ACCEPTING = {"accepting": True, "not accepting": False, "accepting in some locations": True}
PLACE = {"address_1": "address", "address_2": "address_2", "city": "city", "state": "state", "postal_code": "zip", "phone": "phone"}
NAMES = {"last_name": "last", "first_name": "first", "middle_name": "middle", "suffix": "suffix"}
PLANS = "plans.json"
LARGEST_PLANS = 1 << 28  # bytes; the plans of all marketplaces together are fewer
OTHER_FILE = "this is not the list of providers. Give providers.json, the file that “provider_urls” of index.json names"


def wanted(name: str) -> bool:
    """Whether a member of a ZIP is a list of providers."""
    low = name.lower()
    return low.endswith(".json") and not low.startswith((".", "plans", "index", "drugs"))


def as_of(name: str) -> str | None:
    """The day in a file's name; None where it has none."""
    return dates.in_name(name)


def is_full(name: str) -> bool:
    """Never: a file is one insurer's, often one of several, and the others' stand."""
    return False


def read(opened: Opened, reading: Reading) -> Iterator[RawListing | Problem]:
    """What the insurer says of `reading.npis`, and of those whose specialty is acupuncture; a practitioner's entries are joined.

    Raises Refused where the file is not a list of providers.
    """
    plans: dict[str, str] = {}
    found: dict[str, RawListing] = {}
    for item in json_array.values(opened, OTHER_FILE):
        if isinstance(item, Problem):
            yield item
            continue
        if item[0] == 1:
            _refuse_other_file(opened.name, item[1])
            plans = yield from _plan_names(opened)
        reading.tally.rows_read += 1
        entry = _Entry(*item)
        listing = entry.listing(reading, plans)
        yield from entry.problems
        if listing:
            _join(found.setdefault(listing.key, listing), listing)
    yield from found.values()


def _refuse_other_file(name: str, first: object) -> None:
    if isinstance(first, dict) and "npi" not in first and first.keys() & {"marketing_name", "plan_id", "rxnorm_id"}:
        raise Refused(f"{name}: {OTHER_FILE}.")


def _plan_names(opened: Opened) -> Iterator[Problem]:
    """{plan_id: marketing name} from the plans.json beside the file, where there is one that can be read."""
    path, names = opened.path.parent / PLANS, {}
    if not path.is_file() or path.samefile(opened.path):
        return names
    try:
        if path.stat().st_size > LARGEST_PLANS:
            raise Refused(f"{path}: this file is larger than any of its kind.")
        with Opened(path, lambda name: name.lower() == PLANS) as beside:
            for item in json_array.values(beside):
                plan = item[1] if not isinstance(item, Problem) and isinstance(item[1], dict) else {}
                id, name = plan.get("plan_id"), plan.get("marketing_name")
                if isinstance(id, str) and isinstance(name, str) and (name := normalise.clean(_scrubbed(name))):
                    names[id] = name
    except Refused as error:
        yield Problem(1, PLANS, "", f"the plans keep their numbers: {error}")
    return names


def _scrubbed(text: str) -> str:
    """The text without halves of surrogate pairs, which "\\ud800" in JSON gives and no database takes."""
    return text.encode("utf-8", "replace").decode()


class _Entry:
    """One provider; values of a wrong type become a Problem each and count as not said."""

    def __init__(self, number: int, record: object):
        self.number, self.record, self.problems = number, record, []

    def note(self, field: str, value: object, reason: str, refused: bool = False) -> None:
        """Reports a value."""
        shown = _scrubbed(value)[:60] if isinstance(value, str) else ""
        self.problems.append(Problem(self.number, field, shown, reason, refused))

    def text(self, holder: dict, field: str) -> str:
        """A value that should be text; a whole number, such as an NPI or a ZIP code, will do."""
        value = holder.get(field)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is None or isinstance(value, str):
            return _scrubbed(value or "")
        self.note(field, value, "not text")
        return ""

    def many(self, holder: dict, field: str, kind: type) -> list:
        """A value that should be an array of one kind; a single one will do."""
        value = holder.get(field)
        if value is None:
            return []
        listed = value if isinstance(value, list) else [value]
        good = [_scrubbed(each) if kind is str else each for each in listed if isinstance(each, kind)]
        if len(good) < len(listed):
            self.note(field, value, f"not an array of {'text' if kind is str else 'objects'}")
        return good

    def listing(self, reading: Reading, plans: dict[str, str]) -> RawListing | None:
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
        return self._listing(npi, facility, practised, known, plans)

    def _listing(self, npi: str, facility: bool, practised: list[str], known: bool, plans: dict[str, str]) -> RawListing:
        taken, issuers = self._insurance(plans)
        return RawListing(
            self.number, npi, key=f"{min(issuers, default='qhp')}-{npi}", adds_only=known, insurance=taken, **self._named(facility),
            kind="" if known else self._kind(facility, practised),
            gender=self.text(self.record, "gender").strip()[:1], languages=self.many(self.record, "languages", str),
            accepting_new_patients=ACCEPTING.get(self.text(self.record, "accepting").strip().lower()),
            locations=[self._location(each) for each in self.many(self.record, "addresses", dict)],
            confirmed_on=self.text(self.record, "last_updated_on"),
        )

    def _insurance(self, plans: dict[str, str]) -> tuple[list[Insurance], set[str]]:
        """The plans, each once whatever its tiers, and the numbers of their issuers."""
        taken: dict[tuple, Insurance] = {}
        issuers = set()
        for plan in self.many(self.record, "plans", dict):
            id = self.text(plan, "plan_id").strip()
            if not (match := HIOS.fullmatch(id)):
                self.note("plan_id", id, "not a HIOS plan id: five digits, the state, seven digits")
                continue
            issuers.add(match[1])
            each = Insurance(f"HIOS issuer {match[1]}", plans.get(id, id), "in")
            taken[each.payer, each.plan] = each
        return list(taken.values()), issuers

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


def _join(listing: RawListing, other: RawListing) -> None:
    """Puts what another entry of the same practitioner says with the first."""
    for field in ("insurance", "languages", "locations"):
        both = getattr(listing, field) + getattr(other, field)
        setattr(listing, field, list({repr(each): each for each in both}.values()))
    if listing.accepting_new_patients is None:
        listing.accepting_new_patients = other.accepting_new_patients
    listing.confirmed_on = max(listing.confirmed_on, other.confirmed_on)
