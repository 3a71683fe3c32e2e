"""What the federal register (NPPES) holds of an NPI beside what pages show: for programs that speak its own API.

The words are the register's own, "" where it says nothing. No mailing address: many are homes.
"""

from msgspec import Struct

OTHER_NAMES = {  # by the codes of the register's "other names" (its read-me, "Code Values")
    "1": "Former Name",
    "2": "Professional Name",
    "3": "Doing Business As",
    "4": "Former Legal Business Name",
    "5": "Other Name",
}
IDENTIFIERS = {"01": "Other", "05": "MEDICAID"}  # kinds of other identifiers, as the register's API calls them
GROUPS = {  # kinds of groups of an organisation's taxonomy
    "193200000X": "Multi-Specialty Group",
    "193400000X": "Single Specialty Group",
}


class RegisteredTaxonomy(Struct, frozen=True, omit_defaults=True):
    """What somebody is registered as. description: of the code, where the source gives it; group: of organisations."""

    code: str
    description: str = ""
    licence: str = ""
    state: str = ""
    is_primary: bool = False
    group: str = ""


class RegisteredIdentifier(Struct, frozen=True, omit_defaults=True):
    """A number that another program knows somebody by, such as a state's Medicaid. kind: a key of IDENTIFIERS."""

    number: str
    kind: str = ""
    state: str = ""
    issuer: str = ""


class RegisteredName(Struct, frozen=True, omit_defaults=True):
    """A name of a person, or of an organisation. kind: of another than the legal one, a key of OTHER_NAMES."""

    organisation: str = ""
    first: str = ""
    middle: str = ""
    last: str = ""
    prefix: str = ""
    suffix: str = ""
    credential: str = ""
    kind: str = ""


class AuthorizedOfficial(Struct, frozen=True, omit_defaults=True):
    """Who signs for an organisation. phone: ten digits."""

    name: RegisteredName
    title: str = ""
    phone: str = ""


class Registration(Struct, frozen=True, omit_defaults=True):
    """What a file of the register says of an NPI; its companion files say a part of it, in a record of their own.

    enumerated_on, updated_on, certified_on: ISO days. is_sole_proprietor: of people; is_subpart: of organisations;
    None where it is not told.
    """

    name: RegisteredName | None = None
    enumerated_on: str | None = None
    updated_on: str | None = None
    certified_on: str | None = None
    is_sole_proprietor: bool | None = None
    is_subpart: bool | None = None
    official: AuthorizedOfficial | None = None
    other_names: tuple[RegisteredName, ...] = ()
    taxonomies: tuple[RegisteredTaxonomy, ...] = ()
    identifiers: tuple[RegisteredIdentifier, ...] = ()

    def __str__(self) -> str:
        """In a line, for admins."""
        codes = [each.code for each in self.taxonomies]
        names = [each.organisation or f"{each.first} {each.last}" for each in self.other_names]
        numbers = [each.number for each in self.identifiers]
        return ", ".join(filter(None, (self.enumerated_on, *codes, *names, *numbers)))


def as_one(registrations: tuple[Registration, ...]) -> Registration:
    """All that several records say of an NPI, the first word of each thing before the others'."""
    found: dict[str, object] = {}
    for each in registrations:
        for field in Registration.__struct_fields__:
            value = getattr(each, field)
            if isinstance(value, tuple):
                found[field] = tuple(dict.fromkeys((*found.get(field, ()), *value)))  # type: ignore[misc]
            elif found.get(field) is None:
                found[field] = value
    return Registration(**found)  # type: ignore[arg-type]
