"""What an assistant may ask: a search, a listing, what a plan is likely to pay. Each answer names sources and days."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from directory.answers import parameters
from directory.answers.cursors import EditionChanged
from directory.answers.editions import edition
from directory.answers.listings import listing_answer, search_answer
from directory.answers.parameters import Parameter
from directory.core.gazetteer import Gazetteer
from directory.coverage.answer_json import answer_to
from directory.coverage.questions import BadAnswer
from directory.search.query import BadQuery
from directory.store.listings.reader import Directory, NoDirectory
from directory.store.reference.rulebook import Rulebook

LEFT_OUT = ("fields", "plans", "cursor")  # parameters of the search that are for programs: plans are always counted
NOT_ASSURED = "Listings go out of date. Call first; ask whether they take the plan today, and what it will cost."


class Known(NamedTuple):
    """What answers are made of. directory: the edition of the moment; raises NoDirectory."""

    directory: Callable[[], Directory]
    gazetteer: Gazetteer
    rulebook: Rulebook


class ToolFailed(Exception):
    """The tool could not answer: why, and what may be asked instead."""


class AssistantTool(NamedTuple):
    """A tool. needs: the parameters that must be given."""

    name: str
    title: str
    text: str
    parameters: Callable[[Known], tuple[Parameter, ...]]
    answer: Callable[[dict[str, str], Known], dict[str, Any]]
    needs: tuple[str, ...] = ()

    def as_json(self, known: Known) -> dict[str, Any]:
        """As the protocol describes it."""
        properties = {each.name: {**each.schema, "description": each.text} for each in self.parameters(known)}
        schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return {
            "name": self.name,
            "title": self.title,
            "description": self.text,
            "inputSchema": schema | ({"required": list(self.needs)} if self.needs else {}),
            "annotations": {"readOnlyHint": True, "openWorldHint": False},
        }


def call(tool: AssistantTool, given: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """What a tool answers, with the sources of the directory and their days. Raises ToolFailed."""
    names = [each.name for each in tool.parameters(known)]
    wrong = [name for name, value in given.items() if name not in names or not isinstance(value, str | int | float)]
    missing = [name for name in tool.needs if not str(given.get(name, "")).strip()]
    if wrong or missing:
        raise ToolFailed(f"Parameters may be {', '.join(names)}, each a text or a number. {_wrong(wrong, missing)}")
    try:
        return tool.answer({name: _text(value) for name, value in given.items()}, known)
    except BadQuery as error:
        raise ToolFailed("; ".join(f"{name}: {text}" for name, text in error.errors.items())) from None
    except BadAnswer as error:
        raise ToolFailed(f"{error.name}: {error.message}") from None
    except (EditionChanged, NoDirectory):
        raise ToolFailed("There is no such directory now. Please ask again in a few minutes.") from None


def _wrong(wrong: list[str], missing: list[str]) -> str:
    told = [f"Not so: {', '.join(wrong)[:200]}." if wrong else "", f"Needed: {', '.join(missing)}." if missing else ""]
    return " ".join(filter(None, told))


def _text(value: str | float) -> str:
    """A value as an address has it: 10.0 is 10, true is "true"."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _searched(given: dict[str, str], known: Known) -> dict[str, Any]:
    directory = known.directory()
    found = search_answer(given | {"plans": "summary"}, directory, known.gazetteer)
    del found["cursor"]  # an assistant turns pages
    return found | _sources(directory)


def _listed(given: dict[str, str], known: Known) -> dict[str, Any]:
    directory = known.directory()
    found = listing_answer(given.pop("id").strip(), given | {"plans": "full"}, directory)
    if found is None:
        raise ToolFailed("There is no listing of this id. An id is an NPI, or the id of a search's result.")
    return found | _sources(directory)


def _covered(given: dict[str, str], known: Known) -> dict[str, Any]:
    answered = answer_to(given, known.rulebook)
    return answered | {"not_assured": "This is no promise that a plan pays. Ask the plan the questions listed."}


def _sources(directory: Directory) -> dict[str, Any]:
    """Whose word the directory is made of, by the names that facts give them, and the newest day of each."""
    named = [{name: each[name] for name in ("source", "title", "as_of")} for each in directory.about["sources"]]
    return {"edition": edition(directory), "directory_sources": named, "not_assured": NOT_ASSURED}


TOOLS = (
    AssistantTool(
        "search_acupuncturists",
        "Find acupuncturists",
        "Finds who practices acupuncture near a place in the United States, or by a name: places, phones, licenses, "
        "insurers, miles, and who says so as of when. Twenty a page.",
        lambda known: tuple(each for each in parameters.search() if each.name not in LEFT_OUT),
        _searched,
    ),
    AssistantTool(
        "get_listing",
        "Everything about one",
        "Everything that is stated of one practitioner or clinic: each fact with its source, its day, and what other "
        "sources say; every plan.",
        lambda known: (Parameter("id", "an NPI, or the id of a search's result"),),
        _listed,
        ("id",),
    ),
    AssistantTool(
        "coverage_answer",
        "What a plan is likely to pay",
        "What a program or plan is likely to pay for acupuncture in a situation: the rule with its sources, limits, "
        "what speaks for and against, and what to ask the plan. Never a promise.",
        lambda known: parameters.coverage(known.rulebook),
        _covered,
        ("program",),
    ),
)
