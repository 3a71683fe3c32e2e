"""A table of one's own, as people keep them: kinds, addresses, insurers, answers."""

import pytest
from table_maps import NPI, PLACED, mapped


class TestKind:
    @pytest.mark.parametrize(
        ("name", "number", "column", "kind"),
        [
            ("Jane Example", "12345", "Acupuncture License", "licensed_acupuncturist"),
            ("Jane Example", "12345", "L.Ac. #", "licensed_acupuncturist"),
            ("Jane Example", "AC 12345", "License", "licensed_acupuncturist"),
            ("Jane Example", "LAc12345", "License", "licensed_acupuncturist"),
            ("Jane Example, DC", "AC12345", "License", "licensed_acupuncturist"),
            ("Jane Example, MD", "12345", "Acupuncture License", "medical_acupuncturist"),
            ("Jane Example, FAAMA", "", "License", "medical_acupuncturist"),
            ("Jane Example, DC", "12345", "License", "other_clinician"),
            ("Jane Example", "12345", "License", "licensed_acupuncturist"),
            ("Jane Example, LMT", "ACE12345", "License", "other_clinician"),
            ("Jane Example, NP", "12345", "L.Ac. #", "licensed_acupuncturist"),
            ("Jane Example", "pending", "Acupuncture License", "other_clinician"),
            ("Jane Example", "", "Acupuncture License", "other_clinician"),
        ],
    )
    def test_a_license_tells_it_unless_the_credentials_are_of_another_profession(
        self, imported, found, name, number, column, kind
    ):
        map_text = mapped(**PLACED, licence_number=column, licence_state="Place")
        imported(f'Name,{column},Place\n"{name}",{number},"Salem, OR 97301"\n', map_text)
        assert found("Jane Example")["kind"] == kind

    def test_where_only_a_license_tells_it_that_may_be_anothers_the_report_says_so(self, imported):
        text = 'Name,Place,License\nJane Example,"Salem, OR",123\nKen Example,"Salem, OR",AC123\n'
        (note,) = imported(text, mapped(**PLACED, licence_number="License", licence_state="Place"))["notes"]
        assert note.startswith("Rows taken for licensed acupuncturists by a license number alone: 1 (row 2).")

    def test_where_nothing_tells_it_the_report_says_how_many_and_which(self, imported):
        text = "Name,Place\n" + "".join(f'Jane Example {letter},"Salem, OR"\n' for letter in "ABCDEFG")
        (note,) = imported(
            text + '"Ken Example, L.Ac.","Salem, OR"\n"Ann Example, DC","Salem, OR"\n', mapped(**PLACED)
        )["notes"]
        assert note.startswith(
            "Rows that do not tell the kind of practitioner: 7 (row 2, 3, 4, 5, 6, …). They are listed as other"
        )

    def test_where_the_map_says_what_a_blank_is_nothing_is_noted(self, imported):
        map_text = mapped('[values.kind]\n"" = "licensed_acupuncturist"', **PLACED)
        assert imported('Name,Place\nJane Example,"Salem, OR"\n', map_text)["notes"] == []


class TestAddresses:
    @pytest.mark.parametrize(
        ("row", "place"),
        [
            ('"12 Elm St, Salem, OR 97301",,', ("12 Elm St", "Salem", "OR", "97301")),
            ('"12 Elm St\nSalem, OR 97301",,', ("12 Elm St", "Salem", "OR", "97301")),
            ("12 Elm St Salem OR,,97301", ("12 Elm St", "Salem", "OR", "97301")),
            ('"12 Elm St, Salem, OR 97301",Portland,97214', ("12 Elm St", "Portland", "OR", "97214")),
        ],
    )
    def test_a_whole_address_fills_what_has_no_column_of_its_own(self, imported, found, row, place):
        map_text = mapped(name="Name", full_address="Address", city="City", postal_code="Zip")
        imported(f"Name,Address,City,Zip\nJane Example,{row}\n", map_text)
        location = found("Jane Example", near=f"{place[1]}, OR")["location"]
        assert (location["address"], location["city"], location["state"], location["postal_code"]) == place

    def test_one_that_cannot_be_read_is_told_and_nothing_of_it_is_shown(self, imported, problems):
        report = imported(
            "Name,NPI,Address\nJane Example," + NPI + ',"12 Elm St, Nowhere"\n',
            mapped(name="Name", npi="NPI", full_address="Address"),
        )
        assert problems(report) == [
            ("2", "full address", "12 Elm St, Nowhere", "no American state at the end of the address")
        ]

    def test_a_license_may_take_its_state_from_the_address(self, imported, found):
        map_text = mapped(name="Name", full_address="Address", licence_number="Lic", licence_state="Address")
        imported('Name,Address,Lic\nJane Example,"12 Elm St, Salem, OR 97301",AC1\n', map_text)
        assert [(each["state"], each["number"]) for each in found("Jane Example")["licences"]] == [("OR", "AC1")]


class TestInsurers:
    def test_all_insurers_of_a_cell_and_of_several_columns_are_taken_each_once(self, imported, run):
        map_text = mapped(name="Name", npi="NPI", payer=["Insurance", "Also"])
        imported(
            f'Name,NPI,Insurance,Also,Insurance\nJane Example,{NPI},"Aetna, Cigna",Aetna;Regence,Kaiser\n', map_text
        )
        lines = run("why", NPI)[1]
        assert [
            payer for payer in ("Aetna", "Cigna", "Kaiser", "Regence") if lines.count(f"insurance: {payer},") == 1
        ] == [
            "Aetna",
            "Cigna",
            "Kaiser",
            "Regence",
        ]

    def test_what_is_no_insurer_is_told_and_not_shown(self, imported, problems, run):
        report = imported(
            f'Name,NPI,Insurance\nJane Example,{NPI},"Aetna, Cigna (pending), cash"\n',
            mapped(name="Name", npi="NPI", payer="Insurance"),
        )
        assert [problem[1:3] for problem in problems(report)] == [("payer", "Cigna (pending)"), ("payer", "cash")]
        assert "Cigna" not in run("why", NPI)[1] and "Aetna" in run("why", NPI)[1]

    def test_a_plan_of_several_insurers_is_told_for_nobody_knows_whose_it_is(self, imported, problems):
        report = imported(
            f"Name,NPI,Insurance,Plan\nJane Example,{NPI},Aetna; Cigna,Gold\n",
            mapped(name="Name", npi="NPI", payer="Insurance", plan="Plan"),
        )
        assert problems(report) == [("2", "plan", "Gold", "a plan of several insurers")]

    def test_a_separator_of_the_map_is_the_only_one(self, imported, run):
        map_text = mapped('[insurance]\nseparator = " + "', name="Name", npi="NPI", payer="Insurance")
        imported(f'Name,NPI,Insurance\nJane Example,{NPI},"Labor, Industries + Aetna"\n', map_text)
        assert "insurance: Labor, Industries," in run("why", NPI)[1]


class TestAnswers:
    MAP = mapped(**PLACED, telehealth="T", home_visits="H", wheelchair_access="W")

    def test_telehealth_home_visits_and_access_are_read(self, imported, run, found):
        imported('Name,Place,T,H,W\nJane Example,"Salem, OR",✓,no,\n', self.MAP)
        lines = run("why", found("Jane Example")["id"])[1]
        assert "telehealth: true" in lines and "home_visits: false" in lines and "wheelchair_access" not in lines

    def test_an_answer_in_other_words_is_told_and_left_unknown(self, imported, problems):
        report = imported('Name,Place,T,H,W\nJane Example,"Salem, OR",Zoom only,,ask\n', self.MAP)
        assert [problem[1:3] for problem in problems(report)] == [
            ("telehealth", "Zoom only"),
            ("wheelchair access", "ask"),
        ]
