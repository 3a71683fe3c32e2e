"""What the words in payers' files say of a practitioner, as the command line tells it. Everybody is made up."""

import json
from datetime import date

import nppes_files as files
import plan_net_files as made
import pytest

ANA, NEW_YORK = files.npi(1), {"city": "New York", "state": "NY", "zip": "10003"}


class TestQhp:
    """A marketplace insurer's providers.json."""

    @pytest.fixture
    def insured(self, imports):
        """Imports entries of acupuncturists, whose values differ."""

        def written(*values):
            entries = [
                {
                    "npi": files.npi(place),
                    "type": "INDIVIDUAL",
                    "name": {"first": "Ana", "last": "Lopez"},
                    "addresses": [NEW_YORK],
                    "specialty": ["Acupuncture"],
                    "plans": [{"plan_id": "12345NY9876543"}],
                }
                | each
                for place, each in enumerate(values)
            ]
            return imports("qhp", "providers 2026-01-05.json", json.dumps(entries))

        return written

    def test_whether_new_patients_are_taken_is_told_where_the_insurer_says_it_in_cmss_words(self, insured, why):
        words = ("accepting", "Not Accepting", "accepting in some locations", "perhaps", "")
        insured(*({"accepting": word} for word in words))
        assert [why(files.npi(place)).get("accepting_new_patients") for place in range(len(words))] == [
            ["true"],
            ["false"],
            ["true"],
            None,
            None,
        ]

    def test_every_part_of_a_name_and_of_an_address_is_told(self, insured, why):
        name = {"first": "Ana", "middle": "Q", "last": "Lopez", "suffix": "Jr"}
        place = NEW_YORK | {"address": "12 Elm St", "address_2": "Ste 3", "phone": "212-555-0123"}
        insured({"name": name, "addresses": [place], "gender": "Male", "languages": ["English", "Korean"]})
        said = why(files.npi(0))
        assert (said["name"], said["gender"], said["languages"]) == (["Ana Q. Lopez Jr."], ["male"], ['["Korean"]'])
        assert said["locations"][0].startswith("12 Elm St, Ste 3, New York, NY, 10003, +12125550123")

    def test_letters_in_the_field_of_the_suffix_are_no_part_of_the_name(self, insured, why):
        insured({"name": {"first": "Ana", "last": "Lopez", "suffix": "Jr., LAc"}})
        said = why(files.npi(0))
        assert (said["name"], said["credentials"]) == (["Ana Lopez Jr."], ["L.Ac."])

    @pytest.mark.parametrize(
        ("plan", "issuer"),
        [
            ("12345NY9876543", "HIOS issuer 12345"),
            ("54321NY9876543-01", "HIOS issuer 54321"),
            ("54321NY987654301", "HIOS issuer 54321"),
            ("1234NY9876543", None),
            ("12345ny9876543", None),
            ("12345NY987654", None),
            ("12345NY9876543-1", None),
        ],
    )
    def test_a_plan_is_known_by_a_whole_hios_id_alone(self, insured, why, plan, issuer):
        report = insured({"plans": [{"plan_id": plan, "network_tier": "Gold"}]})
        expected = [f"{issuer}, {plan}, in, {plan}, Gold"] if issuer else None
        assert why(files.npi(0)).get("insurance") == expected
        assert ("not a HIOS plan id" in report) == (issuer is None)

    def test_entries_of_one_practitioner_add_up_and_the_last_day_confirms_them(self, run, insured, why):
        insured(
            {"npi": ANA, "last_updated_on": "2026-02-01", "languages": ["Korean"]},
            {"npi": ANA, "last_updated_on": "2026-01-01", "languages": ["Spanish"], "accepting": "accepting"},
            {"npi": ANA, "accepting": "not accepting", "addresses": [NEW_YORK | {"address": "9 Oak St"}]},
        )
        said = why(ANA)
        assert (said["languages"], said["accepting_new_patients"]) == (['["Korean", "Spanish"]'], ["true"])
        assert len(said["locations"]) == 2 and len(said["insurance"]) == 1
        (result,) = json.loads(run("search", "--near", "10003", "--json")[1])["results"]
        assert result["verified_on"] == "2026-02-01"


class TestPlanNet:
    """A payer's own directory in FHIR."""

    @pytest.fixture
    def payer(self, imports):
        """Imports a payer's directory of one practitioner, some of its resources changed."""

        def written(**changed):
            kept = [each for each in made.everything() if each["resourceType"] not in changed]
            resources = [*kept, *(each for others in changed.values() for each in others)]
            return imports("plan-net", "payer.ndjson", made.lines(*resources), "--full")

        return written

    @pytest.mark.parametrize("code", ["handiaccess", "adacomp", "pubtrans"])
    def test_each_word_for_access_by_wheelchair_is_known(self, payer, why, code):
        payer(
            Location=[
                made.location(extension=[made.extension("accessibility", valueCodeableConcept=made.concept(code))])
            ]
        )
        assert why(ANA).get("wheelchair_access") == (["true"] if code != "pubtrans" else None)

    @pytest.mark.parametrize("status", ["inactive", "retired", "entered-in-error", "draft", "suspended"])
    def test_each_word_for_what_is_over_is_known_of_places_and_of_plans(self, payer, why, status):
        payer(Location=[made.location(status=status)], InsurancePlan=[made.plan(status=status)])
        said = why(ANA)
        assert "locations" not in said
        assert said["insurance"] == ["Acme Health, Acme Choice Network, in"]

    @pytest.mark.parametrize(
        ("end", "over"), [(date.today().isoformat(), False), (str(date.today().year), False), ("2020", True)]
    )
    def test_a_role_is_over_after_its_last_day(self, payer, why, end, over):
        payer(PractitionerRole=[made.role(period={"end": end})])
        assert ("insurance" in why(ANA)) != over

    @pytest.mark.parametrize(
        ("level", "offered"), [("0", False), ("19", False), ("20", True), ("30", True), ("", True)]
    )
    def test_a_language_counts_from_limited_working_proficiency_on(self, payer, why, level, offered):
        proficiency = made.extension("communication-proficiency", valueCodeableConcept=made.concept(level))
        payer(
            Practitioner=[
                made.practitioner(communication=[made.concept("ko", "urn:ietf:bcp:47", extension=[proficiency])])
            ]
        )
        assert why(ANA).get("languages") == (['["Korean"]'] if offered else None)

    @pytest.mark.parametrize("use", ["old", "maiden"])
    def test_a_former_name_is_another_name_and_the_official_one_counts(self, payer, why, use):
        names = [
            {"use": use, "family": "Mora", "given": ["Ana"]},
            {"use": "usual", "family": "Lopes", "given": ["Annie"]},
            {"use": "official", "family": "Lopez", "given": ["Ana"], "suffix": ["Jr.", "L.Ac."]},
        ]
        payer(Practitioner=[made.practitioner(name=names)])
        said = why(ANA)
        assert (said["name"], said["other_names"]) == (["Ana Lopez Jr."], ['["Ana Mora"]'])
        assert said["credentials"] == ["L.Ac."]

    def test_the_owner_of_a_plan_is_made_use_of_whatever_the_network_is_part_of(self, payer, why):
        owners = [made.organisation(), made.network(), made.organisation("own", "Elm Mutual")]
        report = payer(Organization=owners, InsurancePlan=[made.plan(ownedBy=made.to("Organization/own"))])
        assert "7 rows read: 1 listings, 0 without acupuncture" in report
        assert why(ANA)["insurance"][0].startswith("Elm Mutual, Acme Gold")

    def test_an_insurer_that_the_files_do_not_name_is_told_once_however_many_are_in_the_network(self, payer):
        orphan = [made.network(part_of="Organization/gone")]
        roles = [made.role(), made.role("r2")]
        report = payer(InsurancePlan=[], Organization=orphan, PractitionerRole=roles)
        assert report.count("do not name the insurer of this network") == 1

    def test_what_a_role_says_of_the_telephone_comes_before_the_place(self, payer, why):
        payer(PractitionerRole=[made.role(telecom=[])])
        assert "+15035550100" in why(ANA)["locations"][0]
        payer()
        assert "+15035550123" in why(ANA)["locations"][0]

    def test_a_name_in_one_text_is_taken_apart(self, payer, why):
        payer(Practitioner=[made.practitioner(name=[{"text": "Lopez, Ana Q., MD"}], gender="male")])
        said = why(ANA)
        assert (said["name"], said["credentials"], said["gender"]) == (["Ana Q. Lopez"], ["M.D."], ["male"])
