"""A table of one's own: rows of one number, of their keeper's own ids, and what is lost is told."""

import pytest
from table_maps import NPI, PLACED, mapped


class TestWhatIsLost:
    def test_columns_that_are_not_read_are_named_with_how_many_values_they_have(self, imported):
        rows = ('"Jane Example, LAc","Salem, OR",9-5,,1', '"Ken Example, LAc","Salem, OR",9-5,likes tea,')
        (note,) = imported("\n".join(["Name,Place,Hours,Notes,Fax", *rows]) + "\n", mapped(**PLACED))["notes"]
        assert note.startswith(
            'Columns not read: "Hours" (2 values), "Notes" (1 value), "Fax" (1 value). The directory'
        )

    def test_a_row_may_end_before_columns_that_are_not_read(self, imported):
        report = imported(
            'Name,Place,Hours\n"Jane Example, LAc","Salem, OR"\n"Ken Example, LAc","Salem, OR",9-5\n', mapped(**PLACED)
        )
        assert (report["listings"], report["problems"]) == (2, 0) and '"Hours" (1 value)' in report["notes"][0]

    def test_a_second_column_of_one_name_is_lost_but_where_there_may_be_several(self, imported, found):
        text = 'Name,Place,Phone,Phone\n"Jane Example, LAc","Salem, OR",,503-555-0101\n'
        report = imported(text, mapped(**PLACED, phone="Phone"))
        assert report["notes"] == ['Columns not read: "Phone" (1 value). The directory keeps nothing of them.']
        assert found("Jane Example")["location"]["phone"] is None

    def test_a_table_of_five_hundred_columns_names_the_first(self, imported):
        header = ["Name", "Place", *(f"x{number}" for number in range(498))]
        text = f'{",".join(header)}\n"Jane Example, LAc","Salem, OR"{",1" * 498}\n'
        (note,) = imported(text, mapped(**PLACED))["notes"]
        assert '"x39" (1 value), …' in note and "x40" not in note

    def test_the_notes_are_printed_too(self, run, tmp_path):
        (tmp_path / "a 2026-01-05.csv").write_text('Name,Place,Hours\n"Jane Example, LAc","Salem, OR",9-5\n')
        (tmp_path / "map.toml").write_text(mapped(**PLACED))
        out = run("import", "csv", tmp_path / "a 2026-01-05.csv", "--map", tmp_path / "map.toml")[1]
        assert 'Columns not read: "Hours" (1 value).' in out


class TestRowsOfOneNumber:
    MAP = mapped(name="Name", city="City", state="State", licence_number="License", licence_state="State")

    @pytest.mark.parametrize(
        ("one", "other"), [("Kim Moe", "Kit Moe"), ("Paul Moe", "Paula Moe"), ("Bob Moe Jr.", "Bob Moe Sr.")]
    )
    def test_another_given_name_or_generation_is_another_person_and_told(self, imported, problems, one, other):
        report = imported(f"Name,City,State,License\n{one},Salem,OR,AC1\n{other},Salem,OR,AC1\n", self.MAP)
        assert [reason for *_, reason in problems(report)] == ["row 2 has this license with another name"]

    @pytest.mark.parametrize("other", ["B. Moe", "Robert Moe", "Moe", "Bob L. Moe", "Bob Moe III"])
    def test_a_name_in_other_words_is_the_same_person(self, imported, other):
        report = imported(f"Name,City,State,License\nBob Moe,Salem,OR,AC1\n{other},Salem,OR,AC1\n", self.MAP)
        assert (report["refused"], report["listings"]) == (0, 1)

    def test_father_and_son_in_one_sheet_are_two(self, imported):
        text = "Name,City,State,License\nBob Moe Sr.,Salem,OR,\nBob Moe Jr.,Salem,OR,\n"
        assert imported(text, self.MAP)["listings"] == 2


class TestRowsOfTheirKeeper:
    MAP = mapped(name="Name", npi="NPI", city="City", state="State", phone="Phone", row_id="Id")

    def test_the_keepers_own_number_names_the_row_in_every_report(self, imported, problems, data):
        text = (
            f"Id,Name,NPI,City,State,Phone\n1006,Jane Example,{NPI},Salem,OR,12\n1007,Jane Example,123,Salem,OR,\n"
            f"1008,Ken Other,{NPI},Salem,OR,\n"
        )
        report = imported(text, self.MAP)
        assert sorted((row, reason) for row, _, _, reason in problems(report)) == [
            ("2", "not an American telephone number (id 1006)"),
            ("3", "not a valid NPI: ten digits, the last of them a check digit (id 1007)"),
            ("4", "row 2 (id 1006) has this NPI with another name (id 1008)"),
        ]
        (mend,) = data.glob("mend-*.csv")
        assert "(id 1007)" in mend.read_text(encoding="utf-8-sig")

    @pytest.mark.parametrize("row", ["Portland office,,,,,", ",,,,,Total: 12", ",Last printed in May,,,,"])
    def test_a_row_with_one_value_is_no_practitioner(self, imported, problems, row):
        text = f"Id,Name,NPI,City,State,Phone\n1,Jane Example,{NPI},Salem,OR,\n{row}\n"
        report = imported(text, self.MAP)
        assert (report["listings"], report["refused"]) == (1, 1)
        assert "one value only" in problems(report)[0][3]

    def test_a_number_that_the_spreadsheet_has_rounded_is_told_as_that(self, imported, problems):
        report = imported("Id,Name,NPI,City,State,Phone\n1,Jane Example,2.00000031E+09,Salem,OR,\n", self.MAP)
        assert "the spreadsheet has rounded this NPI" in problems(report)[0][3]
