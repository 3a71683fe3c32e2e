"""NPPES's file says the same when pandas or another program has saved it."""

import csv
import json

import nppes_files as files
import pytest
from published import content
from unclean_files import ANA, BOARD, ENTRY, WEEK


class TestSavedByPandas:
    """NPPES's files, and others, as other programs save them."""

    ROW = files.row(npi=ANA, postal_code="02139", city="CAMBRIDGE", state="MA", middle_name="NA")
    CLINIC = files.row(
        npi=files.npi(2),
        entity="2",
        organisation_name="ELM CLINIC",
        last_name="",
        first_name="",
        postal_code="021391234",
    )

    def told_of(self, imports, why, rows, **how):
        imports("nppes", WEEK, files.text([*rows, files.deactivated(files.npi(3))], **how))
        return [why(ANA), why(files.npi(2))]

    @pytest.mark.parametrize(
        "missing", ["", "nan", "NaN", "<NA>", "None", "NULL", "NA", "NaT", "\\N", "0", "0.0", "Unknown"]
    )
    def test_a_file_of_nppes_says_the_same_when_pandas_or_another_program_has_saved_it(self, missing, imports, why):
        as_shipped = self.told_of(imports, why, [self.ROW | {"Provider Middle Name": ""}, self.CLINIC])
        rows = files.by_pandas([self.ROW | {"Provider Middle Name": ""}, self.CLINIC, files.other()], missing)
        columns = ["", *reversed(files.V1)]
        assert self.told_of(imports, why, rows, columns=columns, quoting=0) == as_shipped
        assert "+15035550123" in as_shipped[0]["locations"][0]

    def test_a_real_file_of_nppes_says_the_same_when_pandas_has_saved_it(self, real, run, data, tmp_path):
        with (real / "nppes" / "raw_329col_2018.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        columns = list(rows[0])
        published = []
        for name, saved in (("a", rows), ("b", files.by_pandas(rows, columns=columns))):
            shuffled = columns if name == "a" else ["", *sorted(columns)]
            path = files.plain(
                tmp_path / f"{name}_20050523-20180909.csv", saved, columns=shuffled, quoting=csv.QUOTE_MINIMAL
            )
            assert run("import", "nppes", path)[0] == 0
            published.append([(each.id, each.name, each.locations, each.licences) for each in content(data)])
        assert published[0] == published[1] and len(published[0]) == 2

    def test_a_part_of_nppess_columns_is_read_and_what_it_cannot_say_is_told(self, imports, why):
        kept = ("npi", "last_name", "first_name", "city", "state")
        columns = ["Unnamed: 0", *map(files.column, kept), "Healthcare Provider Taxonomy Code_1"]
        report = imports("nppes", WEEK, files.text([files.row(npi=ANA)], columns=columns))
        assert why(ANA)["locations"][0].startswith("Portland, OR")
        assert "the file has no such columns" in report and "Practice Location Address Telephone Number" in report

    def test_a_part_without_whom_or_where_is_refused(self, run, tmp_path):
        path = files.plain(tmp_path / WEEK, [files.row()], columns=["NPI", "Healthcare Provider Taxonomy Code_1"])
        code, _, err = run("import", "nppes", path)
        assert code == 2 and "the column “Provider Last Name (Legal Name)” is missing" in err

    @pytest.mark.parametrize("point", [".0", ".00", ".000000"])
    def test_whole_numbers_with_any_number_of_zeros_behind_the_point(self, point, imports, why):
        row = files.row(
            npi=f"{ANA}{point}", entity=f"1{point}", phone=f"5035550123{point}", postal_code=f"97214{point}"
        )
        imports("nppes", WEEK, files.text([row]))
        assert "97214, +15035550123" in why(ANA)["locations"][0]

    @pytest.mark.parametrize("word", ["NULL", "NONE"])
    def test_none_and_null_are_family_names(self, word, imports, why):
        imports("nppes", WEEK, files.text([files.row(npi=ANA, first_name="MI", last_name=word, middle_name=word)]))
        assert why(ANA)["name"] == [f"Mi {word.capitalize()}"]

    @pytest.mark.parametrize("word", ["NA", "NAN"])
    def test_what_stands_for_nothing_elsewhere_is_a_name_where_names_stand(self, word, imports, why):
        names = {"first_name": word, "middle_name": word, "last_name": word, "other_last_name": word}
        rows = [
            files.row(npi=files.npi(place), **{"first_name": "MI", "last_name": "KIM", field: name})
            for place, (field, name) in enumerate(names.items())
        ]
        imports("nppes", WEEK, files.text(rows))
        said = word.capitalize()
        assert [why(files.npi(place))["name"] for place in range(4)] == [
            [f"{said} Kim"],
            [f"Mi {said} Kim"],
            [f"Mi {said}"],
            ["Mi Kim"],
        ]
        assert why(files.npi(3))["other_names"] == [f'["Mi {said}"]']

    def test_every_row_keeps_its_first_and_last_name_though_it_writes_na_for_what_is_missing(self, imports, why):
        blank = dict.fromkeys(("middle_name", "suffix", "credentials", "address_2", "other_last_name"), "NA")
        imports("nppes", WEEK, files.text([files.row(npi=ANA, first_name="NA", last_name="LI", **blank)]))
        assert (why(ANA)["name"], why(ANA).get("other_names")) == (["Na Li"], None)

    def test_a_societys_list_and_a_boards_are_mended_alike(self, imports, run, why):
        imports("roster", "members 2026-01-05.csv", "Name,City,State,Zip,Phone\nAna Alder LAc,Boston,MA,2139.0,NaN\n")
        (found,) = json.loads(run("search", "--near", "02139", "--json")[1])["results"]
        assert (found["location"]["postal_code"], found["location"]["phone"]) == ("02139", None)
        row = (
            "198000001.0,N,Alder,Amy,nan,,,,Chicago,IL,60614.0,2027-06-30 00:00:00,NaT,"
            "LICENSED ACUPUNCTURIST,ACUPUNCTURIST,ACTIVE"
        )
        report = imports("licences", "IL 2026-01-05.csv", BOARD + row + "\n", "--state", "IL")
        assert why("IL-198000001")["name"] == ["Amy Alder"] and "problem" not in report

    def test_a_table_too(self, imports, why, tmp_path):
        (tmp_path / "map.toml").write_text(
            "[columns]\n"
            'npi = "NPI"\nlast_name = "Last"\nfirst_name = "First"\ncity = "City"\nstate = "State"\n'
            'postal_code = "Zip"\nphone = "Phone"\ncredentials = "Letters"\n'
        )
        text = f'NPI,Last,First,City,State,Zip,Phone,Letters\n{ANA}.0,Na,Ana,Boston,MA,"=""02139""",6175550123.0,nan\n'
        report = imports("csv", "own 2026-01-05.csv", text, "--map", tmp_path / "map.toml")
        assert why(ANA)["name"] == ["Ana Na"] and "problem" not in report
        assert "Boston, MA, 02139, +16175550123" in why(ANA)["locations"][0]

    def test_an_insurers_numbers_may_have_lost_their_quotes_and_gained_a_point(self, imports, why):
        entry = ENTRY | {"npi": float(ANA), "gender": float("nan"), "languages": float("nan")}
        place = ENTRY["addresses"][0] | {"zip": 2139.0, "phone": 5035550123.0, "city": "Cambridge", "state": "MA"}
        assert "problem" not in imports(
            "qhp", "providers 2026-01-05.json", json.dumps([entry | {"addresses": [place]}])
        )
        assert why(ANA)["locations"][0].startswith("12 Elm St, Cambridge, MA, 02139, +15035550123")
