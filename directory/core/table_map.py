"""How an admin's table is to be read: a map from our fields to its columns and words, as TOML; and a proposal for one from its header."""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from directory.core import dates
from directory.core.licence_layout import STATUSES, column_key
from directory.core.names import folded
from directory.core.taxonomy import KINDS

# Each field, and what a column may be called that a map is proposed for: letters and digits only, the likeliest first.
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
NAMING = ("name", "last_name", "organisation_name")
YES, NO = ("yes", "y", "true", "t", "1", "x"), ("no", "n", "false", "f", "0")
SEPARATOR = ";"
SECTIONS = {
    "the map": ("columns", "languages", "values", "dates"),
    "[columns]": FIELDS,
    "[languages]": ("separator",),
    "[values]": ("kind", "licence_status", "yes", "no"),
    "[dates]": ("formats",),
}
OWN_KINDS = {folded(word): kind for kind, title in KINDS.items() for word in (kind, title)}
A_DAY = datetime(2024, 11, 22)  # a format that gives this day back holds year, month and day


@dataclass(frozen=True)
class TableMap:
    """columns: our field → their column. kinds, statuses: their word (`names.folded`; "" stands for a blank) → ours."""

    columns: dict[str, str]
    kinds: dict[str, str]
    statuses: dict[str, str]
    yes: frozenset[str]
    no: frozenset[str]
    separator: str = SEPARATOR
    formats: tuple[str, ...] = ()

    def kind(self, text: str) -> str:
        """One of KINDS; "" for a blank that the map gives no kind. Raises ValueError for a word it does not name."""
        return _meaning(text, self.kinds)

    def status(self, text: str) -> str:
        """One of a license's STATUSES. Raises ValueError for a word that the map does not name."""
        return _meaning(text, self.statuses) or "unknown"

    def is_yes(self, text: str) -> bool | None:
        """Yes or no; None for a blank. Raises ValueError for any other word."""
        word = folded(text)
        if word not in self.yes | self.no and text:
            raise ValueError("neither a yes nor a no in the map’s [values]")
        return word in self.yes if text else None

    def day(self, text: str) -> str:
        """A date in one of the map's formats, or as this program reads dates, as YYYY-MM-DD. Raises ValueError for any other text."""
        return dates.in_formats(text, self.formats) or (dates.iso(text) if text else "")

    def past_day(self, text: str) -> str:
        """A date that is not to come. Raises ValueError for any other text."""
        day = self.day(text)
        return dates.past(day) if day else ""

    def places(self, header: list[str]) -> dict[str, int]:
        """Where each field stands in a row. Raises ValueError that names a column which the header does not have."""
        exact = {name.strip(): place for place, name in reversed(list(enumerate(header)))}
        alike = {column_key(name): place for place, name in reversed(list(enumerate(header))) if column_key(name)}
        found = {field: exact.get(name.strip(), alike.get(column_key(name))) for field, name in self.columns.items()}
        for field, place in found.items():
            if place is None:
                raise ValueError(
                    f"the file has no column {quoted(self.columns[field])}, which the map names for {field}. Its columns: {listed(header)}"
                )
        return found


def _meaning(text: str, words: dict[str, str]) -> str:
    word = folded(text)
    if word not in words and text:
        raise ValueError("the map does not say what this word means")
    return words.get(word, "")


def quoted(text: str) -> str:
    """A text as TOML writes it, on one line whatever is in it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def listed(names: list[str], most: int = 8) -> str:
    """The first of some names, quoted and cut to a readable length."""
    return ", ".join(quoted(name.strip()[:40]) for name in names[:most]) + (" …" if len(names) > most else "")


def parse_table_map(values: dict) -> TableMap:
    """The map in a TOML file's values. Raises ValueError in words where it is none."""
    _check_names("the map", values)
    columns, languages, words, days = (values.get(name, {}) for name in SECTIONS["the map"])
    for name, section in (("columns", columns), ("languages", languages), ("values", words), ("dates", days)):
        _check_names(f"[{name}]", section)
    _check_columns(columns)
    separator, formats = languages.get("separator", SEPARATOR), _texts(days.get("formats", []), "[dates] formats")
    _check(isinstance(separator, str) and separator != "", 'the separator in [languages] should be a text such as ";"')
    _check_formats(formats)
    yes, no = (
        frozenset(map(folded, _texts(words.get(name, usual), f"[values] {name}")))
        for name, usual in (("yes", YES), ("no", NO))
    )
    _check(not yes & no, f"[values] has “{', '.join(sorted(yes & no))}” for both yes and no")
    kinds = _words(words, "kind", tuple(KINDS), OWN_KINDS)
    statuses = _words(words, "licence_status", STATUSES, {status: status for status in STATUSES})
    return TableMap(columns, kinds, statuses, yes, no, separator, tuple(formats))


def _check(holds: bool, complaint: str) -> None:
    if not holds:
        raise ValueError(complaint)


def _check_names(section: str, held: object) -> None:
    _check(isinstance(held, dict), f"{section} should be a table")
    strange = [name for name in held if name not in SECTIONS[section]]
    _check(
        not strange,
        f"{section} has {listed(strange)}, which this program does not know; allowed there: {', '.join(SECTIONS[section])}",
    )


def _check_columns(columns: dict) -> None:
    wrong = [field for field, name in columns.items() if not (isinstance(name, str) and name.strip())]
    _check(not wrong, f"[columns] should give {', '.join(wrong)} the name of one column in quotes")
    _check(any(field in columns for field in NAMING), f"[columns] has no name: it needs one of {', '.join(NAMING)}")


def _check_formats(formats: list[str]) -> None:
    for how in formats:
        try:
            whole = datetime.strptime(A_DAY.strftime(how), how) == A_DAY
        except (ValueError, re.error):
            whole = False
        _check(whole, f'{quoted(how[:40])} in [dates] is no format of a whole date, such as "%m/%d/%Y"')


def _texts(held: object, where: str) -> list[str]:
    _check(
        isinstance(held, (list, tuple)) and all(isinstance(each, str) for each in held),
        f'{where} should be a list of texts: ["…", "…"]',
    )
    return list(held)


def _words(values: dict, field: str, allowed: tuple[str, ...], own: dict[str, str]) -> dict[str, str]:
    given = values.get(field, {})
    _check(isinstance(given, dict), f'[values.{field}] should be a table: "their word" = "ours"')
    wrong = [word for word, meant in given.items() if meant not in allowed]
    _check(not wrong, f"[values.{field}] gives {listed(wrong)} a meaning that is none of {', '.join(allowed)}")
    return own | {folded(word): meant for word, meant in given.items()}


def proposed(header: list[str]) -> dict[str, str]:
    """Our fields and the columns that seem to hold them, by SYNONYMS."""
    names = {column_key(name): name.strip() for name in reversed(header)}
    found = {field: next((names[each] for each in known if each in names), None) for field, known in SYNONYMS.items()}
    if found["last_name"]:
        found["name"] = None  # parts that somebody kept apart are surer than parts told from a whole
    return {field: name for field, name in found.items() if name}


def as_toml(file: str, columns: dict[str, str], unread: list[str]) -> str:
    """A map for the admin to look over and edit."""
    return "\n".join(
        [
            f'# How to read {quoted(file)}: our field = "their column". Proposed from the header alone: look it over.',
            f"# Fields: {', '.join(FIELDS)}.",
            f"# One column may serve two fields. Columns not read: {listed(unread, 200) or 'none'}.",
            "",
            "[columns]",
            *(f"{field} = {quoted(name)}" for field, name in columns.items()),
            "",
            "[languages]",
            f"separator = {quoted(SEPARATOR)}",
            "",
            "[values]",
            f"yes = {json.dumps(YES)}",
            f"no = {json.dumps(NO)}",
            "",
            f'[values.kind]  # "their word" = one of {", ".join(KINDS)}; "" is a blank, or every row where no column says it',
            '# "Acupuncturist" = "licensed_acupuncturist"',
            "",
            f'[values.licence_status]  # "their word" = one of {", ".join(STATUSES)}',
            '# "Current" = "active"',
            "",
            "[dates]",
            'formats = ["%Y-%m-%d", "%m/%d/%Y"]',
            "",
        ]
    )
