"""Will a plan pay, what will it cost, does it help: the questions, their answer, an estimate, the guide.

The answers to the questions tell of somebody's health, so they are never in an address: they travel in the form's own fields from page to
page, and no page of them may be stored. Nothing is changed by sending them and no cookie tells who does, so the form needs no token.
"""

from collections.abc import Iterable
from datetime import date

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from directory.core.cited import Cited, CitedSource
from directory.core.guide import Passage, StateRule
from directory.core.programs import CAUSES, CONDITIONS, VERDICTS
from directory.coverage import questions, rules
from directory.coverage.decide import Situation, decide
from directory.coverage.questions import QUESTIONS, BadAnswer, Question
from directory.web.coverage.cost_chart import curve
from directory.web.coverage.estimate import EstimateForm
from directory.web.search.routes import shared
from directory.web.shell.guard import public
from directory.web.shell.site import book, directory

coverage = Blueprint("coverage", __name__)


@coverage.get("/coverage")
@public
def start() -> str:
    """The first question; asked from a listing, what the listing tells is not asked."""
    given = MultiDict()
    if listing := _listing(request.args.get("practitioner")):
        states = {location["state"] for location in listing["locations"]}
        given = MultiDict(
            {"practitioner": listing["id"], "kind": listing["kind"]}
            | ({"state": states.pop()} if len(states) == 1 else {})
        )
    return _question(QUESTIONS[0], given)


@coverage.post("/coverage")
@public
def step() -> ResponseReturnValue:
    """The next question, or the answer. Neither may be kept: not by the browser, not by a cache."""
    response = make_response(_step(_given(request.form)))
    response.headers["Cache-Control"] = "no-store"
    return response


def _given(form: MultiDict) -> MultiDict:
    """The answers so far. The question just asked counts as answered, blank where it was skipped; not so when another is to be changed."""
    given = MultiDict(
        (name, text) for name, text in form.items(multi=True) if name in (*questions.QUESTION_NAMES, "practitioner")
    )
    asked = form.get("asked")
    if "change" in form:
        given.poplist(asked)
    elif asked in questions.QUESTION_NAMES and ("skip" in form or asked not in given):
        given.setlist(asked, [""])
    return given


def _step(given: MultiDict) -> ResponseReturnValue:
    try:
        situation, flags = questions.parse_answers(given.to_dict(flat=False), book())
    except BadAnswer as error:
        return _question(next(question for question in QUESTIONS if question.name == error.name), given, error), 400
    changed = next((question for question in QUESTIONS if question.name == request.form.get("change")), None)
    question = changed or questions.next_question(given, situation, flags, book().programs)
    if question:
        return _question(question, given)
    return _answer(situation, [book().guide.statement(id) for id in flags], given)


def _answer(situation: Situation, signs: list[Passage], given: MultiDict) -> str:
    answer, asks = (
        decide(situation, book().programs),
        rules.state_rules_for(book().states, [situation.state], situation.kind),
    )
    pregnancy = book().guide.statement("pregnant") if situation.pregnancy else None
    return render_template(
        "coverage/answer.html",
        answer=answer,
        situation=situation,
        given=given,
        listing=_listing(given.get("practitioner")),
        signs=signs,
        urgent=[book().guide.section(id) for id in questions.URGENT],
        asked=questions.relevant_questions(situation, book().programs),
        state_rules=asks,
        pregnancy=pregnancy,
        sources=sources_of([*signs, *answer.cited, *asks, *([pregnancy] if pregnancy else [])]),
        **_about(given),
    )


def _question(question: Question, given: MultiDict, error: BadAnswer | None = None) -> str:
    return render_template(
        "coverage/question.html",
        question=question,
        choices=questions.choices(question.name, book()),
        given=given,
        error=error,
        listing=_listing(given.get("practitioner")),
        before=_before(question, given),
        **_about(given),
    )


def _before(question: Question, given: MultiDict) -> str | None:
    """The question to go back to: the last one answered of those that come before."""
    earlier = questions.QUESTION_NAMES[: questions.QUESTION_NAMES.index(question.name)]
    return next((name for name in reversed(earlier) if name in given), None)


def _listing(id: str | None) -> dict | None:
    return directory().listing(id) if id else None


def _about(given: MultiDict) -> dict[str, object]:
    """That the listings are made up is said only where one is spoken of."""
    return {"about": directory().about} if given.get("practitioner") else {}


@coverage.get("/coverage/costs")
@public
def costs() -> ResponseReturnValue:
    """An estimate of what visits cost, at the practitioner's own prices where they are known. It tells of money only, so it may be in the address."""
    listing = _listing(request.args.get("practitioner"))
    form = EstimateForm(request.args, book().costs, listing)
    rows = form.rows()
    return render_template(
        "coverage/costs.html",
        form=form,
        costs=book().costs,
        rows=rows,
        curve=curve(rows),
        listing=listing,
        **(shared() if listing else {}),
    ), 400 if form.errors else 200


@coverage.get("/guide")
@public
def guide() -> str:
    """Acupuncture for low back pain: what it is, what speaks for it and against it, how safe it is, whom to choose."""
    states = book().states.rules
    return render_template(
        "coverage/guide.html",
        guide=book().guide,
        states=states,
        sources=sources_of([*book().guide.statements, *states]),
    )


def sources_of(cited: Iterable[Cited]) -> list[CitedSource]:
    """Every source of these, once each, in the order in which they come."""
    return list(dict.fromkeys(source for each in cited for source in each.sources))


@coverage.app_template_test("overdue")
def is_overdue(cited: Cited) -> bool:
    """Whether one of its sources should have been read again by today."""
    return cited.review_by < today()


@coverage.app_template_global()
def state_rules(listing: dict) -> tuple[StateRule, ...]:
    """What the states where somebody practises ask of their patients."""
    return rules.state_rules_for(
        book().states, [location["state"] for location in listing["locations"]], listing["kind"]
    )


def today() -> str:
    """The day, in ISO."""
    return date.today().isoformat()


@coverage.app_context_processor
def _words() -> dict[str, object]:
    return {
        "VERDICTS": VERDICTS,
        "CONDITIONS": CONDITIONS,
        "CAUSES": CAUSES,
        "choices_of": lambda name: questions.choices(name, book()),
    }
