"""What a patient is asked, one question at a time, and how the answers are read. The rule that fits decides which."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from directory.core import dates
from directory.core.addresses import MILITARY, STATES
from directory.core.guide import Passage, Section
from directory.core.i18n import N_, Message
from directory.core.onset import YEAR, parse_onset
from directory.core.programs import CAUSES, CONDITIONS, FUNDED, WORKERS, Rule
from directory.core.taxonomy import OF_LICENSED
from directory.core.whole_numbers import whole_number
from directory.coverage.decide import Situation, rule_for
from directory.store.reference.rulebook import Rulebook

LARGEST_NUMBER = 5_000  # weeks are most of a long life, and more visits than anybody has had
URGENT = ("emergency", "doctor_first")  # the sections of a page of the guide with the signs that cannot wait
YES_NO = {"yes": N_("Yes"), "no": N_("No")}


class Question(NamedTuple):
    """name: the field; title, hint: for people; needed: whether the question matters in a situation, under its rule."""

    name: str
    title: str
    hint: str
    needed: Callable[[Situation, Rule], bool]


def _always(situation: Situation, rule: Rule) -> bool:
    return True


QUESTIONS = (
    Question(
        "program", N_("Who would pay for the visits?"), N_("Look at the card you show at the doctor’s office."), _always
    ),
    Question(
        "state",
        N_("Which state do you live in?"),
        N_("Medicaid and the rules for acupuncturists differ from state to state."),
        _always,
    ),
    Question(
        "workers",
        N_("How many people work for the employer?"),
        N_("A guess will do. In a few states up to 100 count as small."),
        lambda situation, rule: situation.program == "employer",
    ),
    Question(
        "funded",
        N_("Who pays the plan’s bills?"),
        N_("The personnel office knows. If you do not, skip the question."),
        lambda situation, rule: situation.program == "employer" and situation.workers == "few",
    ),
    Question("condition", N_("What do you want treated?"), N_("Choose the main problem."), _always),
    Question(
        "flags",
        N_("Do you have any of these now?"),
        N_("These should not wait. Tick all that are true. If none is, just continue."),
        _always,
    ),
    Question(
        "weeks",
        N_("How long has the pain lasted?"),
        N_("In weeks, such as 14, or such as 6 months, 2 years, or March 2026."),
        lambda situation, rule: bool(rule.weeks) and situation.condition in rule.conditions,
    ),
    Question(
        "cause",
        N_("What is the cause of the pain?"),
        N_("As far as you have been told."),
        lambda situation, rule: situation.condition == "low_back_pain",
    ),
    Question(
        "kind",
        N_("Who would treat you?"),
        N_("The letters after the name tell: L.Ac. is a licensed acupuncturist, MD or DO a physician."),
        lambda situation, rule: bool(rule.practitioners),
    ),
    Question(
        "visits",
        N_("How many acupuncture visits have you had in the past 12 months?"),
        N_("0 if you have had none. Count visits to anybody."),
        lambda situation, rule: bool(rule.visits or rule.most_visits),
    ),
    Question(
        "better",
        N_("Have the visits helped?"),
        N_("Less pain, or more that you can do."),
        lambda situation, rule: bool(situation.visits) and rule.stops_without_improvement,
    ),
)
QUESTION_NAMES = tuple(question.name for question in QUESTIONS)
NUMBERS = ("weeks", "visits")
SEVERAL = ("flags",)


class BadAnswer(ValueError):
    """An answer that cannot be read: to which question, and what it may be."""

    def __init__(self, name: str, message: str):
        super().__init__(message)
        self.name, self.message = name, message


def urgent_sections(condition: str | None, book: Rulebook) -> list[Section]:
    """The signs that cannot wait with what somebody wants treated; none where the guide has no page on it."""
    pages = [page for page in book.guides.values() if condition and page.condition == condition]
    return [part for page in pages for part in page.sections if part.id in URGENT and part.signs]


def urgent_signs(condition: str | None, book: Rulebook) -> dict[str, Passage]:
    """Those signs by their ids."""
    return {sign.id: sign for section in urgent_sections(condition, book) for sign in section.statements}


def choices(name: str, book: Rulebook, condition: str | None = None) -> dict[str, str]:
    """The answers to choose from, each with its words; none where the answer is a number.

    condition: what is to be treated, on which the signs that cannot wait depend.
    """
    answers: dict[str, Mapping[Any, str]] = {
        "program": {program.id: program.name for program in book.programs.values()},
        "state": {code: state for code, state in STATES.items() if code not in MILITARY},
        "condition": CONDITIONS,
        "flags": {sign.id: sign.text for sign in urgent_signs(condition, book).values()},
        "workers": WORKERS,
        "funded": FUNDED,
        "cause": CAUSES,
        "kind": OF_LICENSED,
        "better": YES_NO,
    }
    return dict(answers.get(name, {}))


def parse_answers(given: Mapping[str, list[str]], book: Rulebook) -> tuple[Situation, list[str]]:
    """The situation that the answers describe, and the flags: the signs that cannot wait.

    given: for each question's name the texts answered; a blank one is a question skipped. Raises BadAnswer.
    """
    texts = {name: [text.strip() for text in given.get(name, ()) if text.strip()] for name in QUESTION_NAMES}
    condition = next(iter(texts["condition"]), None)
    for name in QUESTION_NAMES:
        if name not in NUMBERS and any(text not in choices(name, book, condition) for text in texts[name]):
            raise BadAnswer(name, N_("Please choose one of these, or skip the question."))
    one: dict[str, Any] = {name: next(iter(texts[name]), None) for name in QUESTION_NAMES if name not in SEVERAL}
    numbers = {"weeks": _weeks(one["weeks"]), "visits": _number("visits", one["visits"])}
    better = {"yes": True, "no": False}.get(one["better"])
    return Situation(**one | numbers | {"better": better}), texts["flags"]


def _weeks(text: str | None) -> int | None:
    """Whole weeks from a number of them ("14"), or from since when or for how long it has been ("6 months", "2019")."""
    today = dates.today()
    if text is None or (text.isascii() and text.isdigit() and not (YEAR.fullmatch(text) and text <= today)):
        return _number("weeks", text)
    try:
        return parse_onset(text, today).weeks(today)
    except ValueError:
        raise BadAnswer(
            "weeks",
            Message(
                "Please type weeks from 0 to %(most)s, or how long, such as 6 months, or skip the question.",
                most=LARGEST_NUMBER,
            ),
        ) from None


def _number(name: str, text: str | None) -> int | None:
    if text is None:
        return None
    number = whole_number(text, 0, LARGEST_NUMBER)
    if number is None:
        raise BadAnswer(
            name, Message("Please type a whole number from 0 to %(most)s, or skip the question.", most=LARGEST_NUMBER)
        )
    return number


def next_question(
    given: Mapping[str, list[str]], situation: Situation, flags: list[str], book: Rulebook
) -> Question | None:
    """The first question that matters and is not in `given`; None after the last, or where a flag is set."""
    if flags:
        return None
    return next((question for question in relevant_questions(situation, book) if question.name not in given), None)


def relevant_questions(situation: Situation, book: Rulebook) -> list[Question]:
    """The questions that matter in a situation, in order; none that has nothing to choose from."""
    rule = rule_for(situation, book.programs)
    needed = [question for question in QUESTIONS if question.needed(situation, rule)]
    return [each for each in needed if each.name in NUMBERS or choices(each.name, book, situation.condition)]
