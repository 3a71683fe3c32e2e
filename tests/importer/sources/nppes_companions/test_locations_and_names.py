"""NPPES's companion files: further places and other names of those who are listed."""

import csv

import nppes_files as files
import pytest
from nppes_companions import FULL, LISTED, LOCATIONS, NAMES, WEEKLY, in_file, location

from directory.importer.record import RawStatement

FAX = LOCATIONS[-1]


def name(npi, text, kind="3"):
    return dict(zip(NAMES, [npi, text, kind], strict=True))


class TestLocations:
    @pytest.fixture
    def locations(self, imported, tmp_path):
        def do(*rows, file=WEEKLY, columns=LOCATIONS):
            return imported("nppes-locations", files.plain(tmp_path / file, rows, columns=columns))

        return do

    def test_the_rows_of_one_npi_become_one_statement_wherever_they_stand(self, locations):
        elsewhere = [location(LISTED[1], city="Salem"), location(files.npi())]
        report = locations(location(LISTED[0]), *elsewhere, location(LISTED[0], city="Bend"))
        assert (report["rows_read"], report["listings"]) == (4, 2)
        assert report["passed_over"] == {"other_taxonomy": 1, "deactivated": 0, "repeated": 1}
        assert [place["city"] for place in report["said"][LISTED[0]]["locations"]] == ["Portland", "Bend"]
        assert report["said"][LISTED[0]]["kind"] == ""

    def test_exact_duplicates_are_dropped(self, locations):
        report = locations(
            location(LISTED[0]), location(LISTED[0]), location(LISTED[0], phone="12"), location(LISTED[0], phone="12")
        )
        assert len(report["said"][LISTED[0]]["locations"]) == 2
        assert len(report["found"]) == 1

    @pytest.mark.parametrize(("extension", "kept"), [("", ""), ("12", ";ext=12"), ("0099000", ";ext=0099000")])
    def test_an_extension_belongs_to_the_number(self, locations, extension, kept):
        report = locations(location(LISTED[0], extension=extension))
        assert (report["said"][LISTED[0]]["locations"][0]["phone"], report["found"]) == (f"+15035550123{kept}", [])

    def test_each_place_has_its_own_fax_in_a_file_that_has_the_column(self, locations):
        rows = [location(LISTED[0]) | {FAX: "5035550144"}, location(LISTED[0], city="Bend")]
        places = locations(*rows)["said"][LISTED[0]]["locations"]
        assert [place.get("fax") for place in places] == ["+15035550144", None]
        older = locations(*rows, columns=[name for name in LOCATIONS if name != FAX])
        assert [place.get("fax") for place in older["said"][LISTED[0]]["locations"]] == [None, None]

    def test_what_is_no_extension_is_reported_and_the_number_kept(self, locations):
        report = locations(location(LISTED[0], extension="2 or 3"), location(LISTED[1], extension="<UNAVAIL>"))
        assert [place["phone"] for each in report["said"].values() for place in each["locations"]] == [
            "+15035550123"
        ] * 2
        assert [row[:3] for row in report["found"]] == [(2, "phone extension", "2 or 3")]

    def test_an_extension_without_a_number_is_no_number(self, locations):
        assert (
            locations(location(LISTED[0], phone="", extension="12"))["said"][LISTED[0]]["locations"][0]["phone"] is None
        )

    def test_foreign_locations_are_left_out_and_reported(self, locations):
        report = locations(location(LISTED[0], country="CN"), location(LISTED[0]), location(LISTED[1], country="DE"))
        assert (report["listings"], report["refused"], list(report["said"])) == (1, 2, [LISTED[0]])
        assert [row[:3] for row in report["found"]] == [(2, "country", "CN"), (4, "country", "DE")]

    def test_who_has_moved_abroad_keeps_no_further_location(self, locations):
        locations(location(LISTED[0]), location(LISTED[1]), file=FULL)
        report = locations(location(LISTED[0], country="CN"), file="pl_pfile_20240311-20240317.csv")
        assert list(report["said"]) == [LISTED[1]]

    def test_a_full_file_replaces_a_weekly_one_changes(self, locations):
        locations(location(LISTED[0]), location(LISTED[1]), file=FULL)
        assert len(locations(location(LISTED[2]), file="pl_pfile_20240311-20240317.csv")["said"]) == 3
        assert list(locations(location(LISTED[2]), file="pl_pfile_20050523-20240410.csv")["said"]) == [LISTED[2]]

    def test_columns_are_found_in_any_order_and_spacing(self, locations):
        columns = [f" {column.replace(' ', '  ')}" for column in reversed(LOCATIONS)]
        rows = [
            dict(zip(columns, reversed(row.values()), strict=True))
            for row in (location(LISTED[0], extension="7"), location(files.npi()))
        ]
        report = locations(*rows, columns=columns)
        assert (report["listings"], report["passed_over"]["other_taxonomy"]) == (1, 1)
        assert report["said"][LISTED[0]]["locations"][0]["phone"] == "+15035550123;ext=7"

    def test_rows_that_tell_no_npi_or_too_little_are_refused_with_their_number(self, imported, tmp_path):
        lines = files.text([location(LISTED[0]), location("12"), location(LISTED[0] + "1")], columns=LOCATIONS)
        path = in_file(tmp_path, WEEKLY, f'{lines}"{LISTED[0]}","12 SE Elm"\n'.encode())
        report = imported("nppes-locations", path)
        assert (report["rows_read"], report["listings"], report["refused"]) == (4, 1, 3)
        assert [row[:2] for row in report["found"]] == [(3, "NPI"), (4, "NPI"), (5, "row")]

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
    def test_files_saved_by_other_programs_are_read(self, imported, tmp_path, encoding):
        text = files.text([location(LISTED[0], address="1 Peña Blvd")], columns=LOCATIONS, quoting=csv.QUOTE_MINIMAL)
        report = imported("nppes-locations", in_file(tmp_path, WEEKLY, text.encode(encoding)))
        assert report["said"][LISTED[0]]["locations"][0]["address"] == "1 Peña Blvd"


class TestNames:
    def test_every_name_of_an_organisation_is_kept_once(self, imported, tmp_path):
        called = [("ELM CLINIC", "3"), ("Elm Clinic", "4"), ("Needles, Inc", "5"), ("<UNAVAIL>", "3")]
        rows = [name(files.npi(), "OTHER"), *(name(LISTED[0], *each) for each in called)]
        report = imported(
            "nppes-names", files.plain(tmp_path / "othername_pfile_20240304-20240310.csv", rows, columns=NAMES)
        )
        assert report["said"][LISTED[0]]["other_names"] == ["Elm Clinic", "Needles, Inc"]
        assert (report["listings"], report["passed_over"]) == (
            1,
            {"other_taxonomy": 1, "deactivated": 0, "repeated": 3},
        )

    def test_a_name_that_is_the_statements_own_is_no_other_one(self):
        from directory.importer.normalise import normalise

        raw = RawStatement(
            2, LISTED[0], organisation=True, organisation_name="ELM CLINIC LLC", other_organisation_name="ELM"
        )
        raw.other_names = ["Elm Clinic, LLC", "ELM", "OAK"]
        statement, _ = normalise(raw)
        assert (statement.name, list(statement.other_names)) == ("Elm Clinic LLC", ["Elm", "Oak"])
