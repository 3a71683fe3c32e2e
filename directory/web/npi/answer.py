"""A result as the federal register's API (version 2.1) writes it: its keys in its order, "" or no key for what no
source says.

Addresses and telephone numbers are those that the directory shows, which may be newer than the register's. There is no
mailing address. The key `directory` is ours.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from directory.core.entry_values import entry_values
from directory.core.practitioner import ListedLocation, Practitioner
from directory.core.registered_terms import ORGANISATION, description, places_of, registered, type_of, zip_digits
from directory.core.registration import (
    GROUPS,
    IDENTIFIERS,
    OTHER_NAMES,
    AuthorizedOfficial,
    RegisteredIdentifier,
    RegisteredName,
    RegisteredTaxonomy,
    Registration,
)
from directory.search.registry import Registered

ACTIVE = "A"  # of an NPI in use: others are not listed
NONE = "--"  # how the register writes that there is no prefix or suffix
GENDERS = {"female": "F", "male": "M"}
YES_OR_NO: dict[bool | None, str] = {True: "YES", False: "NO"}
COUNTRY = {"country_code": "US", "country_name": "United States"}
DIRECT = {"endpointType": "DIRECT", "endpointTypeDescription": "Direct Messaging Address"}

Values = dict[str, Any]


def result_as_json(found: Registered, url: str) -> Values:
    """A result. url: of the listing's page."""
    listing, registration = found.listing, registered(found.listing)
    places = places_of(listing)
    is_organisation = type_of(listing) == ORGANISATION
    basic = _organisation(listing, registration) if is_organisation else _person(listing, registration)
    return {
        "created_epoch": _epoch(registration.enumerated_on),
        "last_updated_epoch": _epoch(_updated_on(listing, registration)),
        "enumeration_type": type_of(listing),
        "number": listing.npi,
        "basic": basic,
        "addresses": [_address(place, purpose="LOCATION") for place in places[:1]],
        "practiceLocations": [_address(place) for place in places[1:]],
        "taxonomies": [_taxonomy(each) for each in registration.taxonomies],
        "identifiers": [_identifier(each) for each in registration.identifiers],
        "endpoints": _endpoints(listing),
        "other_names": [_other_name(each) for each in registration.other_names],
        "directory": _of_directory(found, url),
    }


def _epoch(day: str | None) -> str:
    """Milliseconds since 1970 at a day's beginning in UTC, as text; "" for no day."""
    return str(int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) * 1000) if day else ""


def _updated_on(listing: Practitioner, registration: Registration) -> str | None:
    """The day of the register's last change; where no register is read, of the source's that counts first."""
    return registration.updated_on or listing.updated_on


def _stated(values: Mapping[str, str | None]) -> Values:
    """The values without those that no source states."""
    return {name: value for name, value in values.items() if value}


def _dates(listing: Practitioner, registration: Registration) -> Values:
    days = {
        "enumeration_date": registration.enumerated_on,
        "last_updated": _updated_on(listing, registration),
        "certification_date": registration.certified_on,
    }
    return _stated(days) | {"status": ACTIVE}


def _person(listing: Practitioner, registration: Registration) -> Values:
    """`basic` of a person. Its texts are all there, "" or "--" where nobody states one, for programs make columns of
    them.
    """
    name = registration.name or RegisteredName()
    gender = GENDERS.get(listing.gender or "", "")
    return {
        "first_name": name.first,
        "last_name": name.last,
        "middle_name": name.middle,
        "credential": name.credential,
        **_stated({"sole_proprietor": YES_OR_NO.get(registration.is_sole_proprietor)}),
        "sex": gender,
        "gender": gender,
        **_dates(listing, registration),
        "name_prefix": name.prefix or NONE,
        "name_suffix": name.suffix or NONE,
        "name": " ".join(filter(None, (name.last, name.first))),
    }


def _organisation(listing: Practitioner, registration: Registration) -> Values:
    name = registration.name or RegisteredName()
    return {
        "organization_name": name.organisation,
        **_stated({"organizational_subpart": YES_OR_NO.get(registration.is_subpart)}),
        **(_official(registration.official) if registration.official else {}),
        **_dates(listing, registration),
        "name": name.organisation,
    }


def _official(official: AuthorizedOfficial) -> Values:
    name = official.name
    values = {
        "first_name": name.first,
        "last_name": name.last,
        "middle_name": name.middle,
        "credential": name.credential,
        "title_or_position": official.title,
        "telephone_number": official.phone,
        "name_prefix": name.prefix,
        "name_suffix": name.suffix,
    }
    return {f"authorized_official_{field}": value for field, value in _stated(values).items()}


def _address(place: ListedLocation, purpose: str = "") -> Values:
    first, _, second = place.address.partition(", ")
    return {
        **COUNTRY,
        **_stated({"address_purpose": purpose}),
        "address_type": "DOM",
        "address_1": first,
        **_stated({"address_2": second}),
        "city": place.city,
        "state": place.state,
        "postal_code": zip_digits(place.postal_code),
        **_stated({"telephone_number": _phone(place.phone)}),
    }


def _phone(e164: str | None) -> str | None:
    """510-555-0100, without an extension."""
    digits = (e164 or "").removeprefix("+1").partition(";")[0]
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if digits else None


def _taxonomy(taxonomy: RegisteredTaxonomy) -> Values:
    group = GROUPS.get(taxonomy.group, "")
    return {
        "code": taxonomy.code,
        "taxonomy_group": f"{taxonomy.group} - {group}" if group else taxonomy.group,
        "desc": description(taxonomy),
        "state": taxonomy.state,
        "license": taxonomy.licence,
        "primary": taxonomy.is_primary,
    }


def _identifier(identifier: RegisteredIdentifier) -> Values:
    return {
        "code": identifier.kind,
        "desc": IDENTIFIERS.get(identifier.kind, ""),
        "identifier": identifier.number,
        "issuer": identifier.issuer,
        "state": identifier.state,
    }


def _endpoints(listing: Practitioner) -> list[Values]:
    """The Direct address, the only endpoint that is kept."""
    return [DIRECT | {"endpoint": listing.direct_address}] if listing.direct_address else []


def _other_name(name: RegisteredName) -> Values:
    kind = {"type": OTHER_NAMES.get(name.kind, ""), "code": name.kind}
    if name.organisation:
        return {"organization_name": name.organisation, **kind}
    parts = {
        "first_name": name.first,
        "last_name": name.last,
        "middle_name": name.middle,
        "prefix": name.prefix,
        "suffix": name.suffix,
        "credential": name.credential,
    }
    return kind | _stated(parts)


def _of_directory(found: Registered, url: str) -> Values:
    """What this directory knows beyond the register. plans: the companies whose plans somebody says are taken."""
    listing = found.listing
    return {
        "id": listing.id,
        "kind": listing.kind,
        "distance_miles": found.miles,
        "verified_on": listing.verified_on,
        "licences": [entry_values(each) for each in listing.licences],
        "plans": list(listing.payers),
        "url": url,
    }
