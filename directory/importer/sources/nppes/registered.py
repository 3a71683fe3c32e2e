"""What NPPES's main file holds of an NPI beside what pages show: dates, other names, other identifiers, officials."""

from collections.abc import Iterable
from functools import lru_cache, partial

from msgspec.structs import replace

from directory.core import dates
from directory.core.registration import (
    AuthorizedOfficial,
    RegisteredIdentifier,
    RegisteredName,
    RegisteredTaxonomy,
    Registration,
)
from directory.importer.cleaning import MISSING, clean, clean_name
from directory.importer.record import Slot
from directory.importer.sources.headers import column_key

SELDOM_FILLED = ("prefix", "suffix", "credential")
PERSON = ("last", "first", "middle", *SELDOM_FILLED)
OFFICIAL, FORMER = "Authorized Official", "Provider Other"
COLUMNS = {
    "organisation": "Provider Organization Name (Legal Business Name)",
    "last": "Provider Last Name (Legal Name)",
    "first": "Provider First Name",
    "middle": "Provider Middle Name",
    "prefix": "Provider Name Prefix Text",
    "suffix": "Provider Name Suffix Text",
    "credential": "Provider Credential Text",
    "other_organisation": f"{FORMER} Organization Name",
    "other_organisation_kind": f"{FORMER} Organization Name Type Code",
    "other_last": f"{FORMER} Last Name",
    "other_first": f"{FORMER} First Name",
    "other_middle": f"{FORMER} Middle Name",
    "other_prefix": f"{FORMER} Name Prefix Text",
    "other_suffix": f"{FORMER} Name Suffix Text",
    "other_credential": f"{FORMER} Credential Text",
    "other_kind": f"{FORMER} Last Name Type Code",
    "official_last": f"{OFFICIAL} Last Name",
    "official_first": f"{OFFICIAL} First Name",
    "official_middle": f"{OFFICIAL} Middle Name",
    "official_prefix": f"{OFFICIAL} Name Prefix Text",
    "official_suffix": f"{OFFICIAL} Name Suffix Text",
    "official_credential": f"{OFFICIAL} Credential Text",
    "official_title": f"{OFFICIAL} Title or Position",
    "official_phone": f"{OFFICIAL} Telephone Number",
    "enumerated_on": "Provider Enumeration Date",
    "updated_on": "Last Update Date",
    "certified_on": "Certification Date",
    "is_sole_proprietor": "Is Sole Proprietor",
    "is_subpart": "Is Organization Subpart",
}
GROUP = "Healthcare Provider Taxonomy Group_{}"
IDENTIFIER = ("Identifier", "Identifier Type Code", "Identifier State", "Identifier Issuer")
MOST_IDENTIFIERS = 50
CODE = 10  # characters; some files have the group's name behind its code
ANSWERS = {"Y": True, "N": False}  # X: not told


class RegistrationColumns:
    """Where these values stand in a row, by the header's names; a column that a layout has not says nothing."""

    def __init__(self, places: dict[str, int], taxonomies: dict[int, int]):
        """places: of the columns by their keys; taxonomies: of those that the file has, by their numbers (1, 2 …)."""
        self.at = {field: places[key] for field, name in COLUMNS.items() if (key := column_key(name)) in places}
        self.groups = [(at, places.get(column_key(GROUP.format(slot)))) for slot, at in taxonomies.items()]
        numbered = (
            [places.get(column_key(f"Other Provider {name}_{number}")) for name in IDENTIFIER]
            for number in range(1, MOST_IDENTIFIERS + 1)
        )
        self.identifiers = [(at[0], at[1:]) for at in numbered if at[0] is not None]

    def registration(self, row: list[str], slots: list[Slot]) -> Registration:
        """What a row says. slots: its taxonomies, blank ones left out."""
        value = partial(self._value, row)
        groups = [_at(row, group)[:CODE] for taxonomy, group in self.groups if clean(row[taxonomy])]
        return Registration(
            name=self._name(row, ""),
            enumerated_on=_day(value("enumerated_on")),
            updated_on=_day(value("updated_on")),
            certified_on=_day(value("certified_on")),
            is_sole_proprietor=ANSWERS.get(value("is_sole_proprietor")),
            is_subpart=ANSWERS.get(value("is_subpart")),
            official=self._official(row),
            other_names=tuple(self._other_names(row)),
            taxonomies=tuple(map(_taxonomy, slots, groups)),
            identifiers=tuple(self._identifiers(row)),
        )

    def _value(self, row: list[str], field: str) -> str:
        return _at(row, self.at.get(field))

    def _name(self, row: list[str], whose: str) -> RegisteredName:
        """The legal name, or another person's. "NA" is a name in it, but not beside a suffix that is "NA" too."""
        cells = {part: _cell(row, self.at.get(f"{whose}{part}")) for part in PERSON}
        blank = {cells[part] for part in SELDOM_FILLED} if MISSING.fullmatch(cells["middle"]) else ()
        parts = {part: _told(clean_name(cell)) for part, cell in cells.items() if cell not in blank}
        parts |= {part: _at(row, self.at.get(f"{whose}{part}")) for part in SELDOM_FILLED}
        return RegisteredName(organisation="" if whose else self._value(row, "organisation"), **parts)

    def _official(self, row: list[str]) -> AuthorizedOfficial | None:
        if not self._value(row, "official_last"):
            return None
        name = self._name(row, "official_")
        return AuthorizedOfficial(name, self._value(row, "official_title"), self._value(row, "official_phone"))

    def _other_names(self, row: list[str]) -> Iterable[RegisteredName]:
        if name := self._value(row, "other_organisation"):
            yield RegisteredName(name, kind=self._value(row, "other_organisation_kind"))
        if self._value(row, "other_last"):
            yield replace(self._name(row, "other_"), kind=self._value(row, "other_kind"))

    def _identifiers(self, row: list[str]) -> Iterable[RegisteredIdentifier]:
        for place, others in self.identifiers:
            if number := _at(row, place):
                yield RegisteredIdentifier(number, *[_at(row, other) for other in others])


def _taxonomy(slot: Slot, group: str) -> RegisteredTaxonomy:
    number, state = _told(clean(slot.licence_number)), _told(clean(slot.licence_state))
    return RegisteredTaxonomy(slot.taxonomy, "", number, state, slot.primary, group)


def _cell(row: list[str], place: int | None) -> str:
    return "" if place is None else row[place].strip()


def _at(row: list[str], place: int | None) -> str:
    return _told(clean(row[place])) if place is not None and row[place] else ""


def _told(value: str) -> str:
    """The value; "" for 0, which programs write into the gaps of a table."""
    return "" if value == "0" else value


@lru_cache(1 << 13)
def _day(text: str) -> str | None:
    return dates.past_or_none(text)
