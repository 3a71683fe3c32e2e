"""Who is held back and what would release them; and coverage rules that are due to be read again."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from directory.core import dates
from directory.store.imports import unlisted
from directory.store.listings.quality import numbers_of
from directory.store.reference.review import due_for_review
from directory.web.admin.held_back_words import HELD_BACK
from directory.web.admin.opened import answer_without_imports, count_unpublished, opened_imports
from directory.web.admin.paging import count_pages, page_asked
from directory.web.shell.guard import admin
from directory.web.shell.site import directory, rulebook

blueprint = Blueprint("judging_lists", __name__, url_prefix="/admin")
answer_without_imports(blueprint)
PAGE = 50  # people


@blueprint.get("/held-back")
@admin
def held_back() -> ResponseReturnValue:
    """How many are held back for each reason, and a page of those of one."""
    why = request.args.get("why", "")
    if why and why not in HELD_BACK:
        abort(404)
    page = page_asked()
    nowhere = numbers_of(directory(), {"place": "none"})
    with opened_imports() as imports:
        counts = unlisted.count_held_back(imports.connection) | {"place": len(nowhere)}
        rows = unlisted.held_back(imports.connection, why, page, PAGE)
        unpublished = count_unpublished(imports)
    if why == "place":
        listings = directory().listings([int(number) for number in nowhere[(page - 1) * PAGE : page * PAGE]])
        rows = [unlisted.HeldBack(each.id, each.name, why, "", "", "") for each in listings]
    return render_template(
        "admin/judging/held_back.html",
        counts=counts,
        why=why,
        rows=rows,
        page=page,
        pages=count_pages(counts.get(why, 0), PAGE),
        unpublished=unpublished,
        HELD_BACK=HELD_BACK,
    )


@blueprint.get("/rules")
@admin
def rules() -> str:
    """Rules past their review date, with their sources and, as text, the change that reading them again makes."""
    due = due_for_review(rulebook().statements, dates.today())
    return render_template("admin/judging/rules.html", due=due, today=dates.today())
