"""Answers of the NPI Registry API, made up: one acupuncturist in Portland, with whatever a test changes."""

import nppes_files as files

NPI = files.npi(701)
NEEDLES = {"code": "171100000X", "desc": "Acupuncturist", "license": "AC900001", "primary": True, "state": "OR"}
FAMILY = {"code": "207Q00000X", "desc": "Family Medicine", "license": "MD900001", "primary": True, "state": "OR"}


def address(purpose="LOCATION", **values):
    return {
        "country_code": "US",
        "country_name": "United States",
        "address_purpose": purpose,
        "address_type": "DOM",
        "address_1": "12 SE ELM ST STE 4",
        "city": "PORTLAND",
        "state": "OR",
        "postal_code": "972141234",
        "telephone_number": "503-555-0123",
    } | values


MAILING = address("MAILING", address_1="PO BOX 1", city="BOISE", state="ID", postal_code="837011234")


def result(basic=None, **values):
    """A person's result as version 2.1 answers it today."""
    person = {
        "first_name": "MAEVE",
        "last_name": "O'BRIEN",
        "middle_name": "--",
        "name_suffix": "--",
        "credential": "L.Ac.",
        "sole_proprietor": "YES",
        "sex": "F",
        "enumeration_date": "2019-05-01",
        "last_updated": "2024-03-04",
        "certification_date": "2024-03-01",
        "status": "A",
    }
    return {
        "created_epoch": "1556668800000",
        "last_updated_epoch": "1709510400000",
        "enumeration_type": "NPI-1",
        "number": NPI,
        "basic": person | basic if isinstance(basic, dict) else person if basic is None else basic,
        "addresses": [MAILING, address()],
        "practiceLocations": [],
        "taxonomies": [NEEDLES],
        "identifiers": [],
        "endpoints": [],
        "other_names": [],
    } | values


def answer(*results):
    return {"result_count": len(results), "results": list(results)}
