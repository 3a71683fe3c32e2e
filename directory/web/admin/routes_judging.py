"""Pairs of statements of which nobody can tell whether they are about one practitioner: judged one by one, or several
at once; and the publish that shows what was decided.

A decision is kept by store.imports.decisions.decide, as the command `decide` keeps it. Nothing is published before an
admin asks for it.
"""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from directory.resolve.doubts import JOINED
from directory.store.imports import decisions, waiting
from directory.store.imports.database import Imports
from directory.store.imports.waiting import GROUPED_BY, PAGE, PairFilter
from directory.store.office import jobs
from directory.web.admin import pairs, reach
from directory.web.admin.evidence import BANDS, reason_in_words
from directory.web.admin.forms_judging import WhyForm
from directory.web.admin.opened import answer_without_imports, count_unpublished, decider, opened_imports
from directory.web.admin.paging import count_pages, number_in, page_asked
from directory.web.shell import session
from directory.web.shell.forms import writable
from directory.web.shell.guard import admin, editor

blueprint = Blueprint("judging", __name__, url_prefix="/admin")
answer_without_imports(blueprint)
ANSWERS = ("same", "different")
MAX_TOGETHER = 1000  # pairs decided at once
LONGEST_WHY = 200  # characters


def _chosen() -> PairFilter:
    """The group that is looked at, all where none is; of who is limited to a state, those of it."""
    by = request.values.get("by", "")
    group = (by, request.values.get("value", "")) if by in GROUPED_BY else ("", "")
    return PairFilter(*group, reach.limited_state(), reach.limited_society())


@blueprint.get("/matches")
@editor
def matches() -> str:
    """A page of the pairs that wait, and the groups of those with something in common."""
    group = _chosen()
    with opened_imports() as imports:
        count = waiting.count_waiting(imports.connection, group)
        pages = count_pages(count, PAGE)
        page = min(page_asked(), pages)
        rows = pairs.pair_rows(imports, waiting.waiting_pairs(imports.connection, page, group))
        groups = [] if group.by else waiting.groups(imports.connection, group)
        unpublished = count_unpublished(imports)
    return render_template(
        "admin/judging/matches.html",
        rows=rows,
        count=count,
        page=page,
        pages=pages,
        group=group,
        groups=groups,
        unpublished=unpublished,
        reason_in_words=reason_in_words,
    )


@blueprint.get("/matches/<int:number>")
@editor
def match(number: int) -> str:
    """A pair, field by field, with the evidence; and what was decided, where it waits no more."""
    with opened_imports() as imports:
        pair, waits = _pair(imports, number)
        shown = pairs.pair_page(imports, pair)
        decided = decisions.decisions(imports.connection).get((pair.one, pair.other))
        left = waiting.count_waiting(imports.connection, _chosen())
        unpublished = count_unpublished(imports)
    return render_template(
        "admin/judging/match.html",
        shown=shown,
        waits=waits,
        decided=decided,
        left=left,
        done=number_in(request.args.get("done", "")),  # decided just now: one click takes it back
        group=_chosen(),
        unpublished=unpublished,
        reason_in_words=reason_in_words,
        BANDS=BANDS,
    )


def _pair(imports: Imports, number: int) -> tuple[waiting.WaitingPair, bool]:
    pair, waits = waiting.pair_of_number(imports.connection, number) or abort(404)
    reach.refuse_pair_beyond_reach(pair)
    return pair, waits


@blueprint.post("/matches/<int:number>/decide")
@editor
def decide(number: int) -> Response:
    """Keeps an answer to a pair, or puts it off, and goes on to the next."""
    answer, group = request.form.get("answer"), _chosen()
    if answer not in (*ANSWERS, "later"):
        abort(400)
    with opened_imports() as imports:
        _pair(imports, number)
        after = waiting.next_waiting(imports.connection, number, group)
        with imports.transaction():
            if answer == "later":
                waiting.put_off(imports.connection, number)
            else:
                decisions.decide(imports.connection, number, answer == "same", decider(_why()))
    _note_decision([number], str(answer))
    done: dict[str, Any] = {} if answer == "later" else {"done": number}
    if after is None:
        return redirect(url_for(".matches", **done, **group.in_address()), 303)
    return redirect(url_for(".match", number=after, **done, **group.in_address()), 303)


def _why() -> str:
    return writable(request.form.get("why", "")).strip()[:LONGEST_WHY]


def _note_decision(numbers: list[int], answer: str) -> None:
    if answer != "later":
        office = session.office()
        with office.transaction():
            for number in numbers:
                office.note(f"match decided: {answer}", f"pair {number}")


@blueprint.post("/matches/<int:number>/take-back")
@editor
def take_back(number: int) -> Response:
    """Takes a decision back: the pair waits again."""
    with opened_imports() as imports:
        _pair(imports, number)
        with imports.transaction():
            taken = decisions.take_back(imports.connection, number, decider(_why()))
    if taken:
        _note_decision([number], "taken back")
    return redirect(url_for(".match", number=number, **_chosen().in_address()), 303)


@blueprint.post("/matches/apart")
@admin
def apart() -> Response:
    """Has a statement that joined a listing without a question (ref, SOURCE:ID) judged as a pair like any other."""
    ref = request.form.get("ref", "")
    with opened_imports() as imports, imports.transaction():
        other = decisions.joined_with(imports.connection, ref) or abort(404)
        number = decisions.pair_number(imports.connection, ref, other, JOINED)
    return redirect(url_for(".match", number=number), 303)


@blueprint.route("/matches/together", methods=["GET", "POST"])
@editor
def together() -> ResponseReturnValue:
    """What one answer to several pairs would do; and, with a reason, the answer."""
    answer, group = request.values.get("answer", ""), _chosen()
    if answer not in ANSWERS:
        abort(400)
    form, status = WhyForm(request.form), 200
    with opened_imports() as imports:
        chosen = _chosen_pairs(imports, group)
        numbers = [pair.id for pair in chosen]
        if request.method == "POST":
            has_changed = request.form.get("count") != str(len(numbers))
            if form.validate() and numbers and not has_changed:
                return _decide_together(imports, numbers, answer, form.why.value)
            status = 400
        rows = pairs.pair_rows(imports, chosen)
    return render_template(
        "admin/judging/together.html",
        rows=rows,
        answer=answer,
        group=group,
        whole=bool(request.values.get("all")),
        numbers=numbers,
        form=form,
        shown=PAGE,
        reason_in_words=reason_in_words,
    ), status


def _chosen_pairs(imports: Imports, group: PairFilter) -> list[waiting.WaitingPair]:
    """Those that are ticked, or all of the group; MAX_TOGETHER at most."""
    if request.values.get("all") and group.by:
        pages = range(1, MAX_TOGETHER // PAGE + 1)
        return [pair for page in pages for pair in waiting.waiting_pairs(imports.connection, page, group)]
    numbers = map(number_in, request.values.getlist("pair")[:MAX_TOGETHER])
    known = [number for number in numbers if number is not None]
    return waiting.pairs_of_numbers(imports.connection, known, PairFilter(state=group.state, society=group.society))


def _decide_together(imports: Imports, numbers: list[int], answer: str, why: str) -> Response:
    with imports.transaction():
        for number in numbers:
            decisions.decide(imports.connection, number, answer == "same", decider(why))
    _note_decision(numbers, answer)
    return redirect(url_for(".matches"), 303)


@blueprint.get("/publish")
@admin
def publish() -> ResponseReturnValue:
    """What waits for a publish, and the form that asks for it."""
    return _publish_page(WhyForm())


def _publish_page(form: WhyForm, status: int = 200) -> ResponseReturnValue:
    with opened_imports() as imports:
        decided = decisions.unpublished_decisions(imports.connection)
        unpublished = count_unpublished(imports)
    return render_template(
        "admin/judging/publish.html",
        form=form,
        decided=decided,
        unpublished=unpublished,
        queued=[job for job in jobs.queue(session.office()) if job.what == "edition"],
    ), status


@blueprint.post("/publish")
@admin
def ask_to_publish() -> ResponseReturnValue:
    """Has the worker publish all that stands, with a word why; where to see how far it is."""
    form = WhyForm(request.form)
    if not form.validate():
        return _publish_page(form, 400)
    with opened_imports(), session.office().transaction():
        number = jobs.ask_for_edition(session.office(), form.why.value)
    return redirect(url_for("imports.show", number=number), 303)
