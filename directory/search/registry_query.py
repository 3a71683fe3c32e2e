"""What a program asks as it asks the federal register's API, version 2.1: from parameters to a query, or the register's
own errors.

The rules, numbers and texts of the errors are CMS's (its help page, and what it answered when it was asked).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from directory.core.gazetteer import Gazetteer
from directory.core.names import folded
from directory.core.registered_terms import ORGANISATION, PERSON
from directory.search.query import BadQuery, SearchQuery, parse_query
from directory.store.listings.reader import Directory

VERSION = "2.1"
DEFAULT_LIMIT, MAX_LIMIT = 10, 200
SHORTEST_BEGINNING = 2  # letters before a wildcard
LONGEST_VALUE = 150  # characters
SPECIAL = frozenset(" &':,/-().#\";")  # what a name may hold beside letters and digits
NAMES = ("first_name", "last_name", "organization_name", "taxonomy_description", "city")
PURPOSES = ("LOCATION", "MAILING", "PRIMARY", "SECONDARY")
POSTAL_CODE = re.compile(r"(?=.*\w)[A-Za-z0-9 -]{1,10}", re.ASCII)
CRITERIA = ("number", "enumeration_type", "state", "postal_code", "country_code", "near", *NAMES)
NOT_ALONE = {"enumeration_type", "state", "country_code"}
HOME = "US"
AROUND = ("near", "within")  # beyond the register's own
TEXTS = {
    "03": "Wildcards require at least two leading characters",
    "04": "No valid search criteria provided",
    "05": "Field contains special character(s) or wrong number of characters",
    "06": "NPI must be 10 digits",
    "13": "Cannot mix type 1 and type 2 search criteria",
    "17": "Unsupported Version",
}


class RegistryError(NamedTuple):
    """One error, as the register tells it; what is ours (near, within) has its number for a wrong field."""

    description: str
    field: str
    number: str


class BadRegistryQuery(ValueError):
    """The errors of a query, one at least."""

    def __init__(self, errors: list[RegistryError]):
        super().__init__(errors[0].description)
        self.errors = errors


class Term(NamedTuple):
    """A text, folded, and whether others that begin so are meant too."""

    text: str
    is_beginning: bool = False


class RegistryQuery(NamedTuple):
    """A query that can be answered.

    types: of NPIs; with_alias: whether a first name is also what it is used for; of_official: whether the names are
    those of an organisation's official; purpose: one of PURPOSES, "" for any; is_abroad: a country that nobody here is
    in; around: where to look, nearest first, None for everywhere.
    """

    types: tuple[str, ...] = (PERSON, ORGANISATION)
    number: str = ""
    names: tuple[tuple[str, Term], ...] = ()
    with_alias: bool = True
    of_official: bool = False
    purpose: str = ""
    city: Term | None = None
    state: str = ""
    postal_code: Term | None = None
    is_abroad: bool = False
    limit: int = DEFAULT_LIMIT
    skip: int = 0
    around: SearchQuery | None = None


def parse_registry_query(parameters: Mapping[str, str], gazetteer: Gazetteer, directory: Directory) -> RegistryQuery:
    """The query that parameters ask for; blank ones do not count, unknown ones neither. Raises BadRegistryQuery."""
    given = {name: text.strip() for name, text in parameters.items() if text and text.strip()}
    if given.get("version") != VERSION:
        raise BadRegistryQuery([_error("17", "version")])
    if errors := [*_wrong_fields(given)] or [*_wrong_together(given)]:
        raise BadRegistryQuery(errors)
    return _query(given, _around(given, gazetteer, directory))


def _error(number: str, field: str) -> RegistryError:
    return RegistryError(TEXTS[number], field, number)


def _wrong_fields(given: dict[str, str]) -> Iterator[RegistryError]:
    """What is wrong with a field by itself."""
    for field in NAMES:
        if field in given and (number := _wrong_name(given[field], "@" if field == "organization_name" else "")):
            yield _error(number, field)
    if "number" in given and not (_is_digits(given["number"]) and len(given["number"]) == 10):
        yield _error("06", "number")
    if "postal_code" in given and (number := _wrong_postal_code(given["postal_code"])):
        yield _error(number, "postal_code")
    for field, is_right in RIGHT.items():
        if field in given and not is_right(given[field]):
            yield _error("05", field)


def _wrong_name(text: str, more: str) -> str:
    """The number of the error in a name, "" where there is none. more: characters that it may hold too."""
    bare = text.removesuffix("*")
    letters = unicodedata.normalize("NFC", bare)
    if len(text) > LONGEST_VALUE or not all(each.isalnum() or each in SPECIAL or each in more for each in letters):
        return "05"
    if text != bare and len(bare.strip()) < SHORTEST_BEGINNING:
        return "03"
    return "" if folded(bare) else "05"


def _wrong_postal_code(text: str) -> str:
    bare = text.removesuffix("*")
    if not POSTAL_CODE.fullmatch(bare):
        return "05"
    return "03" if text != bare and len(bare) < SHORTEST_BEGINNING else ""


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_code(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isalpha()


RIGHT: dict[str, Callable[[str], bool]] = {
    "enumeration_type": lambda text: text.upper() in (PERSON, ORGANISATION),
    "name_purpose": lambda text: text.upper() in ("AO", "PROVIDER"),
    "use_first_name_alias": lambda text: text.lower() in ("true", "false"),
    "address_purpose": lambda text: text.upper() in PURPOSES,
    "state": _is_code,
    "country_code": _is_code,
    "limit": lambda text: _is_digits(text) and int(text[:9]) > 0,
    "skip": _is_digits,
}


def _wrong_together(given: dict[str, str]) -> Iterator[RegistryError]:
    """What is wrong with fields that are right by themselves."""
    asked = [field for field in CRITERIA if field in given]
    if not asked:
        yield _error("04", "generic")
        return
    if _mixes_types(given):
        yield _error("13", "generic")
    abroad = given.get("country_code", HOME).upper() != HOME
    if abroad or not NOT_ALONE.issuperset(asked):
        return
    if "state" in given or "country_code" in given:
        field = "state" if "state" in given else "country_code"
        yield RegistryError(f"Field {field} requires additional search criteria", field, "07")
    else:
        yield RegistryError("enumeration_type requires additional search criteria", "enumeration_type", "09")


def _mixes_types(given: dict[str, str]) -> bool:
    asked = given.get("enumeration_type", "").upper()
    is_of_official = given.get("name_purpose", "").upper() == "AO"
    names_person = not is_of_official and ("first_name" in given or "last_name" in given)
    of_person = names_person or asked == PERSON
    return of_person and ("organization_name" in given or is_of_official or (names_person and asked == ORGANISATION))


def _around(given: dict[str, str], gazetteer: Gazetteer, directory: Directory) -> SearchQuery | None:
    if "near" not in given:
        return None
    try:
        asked = {name: text for name, text in given.items() if name in AROUND}
        return parse_query(asked, gazetteer, directory)
    except BadQuery as error:
        wrong = [RegistryError(str(text), field, "05") for field, text in error.errors.items()]
        raise BadRegistryQuery(wrong) from None


def _query(given: dict[str, str], around: SearchQuery | None) -> RegistryQuery:
    names = [(field, _term(given[field])) for field in NAMES if field in given and field != "city"]
    is_of_official = given.get("name_purpose", "").upper() == "AO"
    return RegistryQuery(
        types=_types(given, is_of_official),
        number=given.get("number", ""),
        names=tuple(names),
        with_alias=given.get("use_first_name_alias", "true").lower() == "true",
        of_official=is_of_official,
        purpose=given.get("address_purpose", "").upper(),
        city=_term(given["city"]) if "city" in given else None,
        state=given.get("state", "").upper(),
        postal_code=_zip_term(given["postal_code"]) if "postal_code" in given else None,
        is_abroad=given.get("country_code", HOME).upper() != HOME,
        limit=min(int(given.get("limit", str(DEFAULT_LIMIT))[:9]), MAX_LIMIT),
        skip=int(given.get("skip", "0")[:9]),
        around=around,
    )


def _types(given: dict[str, str], is_of_official: bool) -> tuple[str, ...]:
    if asked := given.get("enumeration_type", "").upper():
        return (asked,)
    if is_of_official or "organization_name" in given:
        return (ORGANISATION,)
    return (PERSON,) if "first_name" in given or "last_name" in given else (PERSON, ORGANISATION)


def _term(text: str) -> Term:
    return Term(folded(text.removesuffix("*")), text.endswith("*"))


def _zip_term(text: str) -> Term:
    """Five digits are all that begin so; nobody's ZIP code has letters."""
    bare = text.removesuffix("*").replace("-", "").replace(" ", "")
    return Term(bare, text.endswith("*") or len(bare) == 5)
