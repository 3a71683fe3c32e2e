"""The results of a search as files: see downloads."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from directory.search import find
from directory.search.query import BadQuery
from directory.web.search.downloads import FORMATS, MAX_PRACTITIONERS
from directory.web.search.routes import invalid_search, page_parameters
from directory.web.shell.guard import public
from directory.web.shell.site import directory, parsed_query
from directory.web.shell.turns import long_answer

blueprint = Blueprint("downloads", __name__)


@blueprint.get("/search.<any(csv, vcf, geojson):suffix>")
@public
def results(suffix: str) -> ResponseReturnValue:
    """Everybody whom the search with the same parameters finds, at most MAX_PRACTITIONERS; or the form again."""
    try:
        query = parsed_query(page_parameters())
    except BadQuery as error:
        return invalid_search(error)
    file_format = next(each for each in FORMATS if each.suffix == suffix)
    found = find.find_each(query, directory(), MAX_PRACTITIONERS)
    response = long_answer(file_format.write(found, directory().about), file_format.mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename=acupuncture.{suffix}"
    return response
