"""The pages that patients see: the search, its results, a practitioner, how the directory works."""

from urllib.parse import quote

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.core.addresses import one_line
from directory.core.i18n import Message
from directory.search import find
from directory.search.choice_filters import LICENSE_FILTER
from directory.search.insurance import RequestedInsurance
from directory.search.query import PARAMETERS, BadQuery
from directory.search.typed_filters import InsuranceFilter
from directory.store.reference.files import payers
from directory.web.listing import phrases
from directory.web.search.forms import SearchForm
from directory.web.shell.guard import public
from directory.web.shell.site import answer, book, directory

pages = Blueprint("pages", __name__)
HIDDEN = {
    LICENSE_FILTER.parameter: "active"
}  # what a page does that a program must ask for: nobody is sent to a lapsed license unawares


@pages.get("/")
@public
def home() -> str:
    """The search form."""
    return render_template("search/home.html", form=SearchForm(request.args), **shared())


@pages.get("/search")
@public
def search() -> ResponseReturnValue:
    """The results of a search, or the form again with what is wrong."""
    try:
        found = answer(asked(), for_page=True)
    except BadQuery as error:
        return to_mend(error)
    meant = next((value for each, value in found.query.filters if isinstance(each, InsuranceFilter)), None)
    return render_template(
        "search/results.html",
        form=SearchForm(request.args),
        found=found,
        meant=meant,
        **_program(meant),
        parts_asked=parts(found),
        page_size=find.PAGE_SIZE,
        **shared(),
    )


def to_mend(error: BadQuery) -> tuple[str, int]:
    """The form again, typed text kept, with what is wrong beside each field."""
    return render_template("search/home.html", form=SearchForm(request.args, error), error=error, **shared()), 400


def asked() -> dict[str, str]:
    """The search that a page's address asks for."""
    return HIDDEN | {name: text for name, text in request.args.items() if text.strip()}


def shared() -> dict[str, object]:
    """What every page about listings needs."""
    about = directory().about
    return {
        "about": about,
        "sources": {each["source"]: each for each in about["sources"]},
        "programs": payers().programs,
        "payers": [payer for payer, plan, _ in directory().insurance if not plan and payers().named(payer) is payer],
    }


def _program(meant: RequestedInsurance | None) -> dict[str, object]:
    """The program that was asked for, by its name and as a rule."""
    key = meant.program if meant else None
    return {"program": payers().program(key), "rules": book().programs.get(key)}


def parts(found: find.Results) -> list[tuple[str, str, str]]:
    """The filters of a search: (parameter, its words, the address of the search without it)."""
    return [
        (each.parameter, each.sentence(value), page_address(**{each.parameter: None}))
        for each, value in found.query.filters
        if HIDDEN.get(each.parameter) != value
    ]


@pages.get("/practitioners/<id>")
@public
def practitioner(id: str) -> str:
    """Everything known of one practitioner, with who said it and when."""
    listing = directory().listing(id)
    if listing is None:
        abort(404)
    return render_template(
        "practitioner/show.html",
        listing=listing,
        provenance=provenance(listing),
        differences=differences(listing),
        **shared(),
    )


@pages.get("/about")
@public
def about() -> str:
    """How the directory works, how wrong directories are, and what it does not keep."""
    return render_template("about.html", **shared())


def differences(listing: dict) -> list[tuple[str, list[str], dict]]:
    """What sources say that is not shown, because another's word counts first: (fact, its values in words, {source, as_of}) triples."""
    lost = [
        (field, each)
        for field, fact in listing["facts"].items()
        for each in fact.get("lost", ())
        if field != "updated_on"
    ]
    return [(phrases.FACTS[field], phrases.in_words(field, each["value"]), each) for field, each in lost]


def provenance(listing: dict) -> list[tuple[tuple[str, str], list[str]]]:
    """What each source said, as ((source, as_of), facts in words) pairs, the newest first."""
    said: dict[tuple[str, str], list[str]] = {}
    for field, fact in listing["facts"].items():
        said.setdefault((fact["source"], fact["as_of"]), []).append(phrases.FACTS[field])
    entries = [
        (location, Message("address and phone in %(city)s", city=location["city"])) for location in listing["locations"]
    ]
    entries += [
        (licence, Message("license %(number)s", number=f"{licence['state']} {licence['number']}"))
        for licence in listing["licences"]
    ]
    entries += [(taken, taken["plan"] or phrases.payer(taken["payer"])) for taken in listing["insurance"]]
    for entry, fact in entries:
        said.setdefault((entry["source"], entry["as_of"]), []).append(fact)
    return sorted(said.items(), key=lambda pair: pair[0][1], reverse=True)


def page_address(endpoint: str = "pages.search", **changed: object) -> str:
    """The address of this search with some parameters changed (None: taken away), on its first page unless page is among them."""
    asked = request.args.to_dict()
    kept = {name: asked.get(name) for name in PARAMETERS if name != "page"} | changed
    return url_for(endpoint, **{name: value for name, value in kept.items() if value})


def directions(location: dict) -> str:
    """A link that opens the visitor's own map application at an address; nothing is loaded unless they follow it."""
    address = quote(one_line(*(location[name] for name in ("address", "city", "state", "postal_code"))))
    visitor = request.user_agent.string
    if "Android" in visitor:
        return f"geo:0,0?q={address}"
    if any(device in visitor for device in ("iPhone", "iPad", "Macintosh")):
        return f"https://maps.apple.com/?daddr={address}"
    return f"https://www.google.com/maps/dir/?api=1&destination={address}"
