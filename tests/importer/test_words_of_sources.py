"""What the words in each source's files say of a practitioner, as the command line tells it. Everybody is made up."""

import json
from datetime import date

import nppes_files as files
import plan_net_files as made
import pytest
from published import told
from source_files import sheet, workbook, xlsx, zipped

ANA, NEW_YORK = files.npi(1), {"city": "New York", "state": "NY", "zip": "10003"}
MAIN = "npidata_pfile_20240304-20240310.csv"
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


@pytest.fixture
def why(run):
    """What is told of a practitioner: {fact: its values}."""
    return lambda practitioner: told(run("why", practitioner)[1])


@pytest.fixture
def imports(run, tmp_path):
    """Imports one file of a source, its text or its bytes: what the command said."""

    def imported(source, name, content, *words):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        code, out, err = run("import", source, path, *words)
        assert code in (0, 1), err
        return out + err

    return imported


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
            return imports("qhp", "providers.json", json.dumps(entries))

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


class TestRoster:
    """A society's membership list."""

    def shown(self, run, near="Salem, OR"):
        """The only result near a place."""
        (result,) = json.loads(run("search", "--near", near, "--json")[1])["results"]
        return result

    @pytest.mark.parametrize("place", range(9))
    def test_each_word_for_a_column_is_known(self, run, imports, place):
        header = {column: words.split()[min(place, len(words.split()) - 1)] for column, words in HEADERS.items()}
        imports("roster", "members.csv", f"{','.join(header.values())}\n{','.join(MEMBER.values())}\n")
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
        (tmp_path / "members.csv").write_text(",".join(header) + "\nx,y,z\n")
        code, _, err = run("import", "roster", tmp_path / "members.csv")
        assert code == 2 and f"no column of this list is the {missing}" in err

    @pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
    def test_each_usual_delimiter_is_found(self, run, imports, delimiter):
        imports("roster", "members.txt", "Name,City,State\nJane Example,Salem,OR\n".replace(",", delimiter))
        assert self.shown(run)["name"] == "Jane Example"

    def test_a_member_abroad_is_refused(self, run, imports):
        text = "Name,City,State,Country\nJane Example,Salem,OR,US\nKen Other,Salem,OR,Canada\n"
        assert "1 refused" in imports("roster", "members.csv", text)
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
            return imports("csv", "own.csv", text, "--map", tmp_path / "map.toml")

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


class TestNppes:
    """The federal register's main file and its companions."""

    def test_every_part_of_a_name_and_of_an_address_is_told(self, imports, why):
        person = files.row(
            npi=ANA,
            first_name="ANA",
            middle_name="Q",
            last_name="LOPEZ",
            suffix="JR.",
            credentials="LAC",
            other_first_name="ANITA",
            other_last_name="MORA",
            address_1="12 ELM ST",
            address_2="STE 3",
        )
        imports("nppes", MAIN, files.text([person]))
        said = why(ANA)
        assert (said["name"], said["other_names"]) == (["Ana Q. Lopez Jr."], ['["Anita Mora"]'])
        assert said["credentials"] == ["L.Ac."]
        assert said["locations"][0].startswith("12 Elm St, Ste 3, Portland, OR, 97214-1234, +15035550123")

    REQUIRED = (
        "npi entity organisation_name other_organisation_name last_name first_name middle_name suffix credentials "
        "other_last_name other_first_name updated_on address_1 address_2 city state postal_code country phone"
    )

    @pytest.mark.parametrize("field", REQUIRED.split())
    def test_a_file_without_a_column_that_every_layout_has_is_refused_by_its_name(self, run, tmp_path, field):
        column = files._column(field)
        path = files.plain(tmp_path / MAIN, [files.row()], columns=[name for name in files.V1 if name != column])
        code, _, err = run("import", "nppes", path)
        assert code == 2 and f"the column “{column}” is missing" in err

    @pytest.mark.parametrize("short", [1, 2, 30, 54])
    def test_a_row_cut_off_among_its_taxonomies_is_refused_with_its_number(self, imports, tmp_path, short):
        columns = files.V1[: files.V1.index("Healthcare Provider Primary Taxonomy Switch_15") + 1]
        head, whole, cut = files.text([files.row(), files.row()], columns=columns).splitlines()
        text = "\n".join([head, whole, ",".join(cut.split(",")[:-short]), ""])
        report = imports("nppes", MAIN, text)
        assert "1 listings" in report and "1 refused" in report and "row 3, row:" in report

    def test_of_the_zip_that_cms_ships_the_main_file_is_read(self, imports):
        held = {
            "endpoint_pfile_20240304-20240310.csv": "NPI\n1\n",
            MAIN.replace(".csv", "_FileHeader.csv"): files.text([]),
            MAIN: files.text([files.row()]),
        }
        assert "1 listings" in imports("nppes", "weekly.zip", zipped(held))

    @pytest.mark.parametrize(
        ("digits", "read"), [("12", True), ("1234567", True), ("12345678", False), ("12a", False), ("１２", False)]
    )
    def test_an_extension_has_up_to_seven_digits(self, imports, why, digits, read):
        imports("nppes", MAIN, files.text([files.row(npi=ANA)]))
        values = [ANA, "7 Oak Ave", "", "Salem", "OR", "97301", "US", "5035550144", digits, ""]
        rows = [dict(zip(files.LOCATIONS, values, strict=True))]
        report = imports("nppes-locations", "pl_pfile_20240304-20240310.csv", files.text(rows, columns=files.LOCATIONS))
        place = why(ANA)["locations"][1]
        assert ("+15035550144;ext=" + digits in place) == read and ("not an extension" in report) != read

    @pytest.mark.parametrize(
        ("title", "day"),
        [
            ("NPPES Deactivated Records as of Oct 09 2023", "2023-10-09"),
            ("NPPES Deactivated Records as of October 9, 2023", "2023-10-09"),
            ("NPPES Deactivated Records as of Sept. 30, 2023", "2023-09-30"),
            ("as of Feb 30 2023", None),
            ("Deactivated on Oct 09 2023", None),
        ],
    )
    def test_the_report_of_the_deactivated_speaks_as_of_the_day_in_its_title(self, run, imports, title, day):
        imports("nppes", MAIN, files.text([files.row(npi=ANA), *(files.row() for _ in range(9))]))
        imports("nppes-deactivated", "report.xlsx", xlsx([[ANA, "10/01/2023"]], title))
        snapshot = json.loads(run("imports", "--json")[1])[0]
        assert snapshot["as_of"] == day if day else snapshot["as_of"] > "2023-10-09"

    @pytest.mark.parametrize(("above", "code"), [(19, 0), (20, 2)])
    def test_the_header_of_the_report_stands_in_one_of_its_first_twenty_rows(self, run, imports, tmp_path, above, code):
        imports("nppes", MAIN, files.text([files.row(npi=ANA), *(files.row() for _ in range(9))]))
        rows = [*[["Title"]] * above, ["NPI", "NPPES Deactivation Date"], [ANA, "10/01/2023"]]
        cells = sheet(rows, lambda at, value: f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>')
        (tmp_path / "NPPES Deactivated NPI Report 20240311.xlsx").write_bytes(workbook(cells))
        assert run("import", "nppes-deactivated", tmp_path / "NPPES Deactivated NPI Report 20240311.xlsx")[0] == code


class TestPlanNet:
    """A payer's own directory in FHIR."""

    @pytest.fixture
    def payer(self, imports):
        """Imports a payer's directory of one practitioner, some of its resources changed."""

        def written(**changed):
            resources = [
                each for resource in made.everything() for each in changed.pop(resource["resourceType"], [resource])
            ]
            resources += [each for others in changed.values() for each in others]
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
