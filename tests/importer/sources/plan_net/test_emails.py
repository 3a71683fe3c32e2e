"""Payers' Plan-Net directories: the e-mail address is that of a role or a place, and never a person's own."""

import plan_net_files as made
import pytest
from plan_net_files import to
from plan_net_reading import changed


def mail(*addresses, **more):
    return {"telecom": [{"system": "email", "value": each} | more for each in addresses]}


OFFICE = "office@elm.example"


@pytest.mark.parametrize(
    ("of_role", "of_place", "email"),
    [
        (mail(OFFICE), {}, OFFICE),
        ({}, mail(OFFICE), OFFICE),
        (mail(OFFICE), mail("desk@oak.example"), OFFICE),
        (mail("ana@direct.elm.example", OFFICE), {}, OFFICE),
        (mail(OFFICE, use="home"), {}, None),
        (mail(OFFICE, use="old"), {}, None),
        (mail(OFFICE, period={"end": "2020-01-01"}), {}, None),
    ],
    ids=["role", "place", "the nearer", "no Direct address", "home", "old", "ended"],
)
def test_the_address_in_use_of_the_role_counts_before_the_places(statements_of, of_role, of_place, email):
    resources = {"PractitionerRole": made.role(**of_role), "Location": made.location(**of_place)}
    (statement,), _, _ = statements_of(changed(**resources))
    assert statement.email == email


def test_a_persons_own_address_is_never_published(statements_of):
    practice = made.organisation("c1", "Elm", "prvgrp", **mail("billing@elm.example"))
    person = made.practitioner(**mail("ana.private@mail.example"))
    resources = changed(Practitioner=person, PractitionerRole=made.role(organization=to("Organization/c1")))
    (statement,), problems, _ = statements_of([*resources, practice])
    assert (statement.email, problems) == (None, [])


@pytest.mark.parametrize("address", ["providers@acme.example", "help@find.acme.example", "help@ACME.example"])
def test_an_insurers_address_is_no_practices(statements_of, address):
    insurers = [made.organisation(telecom=[{"system": "url", "value": "https://www.acme.example"}]), made.network()]
    role = made.role(**mail(address))
    (statement,), problems, _ = statements_of(changed(PractitionerRole=role, Organization=insurers))
    assert (statement.email, problems) == (None, [])
    both = made.role(**mail(address, OFFICE))
    (statement,), _, _ = statements_of(changed(PractitionerRole=both, Organization=insurers))
    assert statement.email == OFFICE


def test_one_that_cannot_be_read_is_reported(statements_of):
    (statement,), problems, _ = statements_of(changed(PractitionerRole=made.role(**mail("call us"))))
    assert statement.email is None
    assert [(each.field, each.value) for each in problems] == [("email", "call us")]
