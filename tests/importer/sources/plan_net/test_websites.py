"""Payers' Plan-Net directories: the website shown is the practice's, and never an insurer's."""

import plan_net_files as made
import pytest
from plan_net_files import to
from plan_net_reading import WEB, changed

PAYERS_WEB = [{"system": "url", "value": "https://www.acme.example/find"}]


@pytest.mark.parametrize(
    ("of_person", "of_role", "of_location", "more", "website"),
    [
        ({"telecom": WEB}, {}, {}, [], "https://www.elm.example"),
        ({}, {"telecom": WEB}, {}, [], "https://www.elm.example"),
        ({}, {}, {"telecom": WEB}, [], "https://www.elm.example"),
        ({}, {"organization": to("Organization/c1")}, {}, ["prvgrp"], "https://www.elm.example"),
        ({}, {"organization": to("Organization/c1")}, {}, ["payer"], None),
        ({}, {"organization": to("Organization/pay")}, {}, [], None),
    ],
    ids=["practitioner", "role", "location", "practice", "another payer", "payer"],
)
def test_the_website_is_the_practices_and_never_a_payers(statements_of, of_person, of_role, of_location, more, website):
    practices = [made.organisation("c1", "Elm", kind, telecom=WEB) for kind in more]
    payers = [made.organisation(telecom=PAYERS_WEB), made.network(telecom=PAYERS_WEB), made.plan()]
    people = [made.practitioner(**of_person), made.role(**of_role), made.location(**of_location)]
    (statement,), problems, _ = statements_of([*people, *practices, *payers])
    assert (statement.website, problems) == (website, [])


PAYER_SITE = [{"system": "url", "value": "https://www.acme.example/find"}]


@pytest.mark.parametrize("address", ["https://acme.example/ana", "find.acme.example", "WWW.ACME.EXAMPLE"])
@pytest.mark.parametrize("where", ["Practitioner", "PractitionerRole", "Location", "HealthcareService"])
def test_an_insurers_website_is_nobodys_wherever_it_stands(statements_of, address, where):
    telecom = [{"system": "url", "value": address}]
    service = {"resourceType": "HealthcareService", "id": "s1"}
    resources = {
        "Practitioner": made.practitioner(),
        "PractitionerRole": made.role(healthcareService=[to("HealthcareService/s1")]),
        "Location": made.location(),
        "HealthcareService": service,
    }
    resources[where] |= {"telecom": [*telecom, *resources[where].get("telecom", [])]}
    for insurer in (made.organisation(telecom=PAYER_SITE), made.organisation(telecom=PAYER_SITE, type=[])):
        insurers = {"Organization": [insurer, made.network()]}
        (statement,), problems, _ = statements_of(changed(**resources, **insurers))
        assert (statement.website, problems) == (None, [])  # an owner of plans is an insurer, whatever its type
        resources[where]["telecom"].append({"system": "url", "value": "notacme.example"})
        (statement,), _, _ = statements_of(changed(**resources, **insurers))
        assert statement.website == "https://notacme.example"
        resources[where]["telecom"].pop()
