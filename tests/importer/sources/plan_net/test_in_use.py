"""Payers' Plan-Net directories: of several names, numbers and addresses the one in use, that can be read, counts."""

import plan_net_files as made
import pytest
from plan_net_files import ANA, KEN
from plan_net_reading import WEB, YEAR, changed


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ([{"use": "home"}, {"use": "work"}], 1),
        ([{"use": "home"}], None),
        ([{"use": "mobile"}, {}], 1),
        ([{"use": "mobile"}], 0),
        ([{"rank": 2}, {"rank": 1}], 1),
        ([{"period": {"end": "9998-01-31"}, "rank": 1}, {}], 1),
        ([{"period": {"start": "2020-01-31"}}, {}], 0),
        ([{}, {"rank": 3}], 1),
        ([{"value": "call us"}, {}], 1),
        ([{"system": "fax"}, {"system": "PHONE"}], 1),
    ],
)
def test_the_number_to_call_is_one_of_work_by_its_rank_that_can_be_read(statements_of, numbers, wanted):
    telecom = [{"system": "phone", "value": f"503-555-011{place}"} | number for place, number in enumerate(numbers)]
    (statement,), _, _ = statements_of(
        changed(PractitionerRole=made.role(telecom=telecom), Location=made.location(telecom=[]))
    )
    phone = statement.locations[0].phone
    assert phone == (None if wanted is None else f"+1503555011{wanted}")


@pytest.mark.parametrize("use", ["home", "billing"])
def test_where_somebody_lives_or_sends_bills_from_is_no_place_to_go_to_and_told(statements_of, use):
    gone = made.location(address=made.location()["address"] | {"use": use})
    (statement,), (problem,), _ = statements_of(changed(Location=gone))
    assert (statement.locations, problem.field) == ([], "address")


@pytest.mark.parametrize(
    "address", [{"text": "12 Elm St, Portland, OR 97214"}, {"line": ["12 Elm St", "Portland, OR 97214"]}]
)
def test_an_address_in_one_text_is_taken_apart(statements_of, address):
    (statement,), problems, _ = statements_of(changed(Location=made.location(address=address)))
    (place,) = statement.locations
    assert (place.address, place.city, place.state, place.postal_code) == ("12 Elm St", "Portland", "OR", "97214")
    assert problems == []


@pytest.mark.parametrize("use", ["nickname", "anonymous", "temp", "maiden"])
def test_a_name_for_friends_or_for_a_while_is_shown_only_where_there_is_no_other(statements_of, use):
    names = [{"use": use, "family": "Mora", "given": ["Annie"]}, {"family": "Lopez", "given": ["Ana"]}]
    (statement,), _, _ = statements_of(changed(Practitioner=made.practitioner(name=names)))
    assert statement.name == "Ana Lopez"


OLD = [{"use": "old"}, {"period": {"end": "2019-01-01"}}, {"period": {"start": f"{YEAR + 1}-01-01"}}]


@pytest.mark.parametrize("out_of_use", OLD, ids=["old", "ended", "to come"])
class TestInUse:
    """Of several telephones, addresses, names and identifiers the one in use today counts."""

    def test_the_telephone_and_the_website_in_use_count(self, statements_of, out_of_use):
        numbers = [out_of_use | {"system": "phone", "value": "503-555-0111"}, *WEB]
        sites = [out_of_use | {"system": "url", "value": "www.old.example"}]
        (statement,), (problem,), _ = statements_of(changed(PractitionerRole=made.role(telecom=[*sites, *numbers])))
        assert (statement.locations[0].phone, statement.website) == ("+15035550123", "https://www.elm.example")
        assert (problem.field, problem.value) == ("telecom", "503-555-0111") and "and 1 more" in problem.reason

    def test_a_telephone_out_of_use_is_shown_nowhere(self, statements_of, out_of_use):
        numbers = [out_of_use | {"system": "phone", "value": "503-555-0111"}]
        does, place = made.role(telecom=numbers), made.location(telecom=numbers)
        (statement,), _, _ = statements_of(changed(PractitionerRole=does, Location=place))
        assert getattr(statement.locations[0], "phone", None) is None

    def test_the_npi_in_use_counts(self, statements_of, out_of_use):
        system = {"system": "http://hl7.org/fhir/sid/us-npi"}
        npis = [out_of_use | system | {"value": KEN}, system | {"value": ANA}]
        (statement,), (problem,), _ = statements_of(changed(Practitioner=made.practitioner(identifier=npis)))
        assert (statement.npi, problem.field, problem.value) == (ANA, "identifier", KEN)

    def test_an_address_out_of_use_is_no_place_to_go_to(self, statements_of, out_of_use):
        gone = made.location(address=made.location()["address"] | out_of_use)
        (statement,), (problem,), _ = statements_of(changed(Location=gone))
        assert (statement.locations, problem.field, problem.value) == ([], "address", "PORTLAND")

    def test_the_name_in_use_counts_and_the_other_is_another_name(self, statements_of, out_of_use):
        names = [out_of_use | {"family": "Mora", "given": ["Ana"]}, {"family": "Lopez", "given": ["Ana"]}]
        (statement,), problems, _ = statements_of(changed(Practitioner=made.practitioner(name=names)))
        assert (statement.name, statement.other_names, problems) == ("Ana Lopez", ["Ana Mora"], [])

    def test_a_plans_number_in_use_counts(self, statements_of, out_of_use):
        numbers = [out_of_use | {"value": "12345OR0010009"}, {"value": "12345OR0010001"}]
        (statement,), _, _ = statements_of(changed(InsurancePlan=made.plan(identifier=numbers)))
        assert [each.plan_id for each in statement.insurance] == ["12345OR0010001"]
