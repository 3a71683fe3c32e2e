"""The fields of a practitioner that an admin's table may hold, and the columns that are likely to hold them."""

import json

from directory.core.licence_layout import column_key

# Each field, and what its column may be called: letters and digits only (`column_key`), the likeliest name first.
SYNONYMS = {
    "npi": ("npi", "npinumber", "nationalprovideridentifier", "providernpi", "individualnpi"),
    "name": (
        "name",
        "fullname",
        "practitionername",
        "providername",
        "practitioner",
        "provider",
        "membername",
        "member",
        "displayname",
    ),
    "first_name": ("firstname", "first", "givenname", "forename", "fname"),
    "middle_name": ("middlename", "middle", "middleinitial", "mi"),
    "last_name": ("lastname", "last", "familyname", "surname", "lname"),
    "suffix": ("suffix", "namesuffix"),
    "organisation_name": (
        "organizationname",
        "organisationname",
        "organization",
        "practicename",
        "practice",
        "clinicname",
        "clinic",
        "businessname",
        "company",
        "facilityname",
    ),
    "credentials": ("credentials", "credential", "degree", "degrees", "designation", "designations"),
    "kind": ("kind", "providertype", "practitionertype", "type", "specialty", "profession"),
    "gender": ("gender", "sex"),
    "address_1": ("address1", "address", "street", "streetaddress", "addressline1", "practiceaddress", "officeaddress"),
    "address_2": ("address2", "addressline2", "suite", "unit"),
    "city": ("city", "town", "practicecity", "officecity"),
    "state": ("state", "st", "practicestate", "officestate", "stateprovince"),
    "postal_code": ("zip", "zipcode", "postalcode", "postcode", "zip5"),
    "phone": ("phone", "phonenumber", "telephone", "tel", "officephone", "workphone", "businessphone"),
    "licence_number": ("licensenumber", "licencenumber", "licenseno", "licenceno", "license", "licence", "lic"),
    "licence_state": ("licensestate", "licencestate", "stateoflicense", "stateoflicensure"),
    "licence_status": ("licensestatus", "licencestatus"),
    "licence_expires_on": (
        "licenseexpireson",
        "licenceexpireson",
        "licenseexpirationdate",
        "licenseexpiration",
        "licenseexpires",
        "expirationdate",
        "expires",
        "expiry",
    ),
    "languages": ("languages", "language", "languagesspoken", "spokenlanguages"),
    "accepting_new_patients": (
        "acceptingnewpatients",
        "acceptingpatients",
        "acceptsnewpatients",
        "newpatients",
        "accepting",
    ),
    "website": ("website", "web", "webaddress", "websiteurl", "url", "homepage", "site", "practicewebsite", "webpage"),
    "first_visit_fee": (
        "firstvisitfee",
        "firstvisitprice",
        "firstvisit",
        "initialvisitfee",
        "initialfee",
        "newpatientfee",
    ),
    "later_visit_fee": (
        "latervisitfee",
        "latervisitprice",
        "followupfee",
        "followupvisitfee",
        "followup",
        "returnvisitfee",
        "visitfee",
    ),
    "payer": ("payer", "insurer", "insurance", "insurancecompany", "carrier"),
    "plan": ("plan", "planname", "insuranceplan", "healthplan"),
    "confirmed_on": ("confirmedon", "lastconfirmed", "verifiedon", "lastverified", "dateverified"),
}
FIELDS = tuple(SYNONYMS)


def propose_columns(header: list[str]) -> dict[str, str]:
    """Our fields and the columns that seem to hold them, by SYNONYMS."""
    names = {column_key(name): name.strip() for name in reversed(header)}
    columns: dict[str, str] = {}
    for field, synonyms in SYNONYMS.items():
        column = next((names[synonym] for synonym in synonyms if synonym in names), "")
        if column:
            columns[field] = column
    if "last_name" in columns:
        columns.pop("name", None)  # separate parts are more reliable than parts split from a whole name
    return columns


def quoted(text: str) -> str:
    """A text as TOML writes it, on one line whatever is in it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def listed(names: list[str], most: int = 8) -> str:
    """The first of some names, quoted and cut to a readable length."""
    return ", ".join(quoted(name.strip()[:40]) for name in names[:most]) + (" …" if len(names) > most else "")
