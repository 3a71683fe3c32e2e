"""What the directory is made of today, and which of it is older than it should be: for everybody."""

from itertools import groupby
from operator import attrgetter

from flask import Blueprint, jsonify, render_template
from werkzeug.wrappers import Response

from directory.answers import editions
from directory.answers.editions import known, last_measured
from directory.core.addresses import STATES
from directory.core.sources import SOURCES
from directory.store.listings.ages import SourceAge, source_ages
from directory.web.shell.guard import public
from directory.web.shell.site import directory, listing_context

blueprint = Blueprint("status", __name__)
ORDER = {source.name: place for place, source in enumerate(SOURCES)}


@blueprint.get("/status")
@public
def show() -> str:
    """How much there is, and how old each source's newest file is."""
    about = directory().about
    ages = sorted(source_ages(about), key=lambda each: (ORDER[each.source], STATES.get(each.part, "")))
    by_source = [list(group) for _, group in groupby(ages, attrgetter("source"))]
    rows = [row for group in by_source for row in _rows(group)]
    return render_template(
        "status.html", rows=rows, STATES=STATES, accuracy=last_measured(about), known=known(about), **listing_context()
    )


@blueprint.get("/status.json")
@public
def as_json() -> Response:
    """The same for programs: each source's newest day and limit, what is known of how many, the last measurement."""
    return jsonify(editions.status(directory()))


def _rows(ages: list[SourceAge]) -> list[tuple[SourceAge, int, int]]:
    """(age, parts, too old of them): a row a state; the parts of another source as one row, that of the newest."""
    if all(each.part in STATES for each in ages):
        return [(each, 1, int(each.is_too_old)) for each in ages]
    return [(min(ages, key=attrgetter("days")), len(ages), sum(each.is_too_old for each in ages))]
