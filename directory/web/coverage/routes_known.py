"""What is known of coverage, and from whom, for whoever checks it: every rule, and a table for each state."""

from flask import Blueprint, abort, render_template

from directory.core.addresses import STATES
from directory.core.cited import Cited
from directory.core.guide import StateRule, StateTitle
from directory.core.programs import Program
from directory.coverage.by_state import BY_STATE, cited_rows, share_known, state_rows
from directory.web.shell.guard import public
from directory.web.shell.site import rulebook

blueprint = Blueprint("known", __name__)


@blueprint.get("/coverage/sources")
@public
def all_sources() -> str:
    """Every rule of every program, what the states ask, and prices: what each says, who says so, when it was read and
    is to be read again. (The guide lists its own.)
    """
    book = rulebook()
    return render_template(
        "coverage/sources.html",
        programs=[(program, _statements(program)) for program in book.programs.values()],
        states=[
            *((rule.text, (rule.state,), rule) for rule in book.states.rules),
            *((title.text, (title.state,), title) for title in book.titles.titles),
        ],
        prices=[(price.text, (), price) for price in book.costs.statements],
    )


@blueprint.get("/coverage/states", defaults={"name": "medicaid"})
@blueprint.get("/coverage/states/<name>")
@public
def by_state(name: str) -> str:
    """A row for each state: what a program pays there, what it asks of patients, or what its law says of titles, each
    with its source; where nothing is known it says so, and what to ask.
    """
    book, program_id = rulebook(), name.replace("-", "_")
    tables = [book.programs[each] for each in BY_STATE]
    others: dict[str, tuple[StateRule | StateTitle, ...]] = {
        "titles": book.titles.titles,
        "patients": book.states.rules,
    }
    program = next((each for each in tables if each.id == program_id), None)
    if program is None and name not in others:
        abort(404)
    rows = state_rows(program) if program else cited_rows(others[name])
    return render_template(
        "coverage/by_state.html",
        tables=[(each, share_known(each)) for each in tables],
        program=program,
        name=name,
        rows=[row for row in rows if row[1]],
        nobody=[STATES[row[0]] for row in rows if not row[1]],
        share=share_known(program) if program else None,
        of=len(rows),
        question=program.rule(None).ask[0] if program else None,
        STATES=STATES,
    )


def _statements(program: Program) -> list[tuple[str, tuple[str, ...], Cited]]:
    """Everything that a program says: its text, in which states (none: in all others), and what it rests on."""
    said: list[tuple[str, tuple[str, ...], Cited]] = []
    for rule in program.rules:
        said.append((rule.says, rule.states, rule))
        said += [(part.text, rule.states, part) for part in rule.parts]
    others = [*program.steps, *([program.on_results] if program.on_results else [])]
    return said + [(other.text, (), other) for other in others]
