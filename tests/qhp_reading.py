"""Made-up entries of insurers' machine-readable directories (QHP), for tests."""

from datetime import date

import nppes_files as files

ANA, KEN = files.npi(1), files.npi(2)


THIS_YEAR = date.today().year


def provider(npi=ANA, **values):
    """An individual in New York with one plan, in two tiers."""
    plans = [
        {"plan_id_type": "HIOS-PLAN-ID", "plan_id": "12345NY9876543", "network_tier": tier, "years": [THIS_YEAR]}
        for tier in ("A", "B")
    ]
    place = {"address": "12 Elm St", "city": "New York", "state": "NY", "zip": "10003", "phone": "212-555-0123"}
    name = {"first": "Ken", "last": "Sato"} if npi == KEN else {"first": "Ana", "last": "Lopez"}
    return {
        "npi": npi,
        "type": "INDIVIDUAL",
        "name": name,
        "addresses": [place],
        "specialty": ["Acupuncture"],
        "accepting": "accepting",
        "languages": ["English", "Spanish"],
        "gender": "Female",
        "plans": plans,
        "last_updated_on": "2026-01-05",
    } | values
