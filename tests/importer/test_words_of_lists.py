"""What the words in lists of boards, societies and admins say, as the command line tells it. Everybody is made up."""

import json

import nppes_files as files
import pytest

ANA = files.npi(1)
DELIMITER = {"MO": "\t", "CT": ","}
HEADERS = {
    "name": "name fullname membername member providername provider physician physicianname practitioner",
    "credentials": "credentials credential designation designations degree degrees",
    "address": "address address1 street streetaddress addressline1 officeaddress",
    "suite": "address2 addressline2 suite",
    "city": "city town officecity",
    "state": "state st stateprovince officestate",
    "zip": "zip zipcode postalcode postcode",
    "phone": "phone phonenumber telephone tel officephone workphone businessphone",
}
MEMBER = {
    "name": "Jane Example",
    "credentials": "DABMA",
    "address": "12 Elm St",
    "suite": "Ste 3",
    "city": "Salem",
    "state": "OR",
    "zip": "97301",
    "phone": "503-555-0123",
}
COLUMNS = {
    "npi": "NPI",
    "name": "Name",
    "city": "City",
    "state": "State",
    "gender": "Sex",
    "kind": "Kind",
    "accepting_new_patients": "Open",
    "first_visit_fee": "First",
    "later_visit_fee": "Later",
    "organisation_name": "Practice",
    "credentials": "Letters",
    "licence_number": "License",
    "licence_state": "State",
    "licence_status": "Standing",
    "languages": "Speaks",
    "payer": "Insurer",
}


class TestLicences:
    """A state board's list."""

    @pytest.fixture
    def board(self, imports):
        """Imports a state's list of one row, {column: value}."""

        def written(state, **row):
            text = "\t".join(row) + "\n" + "\t".join(row.values()) + "\n"
            return imports("licences", f"{state}_20260105.csv", text.replace("\t", DELIMITER[state]), "--state", state)

        return written

    def test_every_part_of_a_name_and_of_an_address_is_told(self, board, why):
        board(
            "MO",
            prc_first_name="ANA",
            prc_middle_name="Q",
            prc_last_name="LOPEZ",
            prc_suffix="JR",
            prc_dba_name="ELM CLINIC",
            ba_address="12 ELM ST",
            ba_2address="STE 3",
            ba_city="SAINT LOUIS",
            ba_state="MO",
            ba_zip="63101",
            lic_profession="ACU",
            lic_number="2020900001",
            lst_description="Active",
            lic_exp_date="2027-11-30 00:00:00",
            les_description="Not Expired",
        )
        said = why("MO-2020900001")
        assert (said["name"], said["other_names"]) == (["Ana Q. Lopez Jr."], ['["Elm Clinic"]'])
        assert said["locations"][0].startswith("12 Elm St, Ste 3, Saint Louis, MO, 63101")
        (licence,) = said["licences"]
        assert set(licence.split(", ")) == {"MO", "2020900001", "active", "2027-11-30"}

    @pytest.mark.parametrize(("kind", "name"), [("BUSINESS", "Elm Clinic"), ("INDIVIDUAL", "Ana Q. Lopez")])
    def test_a_business_is_told_from_a_person_who_has_one(self, board, why, kind, name):
        board(
            "CT",
            FullCredentialCode="90.000901",
            Name="ANA Q LOPEZ",
            Type=kind,
            BusinessName="ELM CLINIC",
            DBA="OAK CLINIC",
            Credential="ACUPUNCTURIST",
            Status="ACTIVE",
            RecordRefreshedOn="01/02/2026",
        )
        said = why("CT-90000901")
        assert (said["name"], said["other_names"], said["updated_on"]) == ([name], ['["Oak Clinic"]'], ["2026-01-02"])
        assert said["kind"] == ["clinic" if kind == "BUSINESS" else "licensed_acupuncturist"]

    def test_letters_behind_a_whole_name_are_no_part_of_it(self, board, why):
        board(
            "CT",
            FullCredentialCode="90.000901",
            Name='"LOPEZ JR, ANA Q L.AC."',
            Type="INDIVIDUAL",
            Credential="ACUPUNCTURIST",
            Status="ACTIVE",
            RecordRefreshedOn="01/02/2026",
        )
        said = why("CT-90000901")
        assert (said["name"], said["credentials"]) == (["Ana Q. Lopez Jr."], ["L.Ac."])


class TestRoster:
    """A society's membership list."""

    def shown(self, run, near="Salem, OR"):
        """The only result near a place."""
        (result,) = json.loads(run("search", "--near", near, "--json")[1])["results"]
        return result

    @pytest.mark.parametrize("place", range(9))
    def test_each_word_for_a_column_is_known(self, run, imports, place):
        header = {column: words.split()[min(place, len(words.split()) - 1)] for column, words in HEADERS.items()}
        imports("roster", "members 2026-01-05.csv", f"{','.join(header.values())}\n{','.join(MEMBER.values())}\n")
        result = self.shown(run)
        assert (result["name"], result["credentials"], result["kind"]) == (
            "Jane Example",
            "DABMA",
            "medical_acupuncturist",
        )
        assert result["location"]["address"] == "12 Elm St, Ste 3"
        assert (result["location"]["postal_code"], result["location"]["phone"]) == ("97301", "+15035550123")

    @pytest.mark.parametrize("missing", ["name", "city", "state"])
    def test_a_list_without_a_name_a_city_or_a_state_is_refused_by_that_word(self, run, tmp_path, missing):
        header = [column for column in ("name", "city", "state", "phone") if column != missing]
        (tmp_path / "members 2026-01-05.csv").write_text(",".join(header) + "\nx,y,z\n")
        code, _, err = run("import", "roster", tmp_path / "members 2026-01-05.csv")
        assert code == 2 and f"no column of this list is the {missing}" in err

    @pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
    def test_each_usual_delimiter_is_found(self, run, imports, delimiter):
        imports("roster", "members 2026-01-05.txt", "Name,City,State\nJane Example,Salem,OR\n".replace(",", delimiter))
        assert self.shown(run)["name"] == "Jane Example"

    def test_a_member_abroad_is_refused(self, run, imports):
        text = "Name,City,State,Country\nJane Example,Salem,OR,US\nKen Other,Salem,OR,Canada\n"
        assert "1 refused" in imports("roster", "members 2026-01-05.csv", text)
        assert self.shown(run)["name"] == "Jane Example"


class TestTable:
    """An admin's own table."""

    @pytest.fixture
    def table(self, imports, tmp_path):
        """Imports rows of an admin's table, {field: value}; the report of what is wrong with them."""

        def written(*rows):
            (tmp_path / "map.toml").write_text(
                "[columns]\n" + "".join(f'{field} = "{name}"\n' for field, name in COLUMNS.items())
            )
            names = list(dict.fromkeys(COLUMNS.values()))
            usual = {"name": "Ana Lopez", "city": "Salem", "state": "OR"}
            cells = [{COLUMNS[field]: value for field, value in (usual | row).items()} for row in rows]
            lines = [names, *([row.get(name, "") for name in names] for row in cells)]
            text = "".join("\t".join(line) + "\n" for line in lines)
            return imports("csv", "own 2026-01-05.csv", text, "--map", tmp_path / "map.toml")

        return written

    def test_each_word_for_a_gender_is_known_and_others_are_reported(self, table, why):
        words = {"f": "female", "F.": "female", "Female": "female", "M": "male", "male": "male", "": None, "x": None}
        report = table(*({"npi": files.npi(place), "gender": word} for place, word in enumerate(words)))
        genders = [why(files.npi(place)).get("gender") for place in range(len(words))]
        assert genders == [[gender] if gender else None for gender in words.values()]
        assert report.count("neither female nor male") == 1

    def test_each_word_for_yes_and_no_is_known_and_others_are_reported(self, table, why):
        yes, no = ("yes", "Y", "true", "T", "1", "x"), ("no", "N", "false", "F", "0")
        words = (*yes, *no, "", "maybe")
        report = table(*({"npi": files.npi(n), "accepting_new_patients": word} for n, word in enumerate(words)))
        said = [why(files.npi(place)).get("accepting_new_patients") for place in range(len(words))]
        assert said == [*[["true"]] * len(yes), *[["false"]] * len(no), None, None]
        assert report.count("neither a yes nor a no") == 1

    @pytest.mark.parametrize(
        ("field", "one", "other"),
        [
            ("kind", "clinic", "licensed acupuncturist"),
            ("credentials", "LAc", "MD"),
            ("gender", "F", "M"),
            ("accepting_new_patients", "no", "yes"),
            ("first_visit_fee", "120", "90"),
            ("later_visit_fee", "80", "0"),
            ("organisation_name", "Elm Clinic", "Oak Clinic"),
        ],
    )
    def test_a_second_row_of_a_practitioner_fills_what_the_first_left_blank_and_is_told_where_it_differs(
        self, table, field, one, other
    ):
        if field != "kind":  # a clinic and a person are two
            assert "says otherwise" in table({"npi": ANA, field: one}, {"npi": ANA, field: other})
        rows = ({"npi": ANA}, {"npi": ANA, field: other}, {"npi": ANA, field: other}, {"npi": ANA})
        assert "says otherwise" not in table(*rows)

    def test_rows_of_a_practitioner_add_up(self, table, why):
        table(
            {"npi": ANA, "languages": "Korean; Spanish", "licence_number": "AC1", "payer": "Elm Health"},
            {"npi": ANA, "languages": "Spanish;Thai", "state": "WA", "city": "Seattle", "licence_number": "AC2"},
            {"npi": ANA, "payer": "Oak Health"},
        )
        said = why(ANA)
        assert said["languages"] == ['["Korean", "Spanish", "Thai"]']
        assert [each.split(",")[:2] for each in said["licences"]] == [["OR", " AC1"], ["WA", " AC2"]]
        assert [each.split(",")[0] for each in said["insurance"]] == ["Elm Health", "Oak Health"]
        assert len(said["locations"]) == 2
