"""From a raw statement to a statement in order: pure functions, each value read or reported, none guessed."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from directory.core import (
    addresses,
    credentials,
    dates,
    languages,
    names,
    npi,
    office_hours,
    phones,
    taxonomy,
    zip_states,
)
from directory.core.facts import BY_NAME
from directory.core.full_names import FullName
from directory.core.i18n import N_, Message
from directory.core.name_fields import tidied
from directory.core.practitioner import Licence, Location, Statement
from directory.importer.cleaning import LONGEST_VALUE, MISSING, clean, clean_name
from directory.importer.record import Problem, RawLicence, RawLocation, RawStatement, why_unreadable

MOST_PLACES = 200  # of one practitioner, as one source has them: nobody can be looked for at more
TOO_MANY_PLACES = N_("more places than anybody practices in: the first 200 are taken")
HOME_COUNTRIES = {"", "US", "USA", "UNITED STATES", "UNITED STATES OF AMERICA", *addresses.TERRITORIES}
HOME_COUNTRIES |= {addresses.STATES[code].upper() for code in addresses.TERRITORIES}


def normalise(raw: RawStatement) -> tuple[Statement | None, list[Problem]]:
    """The statement that `raw` makes and what could not be read in it; None where the row has to be refused."""
    problems: list[Problem] = []
    reader = _Reader(raw, problems)
    name, letters = _name(reader)
    if raw.npi and not npi.is_valid(raw.npi):
        reader.refuse("NPI", raw.npi, npi.WRONG)
    elif not (raw.npi or raw.key):
        reader.refuse("NPI", "", N_("neither an NPI nor anything else that tells who this is"))
    elif not (raw.adds_only or any(map(str.isalpha, name))):  # "Total 17" is none: 17 people
        reader.refuse("name", "", N_("no name"))
    elif raw.locations and not any(at_home(location.country) for location in raw.locations):
        reader.refuse("country", clean(raw.locations[0].country), N_("the practice is outside the United States"))
    if any(problem.refused for problem in problems):
        return None, problems
    return _statement(reader, name, letters), problems


def at_home(country: str) -> bool:
    """Whether a country, as a source wrote it, is the United States or one of its territories; left out, it is."""
    return clean(country).upper().replace(".", "") in HOME_COUNTRIES


class _Reader:
    """Reads values of one row; what fails becomes a Problem and None."""

    def __init__(self, raw: RawStatement, problems: list[Problem]):
        self.raw, self.problems = raw, problems

    def value(self, field: str) -> str:
        """A value, cleaned."""
        return _told(getattr(self.raw, field))

    def name(self, field: str) -> str:
        """A part of a person's name, cleaned.

        Everybody has a first and a last name; any other part is missing where it is written as the row writes what is
        missing: "NA" is a middle name (Mi Na Kim), but not beside a second address line or a suffix "NA".
        """
        value = clean_name(getattr(self.raw, field))
        value = "" if value == "0" else value
        surely_given = field in ("first_name", "last_name")
        return "" if not surely_given and MISSING.fullmatch(value) and value in _other_values(self.raw) else value

    def read(self, field: str, parse: Callable[[str], Any], text: str | None = None) -> Any:
        """A value (or `text` in its stead) as `parse` reads it; a Problem and None where it cannot."""
        text = self.value(field) if text is None else _told(text)
        if not text:
            return None
        try:
            return parse(text)
        except ValueError as error:
            self.problems.append(Problem(self.raw.row, field, text, why_unreadable(error)))
            return None

    def day(self, field: str, parse: Callable[[str], str] = dates.stated, text: str | None = None) -> str | None:
        """A date as `parse` reads it; None where none is stated, or it cannot be read, which is a Problem."""
        return self.read(field, parse, text) or None

    def refuse(self, field: str, value: str, reason: str) -> None:
        """Keeps the whole row out."""
        self.problems.append(Problem(self.raw.row, field, value[:LONGEST_VALUE], reason, refused=True))


def _told(text: str) -> str:
    """A value, cleaned; "" where it is 0, which fills the gaps of a table and is no name, address, number or day."""
    value = clean(text)
    return "" if value == "0" else value


def _other_values(raw: RawStatement) -> set[str]:
    """Values of columns that are often left blank, and in which no name stands."""
    places = [value for location in raw.locations for value in (location.address_2, location.phone)]
    return {raw.suffix, raw.credentials, raw.organisation_name, raw.other_organisation_name, *places}


def _name(reader: _Reader) -> tuple[str, str]:
    """The name as it is shown, and the letters for credentials, those among them that stood in it."""
    if reader.raw.organisation:
        return names.readable_organisation(reader.value("organisation_name")), reader.value("credentials")
    tidy = tidied(FullName(*map(reader.name, FullName._fields)))
    return _shown(tidy), tidy.credentials


def _shown(name: FullName) -> str:
    first, middle, last = map(names.readable_name, name[:3])
    return names.person(first, middle, last, " ".join(map(names.readable_suffix, name.suffix.split())))


def _statement(reader: _Reader, name: str, letters: str) -> Statement:
    raw = reader.raw
    held = credentials.parse_credentials(letters)
    return Statement(
        id=raw.key or raw.npi,
        npi=raw.npi or None,
        kind="" if raw.adds_only else raw.kind or _kind(raw, held),
        name=name,
        other_names=_other_names(reader, name),
        credentials=tuple(held),
        locations=_locations(reader),
        ended_phones=_ended_phones(raw.ended_phones),
        licences=_licences(reader),
        insurance=tuple(raw.insurance),
        languages=_languages(raw.languages),
        medicare_services=tuple(raw.medicare_services),
        registrations=tuple(raw.registrations),
        updated_on=reader.day("updated_on", dates.past),
        confirmed_on=reader.day("confirmed_on", dates.past),
        deactivated_on=reader.day("deactivated_on"),
        excluded_on=reader.day("excluded_on"),
        **_single_facts(reader),
    )


def _single_facts(reader: _Reader) -> dict[str, Any]:
    """Values by the names of core.facts: text as its row there reads it, yes and no as they are."""
    found: dict[str, Any] = {}
    for name, value in reader.raw.facts.items():
        parse = BY_NAME[name].clean
        found[name] = reader.read(name, parse, value) if isinstance(value, str) and parse else value
    return found


def _languages(written: list[str]) -> tuple[str, ...]:
    """The languages besides English, which goes without saying."""
    return tuple(each for each in languages.spoken(map(clean, written)) if each != languages.ENGLISH)


def _kind(raw: RawStatement, held: list[str]) -> str:
    primary = [slot.taxonomy for slot in raw.slots if slot.primary]
    return taxonomy.kind(raw.organisation, [slot.taxonomy for slot in raw.slots], primary, held)


def _other_names(reader: _Reader, name: str) -> tuple[str, ...]:
    raw = reader.raw
    if not (raw.other_organisation_name or raw.other_names or raw.other_last_name):
        return ()
    trade = [names.readable_organisation(_told(text)) for text in (raw.other_organisation_name, *raw.other_names)]
    first, last = reader.name("other_first_name") or reader.name("first_name"), reader.name("other_last_name")
    found = {"": "", names.folded(name): ""}
    for other in (*trade, _shown(tidied(FullName(first, last_name=last))) if last else ""):
        found.setdefault(names.folded(other), other)
    return tuple(other for other in found.values() if other)


def _locations(reader: _Reader) -> tuple[Location, ...]:
    if len(reader.raw.locations) > MOST_PLACES:
        number = f"{len(reader.raw.locations):,}"
        reader.problems.append(Problem(reader.raw.row, "locations", number, TOO_MANY_PLACES))
    found = [_location(reader, raw) for raw in reader.raw.locations[:MOST_PLACES] if at_home(raw.country)]
    return tuple(dict.fromkeys(location for location in found if location))


def _location(reader: _Reader, raw: RawLocation) -> Location | None:
    postal_code = reader.read("postal_code", addresses.postal_code, raw.postal_code)
    state = _state(reader, _told(raw.state), postal_code)
    city = names.readable_name(addresses.city_alone(clean(raw.city), state)) if state else ""
    if not (state and city):
        if clean(raw.hours):
            reader.problems.append(Problem(reader.raw.row, "hours", clean(raw.hours), "office hours without a place"))
        return None
    written = (addresses.without_place(_told(line), city, state) for line in (raw.address_1, raw.address_2))
    lines = addresses.street_lines(*map(addresses.readable_street, written))
    return Location(
        address=", ".join(lines),
        city=city,
        state=state,
        postal_code=postal_code,
        phone=reader.read("phone", phones.normalised, raw.phone),
        on_file=reader.raw.on_file,
        starts_on=reader.day("starts_on", text=raw.starts_on),
        ends_on=reader.day("ends_on", text=raw.ends_on),
        hours=reader.read("hours", office_hours.office_hours, raw.hours),
        fax=reader.read("fax", phones.fax, raw.fax),
    )


def _state(reader: _Reader, text: str, postal_code: str | None) -> str | None:
    """The state of an address; where it is mistyped, that of its ZIP code, and the problem says so."""
    if not text:
        return None
    with suppress(ValueError):
        return addresses.state_code(text)
    state = zip_states.state_of(postal_code) if zip_states.may_be_mistyped(text) else None
    taken = Message("not a state: taken for %(state)s, where the ZIP code is", state=state)
    reason = taken if state else N_("not a state: the place is left out")
    reader.problems.append(Problem(reader.raw.row, "state", text, reason))
    return state


def _ended_phones(stated: list[str]) -> tuple[str, ...]:
    """The numbers that a source says are in use no more, each once; what cannot be read is nobody's number."""
    ended = set()
    for text in stated:
        with suppress(ValueError):
            ended.add(phones.normalised(clean(text)))
    return tuple(sorted(ended))


def _licences(reader: _Reader) -> tuple[Licence, ...]:
    raw = reader.raw
    stated = [
        RawLicence(slot.licence_state, slot.licence_number)
        for slot in raw.slots
        if slot.taxonomy == taxonomy.ACUPUNCTURIST
    ]
    found = (_licence(reader, licence) for licence in (*stated, *raw.licences) if _told(licence.number))
    return tuple({(licence.state, licence.number): licence for licence in found if licence}.values())


def _licence(reader: _Reader, raw: RawLicence) -> Licence | None:
    number = clean(raw.number)
    if not clean(raw.state):
        reader.problems.append(Problem(reader.raw.row, "licence_state", number, "a license number without its state"))
        return None
    state = reader.read("licence_state", addresses.state_code, raw.state)
    expires = reader.day("expires_on", text=raw.expires_on)
    return Licence(state, number, raw.status, expires) if state else None
