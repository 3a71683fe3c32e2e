"""What a patient is asked, one question at a time, and how the answers are read. Which questions are asked depends on the rule that fits."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from directory.core.addresses import MILITARY, STATES
from directory.core.i18n import N_, Message
from directory.core.programs import CAUSES, CONDITIONS, Program, Rule
from directory.core.taxonomy import KINDS
from directory.coverage.decide import Situation
from directory.store.reference.rulebook import Rulebook

LARGEST_NUMBER = 5_000  # weeks are most of a long life, and more visits than anybody has had
URGENT = ("emergency", "doctor_first")  # the guide's sections with the signs that cannot wait
YES_NO = {"yes": N_("Yes"), "no": N_("No")}


class Question(NamedTuple):
    """name: the field; title and hint: as people read them; needed: whether it matters to somebody in this situation, under this rule."""

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
    Question("condition", N_("What do you want treated?"), N_("Choose the main problem."), _always),
    Question(
        "flags",
        N_("Do you have any of these now?"),
        N_("With back pain, these signs should not wait. Tick all that are true. If none is, just continue."),
        lambda situation, rule: situation.condition == "low_back_pain",
    ),
    Question(
        "weeks",
        N_("How many weeks has the pain lasted?"),
        N_("Three months are 13 weeks. A year is 52."),
        lambda situation, rule: bool(rule.weeks) and situation.condition in rule.conditions,
    ),
    Question(
        "cause",
        N_("What is behind the pain?"),
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


def choices(name: str, book: Rulebook) -> dict[str, str]:
    """What may be answered to a question, each with its words; nothing for a number."""
    return {
        "program": {id: program.name for id, program in book.programs.items()},
        "state": {code: state for code, state in STATES.items() if code not in MILITARY},
        "condition": CONDITIONS,
        "flags": {sign.id: sign.text for section in URGENT for sign in book.guide.section(section).statements},
        "cause": CAUSES,
        "kind": KINDS,
        "better": YES_NO,
    }.get(name, {})


def parse_answers(given: Mapping[str, list[str]], book: Rulebook) -> tuple[Situation, list[str]]:
    """The situation that the answers describe, and the signs that cannot wait. A blank answer is a question skipped. Raises BadAnswer."""
    said = {name: [text.strip() for text in given.get(name, ()) if text.strip()] for name in QUESTION_NAMES}
    for name in set(QUESTION_NAMES) - set(NUMBERS):
        if any(text not in choices(name, book) for text in said[name]):
            raise BadAnswer(name, N_("Please choose one of these, or skip the question."))
    one = {name: texts[0] if texts else None for name, texts in said.items() if name not in SEVERAL}
    for name in NUMBERS:
        one[name] = _number(name, one[name])
    one["better"] = {"yes": True, "no": False}.get(one["better"])
    return Situation(**one), said["flags"]


def _number(name: str, text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and int(text[:9]) <= LARGEST_NUMBER):
        raise BadAnswer(
            name, Message("Please type a whole number from 0 to %(most)s, or skip the question.", most=LARGEST_NUMBER)
        )
    return int(text)


def next_question(
    given: Mapping[str, list[str]], situation: Situation, flags: list[str], programs: dict[str, Program]
) -> Question | None:
    """The question to ask now: the first that matters and is not in `given`; none when all are, or when a sign cannot wait."""
    if flags:
        return None
    return next((question for question in relevant_questions(situation, programs) if question.name not in given), None)


def relevant_questions(situation: Situation, programs: dict[str, Program]) -> list[Question]:
    """The questions that matter in a situation, in order."""
    rule = programs[situation.program or "other"].rule(situation.state)
    return [question for question in QUESTIONS if question.needed(situation, rule)]
