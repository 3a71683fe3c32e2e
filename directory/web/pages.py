"""The pages that patients see: the search, its results, a practitioner."""

from urllib.parse import quote

from flask import Blueprint, abort, render_template, request, url_for

from directory.search import find
from directory.search.query import PARAMETERS, BadQuery
from directory.web.forms import SearchForm
from directory.web.site import answer, directory

pages = Blueprint("pages", __name__)


@pages.get("/")
def home() -> str:
    """The search form."""
    return render_template("search/home.html", form=SearchForm(request.args), about=directory().about)


@pages.get("/search")
def search() -> str | tuple[str, int]:
    """The results of a search, or the form again with what is wrong."""
    about = directory().about
    try:
        found = answer(request.args)
    except BadQuery as error:
        form = SearchForm(request.args, error)
        return render_template("search/home.html", form=form, error=error, about=about), 400
    return render_template("search/results.html", form=SearchForm(request.args), found=found, about=about, page_size=find.PAGE)


@pages.get("/practitioners/<id>")
def practitioner(id: str) -> str:
    """Everything known of one practitioner, with who said it and when."""
    listing = directory().listing(id)
    if listing is None:
        abort(404)
    sources = {source["source"]: source for source in directory().about["sources"]}
    return render_template(
        "practitioner/show.html", listing=listing, sources=sources, provenance=provenance(listing),
        differences=differences(listing), about=directory().about,
    )


def differences(listing: dict) -> list[tuple[str, dict]]:
    """What sources say that is not shown, because another's word counts first: (field, {value, source, as_of}) pairs."""
    return [(field.replace("_", " "), lost) for field, fact in listing["facts"].items() for lost in fact.get("lost", ()) if field != "updated_on"]


def provenance(listing: dict) -> list[tuple[tuple[str, str], list[str]]]:
    """What each source said, as ((source, as_of), names of facts) pairs, the newest first."""
    said: dict[tuple[str, str], list[str]] = {}
    for field, fact in listing["facts"].items():
        said.setdefault((fact["source"], fact["as_of"]), []).append("NPI" if field == "npi" else field.replace("_", " "))
    entries = [(location, f"address and phone in {location['city']}") for location in listing["locations"]]
    entries += [(licence, f"license {licence['state']} {licence['number']}") for licence in listing["licences"]]
    entries += [(taken, taken["plan"] or taken["payer"]) for taken in listing["insurance"]]
    for entry, name in entries:
        said.setdefault((entry["source"], entry["as_of"]), []).append(name)
    return sorted(said.items(), key=lambda pair: pair[0][1], reverse=True)


def page_address(**changed: object) -> str:
    """The address of this search with some parameters changed (None: taken away), without those that are blank."""
    asked = {name: request.args.get(name) for name in PARAMETERS} | changed
    return url_for("pages.search", **{name: value for name, value in asked.items() if value})


def directions(location: dict) -> str:
    """A link that opens the visitor's own map application at an address; nothing is loaded unless they follow it."""
    parts = (location["address"], location["city"], f"{location['state']} {location['postal_code'] or ''}".strip())
    address = quote(", ".join(part for part in parts if part))
    visitor = request.user_agent.string
    if "Android" in visitor:
        return f"geo:0,0?q={address}"
    if any(device in visitor for device in ("iPhone", "iPad", "Macintosh")):
        return f"https://maps.apple.com/?daddr={address}"
    return f"https://www.google.com/maps/dir/?api=1&destination={address}"
