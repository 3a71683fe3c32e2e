"""The fields of a practitioner that an admin's table may hold, and the columns that are likely to hold them."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count

# Each field, and what its column may be called: letters and digits only (licence_layout.column_key), the likeliest name
# first.
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
        "nameandcredentials",
        "namecredentials",
        "clinician",
        "clinicianname",
        "acupuncturist",
        "acupuncturistname",
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
    "credentials": (
        "credentials",
        "credential",
        "degree",
        "degrees",
        "designation",
        "designations",
        "letters",
        "postnominals",
    ),
    "kind": (
        "kind",
        "providertype",
        "practitionertype",
        "type",
        "specialty",
        "profession",
        "discipline",
        "licensetype",
    ),
    "gender": ("gender", "sex"),
    "full_address": ("fulladdress", "completeaddress", "wholeaddress", "location", "practicelocation", "clinicaddress"),
    "city_state_zip": (
        "citystatezip",
        "citystzip",
        "citystatezipcode",
        "citystatepostalcode",
        "citystateandzip",
        "citystate",
        "cityst",
        "cityandstate",
        "csz",
        "statezip",
        "stzip",
        "statezipcode",
    ),
    "address_1": ("address1", "address", "street", "streetaddress", "addressline1", "practiceaddress", "officeaddress"),
    "address_2": ("address2", "addressline2", "suite", "unit"),
    "city": ("city", "town", "practicecity", "officecity"),
    "state": ("state", "st", "practicestate", "officestate", "stateprovince", "statecode"),
    "postal_code": ("zip", "zipcode", "postalcode", "postcode", "zip5", "zippostal", "zippostalcode"),
    "phone": (
        "phone",
        "phonenumber",
        "phoneno",
        "telephone",
        "telephonenumber",
        "tel",
        "telno",
        "officephone",
        "workphone",
        "businessphone",
    ),
    "fax": ("fax", "faxnumber", "faxno", "faxnum", "officefax", "practicefax", "clinicfax"),
    "hours": (
        "hours",
        "officehours",
        "officehrs",
        "businesshours",
        "openinghours",
        "hoursofoperation",
        "clinichours",
        "hoursopen",
        "schedule",
        "daysandhours",
        "availability",
        "daysavailable",
    ),
    "licence_number": (
        "acupuncturelicensenumber",
        "acupuncturelicenseno",
        "acupuncturelicense",
        "acupuncturelic",
        "laclicensenumber",
        "laclicense",
        "laclic",
        "lacnumber",
        "lacno",
        "lac",
        "licensenumber",
        "licencenumber",
        "licenseno",
        "licenceno",
        "license",
        "licence",
        "lic",
        "licno",
    ),
    "licence_state": ("licensestate", "licencestate", "stateoflicense", "stateoflicensure", "licstate"),
    "licence_status": ("licensestatus", "licencestatus", "licstatus"),
    "licence_expires_on": (
        "licenseexpireson",
        "licenceexpireson",
        "licenseexpirationdate",
        "licenseexpiration",
        "licenseexpires",
        "licenseexp",
        "licexpires",
        "licexpiration",
        "licexp",
        "expirationdate",
        "expires",
        "expiry",
    ),
    "languages": ("languages", "language", "languagesspoken", "spokenlanguages", "speaks"),
    "accepting_new_patients": (
        "acceptingnewpatients",
        "acceptingpatients",
        "acceptsnewpatients",
        "newpatients",
        "accepting",
        "takingnewpatients",
        "opentonewpatients",
        "acceptingnew",
        "acceptingnewpts",
        "acceptingpts",
        "newpts",
        "takingnewpts",
    ),
    "telehealth": ("telehealth", "telemedicine", "virtualvisits", "videovisits", "onlinevisits", "offerstelehealth"),
    "home_visits": ("homevisits", "homevisit", "housecalls", "housecall", "mobilevisits", "offershomevisits"),
    "wheelchair_access": (
        "wheelchairaccess",
        "wheelchairaccessible",
        "wheelchair",
        "ada",
        "adaaccess",
        "adaaccessible",
        "accessible",
        "accessibility",
        "handicapaccess",
        "handicapaccessible",
        "handicappedaccessible",
    ),
    "website": ("website", "web", "webaddress", "websiteurl", "url", "homepage", "site", "practicewebsite", "webpage"),
    # Only by names that say that it is for the public: a list of members has their own mailboxes under "Email".
    "email": ("practiceemail", "clinicemail", "officeemail", "publicemail", "businessemail", "emailforpatients"),
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
    "payer": (
        "payer",
        "payers",
        "insurer",
        "insurers",
        "insurance",
        "insurances",
        "insurancecompany",
        "carrier",
        "carriers",
        "insuranceaccepted",
        "insurancesaccepted",
        "acceptedinsurance",
        "insurancetaken",
        "insuranceplans",
        "plansaccepted",
    ),
    "plan": ("plan", "planname", "insuranceplan", "healthplan"),
    "confirmed_on": ("confirmedon", "lastconfirmed", "verifiedon", "lastverified", "dateverified"),
    "row_id": ("id", "rowid", "recordid", "memberid", "practitionerid", "rownumber", "recordno", "ref", "no"),
}
FIELDS = tuple(SYNONYMS)
SEVERAL = ("credentials", "languages", "payer")  # fields that several columns may hold together: "Insurance 1", …


def quoted(text: str) -> str:
    """A text as TOML writes it, on one line whatever is in it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def listed(names: list[str], most: int = 8) -> str:
    """The first of some names, quoted and cut to a readable length."""
    return ", ".join(quoted(name.strip()[:40]) for name in names[:most]) + (" …" if len(names) > most else "")


def counted(values: int) -> str:
    """How many values a column has, in words."""
    return "1 value" if values == 1 else f"{values:,} values"


def unique_names(header: Sequence[str]) -> list[str]:
    """A name for each column by which a map can mean it and no other: its own; of several with one name "Phone (1)",
    "Phone (2)"; of one without "Column 5", counted from 1 as in a spreadsheet.
    """
    own = [name.strip() for name in header]
    times, taken = Counter(own), set(own)
    numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
    names = []
    for place, name in enumerate(own):
        if name and times[name] == 1:
            names.append(name)
            continue
        base = name or f"Column {place + 1}"
        tries = chain([] if name else [base], (f"{base} ({number})" for number in numbers[base]))
        names.append(next(each for each in tries if each not in taken))
        taken.add(names[-1])
    return names


def unread(names: Sequence[str], columns: Mapping[str, str | list[str]]) -> list[str]:
    """Those of a table's columns, by their unique names, that no field is read from."""
    used = {name for given in columns.values() for name in ([given] if isinstance(given, str) else given)}
    return [name for name in names if name not in used]
