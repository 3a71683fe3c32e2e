"""The search, its results, and how the directory works."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory import __version__
from directory.core.i18n import Message
from directory.core.npi import is_valid
from directory.search import find, one_box, people
from directory.search.called import alike, read_called
from directory.search.choice_filters import LICENSE_FILTER
from directory.search.insurance import is_guess, suggestions
from directory.search.insurance_index import RequestedInsurance
from directory.search.place import Place, UnknownPlace
from directory.search.places import resolve_place
from directory.search.query import DEFAULT_MILES, PARAMETERS, BadQuery, needs_insurance
from directory.store.listings.names import out_of_use
from directory.store.reference.files import everyday_diagnoses, payers
from directory.web.listing import phrases
from directory.web.search.examples import examples
from directory.web.search.forms import SearchForm
from directory.web.shell.guard import public
from directory.web.shell.language import LANGUAGES
from directory.web.shell.site import directory, listing_context, published_about, rulebook, search_results, site

blueprint = Blueprint("search", __name__)
MOST_ALIKE = 3  # insurances that may have been meant
SAFE_IN_QUERY = "!$'()*,/:;?@"  # as url_for has it
TOO_FAR = 100  # miles that nobody goes every week
MOST_NAMED = 5  # companies that are named where an insurance stands for several
# What a page does that a program must ask for: nobody is sent to somebody with a lapsed license unawares.
PAGE_DEFAULTS: dict[str, str] = {LICENSE_FILTER.parameter: "active"}


@blueprint.get("/")
@public
def home() -> str:
    """The search form."""
    shown = examples(directory())
    return render_template("search/home.html", form=SearchForm(request.args), examples=shown, **listing_context())


@blueprint.get("/search")
@public
def results() -> ResponseReturnValue:
    """The results of a search, or the form again with what is wrong. Without a place, or where somebody rather than a
    place was typed, those who are called so wherever they are.
    """
    near, name = (request.args.get(each, "").strip() for each in ("near", "name"))
    if name and not near:
        return people_page(name)
    try:
        found = search_results(page_parameters(), for_page=True)
    except BadQuery as error:
        is_alone = [*error.errors] == ["near"] and not name
        return of_no_place(near, error) if is_alone else invalid_search(error)
    place = found.query.place
    if other := None if name else of_other_words(near, place):
        return other
    insurance = found.query.insurance
    return render_template(
        "search/results.html",
        form=SearchForm(request.args),
        found=found,
        named_so=0 if name or place.precision in people.NO_NAME else len(people.called_so(near, directory())),
        meant=insurance,
        insured="" if insurance or not one_box.is_insurance(near, directory()) else near,
        parts_asked=_filters(found),
        page_size=find.PAGE_SIZE,
        WIDE=DEFAULT_MILES,
        TOO_FAR=TOO_FAR,
        **_meant(insurance, request.args.get("insurance", "")),
        **_program(insurance),
        **listing_context(),
    )


@blueprint.get("/about")
@public
def about() -> str:
    """How the directory works, how wrong directories are, and what it does not keep."""
    return render_template("about.html", version=__version__, facts=phrases.whose_word(), **listing_context())


@blueprint.get("/accessibility")
@public
def accessibility() -> str:
    """What is done so that everybody can use the site, what is known to be lacking, and how to write."""
    return render_template("accessibility.html", contact=site().settings.contact, about=published_about())


def of_no_place(near: str, error: BadQuery) -> ResponseReturnValue:
    """The answer to a text that is no place: somebody, an insurance, a trouble, or the form again."""
    if people.is_number_of_somebody(near) or len(people.called_so(near, directory())):
        return people_page(near)
    if fields := _other_fields(near, None):
        return redirect(page_address(**fields), 303)
    return of_trouble(near) if one_box.is_trouble(near, everyday_diagnoses()) else invalid_search(error)


def of_other_words(near: str, place: Place) -> ResponseReturnValue | None:
    """The answer to a text that was taken for a place and rather means somebody, an insurance or a trouble."""
    if people.is_rather_somebody(near, place, directory()):
        return people_page(near, place.label)
    if fields := _other_fields(near, place):
        return redirect(page_address(**fields), 303)
    return of_trouble(near) if place.typed and one_box.is_trouble(near, everyday_diagnoses()) else None


def of_trouble(near: str) -> tuple[str, int]:
    """The form again for who typed what hurts where a place is asked for."""
    said = Message("“%(typed)s” is no place. Type where you are: a ZIP code, or a city and state.", typed=near)
    return invalid_search(BadQuery({"near": said}))


def _other_fields(near: str, place: Place | None) -> dict[str, str | None]:
    """The fields that the text of the place belongs in, where these are still blank; empty where it stands right."""
    fields = one_box.other_fields(near, place, site().gazetteer, directory())
    is_free = fields and not any(request.args.get(each, "").strip() for each in fields if each != "near")
    return {"near": None, **fields} if is_free else {}


def invalid_search(error: BadQuery) -> tuple[str, int]:
    """The form again, typed text kept, with what is wrong beside each field."""
    form = SearchForm(request.args, error)
    near = request.args.get("near", "") if "near" in error.errors else ""
    names = alike(read_called(near).words, directory())
    return render_template("search/home.html", form=form, error=error, names=names, **listing_context()), 400


def people_page(typed: str, place: str = "") -> ResponseReturnValue:
    """Those who are called so, wherever they are. place: what else the words may mean."""
    given = {name: text for name, text in request.args.items() if name not in ("near", "within", "sort", "license")}
    try:
        found = people.find_people(given | {"name": typed}, directory())
    except BadQuery as error:
        return invalid_search(error)
    form = SearchForm(request.args)
    return render_template(
        "search/people.html",
        form=form,
        found=found,
        typed=typed,
        place=place,
        page_size=people.PAGE_SIZE,
        npi=(number := next((each for each in found.called.words if is_valid(each)), "")),
        out_of_use=out_of_use(number, directory()) if number else None,
        **listing_context(),
    )


def page_parameters() -> dict[str, str]:
    """The parameters of the search that a page's address asks for; without an insurance, none that are of one."""
    given = PAGE_DEFAULTS | {name: text for name, text in request.args.items() if text.strip()}
    return (
        given
        if "insurance" in given
        else {name: text for name, text in given.items() if not needs_insurance(name, text)}
    )


def page_address(endpoint: str = "search.results", /, **changed: Any) -> str:
    """The address of this search with some parameters changed (None: taken away).

    It is its first page unless `page` is among them. suffix: the kind of file, for a download.
    """
    if "asked_by_page" not in g:  # a page has forty such links, and most are of itself
        typed = request.args.to_dict()
        asked = {name: typed.get(name) for name in PARAMETERS if name != "page"}
        g.asked_by_page = asked, url_for("search.results", lang=None), typed.get("lang")
    asked, path, language = g.asked_by_page
    values: dict[str, Any] = {name: value for name, value in (asked | changed).items() if value}
    if endpoint != "search.results":
        return url_for(endpoint, **values)
    query = urlencode(values | ({"lang": language} if language in LANGUAGES else {}), safe=SAFE_IN_QUERY)
    return f"{path}?{query}" if query else path


def listing_address(practitioner_id: str, number: int) -> str:
    """The address of a listing from this page of results, or of a shortlist: it keeps what was asked, and from results
    the number there, to come back to.
    """
    if "asked_of_listings" not in g:  # the same for every card of a page
        is_result = request.endpoint == "search.results"
        asked = page_address("listing.show", practitioner_id="-", page=request.args.get("page") if is_result else None)
        g.asked_of_listings = asked.partition("?")[2], is_result
    asked, is_result = g.asked_of_listings
    query = "&".join(filter(None, (asked, f"at={number}" if is_result else "")))
    path = url_for("listing.show", practitioner_id=practitioner_id, lang=None)  # which `asked` has
    return f"{path}?{query}" if query else path


def place_kept() -> Place | None:
    """The place that this address asks for, to measure from and to keep: None where it asks for none that is known."""
    try:
        return resolve_place(request.args.get("near", ""), site().gazetteer)
    except UnknownPlace:
        return None


def _meant(insurance: RequestedInsurance | None, typed: str) -> dict[str, object]:
    """What the words typed for an insurance were taken for: whether that is a guess, what explains it, what else may be
    meant, and which companies and plans it stands for.
    """
    if insurance is None:
        return {}
    names = rulebook().insurance_names
    explained, says_nothing = names.explanation(typed), names.is_unspecific(typed)
    companies = sorted({network.payer for network in insurance.networks})
    offered = [] if insurance.networks or says_nothing else _alike(insurance)
    return {
        "typed_insurance": typed.strip() if is_guess(typed, insurance, directory()) else "",
        "explained": explained,
        "alike": explained.choices if explained and explained.choices else offered,
        "companies": companies[:MOST_NAMED],
        "more_companies": len(companies[MOST_NAMED:]),
        "plans": [network.plan for network in insurance.networks if network.plan],
        "says_nothing": says_nothing,
    }


def _alike(insurance: RequestedInsurance) -> list[str]:
    """What else may have been meant: not the same again."""
    return [name for name in suggestions(insurance.name, directory()) if name != insurance.name][:MOST_ALIKE]


def _program(insurance: RequestedInsurance | None) -> dict[str, object]:
    """The public program that was asked for, by its name and as a rule."""
    name = insurance.name if insurance else ""  # a slip ("medicar") is taken for the listings' word for the program
    key = (insurance and insurance.program) or next((each.key for each in payers().programs if each.name == name), "")
    return {"program": payers().program(key), "rules": rulebook().programs.get(key)}


def _filters(found: find.Results) -> list[tuple[str, str, str]]:
    """The filters of a search: (parameter, its words, the address of the search without it)."""
    return [
        (each.parameter, each.sentence(value), page_address(**{each.parameter: None}))
        for each, value in found.query.filters
        if PAGE_DEFAULTS.get(each.parameter) != value
    ]
