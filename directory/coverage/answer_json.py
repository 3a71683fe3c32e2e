"""What a plan is likely to pay, as the API and the command line give it, and the parameters that both take."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from directory.core.cited import Cited
from directory.coverage.decide import CoverageAnswer, Situation, decide
from directory.coverage.questions import BadAnswer, choices, parse_answers
from directory.store.reference.rulebook import Rulebook

# Each parameter, and the question whose answer it is. `flags` are for people: signs that cannot wait.
PARAMETERS = {
    "program": "program",
    "state": "state",
    "condition": "condition",
    "workers": "workers",
    "funded": "funded",
    "weeks": "weeks",
    "cause": "cause",
    "kind": "kind",
    "visits_used": "visits",
    "better": "better",
}
_NAMES = {question: parameter for parameter, question in PARAMETERS.items()}


def answer_to(
    parameters: Mapping[str, str | None], book: Rulebook, words: Callable[[str], str] = str
) -> dict[str, Any]:
    """The answer to a situation, as JSON: see `answer_as_json`.

    parameters: the text of each of PARAMETERS, blank or None where it was not given. Raises BadAnswer with the
    parameter's name and what it may be.
    """
    given = {question: [parameters.get(name) or ""] for name, question in PARAMETERS.items()}
    try:
        situation, _flags = parse_answers(given, book)
    except BadAnswer as error:
        may_be = ", ".join(choices(error.name, book))
        raise BadAnswer(_NAMES[error.name], f"{words(error.message)} {may_be}".strip()) from None
    return answer_as_json(situation, decide(situation, book.programs), words)


def answer_as_json(situation: Situation, answer: CoverageAnswer, words: Callable[[str], str] = str) -> dict[str, Any]:
    """An answer: asked, program, verdict, reasons, rule, limits, notes, steps, questions and instead.

    Each statement is {"text", "sources": [{"title", "url", "dated", "confidence", "as_of", "review_by"}]}.
    words: puts a text into the reader's language.
    """
    return {
        "asked": _asked(situation),
        "program": {"id": answer.program.id, "name": words(answer.program.name)},
        "verdict": answer.verdict,
        "reasons": [_statement(words(reason.text), reason.rests_on) for reason in answer.reasons],
        "rule": _statement(words(answer.rule.says), answer.rule) | {"states": list(answer.rule.states)},
        "limits": [words(limit) for limit in answer.limits],
        "notes": [_statement(words(note.text), note) for note in answer.notes],
        "steps": [_statement(words(step.text), step) for step in answer.program.steps],
        "questions": [words(question) for question in answer.questions],
        "instead": list(answer.instead),
    }


def _asked(situation: Situation) -> dict[str, Any]:
    answers = asdict(situation)
    return {parameter: answers[question] for parameter, question in PARAMETERS.items()}


def _statement(text: str, cited: Cited) -> dict[str, Any]:
    return {"text": text, "sources": [source.model_dump() for source in cited.sources]}
