"""Files of made-up marketplace insurers, for tests."""

import json
from datetime import date

import nppes_files as files

ANA, KEN = files.npi(1), files.npi(2)


def provider(npi=ANA, issuer="11111", **values):
    """Somebody in one plan of an issuer of Oregon."""
    name = {"first": "Ken", "last": "Sato"} if npi == KEN else {"first": "Ana", "last": "Lopez"}
    plan = {"plan_id_type": "HIOS-PLAN-ID", "plan_id": f"{issuer}OR0000001", "years": [date.today().year]}
    return {"npi": npi, "type": "INDIVIDUAL", "name": name, "plans": [plan], "last_updated_on": "2026-01-05"} | values


def as_json(value):
    """A file."""
    return json.dumps(value).encode()


def an_index(*names, plans=("plans.json",)):
    """An index that names files."""
    return as_json({"provider_urls": list(names), "plan_urls": list(plans), "formulary_urls": ["drugs.json"]})


def plan(issuer="11111", name="Elm Gold"):
    """A list with one plan."""
    return as_json([{"plan_id": f"{issuer}OR0000001", "marketing_name": name, "plan_id_type": "HIOS-PLAN-ID"}])


def elm(issuer="11111", *people):
    """The files of an insurer in the folder /elm/."""
    people = people or (provider(issuer=issuer), provider(KEN, issuer))
    return {
        "/elm/index.json": an_index("providers.json"),
        "/elm/providers.json": as_json(list(people)),
        "/elm/plans.json": plan(issuer),
    }


def taken(run):
    """{first name: plans by payer} of everybody in Portland."""
    results = json.loads(run("search", "--near", "97214", "--json")[1])["results"]
    return {
        result["name"].split()[0]: sorted((each["payer"], each["plan"]) for each in result["insurance"])
        for result in results
    }


GOLD = ("Elm Mutual", "Elm Gold")
