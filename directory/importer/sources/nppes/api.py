"""What CMS's NPI Registry API (version 2.1) answers, as people save it from a browser: JSON files.

An answer is the word of NPPES about the few whom somebody searched for, so it changes what NPPES says of these and of
nobody else, as a weekly file does: it says, too, of a result that is deactivated or no acupuncturist that NPPES lists
them no longer.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from directory.core import dates, npi
from directory.core.i18n import N_
from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.formats.archive import Opened
from directory.importer.formats.json_entries import EntryReader
from directory.importer.formats.json_values import JsonObject, Values
from directory.importer.record import FileRefused, Problem, RawLocation, RawStatement, ReadContext, Removed, Slot, empty
from directory.importer.sources.nppes.registered_answer import registration

ORGANISATION = "NPI-2"  # the enumeration type; a person's is NPI-1
ACTIVE = "A"  # the status of an NPI in use
PRACTICE = ("LOCATION", "PRIMARY", "SECONDARY")  # purposes of addresses where patients are seen; MAILING is none
MILLISECONDS_FROM = 10**11  # as seconds that is the year 5138: larger epochs are milliseconds, as since 2021
NO_RESULT = N_("this is no result of the NPI Registry: it has neither a number nor results")
ADDRESS = {
    "address_1": "address_1",
    "address_2": "address_2",
    "city": "city",
    "state": "state",
    "postal_code": "postal_code",
    "country": "country_code",
    "phone": "telephone_number",
    "fax": "fax_number",
}


def is_source_file(name: str) -> bool:
    """Whether a member of a ZIP is an answer, by its name."""
    return name.lower().endswith((".json", ".txt")) and not name.startswith(".")


def day_in_name(name: str) -> str | None:
    """The day in a file's name; None where it has none: then the newest update of a result counts."""
    return dates.in_name(name)


def is_full(name: str) -> bool:
    """Always no: a search never finds everybody."""
    return False


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Removed | Problem]:
    """Statements of the acupuncturists among the results; everybody else in them is Removed.

    Raises FileRefused where the registry answered with an error or with nothing, and where the file is none of its
    answers or is said to be all that NPPES says.
    """
    if context.whole:
        raise FileRefused(
            "An answer of the NPI Registry is never all that NPPES says. Choose “changes it” under “What it does”.",
            command="An answer of the NPI Registry is never all that NPPES says. Leave --full out.",
        )
    newest = ""
    text = EntryReader(opened)
    for number, result in enumerate(_results(text, opened.path), 1):
        context.tally.rows_read += 1
        if isinstance(result, Problem):
            yield result
        elif isinstance(result, dict) and ("number" in result or "basic" in result):
            entry = RegistryEntry(number, result)
            newest = max(newest, entry.updated_on())
            yield from entry.items(context)
        else:
            yield Problem(number, "result", "", NO_RESULT, refused=True)
    yield from text.told_once()
    if not context.tally.rows_read:
        raise FileRefused("the registry found nobody. Search again, and save an answer with results.", opened.name)
    context.as_of = context.as_of or newest or None


def _results(text: EntryReader, path: Path) -> Iterator[object]:
    """The results of one answer or several, one after the other or in an array; or bare results."""
    if not text.next():
        raise empty(path)
    while begin := text.next():
        if begin not in "[{":
            raise FileRefused("this is no answer of the NPI Registry: it should begin with “{”.", text.name)
        for item in text.array() if begin == "[" else [(1, _object(text))]:
            yield from [item] if isinstance(item, Problem) else _results_in(item[1], text.name)


def _object(text: EntryReader) -> JsonObject:
    return {name: text.value() for name in text.members()}


def _results_in(value: object, file: str) -> Iterable[object]:
    """The results in an answer; anything else is itself one, or none. Raises FileRefused for an answer of errors."""
    if not isinstance(value, dict):
        return [value]
    if errors := value.get("Errors") or value.get("errors"):
        raise FileRefused(
            "the registry answered with an error and no results: %(error)s.", file, error=_error_in_words(errors)
        )
    results = value.get("results")
    if isinstance(results, list):
        return results
    return [] if value.get("result_count") == 0 else [value]


def _error_in_words(errors: object) -> str:
    first = errors[0] if isinstance(errors, list) and errors else errors
    said = first.get("description") if isinstance(first, dict) else first
    return f"“{str(said)[:200]}”. Search again, and save the answer that shows the practitioners"


class RegistryEntry:
    """One result: what the register holds of an NPI. Nothing is said of what another version leaves out."""

    def __init__(self, number: int, result: JsonObject):
        self.values, self.result = Values(number), result
        self.basic = self.values.one(result, "basic")
        self.npi = self.values.text(result, "number")
        self.is_organisation = self.values.text(result, "enumeration_type") == ORGANISATION

    def items(self, context: ReadContext) -> Iterator[RawStatement | Removed | Problem]:
        """What the result says, and the problems in it."""
        slots = [self._slot(each) for each in self.values.many(self.result, "taxonomies")]
        is_listed = any(slot.taxonomy == ACUPUNCTURIST for slot in slots)
        if is_listed and self._is_in_use():
            yield self._statement(slots)
        elif npi.is_valid(self.npi):
            context.tally.deactivated += is_listed
            context.tally.other_taxonomy += not is_listed
            yield Removed(self.npi)
        else:
            self.values.note("NPI", self.npi, npi.WRONG, True)
        yield from self.values.problems

    def updated_on(self) -> str:
        """The day of the register's last change to it, "" where that is not told."""
        try:
            return dates.past(self.basic_text("last_updated")) if self.basic_text("last_updated") else self._epoch_day()
        except ValueError:
            return ""

    def basic_text(self, *fields: str) -> str:
        """The first of these fields of `basic` that is filled."""
        return next((text for field in fields if (text := self.values.text(self.basic, field))), "")

    def _epoch_day(self) -> str:
        moment = self.values.text(self.result, "last_updated_epoch")
        if not (moment.isascii() and moment.isdigit() and len(moment) < 15):
            return ""
        seconds = int(moment) / (1000 if int(moment) >= MILLISECONDS_FROM else 1)
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()

    def _is_in_use(self) -> bool:
        """Whether the NPI is in use: deactivated ones have another status, or a day not followed by a reactivation."""
        if self.basic_text("status") not in ("", ACTIVE):
            return False
        return not self.basic_text("deactivation_date") or bool(self.basic_text("reactivation_date"))

    def _slot(self, taxonomy: JsonObject) -> Slot:
        code, number, state = (self.values.text(taxonomy, field) for field in ("code", "license", "state"))
        return Slot(code, number, state, taxonomy.get("primary") in (True, "true", "Y"))

    def _statement(self, slots: list[Slot]) -> RawStatement:
        names = self.values.many(self.result, "other_names")
        former: JsonObject = {} if self.is_organisation else next(iter(names), {})
        return RawStatement(
            self.values.number,
            self.npi,
            organisation=self.is_organisation,
            organisation_name=self.basic_text("organization_name", "name") if self.is_organisation else "",
            other_names=[self.values.text(name, "organization_name") for name in names if self.is_organisation],
            last_name=self.basic_text("last_name"),
            first_name=self.basic_text("first_name"),
            middle_name=self.basic_text("middle_name"),
            suffix=self.basic_text("name_suffix"),
            credentials=self.basic_text("credential"),
            other_last_name=self.values.text(former, "last_name"),
            other_first_name=self.values.text(former, "first_name"),
            updated_on=self.updated_on(),
            confirmed_on=self.basic_text("certification_date"),
            slots=slots,
            locations=self._locations(),
            registrations=[registration(self.values, self.result, self.basic)],
            facts={
                "gender": self.basic_text("sex", "gender"),
                "parent_organization": self.basic_text("parent_organization_legal_business_name"),
            },
        )

    def _locations(self) -> list[RawLocation]:
        """Where patients are seen: the address of practice, then the further places, never the mailing address."""
        first = [
            address
            for address in self.values.many(self.result, "addresses")
            if self.values.text(address, "address_purpose").upper() in PRACTICE
        ]
        places = [*first, *self.values.many(self.result, "practiceLocations")]
        read = ({field: self.values.text(place, name) for field, name in ADDRESS.items()} for place in places)
        return list(dict.fromkeys(RawLocation(**values) for values in read))
