"""One row of an admin's table: whom it is about, and what it says of them."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from directory.core import addresses, credentials, npi, whole_addresses
from directory.core.full_names import FullName, parse_full_name
from directory.core.i18n import N_, Message
from directory.core.licences import normalised
from directory.core.names import folded
from directory.core.practice_names import split_practice
from directory.core.practitioner import PlanTaken
from directory.core.table_cells import insurer, split_insurers, split_list
from directory.core.table_map import TableMap
from directory.core.whole_addresses import TypedAddress
from directory.importer.cleaning import clean, cleaned
from directory.importer.record import ADDRESS_FIELDS, Problem, RawLicence, RawLocation, RawStatement, why_unreadable
from directory.importer.sources.stated_name import StatedName, organisation_named, own_key, person_named
from directory.store.reference.files import gazetteer, payers

GENDERS = {"f": "F", "female": "F", "m": "M", "male": "M", "": ""}
ROUNDED = re.compile(r"\d\.\d+E\+?\d+", re.IGNORECASE)  # how a spreadsheet saves a number too wide for its column
NO_INSURER = Message("a plan without its insurer", command="a plan without its payer")
ROUNDED_NPI = N_(
    "the spreadsheet has rounded this NPI: format its column as text or whole numbers, and save the file again"
)
LONGEST_CELL = 10_000  # characters of a list in one cell
LISTS = ("languages", "payer")  # fields with several entries in a cell
NAMES = ("name", "organisation_name", "first_name", "middle_name", "last_name")
PARTED = ("full_address", "city_state_zip")  # fields whose text holds several others
ANSWERS = ("accepting_new_patients", "telehealth", "home_visits", "wheelchair_access")
AS_TYPED = ("website", "email", "first_visit_fee", "later_visit_fee")
# A column that says it is for acupuncture, and the letters before such a license's digits in most states.
ACUPUNCTURE = re.compile(r"acup|\bl\.? ?ac\b", re.IGNORECASE)
ACUPUNCTURE_NUMBER = re.compile(r"(?:l\.?ac|ac|acu|acup|lacu)[\s.#:-]*\d+", re.IGNORECASE)
OTHER_PROFESSIONS = {
    *("D.C.", "N.D.", "N.M.D.", "P.T.", "DPT", "N.P.", "FNP", "FNP-BC", "APRN", "PA-C", "R.N."),
    *("DPM", "DDS", "DMD", "RDN", "LMT", "LCSW"),
}

Parsed = TypeVar("Parsed")


class RowSubject(NamedTuple):
    """Whom a row is about. text: the name in one string. business: of a person, the name of the practice."""

    text: str
    name: StatedName
    kind: str
    business: str = ""


class RowValues:
    """A row's values by our fields, and the problems in them."""

    def __init__(self, number: int, texts: dict[str, str], column_map: TableMap):
        """texts: what the field's cell holds; where it has several, a line each."""
        self.number, self.column_map = number, column_map
        self.lists = {field: texts.get(field, "") for field in LISTS}
        self.values = {field: _value(field, text) for field, text in texts.items() if field not in LISTS}
        self.problems: list[Problem] = []

    def value(self, field: str) -> str:
        """The field's value, "" where the table does not have it."""
        return self.values.get(field, "")

    def parsed(self, field: str, parse: Callable[[str], Parsed]) -> Parsed | None:
        """The value as `parse` reads it; None, and a problem, where it raises ValueError."""
        try:
            return parse(self.value(field))
        except ValueError as error:
            self.note(field, why_unreadable(error))
            return None

    def note(self, field: str, reason: str, refused: bool = False, value: str | None = None) -> None:
        """Keeps a problem for the report. value: what of the field's value it is about, where that is not all."""
        self.problems.append(
            Problem(self.number, field, self.value(field) if value is None else value, reason, refused)
        )

    def entries(
        self, field: str, split: Callable[[str, tuple[str, ...]], list[str]], separators: tuple[str, ...]
    ) -> list[str]:
        """The entries of a list in one cell or several; none, and a problem, where it is too long for one."""
        text = self.lists[field]
        if len(text) > LONGEST_CELL:
            self.note(
                field,
                Message("over %(most)s characters: no list in a cell is so long", most=f"{LONGEST_CELL:,}"),
                value=text[:60],
            )
            return []
        return split(text, separators)


class MappedRow(RowValues):
    """One row of a table.

    tells_kind: whether something in it tells the kind of practitioner. kind_is_of_licence: whether only a license tells
    it that does not itself say that it is one to practice acupuncture.
    """

    tells_kind, kind_is_of_licence = True, False

    def statement(self) -> Iterator[RawStatement | Problem]:
        """The row's statement, unless it has to be refused, and its problems."""
        subject = self.subject(self.parsed("kind", self.column_map.kind) or "")
        if not folded(subject.text):
            self.note("name", N_("no name"), refused=True)
        elif self.value("npi") and not npi.is_valid(self.value("npi")):
            self.note("npi", ROUNDED_NPI if ROUNDED.fullmatch(self.value("npi")) else npi.WRONG, refused=True)
        else:
            yield self._statement_about(subject)
        yield from self.problems

    def subject(self, kind: str) -> RowSubject:
        """Whom the row is about: a clinic where it says so or names no person, else a person. kind: as the row says."""
        whole, business = self.value("name"), self.value("organisation_name")
        person = FullName(*map(self.value, FullName._fields))
        if kind == "clinic" or (business and not (whole or person.last_name)):
            name = business or whole or " ".join(filter(None, person[:4]))
            return RowSubject(name, organisation_named(name), "clinic")
        if whole and not person.last_name:
            whole, practice = split_practice(whole)
            business = business or practice
            person = parse_full_name(whole).followed_by(person.suffix, person.credentials)
        text = f"{person.first_name} {person.middle_name} {person.last_name} {person.suffix}"
        return RowSubject(text, person_named(person), kind or self._kind_told(person.credentials), business)

    def _kind_told(self, held: str) -> str:
        """The kind that credentials do not tell but a license does, "" where normalise can tell it by the credentials.

        A license is one to practice acupuncture (RawLicence), unless the credentials are of another profession.
        """
        known = set(credentials.parse_credentials(held))
        if credentials.is_physician([*known]) or credentials.is_acupuncturist([*known]):
            return ""
        if credentials.MEDICAL & known:
            return "medical_acupuncturist"
        is_plain, is_other = self._is_plainly_acupuncture(), bool(OTHER_PROFESSIONS & known)
        if is_plain or (self._licence_digits() and not is_other):
            self.kind_is_of_licence = not is_plain
            return "licensed_acupuncturist"
        self.tells_kind = is_other
        return ""

    def _licence_digits(self) -> bool:
        return any(map(str.isdigit, self.value("licence_number")))

    def _is_plainly_acupuncture(self) -> bool:
        """Whether the license's number, or the name of its column, says that it is one to practice acupuncture."""
        columns = self.column_map.columns.get("licence_number", ())
        is_named = bool(ACUPUNCTURE_NUMBER.fullmatch(self.value("licence_number")))
        return is_named or (self._licence_digits() and any(map(ACUPUNCTURE.search, columns)))

    def _statement_about(self, subject: RowSubject) -> RawStatement:
        location = self.location()
        licences = self.licences()
        return RawStatement(
            self.number,
            npi=self.value("npi"),
            key="" if self.value("npi") else _key(subject.text, location, licences),
            kind=subject.kind,
            other_organisation_name=subject.business,
            locations=[location] if any(location) else [],
            licences=licences,
            insurance=self.insurance(),
            languages=[*map(clean, self.entries("languages", split_list, self.column_map.between_languages))],
            facts=self.facts(),
            confirmed_on=self.parsed("confirmed_on", self.column_map.past_day) or "",
            **subject.name,
        )

    def location(self) -> RawLocation:
        """The place of practice: what has a column of its own, else what the text of an address says."""
        own = {field: self.value(field) for field in ADDRESS_FIELDS}
        for field, parse in zip(PARTED, (_whole_address, whole_addresses.parse_city_line), strict=True):
            if self.value(field) and (typed := self.parsed(field, parse)):
                own["address_1"] = own["address_1"] or typed.street
                for part in ("city", "state", "postal_code"):
                    own[part] = own[part] or getattr(typed, part)
        return RawLocation(**own, hours=self.value("hours"), fax=self.value("fax"))

    def facts(self) -> dict[str, str | bool | None]:
        """The facts of core.facts that have one value."""
        answers = {field: self.parsed(field, self.column_map.is_yes) for field in ANSWERS}
        return {
            "gender": self.parsed("gender", _gender) or "",
            **answers,
            **{field: self.value(field) for field in AS_TYPED},
        }

    def licences(self) -> list[RawLicence]:
        """The licence that the row gives, if any."""
        status = self.parsed("licence_status", self.column_map.status) or "unknown"
        expires_on = self.parsed("licence_expires_on", self.column_map.day) or ""
        number = self.value("licence_number")
        return [RawLicence(_licence_state(self.value("licence_state")), number, status, expires_on)] if number else []

    def insurance(self) -> list[PlanTaken]:
        """The insurers that the row names, or the plan of one. A table tells who is taken, not who is in a network."""
        plan, taken = self.value("plan"), []
        for entry in self.entries("payer", _split_insurers, self.column_map.between_insurers):
            try:
                taken.append(insurer(clean(entry)))
            except ValueError as error:
                self.note("payer", str(error), value=clean(entry))
        insurers = [*dict.fromkeys(filter(None, taken))]
        if plan and len(insurers) != 1:
            self.note(
                "plan",
                N_("a plan of several insurers") if insurers else NO_INSURER,
            )
        return [PlanTaken(name, plan or None if len(insurers) == 1 else None, "unknown") for name in insurers]


def _value(field: str, text: str) -> str:
    """A cell's text on one line, cleaned. A comma within a name would tell that the family name is before it."""
    between = " " if field in NAMES else ", "
    return cleaned(field, between.join(line for line in map(str.strip, text.splitlines()) if line))


def _split_insurers(text: str, separators: tuple[str, ...]) -> list[str]:
    return split_insurers(text, separators, payers().knows)


def _whole_address(text: str) -> TypedAddress:
    places = gazetteer()
    return whole_addresses.parse_whole_address(text, lambda name, state: places.city(name, state) is not None)


def _licence_state(text: str) -> str:
    """The state in a column of states, or of whole addresses; the text itself, for normalise to report, if none."""
    try:
        return whole_addresses.state_at_end(text)
    except ValueError:
        return text


def _gender(text: str) -> str:
    if (word := text.rstrip(".").casefold()) not in GENDERS:
        raise ValueError(N_("neither female nor male; the directory has no other word yet"))
    return GENDERS[word]


def _key(name: str, location: RawLocation, licences: list[RawLicence]) -> str:
    for licence in licences:
        try:
            if number := normalised(licence.number):
                return f"{addresses.state_code(licence.state)}-{number}"
        except ValueError:
            break  # normalise reports the licence's state
    return own_key("csv", name, location.state, location.city)
