"""The command that finds practitioners."""

import json
from argparse import Namespace

from directory.cli.console import DONE, tell
from directory.core import phones
from directory.search import find, query
from directory.search.people import People, find_people
from directory.search.results_json import people_as_json, results_as_json
from directory.settings import Settings
from directory.store.listings.reader import Current
from directory.store.reference.files import gazetteer


def search(options: Namespace, settings: Settings) -> int:
    """Finds practitioners. options: the text of each of query.PARAMETERS, None where it was not typed; json."""
    directory = Current(settings.directory_db).get()
    parameters = {name: getattr(options, name) for name in query.PARAMETERS}
    if parameters["name"] and not parameters["near"]:
        _print_people(find_people(parameters, directory), options.json)
        return DONE
    results = find.find(query.parse_query(parameters, gazetteer(), directory), directory)
    if options.json:
        print(json.dumps(results_as_json(results), ensure_ascii=False))
    else:
        _print_results(results, directory.about["made_up"])
    return DONE


def _print_people(found: People, as_json: bool) -> None:
    if as_json:
        print(json.dumps(people_as_json(found), ensure_ascii=False))
        return
    print(f"{found.total:,} in the whole country (page {found.page} of {max(found.pages, 1)})")
    if found.alike:
        print(f"Did you mean: {', '.join(found.alike)}?")
    for each in found.results:
        where = f"{each.location.city}, {each.location.state}" if each.location else "no place"
        print(f"{each.listing.name} · {where} · {each.listing.id}")


def _print_results(results: find.Results, made_up: bool) -> None:
    if made_up:
        tell("Every listing here is made up: this is the sample directory.")
    asked = results.query.insurance
    if asked and not asked.networks and asked.program != "none":
        tell(f"No listing here says whether it takes {asked.name}, so everyone is shown: ask each one.")
    place, miles, page = results.query.place, results.query.miles, results.query.page
    where = f"in {place.label}" if results.query.area else f"within {miles:g} miles of {place.center}"
    which_page = f" (page {page} of {results.pages})" if results.pages > 1 else ""
    print(f"{results.total:,} {where}{which_page}")
    if results.nearest:
        print("The nearest are:")
    for result in results.results or results.nearest:
        print(f"{result.miles:7.1f} mi  {_one_line(result)}")


def _one_line(result: find.Result) -> str:
    listing, location = result.listing, result.location
    assert location  # whoever is found within a distance has one
    name = ", ".join(part for part in (listing.name, listing.credentials) if part)
    phone = phones.shown(location.phone) if location.phone else "no phone"
    return f"{name} · {location.city}, {location.state} · {phone}"
