"""Payers' Plan-Net directories: what they say of a practitioner. Everybody here is made up."""

import plan_net_files as made
import pytest
from plan_net_files import ANA, to
from plan_net_reading import TAKEN, changed


def test_a_practitioner_with_everything_that_is_said(statements_of):
    service = {
        "resourceType": "HealthcareService",
        "id": "s1",
        "extension": [
            made.extension("delivery-method", made.sub("type", valueCodeableConcept=made.concept("virtual")))
        ],
    }
    there = made.location(extension=[made.extension("accessibility", valueCodeableConcept=made.concept("adacomp"))])
    does = made.role(healthcareService=[to("HealthcareService/s1")])
    does["extension"].append(made.accepting("newpt"))
    (statement,), problems, context = statements_of(
        changed(PractitionerRole=does, Location=there, HealthcareService=service)
    )
    assert (statement.id, statement.npi, statement.kind, statement.name) == (
        f"acmehealth-{ANA}",
        ANA,
        "licensed_acupuncturist",
        "Ana Q. Lopez",
    )
    assert (
        statement.credentials,
        statement.gender,
        statement.languages,
        statement.updated_on,
        statement.confirmed_on,
    ) == (
        ["L.Ac."],
        "female",
        ["Spanish"],
        "2026-01-05",
        None,
    )
    assert [vars(each) for each in statement.insurance] == [TAKEN]
    assert [vars(each) for each in statement.licences] == [
        {"state": "OR", "number": "AC9001", "status": "unknown", "expires_on": "2027-06-30"}
    ]
    (place,) = statement.locations
    assert (place.address, place.city, place.postal_code, place.phone) == (
        "12 Elm St, Ste 3",
        "Portland",
        "97214",
        "+15035550123",
    )
    assert (statement.accepting_new_patients, statement.telehealth, statement.wheelchair_access) == (True, True, True)
    assert (problems, context.tally.rows_read, context.tally.other_taxonomy) == ([], 7, 0)
    assert (context.as_of, context.whole, context.parts) == ("2026-01-05", True, {"acmehealth"})


def times(days, opens="09:00:00", closes="17:30:00", names=("availableStartTime", "availableEndTime")):
    """An entry of a role's availableTime."""
    return {"daysOfWeek": days, **dict(zip(names, (opens, closes), strict=True))}


def open_times(days, opens="08:00:00", closes="12:00:00"):
    """An entry of a location's hoursOfOperation."""
    return times(days, opens, closes, ("openingTime", "closingTime"))


@pytest.mark.parametrize(
    ("of_role", "of_place", "hours"),
    [
        ([times(["mon", "tue", "wed", "fri"])], [], "Mon-Wed 9 am - 5:30 pm, Fri 9 am - 5:30 pm"),
        (
            [times(["mon"], "13:00:00"), times(["mon"], "09:00:00", "12:00:00")],
            [],
            "Mon 9 am - 12 pm and 1 pm - 5:30 pm",
        ),
        ([], [open_times(["sat"])], "Sat 8 am - 12 pm"),
        ([times(["mon"])], [open_times(["sat"])], "Mon 9 am - 5:30 pm"),
        ([{"daysOfWeek": ["sun"], "allDay": True}], [], "Sun 24 hours"),
        ([times(["mon"], "late"), times(["tue"])], [], "Tue 9 am - 5:30 pm"),
        ([times(["moon", "tue"])], [], "Tue 9 am - 5:30 pm"),
        ([times(["mon"], "09:00:00", "")], [], None),
    ],
)
def test_office_hours_are_those_of_the_role_before_the_places(statements_of, of_role, of_place, hours):
    (statement,), _, _ = statements_of(
        changed(PractitionerRole=made.role(availableTime=of_role), Location=made.location(hoursOfOperation=of_place))
    )
    assert getattr(statement.locations[0], "hours", None) == hours


@pytest.mark.parametrize(
    "over", [{"use": "old"}, {"use": "work", "period": {"end": "2020-01-31"}}], ids=["old", "its period is over"]
)
def test_a_phone_that_has_ended_is_nobodys_and_kept_as_such(statements_of, over):
    ended = {"system": "phone", "value": "503-555-0199"} | over
    other = {"system": "fax", "value": "503-555-0188", "use": "old"}
    (statement,), _, _ = statements_of(
        changed(PractitionerRole=made.role(telecom=[ended, other]), Location=made.location(telecom=[]))
    )
    assert statement.locations[0].phone is None and statement.ended_phones == ["+15035550188", "+15035550199"]
    (statement,), _, _ = statements_of(changed(Location=made.location(telecom=[ended | {"value": "call us"}])))
    assert not statement.ended_phones


def test_hours_that_are_none_are_told(statements_of):
    hours = [times(["moon"], "late")]
    _, problems, _ = statements_of(changed(PractitionerRole=made.role(availableTime=hours)))
    assert {problem.field for problem in problems} == {"availableStartTime"}


def test_a_closed_place_a_retired_plan_and_a_mailing_address_are_left_out(statements_of):
    places = [
        made.location(status="inactive"),
        made.location("l2", address={"type": "postal", "city": "Salem", "state": "OR"}),
    ]
    does = made.role(location=[to("Location/l1"), to("Location/l2")])
    (statement,), _, _ = statements_of(
        changed(
            Location=places,
            PractitionerRole=does,
            InsurancePlan=[made.plan(status="retired"), made.plan("i2", "Acme Silver")],
        )
    )
    assert (statement.locations, [each.plan for each in statement.insurance]) == ([], ["Acme Silver"])


def test_new_patients_are_said_by_the_role_before_the_place(statements_of):
    there = made.location(extension=[made.accepting("newpt")])
    (statement,), _, _ = statements_of(changed(Location=there))
    assert statement.accepting_new_patients is True
    does = made.role()
    does["extension"].append(made.accepting("existptfam"))
    (statement,), _, _ = statements_of(changed(Location=there, PractitionerRole=does))
    assert statement.accepting_new_patients is False


def test_a_place_that_is_not_said_to_be_accessible_leaves_it_open(statements_of):
    access = [made.extension("accessibility", valueCodeableConcept=made.concept("handiaccess"))]
    does = made.role(location=[to("Location/l1"), to("Location/l2")])
    (statement,), _, _ = statements_of(
        changed(Location=[made.location(extension=access), made.location("l2")], PractitionerRole=does)
    )
    assert statement.wheelchair_access is None


def test_a_language_hardly_spoken_is_not_offered(statements_of):
    spoken = [{"text": "Haitian"}] + [
        made.concept(
            code, extension=[made.extension("communication-proficiency", valueCodeableConcept=made.concept(level))]
        )
        for code, level in (("zh", "10"), ("vi", "20"), ("pt-BR", "50"))
    ]
    (statement,), _, _ = statements_of(changed(Practitioner=made.practitioner(communication=spoken)))
    assert statement.languages == ["Haitian Creole", "Vietnamese", "Portuguese"]
