"""What an answer of the register's API holds of an NPI beside what pages show; the same as registered.py of a file."""

from collections.abc import Iterator

from directory.core import dates
from directory.core.registration import (
    AuthorizedOfficial,
    RegisteredIdentifier,
    RegisteredName,
    RegisteredTaxonomy,
    Registration,
)
from directory.importer.cleaning import clean, clean_name
from directory.importer.formats.json_values import JsonObject, Values
from directory.importer.sources.nppes.registered import CODE

PERSON = {  # part of a name: what the API calls it
    "last": "last_name",
    "first": "first_name",
    "middle": "middle_name",
    "prefix": "name_prefix",
    "suffix": "name_suffix",
    "credential": "credential",
}
OFFICIAL = "authorized_official_"
YES_OR_NO = {"YES": True, "Y": True, "NO": False, "N": False}


def registration(values: Values, result: JsonObject, basic: JsonObject) -> Registration:
    """What a result says. values: reads it; basic: its part of that name."""
    reader = _Answer(values, result, basic)
    return Registration(
        name=reader.name(basic, ""),
        enumerated_on=reader.day("enumeration_date"),
        updated_on=reader.day("last_updated"),
        certified_on=reader.day("certification_date"),
        is_sole_proprietor=YES_OR_NO.get(reader.text(basic, "sole_proprietor").upper()),
        is_subpart=YES_OR_NO.get(reader.text(basic, "organizational_subpart").upper()),
        official=reader.official(),
        other_names=tuple(reader.other_names()),
        taxonomies=tuple(reader.taxonomies()),
        identifiers=tuple(reader.identifiers()),
    )


class _Answer:
    """One result."""

    def __init__(self, values: Values, result: JsonObject, basic: JsonObject):
        self.values, self.result, self.basic = values, result, basic

    def text(self, holder: JsonObject, field: str) -> str:
        """A value, cleaned; "" for "--", which the API writes for nothing."""
        return clean(self.values.text(holder, field))

    def day(self, field: str) -> str | None:
        """A day of `basic`."""
        return dates.past_or_none(self.text(self.basic, field))

    def name(self, holder: JsonObject, prefix: str) -> RegisteredName:
        """A name of a person or an organisation. prefix: of the fields of its parts."""
        parts = {part: clean_name(self.values.text(holder, prefix + field)) for part, field in PERSON.items()}
        kind = self.text(holder, "code") if holder is not self.basic else ""
        return RegisteredName(organisation=self.text(holder, "organization_name"), **parts, kind=kind)

    def official(self) -> AuthorizedOfficial | None:
        """Who signs for an organisation."""
        parts = {part: clean_name(self.values.text(self.basic, OFFICIAL + field)) for part, field in PERSON.items()}
        if not parts["last"]:
            return None
        title = self.text(self.basic, f"{OFFICIAL}title_or_position")
        phone = self.text(self.basic, f"{OFFICIAL}telephone_number")
        return AuthorizedOfficial(RegisteredName(**parts), title, "".join(filter(str.isdecimal, phone)))

    def other_names(self) -> Iterator[RegisteredName]:
        """Those that say something."""
        for each in self.values.many(self.result, "other_names"):
            name = self.name(each, "")
            if name.organisation or name.last:
                yield name

    def taxonomies(self) -> Iterator[RegisteredTaxonomy]:
        """With their descriptions."""
        for each in self.values.many(self.result, "taxonomies"):
            code, desc, number, state = (self.text(each, field) for field in ("code", "desc", "license", "state"))
            group = self.text(each, "taxonomy_group")[:CODE]
            yield RegisteredTaxonomy(code, desc, number, state, each.get("primary") in (True, "true", "Y"), group)

    def identifiers(self) -> Iterator[RegisteredIdentifier]:
        """With their kinds."""
        for each in self.values.many(self.result, "identifiers"):
            number, *others = (self.text(each, field) for field in ("identifier", "code", "state", "issuer"))
            if number:
                yield RegisteredIdentifier(number, *others)
