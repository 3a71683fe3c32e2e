"""From a raw listing to a listing in order: pure functions, each value read or reported, none guessed."""

import re
from collections.abc import Callable

from directory.core import addresses, credentials, dates, names, npi, phones, taxonomy
from directory.core.practitioner import Licence, Listing, Location
from directory.importer.record import Problem, RawListing

# How NPPES marks what it withholds. NA, None and Null are people's names.
MASKED = re.compile(r"<UNAVAIL>|([=$*_#])\1{3,}|[-.]+|N/A", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
LONGEST = 300  # characters in one value; NPPES's own longest field has 100
GENDERS = {"F": "female", "M": "male"}
HOME_COUNTRIES = {"", "US", "USA", "UNITED STATES", "PR", "GU", "VI", "AS", "MP"}


def clean(text: str) -> str:
    """The value without control and direction-changing characters, runs of spaces and masks; "" where nothing is left."""
    value = " ".join(CONTROL.sub(" ", text).split())[:LONGEST]
    return "" if MASKED.fullmatch(value) else value


def listing(raw: RawListing) -> tuple[Listing | None, list[Problem]]:
    """The listing that `raw` describes and what could not be read in it; None where the row has to be refused."""
    problems: list[Problem] = []
    reader = _Reader(raw, problems)
    name = _name(reader)
    home = clean(raw.country).upper() in HOME_COUNTRIES
    if not npi.is_valid(raw.npi):
        reader.refuse("NPI", raw.npi, "not a valid NPI: ten digits, the last of them a check digit")
    elif not name:
        reader.refuse("name", "", "no name")
    elif not home:
        reader.refuse("country", clean(raw.country), "the practice is outside the United States")
    if any(problem.refused for problem in problems):
        return None, problems
    return _listing(reader, name), problems


class _Reader:
    """Reads values of one row; what fails becomes a Problem and None."""

    def __init__(self, raw: RawListing, problems: list[Problem]):
        self.raw, self.problems = raw, problems

    def value(self, field: str) -> str:
        """A value, cleaned."""
        return clean(getattr(self.raw, field))

    def read(self, field: str, how: Callable[[str], str], text: str | None = None) -> str | None:
        """A value (or `text` in its stead) as `how` reads it."""
        text = self.value(field) if text is None else clean(text)
        if not text:
            return None
        try:
            return how(text)
        except ValueError as error:
            self.problems.append(Problem(self.raw.row, field, text, str(error).partition(": ")[0]))
            return None

    def refuse(self, field: str, value: str, reason: str) -> None:
        """Keeps the whole row out."""
        self.problems.append(Problem(self.raw.row, field, value[:LONGEST], reason, refused=True))


def _name(reader: _Reader) -> str:
    if reader.raw.organisation:
        return names.readable_organisation(reader.value("organisation_name"))
    parts = (names.readable_name(reader.value(field)) for field in ("first_name", "middle_name", "last_name"))
    return names.person(*parts, suffix=_suffix(reader.value("suffix")))


def _suffix(text: str) -> str:
    bare = text.strip(". ").upper()
    return bare if bare in names.ROMAN else f"{bare.capitalize()}." if bare in ("JR", "SR") else text


def _listing(reader: _Reader, name: str) -> Listing:
    raw = reader.raw
    held = credentials.read(reader.value("credentials"))
    return Listing(
        id=raw.npi,
        npi=raw.npi,
        kind=_kind(raw, held),
        name=name,
        other_names=_other_names(reader, name),
        credentials=held,
        gender=GENDERS.get(reader.value("gender").upper()),
        locations=_locations(reader),
        licences=_licences(reader),
        updated_on=reader.read("updated_on", dates.iso),
        confirmed_on=reader.read("confirmed_on", dates.iso),
    )


def _kind(raw: RawListing, held: list[str]) -> str:
    primary = [slot.taxonomy for slot in raw.slots if slot.primary]
    return taxonomy.kind(raw.organisation, [slot.taxonomy for slot in raw.slots], primary, held)


def _other_names(reader: _Reader, name: str) -> list[str]:
    if reader.raw.organisation:
        other = names.readable_organisation(reader.value("other_organisation_name"))
    else:
        first = reader.value("other_first_name") or reader.value("first_name")
        last = reader.value("other_last_name")
        other = names.person(names.readable_name(first), "", names.readable_name(last), "") if last else ""
    return [other] if other and names.folded(other) != names.folded(name) else []


def _locations(reader: _Reader) -> list[Location]:
    state = reader.read("state", addresses.state_code)
    city = names.readable_name(reader.value("city"))
    if not (state and city):
        return []
    lines = (addresses.readable_street(reader.value(field)) for field in ("address_1", "address_2"))
    return [Location(
        address=", ".join(line for line in lines if line),
        city=city,
        state=state,
        postal_code=reader.read("postal_code", addresses.postal_code),
        phone=reader.read("phone", phones.normalised),
    )]


def _licences(reader: _Reader) -> list[Licence]:
    found = {}
    for slot in reader.raw.slots:
        number = clean(slot.licence_number)
        if slot.taxonomy != taxonomy.ACUPUNCTURIST or not number:
            continue
        if not clean(slot.licence_state):
            reader.problems.append(Problem(reader.raw.row, "licence_state", number, "a license number without its state"))
        elif state := reader.read("licence_state", addresses.state_code, slot.licence_state):
            found[state, number] = Licence(state, number)
    return list(found.values())
