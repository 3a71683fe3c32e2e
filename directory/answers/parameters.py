"""What may be asked, described by what reads them: the search's filters, the questions of coverage, limits."""

from typing import Any, NamedTuple

from directory.answers.listings import LISTING_MEMBERS, MOST_AT_ONCE, RESULT_MEMBERS, USUAL_AT_ONCE
from directory.answers.shaping import FULL, PLANS, SUMMARY
from directory.coverage.answer_json import PARAMETERS as QUESTIONS
from directory.coverage.questions import LARGEST_NUMBER, NUMBERS, choices
from directory.search.filters import FILTERS, Filter
from directory.search.query import DEFAULT_MILES, MAX_MILES, MAX_PAGE, ORDERS
from directory.store.listings.changes import CHANGES
from directory.store.reference.rulebook import Rulebook

TEXT: dict[str, Any] = {"type": "string"}


class Parameter(NamedTuple):
    """Something that may be asked. place: "query" or "path"."""

    name: str
    text: str
    schema: dict[str, Any] = TEXT
    example: Any = None
    place: str = "query"
    is_required: bool = False

    def as_json(self) -> dict[str, Any]:
        """As OpenAPI describes it."""
        described: dict[str, Any] = {"name": self.name, "in": self.place, "description": self.text}
        if self.is_required or self.place == "path":
            described["required"] = True
        else:
            described["allowEmptyValue"] = True  # a blank one counts as not given
        if self.schema.get("type") == "array":
            described["explode"] = False  # its items are parted by commas
        if self.example:
            described["example"] = self.example
        return described | {"schema": self.schema}


CURSOR = Parameter("cursor", "where the list goes on: what `cursor` of the page before has")
LIMIT = Parameter(
    "limit",
    f"entries of a page; {USUAL_AT_ONCE} where nothing is said",
    {"type": "integer", "minimum": 1, "maximum": MOST_AT_ONCE},
)
STATE = Parameter("state", "the two letters of a state")
ID = Parameter("practitioner_id", "an NPI, or STATE-LICENSENUMBER", place="path")
TYPED_TEXTS = {
    "insurance": "an insurer, a plan, a plan's number (HIOS) or a program such as Medicare, as people write it",
    "language": "a language that they speak, by its name or code",
    "name": "words of a name, an NPI, a license number or a telephone number",
}
NEEDS_INSURANCE = "needs `insurance`"


def search() -> tuple[Parameter, ...]:
    """Of a search."""
    place = "ZIP code, `City, ST`, county, state, or `latitude,longitude`; may be left out where `name` is given"
    miles: dict[str, Any] = {"type": "number", "exclusiveMinimum": 0, "maximum": MAX_MILES}
    page = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE}
    return (
        Parameter("near", place, example="97214"),
        Parameter("within", f"miles; {DEFAULT_MILES:g} where nothing is said", miles),
        *map(_of_filter, FILTERS),
        Parameter("sort", f"the order; `price` {NEEDS_INSURANCE}", {"enum": list(ORDERS)}),
        Parameter("page", "pages of 20, the last of them `pages`; or use `cursor`", page),
        CURSOR,
        *_shape(RESULT_MEMBERS, FULL),
    )


def _of_filter(each: Filter[Any]) -> Parameter:
    options = getattr(each, "options", None)
    if options is None:
        return Parameter(each.parameter, TYPED_TEXTS[each.parameter])
    words = "; ".join(f"`{name}`: {option.sentence}" for name, option in options.items())
    needed = f" ({NEEDS_INSURANCE})" if each.parameter == "terms" else ""
    return Parameter(each.parameter, words + needed, {"enum": list(options)})


def _shape(members: tuple[str, ...], plans: str) -> tuple[Parameter, ...]:
    fields = "only these members of each listing, parted by commas; `id` is always there. Of: " + ", ".join(members)
    some: dict[str, Any] = {"type": "array", "items": {"enum": list(members)}}
    words = (
        f"`{FULL}`: every plan, in `insurance`; `{SUMMARY}`: counted by insurer, in `insurers`. `{plans}` where "
        "nothing is said"
    )
    return Parameter("fields", fields, some, ["name", members[-2]]), Parameter("plans", words, {"enum": list(PLANS)})


def listings() -> tuple[Parameter, ...]:
    """Of the list of all listings."""
    return (LIMIT, CURSOR, *_shape(LISTING_MEMBERS, SUMMARY))


def listing() -> tuple[Parameter, ...]:
    """Of one listing."""
    return (ID, *_shape(LISTING_MEMBERS, FULL))


def insurers() -> tuple[Parameter, ...]:
    """Of the list of insurers."""
    return (Parameter("like", "a part of the name"), LIMIT, CURSOR)


def plans() -> tuple[Parameter, ...]:
    """Of the list of an insurer's plans."""
    return (Parameter("payer", "the insurer's name, as `insurers` has it", is_required=True), LIMIT, CURSOR)


def changes() -> tuple[Parameter, ...]:
    """Of the list of changes."""
    since = Parameter("since", "a day or a time (ISO 8601); else the first that is kept")
    return (since, STATE, Parameter("change", "only these", {"enum": list(CHANGES)}), LIMIT, CURSOR)


def insurance_like() -> tuple[Parameter, ...]:
    """Of the names of insurers and plans that are offered."""
    return (Parameter("like", "what was typed so far", example="acme"),)


def places_like() -> tuple[Parameter, ...]:
    """Of the places that are offered."""
    return (Parameter("like", "what was typed so far", example="portl"),)


def network() -> tuple[Parameter, ...]:
    """Of whether somebody is in a plan's list."""
    ten_digits: dict[str, Any] = {"type": "string", "pattern": "^[0-9]{10}$"}
    filled: dict[str, Any] = {"type": "string", "pattern": "[A-Za-z0-9]"}
    npi = Parameter("npi", "the practitioner's NPI", ten_digits, "2310342649", is_required=True)
    return npi, Parameter("plan", TYPED_TEXTS["insurance"], filled, "Acme Health", is_required=True)


def coverage(book: Rulebook) -> tuple[Parameter, ...]:
    """Of what a plan is likely to pay: each a question that people are asked."""
    return tuple(_of_question(parameter, name, book) for parameter, name in QUESTIONS.items())


def _of_question(parameter: str, question: str, book: Rulebook) -> Parameter:
    if question == "weeks":
        return Parameter(parameter, "weeks, such as 14; or for how long or since when, such as 6 months or 2025")
    if question in NUMBERS:
        return Parameter(parameter, "a whole number", {"type": "integer", "minimum": 0, "maximum": LARGEST_NUMBER})
    offered = choices(question, book)
    return Parameter(parameter, "; ".join(f"`{name}`: {text}" for name, text in offered.items()), {"enum": [*offered]})
