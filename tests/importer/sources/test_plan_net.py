"""Payers' Plan-Net directories: who is in which plan's network, whatever the files' form and order.

Everybody here is made up.
"""

import gzip
import json
import random
import zipfile
from datetime import date

import nppes_files as files
import plan_net_files as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from plan_net_files import ANA, KEN, to
from records import spread_out

from directory.importer.formats.file_set import FileSet
from directory.importer.normalise import normalise
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext
from directory.importer.sources.plan_net import source

TAKEN = {"payer": "Acme Health", "plan": "Acme Gold", "network_status": "in", "plan_id": "12345OR0010001", "tier": None}


@pytest.fixture
def statements_of(tmp_path):
    """What files give: (statements, problems, context).

    A list of resources is written as NDJSON, a text as it is, anything else as JSON.
    """

    def read_file(*contents, npis=(), names=None, payer="", whole=True):
        folder = tmp_path / "payer"
        folder.mkdir(exist_ok=True)
        for place, content in enumerate(contents):
            text = (
                made.lines(*content)
                if isinstance(content, list)
                else content
                if isinstance(content, str)
                else json.dumps(content)
            )
            name = names[place] if names else f"{place}.ndjson" if isinstance(content, list) else f"{place}.json"
            (folder / name).write_text(text, encoding="utf-8")
        return statements_in(folder, npis, payer, whole)

    return read_file


def statements_in(path, npis=(), payer="", whole=True):
    """The same for a path."""
    context = ReadContext(npis=set(npis), whole=whole, payer=payer)
    items = list(source.statements(FileSet([path], source.is_source_file), context))
    problems, statements = [item for item in items if isinstance(item, Problem)], []
    for raw in items:
        if isinstance(raw, RawStatement):
            statement, more = normalise(raw)
            statements += [spread_out(statement)] if statement else []
            problems += more
    return statements, problems, context


def changed(**by_type):
    """A whole directory with some resources changed, by their types: a resource, several, or None to leave it out."""
    kept = [each for each in made.everything() if each["resourceType"] not in by_type]
    return kept + [
        each for given in by_type.values() for each in (given if isinstance(given, list) else [given] if given else [])
    ]


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


WEB = [{"system": "phone", "value": "503-555-0123"}, {"system": "url", "value": "www.elm.example"}]


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
    assert statement.locations[0].phone is None and statement.ended_phones == ["+15035550199"]
    (statement,), _, _ = statements_of(changed(Location=made.location(telecom=[ended | {"value": "call us"}])))
    assert not statement.ended_phones


def test_hours_that_are_none_are_told(statements_of):
    hours = [times(["moon"], "late")]
    _, problems, _ = statements_of(changed(PractitionerRole=made.role(availableTime=hours)))
    assert {problem.field for problem in problems} == {"availableStartTime"}


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


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("payer.json", True),
        ("Payer.JSON", True),
        ("payer.ndjson", True),
        ("._payer.json", False),
        ("._payer.ndjson", False),
        ("payer.xml", False),
    ],
)
def test_of_a_folder_the_resources_are_read_but_not_what_a_mac_puts_beside_them(name, wanted):
    assert source.is_source_file(name) == wanted


def test_the_order_of_files_and_resources_and_the_form_do_not_matter(statements_of, tmp_path):
    everything = made.everything()
    expected = [vars(each) for each in statements_of(everything)[0]]
    for turn in range(6):
        random.Random(turn).shuffle(everything)
        folder = tmp_path / f"turn {turn}"
        folder.mkdir()
        for place, resource in enumerate(everything):
            (folder / f"{place}.json").write_text(json.dumps(resource, indent=turn or None))
        bundled, packed, together = tmp_path / f"{turn}.json", tmp_path / f"{turn}.ndjson.gz", tmp_path / f"{turn}.zip"
        bundled.write_text(json.dumps(made.bundle(*everything)))
        packed.write_bytes(
            b"".join(gzip.compress(made.lines(each).encode()) for each in everything)
        )  # several streams end to end
        with zipfile.ZipFile(together, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a/people.ndjson.gz", gzip.compress(made.lines(*everything[:3]).encode()))
            archive.writestr("b/others.json", json.dumps(everything[3:]))
            archive.writestr("read me.txt", "not of concern")
        for path in (folder, bundled, packed, together):
            assert [vars(each) | {"locations": each.locations} for each in statements_in(path)[0]] == expected, path


def test_references_by_address_urn_version_and_containment(statements_of):
    urn = "urn:uuid:0f3e8b1c-0000-4000-8000-000000000001"
    does = made.role(who=urn, location=[to("https://payer.example/fhir/Location/l1/_history/7")])
    does["contained"] = [made.network("n9", "Contained Network")]
    does["extension"].append(made.extension("network-reference", valueReference=to("#n9")))
    entries = made.bundle(*changed(Practitioner=None, PractitionerRole=does))["entry"]
    (statement,), problems, _ = statements_of(
        {"resourceType": "Bundle", "entry": [*entries, {"fullUrl": urn, "resource": made.practitioner()}]}
    )
    assert (len(statement.locations), [each.plan for each in statement.insurance], problems) == (
        1,
        ["Acme Gold", "Contained Network"],
        [],
    )


def test_what_is_wrong_in_one_of_several_files_says_in_which(statements_of):
    _, problems, _ = statements_of(
        [*changed(Practitioner=made.practitioner(birthDate=5, gender=[7]))],
        "not JSON\n",
        names=["one.ndjson", "two.ndjson"],
    )
    assert sorted((problem.row, problem.field, problem.reason.rpartition(" (in ")[2]) for problem in problems) == [
        (1, "line", "two.ndjson)"),
        (len(made.everything()), "gender", "one.ndjson)"),
    ]


@pytest.mark.parametrize(
    ("who", "does", "kind"),
    [
        ({}, {}, "licensed_acupuncturist"),
        ({"qualification": []}, {"specialty": [made.concept("171100000X", made.OID)]}, "licensed_acupuncturist"),
        ({"qualification": []}, {"specialty": [{"text": "Acupuncture"}]}, "licensed_acupuncturist"),
        (
            {"qualification": []},
            {
                "specialty": [
                    {"coding": [{"system": "https://payer.example/codes", "code": "77", "display": "Acupuncturist"}]}
                ]
            },
            "licensed_acupuncturist",
        ),
        ({"name": [{"family": "Lopez", "suffix": ["MD"]}]}, {}, "medical_acupuncturist"),
        ({"name": [{"text": "Ana Lopez, MD"}]}, {}, "medical_acupuncturist"),
        (
            {
                "qualification": [{"code": made.concept("MD", "http://terminology.hl7.org/CodeSystem/v2-0360")}],
                "name": [{"family": "Lopez"}],
            },
            {},
            "medical_acupuncturist",
        ),
        ({"qualification": [made.qualification("111N00000X")], "name": [{"family": "Lopez"}]}, {}, "other_clinician"),
    ],
)
def test_who_is_listed_nowhere_is_taken_in_for_acupuncture_only(statements_of, who, does, kind):
    other = [
        made.practitioner("p2", KEN, qualification=[made.qualification("207R00000X")]),
        made.role("r2", "Practitioner/p2", specialty=[made.concept("207R00000X", made.OID)]),
    ]
    statements, _, context = statements_of(
        changed(Practitioner=made.practitioner(**who), PractitionerRole=made.role(**does)) + other
    )
    assert [(statement.kind, statement.name.split()[-1]) for statement in statements] == [(kind, "Lopez")]
    assert context.tally.other_taxonomy == 2


def test_who_is_listed_elsewhere_gets_the_plans_whatever_the_payer_calls_the_profession(statements_of):
    person, does = made.practitioner(qualification=[]), made.role(specialty=[])
    assert statements_of(changed(Practitioner=person, PractitionerRole=does))[0] == []
    (statement,), _, _ = statements_of(changed(Practitioner=person, PractitionerRole=does), npis=[ANA])
    assert (statement.kind, [vars(each) for each in statement.insurance]) == ("", [TAKEN])


def test_a_clinic_is_in_the_networks_of_its_affiliations(statements_of):
    clinic = made.organisation(
        "c1", "ELM ACUPUNCTURE PC", "prvgrp", identifier=[{"system": "http://hl7.org/fhir/sid/us-npi", "value": KEN}]
    )
    takes_part = {
        "resourceType": "OrganizationAffiliation",
        "id": "a1",
        "participatingOrganization": to("Organization/c1"),
        "network": [to("Organization/n1")],
        "specialty": [made.concept("171100000X")],
        "location": [to("Location/l1")],
    }
    statements, _, _ = statements_of([*made.everything(), clinic, takes_part])
    assert [
        (each.kind, each.name, each.insurance[0].plan, len(each.locations)) for each in statements if each.npi == KEN
    ] == [("clinic", "Elm Acupuncture PC", "Acme Gold", 1)]


def test_a_role_without_a_network_has_those_of_its_organisation(statements_of):
    takes_part = {
        "resourceType": "OrganizationAffiliation",
        "id": "a1",
        "participatingOrganization": to("Organization/c1"),
        "network": [to("Organization/n1")],
    }
    does = made.role(networks=(), organization=to("Organization/c1"))
    (statement,), problems, _ = statements_of(changed(PractitionerRole=does, OrganizationAffiliation=takes_part))
    assert ([each.plan for each in statement.insurance], problems) == (["Acme Gold"], [])


def test_a_network_without_known_plans_is_shown_by_its_name(statements_of):
    (statement,), problems, _ = statements_of(changed(InsurancePlan=None))
    assert [(each.payer, each.plan) for each in statement.insurance] == [
        ("Acme Health", "Acme Choice Network")
    ] and problems == []


def test_the_payer_above_a_network_without_plans_is_whose_word_it_is(statements_of):
    _, _, context = statements_of(changed(InsurancePlan=None))
    assert (context.parts, context.whole) == ({"acmehealth"}, True)


def test_an_insurer_that_the_files_do_not_name_is_told_and_may_be_named(statements_of):
    orphan = [made.network(part_of="Organization/gone")]
    (statement,), (problem,), context = statements_of(changed(InsurancePlan=None, Organization=orphan))
    assert [(each.payer, each.plan) for each in statement.insurance] == [
        ("Acme Choice Network", None)
    ] and "--payer NAME" in problem.reason
    (statement,), problems, context = statements_of(
        changed(InsurancePlan=None, Organization=orphan), payer="Elm Mutual"
    )
    assert [(each.payer, each.plan) for each in statement.insurance] == [("Elm Mutual", "Acme Choice Network")]
    assert (problems, context.parts, statement.id) == ([], {"elmmutual"}, f"elmmutual-{ANA}")


def test_networks_that_are_part_of_each_other_come_to_an_end(statements_of):
    circle = [made.network("n1", part_of="Organization/n2"), made.network("n2", part_of="Organization/n1")]
    (statement,), (problem,), _ = statements_of(changed(InsurancePlan=None, Organization=circle))
    assert statement.insurance[0].payer == "Acme Choice Network" and problem.value == "Acme Choice Network"


def test_a_reference_to_nothing_is_named_and_the_rest_stands(statements_of):
    does = made.role(
        location=[to("Location/nowhere"), to("Location/l1")], networks=("Organization/no-network", "Organization/n1")
    )
    (statement,), problems, _ = statements_of(changed(PractitionerRole=does))
    assert sorted(problem.value for problem in problems) == ["Location/nowhere", "Organization/no-network"]
    assert all("PractitionerRole/r1" in problem.reason for problem in problems)
    assert (len(statement.locations), [each.plan for each in statement.insurance]) == (1, ["Acme Gold"])


def test_an_acupuncturist_who_is_not_in_the_files_is_refused_by_name(statements_of):
    statements, (problem,), _ = statements_of(changed(Practitioner=None))
    assert (statements, problem.value, problem.refused) == ([], "Practitioner/p1", True)


def test_of_two_versions_the_one_changed_last_counts(statements_of):
    old, new = (
        made.practitioner(meta={"lastUpdated": moment}, name=[{"family": family}])
        for moment, family in (("2026-01-05T23:30:00-08:00", "Newer"), ("2026-01-06T07:00:00.0000001Z", "Older"))
    )
    for order in ([old, new], [new, old]):
        (statement,), _, _ = statements_of([*changed(Practitioner=None), *order])
        assert statement.name == "Newer"  # 23:30 in the west is 07:30 in UTC


def test_two_records_of_one_npi_are_one_practitioner_with_the_roles_of_both(statements_of):
    twin = made.practitioner(
        "p9",
        meta={"lastUpdated": "2026-02-05T08:00:00Z"},
        name=[{"family": "Lopez-Diaz", "given": ["Ana"]}],
        qualification=[],
    )
    there = made.location("l2", address={"line": ["7 Oak St"], "city": "Salem", "state": "OR", "postalCode": "97301"})
    (statement,), problems, _ = statements_of(
        [
            *made.everything(),
            twin,
            made.role("r9", "Practitioner/p9", location=[to("Location/l2")], specialty=[]),
            there,
        ],
        npis=[ANA],
    )
    assert (statement.name, statement.kind, sorted(place.city for place in statement.locations), problems) == (
        "Ana Lopez-Diaz",
        "",
        ["Portland", "Salem"],
        [],
    )


@pytest.mark.parametrize(("height", "payer"), [(40, "Acme Health"), (3000, "Acme Health Net")])
def test_a_tower_of_networks_is_climbed_as_far_as_anybody_builds_one(statements_of, height, payer):
    tower = [
        made.network(f"n{each}", "Acme Health Net", part_of=f"Organization/n{each + 1}") for each in range(1, height)
    ]
    (statement,), _, _ = statements_of(
        changed(
            InsurancePlan=None,
            Organization=[*tower, made.network(f"n{height}", part_of="Organization/pay"), made.organisation()],
        )
    )
    assert statement.insurance[0].payer == payer


def test_who_is_not_active_any_more_is_counted_and_left_out(statements_of):
    statements, _, context = statements_of(changed(Practitioner=made.practitioner(active=False)))
    assert (statements, context.tally.deactivated) == ([], 1)


@pytest.mark.parametrize("over", [{"active": False}, {"period": {"end": "2020-12-31"}}, {"period": {"end": "2019"}}])
def test_a_role_that_is_over_says_nothing(statements_of, over):
    (statement,), _, _ = statements_of(changed(PractitionerRole=made.role(**over)))
    assert (statement.insurance, statement.locations) == ([], [])


YEAR = date.today().year
PAST, NOW, COMING = (
    {"start": f"{first}-01-01", "end": f"{last}-12-31"}
    for first, last in ((2019, 2020), (2021, YEAR + 1), (YEAR + 1, YEAR + 2))
)


def days(entry):
    """From when until when."""
    return getattr(entry, "starts_on", None), getattr(entry, "ends_on", None)


class TestPeriods:
    """What begins and ends: roles, affiliations, networks, plans."""

    def test_a_role_dates_its_places_and_its_plans(self, statements_of):
        (statement,), problems, _ = statements_of(changed(PractitionerRole=made.role(period=NOW)))
        expected = (NOW["start"], NOW["end"])
        assert ([days(each) for each in statement.locations], problems) == ([expected], [])
        assert [days(each) for each in statement.insurance] == [(None, NOW["end"])]

    def test_all_who_are_in_a_network_have_one_list_of_plans_whenever_they_came(self, statements_of):
        ken = [made.practitioner("p2", KEN), made.role("r2", "Practitioner/p2", period={"start": "2024-06-01"})]
        ana = made.role(period={"start": "2019-03-04"})
        one, other = statements_of([*changed(PractitionerRole=ana), *ken])[0]
        assert days(one.insurance[0]) == days(other.insurance[0]) == (None, None)

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ({"start": "2024", "end": "2098-02"}, ("2024-01-01", "2098-02-28")),
            ({"start": "2024-02-29T08:00:00-08:00"}, ("2024-02-29", None)),
            ({"end": "2098-12-31T23:59:59Z"}, (None, "2098-12-31")),
            ({}, (None, None)),
            ({"start": "1900-01-01", "end": "9999-12-31"}, (None, None)),
            ({"start": "0001-01-01T00:00:00Z", "end": "9999"}, (None, None)),
        ],
    )
    def test_a_part_of_a_date_is_its_first_or_its_last_day(self, statements_of, written, expected):
        (statement,), problems, _ = statements_of(changed(PractitionerRole=made.role(period=written)))
        assert (days(statement.locations[0]), problems) == (expected, [])

    @pytest.mark.parametrize("end", ["soon", "2024-13", "2024-02-30", "20241231", "2024-1-1"])
    def test_an_end_that_is_no_date_is_told_and_ends_nothing(self, statements_of, end):
        (statement,), (problem,), _ = statements_of(changed(PractitionerRole=made.role(period={"end": end})))
        assert (days(statement.locations[0]), problem.field, problem.value) == ((None, None), "period.end", end)

    @pytest.mark.parametrize("extension", ["organization-period", "org-period", "practitioner-period"])
    def test_a_network_a_plan_and_a_practitioner_end_too_and_the_first_to_end_counts(self, statements_of, extension):
        dated = {"extension": [made.extension(extension, valuePeriod={"end": "2098-06-30"})]}
        plan = made.plan(period={"start": "2025-01-01", "end": "2098-12-31"})
        network = changed(Organization=[made.organisation(), made.network(**dated)], InsurancePlan=plan)
        person = changed(Practitioner=made.practitioner(**dated), InsurancePlan=plan)
        for resources in (network, person):
            (statement,), problems, _ = statements_of(resources)
            assert ([days(each) for each in statement.insurance], problems) == ([(None, "2098-06-30")], [])

    def test_an_affiliation_dates_the_plans_of_a_role_without_networks(self, statements_of):
        takes_part = {
            "resourceType": "OrganizationAffiliation",
            "participatingOrganization": to("Organization/c1"),
            "network": [to("Organization/n1")],
        }
        does = made.role(networks=(), organization=to("Organization/c1"))
        for period, plans in ((NOW, [(None, NOW["end"])]), (PAST, [])):
            affiliation = takes_part | {"id": "a1", "period": period}
            (statement,), _, _ = statements_of(changed(PractitionerRole=does, OrganizationAffiliation=affiliation))
            assert [days(each) for each in statement.insurance] == plans

    @pytest.mark.parametrize(
        ("kind", "over"),
        [
            ("PractitionerRole", {"PractitionerRole": made.role(period=PAST)}),
            ("PractitionerRole", {"PractitionerRole": made.role(active=False)}),
            ("InsurancePlan", {"InsurancePlan": made.plan(period=PAST)}),
            ("InsurancePlan", {"InsurancePlan": made.plan(status="draft")}),
            ("network", {"Organization": [made.organisation(), made.network(active=False)]}),
            ("network", {"Organization": [made.organisation(), made.network(period=PAST)]}),
        ],
    )
    def test_what_is_over_is_left_out_and_told(self, statements_of, kind, over):
        (statement,), (problem,), _ = statements_of(changed(**over))
        assert "Acme Gold" not in [each.plan for each in statement.insurance]
        assert (problem.field, problem.refused) == (kind, False) and "not in use" in problem.reason

    def test_what_is_over_is_told_once_for_each_kind(self, statements_of):
        ended = [made.role(f"r{each}", period=PAST) for each in range(2, 6)]
        (statement,), (problem,), _ = statements_of([*made.everything(), *ended])
        assert (problem.field, problem.value) == ("PractitionerRole", "PractitionerRole/r2")
        assert problem.reason.endswith("left out, and 3 more") and len(statement.insurance) == 1

    def test_somebody_whose_only_role_for_acupuncture_is_over_is_not_listed_and_told(self, statements_of):
        person = made.practitioner(qualification=[])
        statements, (problem,), _ = statements_of(changed(Practitioner=person, PractitionerRole=made.role(period=PAST)))
        assert (statements, problem.field) == ([], "PractitionerRole")

    def test_somebody_who_has_left_is_counted_and_left_out(self, statements_of):
        person = made.practitioner(extension=[made.extension("practitioner-period", valuePeriod=PAST)])
        statements, _, context = statements_of(changed(Practitioner=person))
        assert (statements, context.tally.deactivated) == ([], 1)

    def test_of_two_roles_at_one_place_the_current_one_counts(self, statements_of):
        ended = made.role("r0", period=PAST, telecom=[{"system": "phone", "value": "503-555-0199"}])
        (statement,), _, _ = statements_of(changed(PractitionerRole=[ended, made.role(period=NOW)]))
        assert [(place.phone, *days(place)) for place in statement.locations] == [
            ("+15035550123", NOW["start"], NOW["end"])
        ]

    def test_roles_that_follow_each_other_are_one_period_and_the_current_telephone_comes_first(self, statements_of):
        new = made.role("r0", period=COMING, telecom=[{"system": "phone", "value": "503-555-0199"}])
        (statement,), _, _ = statements_of(changed(PractitionerRole=[new, made.role(period=NOW)]))
        assert [place.phone for place in statement.locations] == ["+15035550123", "+15035550199"]
        assert [days(each) for each in statement.insurance] == [(None, COMING["end"])]

    def test_what_ended_after_the_files_day_keeps_its_days_and_states_no_facts(self, statements_of):
        does = made.role(period={"end": "2026-02-01"})  # the file is of 2026-01-05
        does["extension"].append(made.accepting("newpt"))
        (statement,), problems, _ = statements_of(changed(PractitionerRole=does))
        assert (days(statement.insurance[0]), problems) == ((None, "2026-02-01"), [])
        assert statement.accepting_new_patients is None

    def test_what_is_yet_to_begin_keeps_its_first_day_and_states_no_facts(self, statements_of):
        does = made.role(period=COMING)
        does["extension"].append(made.accepting("newpt"))
        (statement,), problems, _ = statements_of(changed(PractitionerRole=does))
        assert (days(statement.locations[0])[0], problems) == (COMING["start"], [])
        assert days(statement.insurance[0]) == (COMING["start"], COMING["end"])
        assert statement.accepting_new_patients is None


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ([{"use": "home"}, {"use": "work"}], 1),
        ([{"use": "home"}], None),
        ([{"use": "mobile"}, {}], 1),
        ([{"use": "mobile"}], 0),
        ([{"rank": 2}, {"rank": 1}], 1),
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


@pytest.mark.parametrize("npi", ["", "2000000000", "not one"])
def test_without_a_valid_npi_the_payers_own_id_tells_who_it_is(statements_of, npi):
    (statement,), problems, _ = statements_of(changed(Practitioner=made.practitioner(npi=npi)))
    assert (statement.id, statement.npi, [problem.field for problem in problems]) == (
        "acmehealth-p1",
        None,
        ["NPI"] if npi else [],
    )


def test_a_page_of_several_is_told_and_replaces_nothing(statements_of):
    page = made.bundle(
        *made.everything(),
        link=[{"relation": "self", "url": "x"}, {"relation": "next", "url": "https://payer.example/fhir?page=2"}],
    )
    (_,), (problem,), context = statements_of(page)
    assert (problem.field, problem.value, context.whole) == ("Bundle.link", "https://payer.example/fhir?page=2", False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "no FHIR resource"),
        ("<!DOCTYPE html><p>Sign in", "web page"),
        ("{", "cut off"),
        ('{"resourceType": "Practitioner"', "cut off"),
        ("hello", "not JSON"),
        (
            '{"resourceType":"OperationOutcome","issue":[{"severity":"error","diagnostics":"Too many requests"}]}',
            "Too many requests",
        ),
        ('{"resourceType":"Location","id":"1"}', "but Location"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        (json.dumps(made.bundle(*made.everything()))[:-30], "cut off"),
        ('{"entry":[{"resource":{"resourceType":"Practitioner","id":' + "9" * 9000 + "}}]}", "too long"),
        ('{"resourceType":"Practitioner","id":"1"}}', "not JSON"),
        ("{5:6}", "cut off or damaged"),
        ('[{"resourceType":"Practitioner","id":"1"}', "cut off"),
    ],
)
def test_a_file_without_practitioners_is_refused_in_one_line(statements_of, content, words):
    with pytest.raises(FileRefused, match=words) as refused:
        statements_of(content)
    assert "\n" not in str(refused.value)


def test_a_damaged_line_is_told_and_the_others_are_read(statements_of):
    text = made.lines(*made.everything()).replace("\n", "\n{broken\n\n[]\n" + "[" * 5000 + "\n7\n", 1)
    statements, problems, context = statements_of(text, names=["all.ndjson"])
    assert (len(statements), [problem.row for problem in problems], context.tally.rows_read) == (1, [2, 4, 5, 6], 10)
    assert all(problem.refused for problem in problems)


def test_packed_files_that_are_cut_off_are_refused(tmp_path):
    packed = gzip.compress(made.lines(*made.everything()).encode())
    for cut in (5, 30, len(packed) - 4):
        (tmp_path / "cut.ndjson.gz").write_bytes(packed[:cut])
        with pytest.raises(FileRefused, match="cut off or damaged"):
            statements_in(tmp_path / "cut.ndjson.gz")


def test_a_folder_with_nothing_of_the_kind_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(FileRefused, match="no file of this source"):
        statements_in(tmp_path)


def test_invalid_utf_8_is_replaced_and_reported_once(tmp_path):
    data = (
        made.lines(*made.everything())
        .replace("Acme Gold", "Acme AA")
        .replace("ELM", "BB\\ud800")
        .encode()
        .replace(b"AA", b"\xff")
        .replace(b"BB", b"\xfe")
    )
    (tmp_path / "all.ndjson").write_bytes(data)
    (statement,), (problem,), _ = statements_in(tmp_path / "all.ndjson")
    assert problem.field == "encoding" and statement.insurance[0].plan == "Acme \ufffd"
    assert json.dumps(statement, default=vars, ensure_ascii=False).encode()


class TestTogether:
    """As an admin does it, beside NPPES."""

    @pytest.fixture
    def folder(self, tmp_path):
        """The payer's bulk export, a file for each type."""
        folder = tmp_path / "acme"
        folder.mkdir()
        self.fill(folder, made.everything())
        return folder

    def fill(self, folder, resources):
        """Writes the export."""
        for kind in ("Practitioner", "PractitionerRole", "Location", "Organization", "InsurancePlan"):
            (folder / f"{kind}.ndjson").write_text(
                made.lines(*(each for each in resources if each["resourceType"] == kind))
            )

    @pytest.fixture
    def nppes(self, run, tmp_path):
        """NPPES imported: Ana with her NPI."""
        row = files.row(
            ("171100000X", "", "", "Y"),
            npi=ANA,
            last_name="LOPEZ",
            first_name="ANA",
            city="PORTLAND",
            state="OR",
            postal_code="97214",
        )
        run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [row]))

    def taken(self, run):
        """The plans of the only result, with their sources."""
        (statements_in,) = json.loads(run("search", "--near", "97214", "--json")[1])["results"]
        return [(each["plan"], each["source"]) for each in statements_in["insurance"]]

    def test_a_folder_is_one_snapshot_recognised_the_second_time(self, run, nppes, folder):
        report = json.loads(run("import", "plan-net", folder, "--json")[1])
        assert (report["file"], report["rows_read"], report["listings"], report["new"], report["problems"]) == (
            "acme/",
            6,
            1,
            1,
            0,
        )
        assert report["rows_read"] == report["listings"] + report["refused"] + sum(report["passed_over"].values())
        assert "is skipped" in run("import", "plan-net", folder)[1]
        assert self.taken(run) == [("Acme Gold", "plan-net")]
        assert json.loads(run("search", "--near", "97214", "--insurance", "12345OR0010001", "--json")[1])["total"] == 1

    def test_a_plan_that_the_payer_drops_is_gone_with_the_next_export_only(self, run, nppes, folder, tmp_path):
        run("import", "plan-net", folder)
        self.fill(
            folder,
            [each for each in made.everything() if each["resourceType"] != "PractitionerRole"]
            + [made.role(networks=())],
        )
        run(
            "import",
            "plan-net",
            folder / "PractitionerRole.ndjson",
            folder / "Practitioner.ndjson",
            "--update",
            "--as-of",
            "2026-01-06",
        )
        assert self.taken(run) == [("Acme Gold", "plan-net")]
        report = json.loads(run("import", "plan-net", folder, "--as-of", "2026-02-05", "--json")[1])
        assert self.taken(run) == []
        run("rollback", report["snapshot"])
        assert self.taken(run) == [("Acme Gold", "plan-net")]

    def test_another_payers_word_stands_beside(self, run, nppes, folder, tmp_path):
        run("import", "plan-net", folder)
        other = tmp_path / "elm"
        other.mkdir()
        self.fill(
            other,
            changed(
                Organization=[made.organisation(name="Elm Mutual"), made.network(name="Elm Network")],
                InsurancePlan=made.plan(name="Elm Silver"),
            ),
        )
        run("import", "plan-net", other)
        assert sorted(self.taken(run)) == [("Acme Gold", "plan-net"), ("Elm Silver", "plan-net")]

    def test_without_an_npi_the_statement_is_matched_by_name_and_telephone_or_waits(self, run, nppes, folder):
        self.fill(folder, changed(Practitioner=made.practitioner(npi="")))
        run("import", "plan-net", folder)
        assert self.taken(run) == [("Acme Gold", "plan-net")]
        self.fill(folder, changed(Practitioner=made.practitioner(npi=""), PractitionerRole=made.role(telecom=[])))
        run("import", "plan-net", folder)
        (pair,) = json.loads(run("matches", "--json")[1])
        assert (pair["one"], pair["other"]) == ("plan-net:acmehealth-p1", f"npi:{ANA}")
        run("decide", pair["id"], "same")
        assert self.taken(run) == [("Acme Gold", "plan-net")]

    def test_a_name_of_a_payer_is_for_payers_files_only(self, run, folder):
        code, _, err = run("import", "nppes", folder / "Location.ndjson", "--payer", "Acme")
        assert (code, err.count("\n")) == (2, 1) and "plan-net" in err
        code, _, err = run("import", "nppes", folder)
        assert (code, err.count("\n")) == (2, 1) and "this is a folder" in err


ANYTHING = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats()
    | some.text(max_size=9)
    | some.sampled_from(["Organization/n1", "#x", "urn:uuid:1", "171100000X", "network-reference"]),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(
                [
                    "reference",
                    "coding",
                    "code",
                    "system",
                    "value",
                    "url",
                    "extension",
                    "valueReference",
                    "valueCodeableConcept",
                    "resource",
                    "line",
                    "id",
                    "display",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(
    some.dictionaries(
        some.tuples(
            some.integers(0, 5),
            some.sampled_from(
                [
                    "id",
                    "meta",
                    "identifier",
                    "name",
                    "qualification",
                    "communication",
                    "extension",
                    "specialty",
                    "location",
                    "telecom",
                    "address",
                    "type",
                    "partOf",
                    "network",
                    "ownedBy",
                    "contained",
                    "practitioner",
                    "period",
                    "status",
                    "resourceType",
                    "healthcareService",
                    "organization",
                    "active",
                    "entry",
                    "link",
                ]
            ),
        ),
        ANYTHING,
        max_size=5,
    ),
    some.binary(max_size=60),
    some.integers(0, 3000),
    some.integers(0, 7),
)
def test_anything_gives_statements_problems_or_a_refusal(tmp_path_factory, values, junk, where, bit):
    resources = made.everything()
    for (place, field), value in values.items():
        resources[place][field] = value
    path = tmp_path_factory.getbasetemp() / "fuzzed.json"
    lined, whole = (
        made.lines(*resources).encode(),
        json.dumps({"resourceType": "Bundle", "entry": [{"resource": each} for each in resources]}).encode(),
    )
    flipped = bytearray(lined)
    flipped[where % len(lined)] ^= 1 << bit
    for data, name in (
        (lined, "f.ndjson"),
        (whole, "f.json"),
        (bytes(flipped), "f.ndjson"),
        (junk, "f.json"),
        (whole[:where], "f.json"),
        (lined[:where] + junk + lined[where:], "f.ndjson"),
        (gzip.compress(lined)[:where] + junk, "f.ndjson.gz"),
    ):
        path = path.with_name(name)
        path.write_bytes(data)
        try:
            statements, problems, _ = statements_in(path, npis=[ANA])
            assert json.dumps([statements, problems], default=vars, ensure_ascii=False).encode()
        except FileRefused as error:
            assert str(error).encode()


@pytest.mark.real_data
def test_the_reference_servers_practitioners_and_a_real_payers_answers(real):
    statements, problems, context = statements_in(real / "plan-net")
    assert sorted(
        (each.name, each.kind, each.insurance[0].payer, [taken.plan_id for taken in each.insurance])
        for each in statements
    ) == [
        ("Garland Conroy", "medical_acupuncturist", "Green Circle Ins", ["HPID280000", "HPID400000", "HPID490000"]),
        (
            "Kyung Shawna Swaniawski",
            "medical_acupuncturist",
            "Acme Insurance Co",
            ["HPID240000", "HPID360000", "HPID450000"],
        ),
    ]
    assert (context.tally.rows_read, context.tally.other_taxonomy, context.whole) == (
        5090,
        5074,
        False,
    )  # one answer of the payer's is a page of many
    assert sorted({problem.field for problem in problems}) == ["Bundle.link", "NPI", "reference"]
