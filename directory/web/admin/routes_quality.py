"""How good the directory is: figures made at its publish, drawn, and the listings behind each."""

import json
from typing import Any

from flask import Blueprint, abort, jsonify, render_template, request
from werkzeug.wrappers import Response

from directory.core.addresses import STATES
from directory.core.facts import BY_NAME
from directory.core.i18n import N_
from directory.publish.insurer_lists import behind
from directory.store.imports.problems import some_problems
from directory.store.listings.quality import AGREE, DISAGREE, MEASURES, numbers_of
from directory.store.office.empty_searches import empty_searches
from directory.web.admin.imports_words import field_in_words, source_title
from directory.web.admin.opened import answer_without_imports, opened_imports
from directory.web.admin.paging import count_pages, page_asked
from directory.web.admin.quality_pictures import (
    FACT_LABELS,
    MEASURE_LABELS,
    agreement,
    kinds,
    measures,
    problems,
    states,
)
from directory.web.shell.guard import admin
from directory.web.shell.site import directory, site

blueprint = Blueprint("quality", __name__, url_prefix="/admin")
answer_without_imports(blueprint)
LIST_MEASURES = {  # see publish.insurer_lists
    "deactivated": N_("NPI not in use"),
    "shared_phone": N_("a phone of 25 or more"),
    "many_places": N_("10 places or more"),
    "other_taxonomy": N_("not an acupuncturist in NPPES"),
    "unconfirmed": N_("not confirmed in a year"),
    "placeholder": N_("a number or street that is none"),
    "elsewhere": N_("other place or number than in NPPES"),
}
PAGE = 50  # listings
CHOICES = ("kind", "state", "with", "without", "place", "fact", "sources")


@blueprint.get("/quality")
@admin
def overview() -> str:
    """Every picture, with its table."""
    figures: dict[str, Any] = directory().about.get("quality", {})
    return render_template(
        "admin/quality/overview.html",
        figures=figures,
        checked=directory().about.get("insurer_lists", {}),
        LIST_MEASURES=LIST_MEASURES,
        source_title=source_title,
        about=directory().about,
        searches=empty_searches(site().settings.office),
        pictures={
            "kinds": kinds(figures),
            "measures": measures(figures),
            "states": states(figures),
            "agreement": agreement(figures),
            "problems": problems(figures),
        },
        MEASURES=MEASURES,
        MEASURE_LABELS=MEASURE_LABELS,
        FACT_LABELS=FACT_LABELS,
        STATES=STATES,
        AGREE=AGREE,
        DISAGREE=DISAGREE,
    )


@blueprint.get("/quality.json")
@admin
def as_json() -> Response:
    """The same figures for programs."""
    figures = directory().about.get("quality", {})
    return jsonify(figures | {"empty_searches": empty_searches(site().settings.office)})


@blueprint.get("/quality/problems/<int:snapshot>")
@admin
def problems_of_file(snapshot: int) -> str:
    """What was wrong in a file, behind the figure of its problems."""
    with opened_imports() as imports:
        row = next((each for each in imports.snapshots() if each["id"] == snapshot), None) or abort(404)
        count = json.loads(row["counts"]).get("problems") or 0
        pages = count_pages(count, PAGE)
        page = min(page_asked(), pages)
        rows = some_problems(imports.connection, snapshot, PAGE, (page - 1) * PAGE)
    return render_template(
        "admin/quality/problems.html",
        snapshot=row,
        rows=rows,
        count=count,
        page=page,
        pages=pages,
        field_in_words=field_in_words,
        source_title=source_title,
    )


@blueprint.get("/quality/insurers")
@admin
def behind_insurers() -> str:
    """Everybody behind a number of an insurer's list, as the imports stand now."""
    asked = {name: request.args.get(name, "") for name in ("source", "payer", "measure")}
    if asked["measure"] not in LIST_MEASURES:
        abort(404)
    with opened_imports() as imports:
        npis = behind(imports, **asked)
    pages = count_pages(len(npis), PAGE)
    page = min(page_asked(), pages)
    return render_template(
        "admin/quality/insurers.html",
        npis=npis[(page - 1) * PAGE : page * PAGE],
        count=len(npis),
        page=page,
        pages=pages,
        asked=asked,
        label=LIST_MEASURES[asked["measure"]],
        source_title=source_title,
    )


@blueprint.get("/quality/listings")
@admin
def listings() -> str:
    """The listings behind a figure."""
    chosen = {name: request.args[name] for name in CHOICES if request.args.get(name)}
    numbers = numbers_of(directory(), chosen)
    pages = count_pages(len(numbers), PAGE)
    page = min(page_asked(), pages)
    shown = directory().listings([int(number) for number in numbers[(page - 1) * PAGE : page * PAGE]])
    return render_template(
        "admin/quality/listings.html",
        listings=shown,
        count=len(numbers),
        page=page,
        pages=pages,
        chosen=chosen,
        MEASURE_LABELS=MEASURE_LABELS,
        FACT_LABELS=FACT_LABELS,
        STATES=STATES,
        BY_NAME=BY_NAME,
    )
