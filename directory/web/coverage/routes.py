"""Will a plan pay, what will it cost, does it help: the questions, their answer, an estimate, the guide.

The answers to the questions tell of somebody's health, so they are never in an address: they travel in the form's own
fields from page to page, and no page of them may be stored, but by the browser's own Back where no script can repeat
them. Nothing is changed by sending them and no cookie tells who does, so the form needs no token.
"""

from collections.abc import Iterable
from dataclasses import replace

from flask import Blueprint, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from directory.core import dates
from directory.core.addresses import STATES
from directory.core.cited import Cited, CitedSource
from directory.core.guide import Guide, Passage, StateRule
from directory.core.i18n import N_
from directory.core.practitioner import Practitioner
from directory.core.programs import CAUSES, CONDITIONS, VERDICTS
from directory.core.review import Review
from directory.core.sources import BY_NAME as SOURCES
from directory.coverage import questions, rules
from directory.coverage.decide import ASK_INSURER, Situation, decide
from directory.coverage.questions import QUESTIONS, BadAnswer, Question
from directory.web.coverage.cost_chart import curve
from directory.web.coverage.forms import EstimateForm
from directory.web.coverage.source_dates import dated_in_words
from directory.web.shell.guard import public
from directory.web.shell.site import directory, listing_context, published_about, rulebook

blueprint = Blueprint("coverage", __name__)
# Where no script asks for a page, the browser may keep it for Back, which otherwise wants to send the form once more.
# It is shown to nobody else, and asked for anew in any other way.
FOR_BACK_ONLY = "private, no-cache"


@blueprint.get("/coverage")
@public
def start() -> str:
    """The first question; asked from a listing, what the listing tells is not asked."""
    answers: MultiDict[str, str] = MultiDict()
    if listing := _listing(request.args.get("practitioner")):
        answers = MultiDict({"practitioner": listing.id, "kind": listing.kind})
        states = {location.state for location in listing.locations}
        if len(states) == 1:
            answers["state"] = states.pop()
    return _question_page(QUESTIONS[0], answers)


@blueprint.post("/coverage")
@public
def step() -> ResponseReturnValue:
    """The next question, or the answer. Neither may be kept by a cache, nor by a browser whose script repeats them."""
    response = make_response(_next_page(_answers_so_far(request.form)))
    without_script = request.headers.get("Sec-Fetch-Mode") == "navigate"
    response.headers["Cache-Control"] = FOR_BACK_ONLY if without_script else "no-store"
    response.vary.add("Sec-Fetch-Mode")
    return response


@blueprint.get("/coverage/costs")
@public
def costs() -> ResponseReturnValue:
    """An estimate of what visits cost, at the practitioner's own prices where they are known.

    It tells of money only, so it may be in the address.
    """
    listing = _listing(request.args.get("practitioner"))
    form = EstimateForm(request.args, rulebook().costs, listing, published_about().get("medicare_prices"))
    rows = form.rows()
    page = render_template(
        "coverage/costs.html",
        form=form,
        costs=form.costs,
        rows=rows,
        curve=curve(rows),
        listing=listing,
        STATES=STATES,
        titles=SOURCES,
        **(listing_context() if listing else {}),
    )
    return page, 400 if form.errors else 200


@blueprint.get("/guide", defaults={"name": "low-back-pain"})
@blueprint.get("/guide/<name>")
@public
def guide(name: str) -> str:
    """Acupuncture for one problem: what speaks for it and against it, how safe it is, who pays, whom to choose."""
    book = rulebook()
    page = next((each for each in book.guides.values() if guide_name(each) == name), None) or abort(404)
    named = book.rules_naming(page.condition) if page.condition else []
    states, text = book.states.rules, book.review_texts[f"guide-{name}"]
    review = published_about().get("reviews", {}).get(text.id)
    return render_template(
        "coverage/guide.html",
        guide=page,
        others=[each for each in book.guides.values() if each is not page],
        named=named,
        states=states,
        STATES=STATES,
        text=text,
        review=Review(**review) if review else None,
        sources=sources_of([*page.statements, *(rule for _, rule in named), *states]),
    )


@blueprint.get("/guide/first-visit")
@public
def first_visit() -> str:
    """A sheet to print, fill in and take along: whom, what to ask, what they should know."""
    clinic = [N_("Which license do you hold, and what is its number?"), *rulebook().programs["none"].rule(None).ask]
    return render_template("coverage/first_visit.html", clinic=clinic, plan=ASK_INSURER)


@blueprint.app_template_filter("guide_name")
def guide_name(page: Guide) -> str:
    """What a page of the guide is called in its address."""
    return dashed(page.id)


@blueprint.app_template_filter("dashed")
def dashed(name: str) -> str:
    """A name of ours as it stands in an address."""
    return name.replace("_", "-")


def _answers_so_far(form: MultiDict[str, str]) -> MultiDict[str, str]:
    """The answers in a form.

    The question just asked counts as answered, blank where it was skipped; not so when another answer is to be changed.
    """
    names = (*questions.QUESTION_NAMES, "practitioner")
    answers: MultiDict[str, str] = MultiDict(pair for pair in form.items(multi=True) if pair[0] in names)
    asked = form.get("asked", "")
    if asked == "condition":  # its signs are its own
        answers.poplist("flags")
    if "again" in form:  # the same question in another language keeps what was typed
        return answers
    if "change" in form:
        answers.poplist(asked)
    elif asked in questions.QUESTION_NAMES and ("skip" in form or asked not in answers):
        answers.setlist(asked, [""])
    return answers


def _next_page(answers: MultiDict[str, str]) -> ResponseReturnValue:
    """The question to answer next, or again; else what the plan is likely to pay."""
    try:
        situation, flags = questions.parse_answers(answers.to_dict(flat=False), rulebook())
    except BadAnswer as error:
        return _question_page(next(each for each in QUESTIONS if each.name == error.name), answers, error), 400
    wanted = request.form.get("asked" if "again" in request.form else "change")
    to_change = next((each for each in QUESTIONS if each.name == wanted), None)
    question = to_change or questions.next_question(answers.to_dict(flat=False), situation, flags, rulebook())
    if question:
        return _question_page(question, answers)
    signs = questions.urgent_signs(situation.condition, rulebook())
    return _verdict_page(situation, [signs[flag] for flag in flags], answers)


def _verdict_page(situation: Situation, signs: list[Passage], answers: MultiDict[str, str]) -> str:
    """What the plan is likely to pay. signs: those that cannot wait."""
    book, listing = rulebook(), _listing(answers.get("practitioner"))
    situation = replace(situation, opted_out=bool(listing and listing.medicare_opt_out_ends_on))
    answer = decide(situation, book.programs)
    state_rules = rules.state_rules_for(book.states, [situation.state] if situation.state else [], situation.kind)
    pregnancy = book.guide.statement("pregnant") if situation.pregnancy else None
    cited = [*signs, *answer.cited, *answer.program.steps, *state_rules, *([pregnancy] if pregnancy else [])]
    return render_template(
        "coverage/answer.html",
        answer=answer,
        situation=situation,
        given=answers,
        listing=listing,
        signs=signs,
        urgent=questions.urgent_sections(situation.condition, book),
        asked=questions.relevant_questions(situation, book),
        state_rules=state_rules,
        pregnancy=pregnancy,
        sources=sources_of(cited),
        **_about(answers),
    )


def _question_page(question: Question, answers: MultiDict[str, str], error: BadAnswer | None = None) -> str:
    asked = _asked_so_far(question, answers, error)
    return render_template(
        "coverage/question.html",
        question=question,
        choices=questions.choices(question.name, rulebook(), answers.get("condition")),
        given=answers,
        error=error,
        listing=_listing(answers.get("practitioner")),
        before=_question_before(question, answers),
        place=asked.index(question.name) + 1,
        of=len(asked),
        **_about(answers),
    )


def _asked_so_far(question: Question, answers: MultiDict[str, str], error: BadAnswer | None) -> list[str]:
    """The names of all questions that matter, as far as the answers tell; the one on the page is one of them."""
    readable = {name: texts for name, texts in answers.to_dict(flat=False).items() if not error or name != error.name}
    try:
        situation, _flags = questions.parse_answers(readable, rulebook())
    except BadAnswer:
        situation = Situation()
    matter = {each.name for each in questions.relevant_questions(situation, rulebook())} | {question.name}
    return [name for name in questions.QUESTION_NAMES if name in matter]


def _question_before(question: Question, answers: MultiDict[str, str]) -> str | None:
    """The question to go back to: the last one answered of those that come before."""
    earlier = questions.QUESTION_NAMES[: questions.QUESTION_NAMES.index(question.name)]
    return next((name for name in reversed(earlier) if name in answers), None)


def _listing(practitioner_id: str | None) -> Practitioner | None:
    return directory().listing(practitioner_id) if practitioner_id else None


def _about(answers: MultiDict[str, str]) -> dict[str, object]:
    """That the listings are made up is said only where one is spoken of."""
    return {"about": directory().about} if answers.get("practitioner") else {}


def sources_of(cited: Iterable[Cited]) -> list[CitedSource]:
    """Every source of these, once each, in the order in which they come."""
    return list(dict.fromkeys(source for each in cited for source in each.sources))


blueprint.add_app_template_filter(dated_in_words, "dated")


@blueprint.app_template_test("overdue")
def is_overdue(cited: Cited) -> bool:
    """Whether one of its sources should have been read again by today."""
    return cited.review_by < dates.today()


@blueprint.app_template_global("state_rules")
def state_rules_of(listing: Practitioner) -> tuple[StateRule, ...]:
    """What the states where somebody practises ask of their patients."""
    states = [location.state for location in listing.locations]
    return rules.state_rules_for(rulebook().states, states, listing.kind)


@blueprint.app_context_processor
def _labels() -> dict[str, object]:
    """What templates call verdicts, conditions and causes, and the choices of a question."""
    return {
        "VERDICTS": VERDICTS,
        "CONDITIONS": CONDITIONS,
        "CAUSES": CAUSES,
        "choices_of": lambda name, condition=None: questions.choices(name, rulebook(), condition),
    }
