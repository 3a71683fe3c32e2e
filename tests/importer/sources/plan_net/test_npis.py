"""Payers' Plan-Net directories: who somebody is, by NPI or by the payer's own id."""

import plan_net_files as made
import pytest
from plan_net_files import ANA, KEN
from plan_net_reading import changed


@pytest.mark.parametrize(
    "identifier",
    [
        {"system": "urn:oid:2.16.840.1.113883.4.6"},
        {"system": "2.16.840.1.113883.4.6"},
        {"system": "http://hl7.org/fhir/sid/us-npi/"},
        {"system": "HTTP://hl7.org/fhir/sid/US-NPI"},
        {"system": "http://terminology.hl7.org/NamingSystem/npi"},
        {"system": "https://nppes.cms.hhs.gov/NPPES"},
        {"system": "urn:us-npi"},
        {"type": {"text": "NPI"}},
        {"type": made.concept("NPI", "http://terminology.hl7.org/CodeSystem/v2-0203")},
    ],
)
def test_an_npi_is_known_by_its_system_however_that_is_written(statements_of, identifier):
    others = [{"system": "urn:oid:2.16.840.1.113883.4.66", "value": KEN}, {"value": KEN}]
    person = made.practitioner(identifier=[*others, identifier | {"value": ANA}])
    (statement,), problems, _ = statements_of(changed(Practitioner=person))
    assert (statement.npi, problems) == (ANA, [])


@pytest.mark.parametrize("written", ["{}-{}-{}", "{} {} {}", "NPI {}{}{}"])
def test_an_npi_is_read_with_dashes_or_spaces_between_its_digits(statements_of, written):
    value = written.format(ANA[:4], ANA[4:7], ANA[7:])
    person = made.practitioner(identifier=[{"system": "http://hl7.org/fhir/sid/us-npi", "value": value}])
    (statement,), problems, _ = statements_of(changed(Practitioner=person))
    assert (statement.npi, problems) == (ANA, [])


@pytest.mark.parametrize("npi", ["", "2000000000", "not one"])
def test_without_a_valid_npi_the_payers_own_id_tells_who_it_is(statements_of, npi):
    (statement,), problems, _ = statements_of(changed(Practitioner=made.practitioner(npi=npi)))
    assert (statement.id, statement.npi, [problem.field for problem in problems]) == (
        "acmehealth-p1",
        None,
        ["NPI"] if npi else [],
    )
