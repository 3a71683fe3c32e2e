"""As of which day a file speaks."""

import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date, timedelta

import nppes_files as files
import pytest
from unclean_files import ANA, ENTRY, WEEK


class TestTheDayOfAFile:
    """Of which day a file speaks."""

    MEMBERS = "Name,City,State\nAna Alder LAc,Portland,OR\n"

    @pytest.fixture
    def as_of(self, run, tmp_path):
        """The day that a file counts as of, and what the command said."""

        def counted(source, name, content, *words):
            path = tmp_path / name
            path.write_text(content)
            code, _, err = run("import", source, path, *words)
            return (json.loads(run("imports", "--json")[1])[0]["as_of"] if code < 2 else None), err

        return counted

    def test_it_is_the_one_that_the_admin_says_then_that_of_its_name_then_the_newest_in_it(self, as_of):
        entries = json.dumps(
            [ENTRY | {"last_updated_on": "2026-01-04"}, {"npi": "x", "last_updated_on": "2026-01-06T08:00:00"}]
        )
        assert as_of("qhp", "providers.json", entries)[0] == "2026-01-06"
        assert as_of("qhp", "providers 2026-02-01.json", entries)[0] == "2026-02-01"
        assert as_of("qhp", "providers 2026-02-01.json", entries, "--as-of", "2026-03-01")[0] == "2026-03-01"

    def test_that_of_a_register_is_the_newest_in_it_whomever_it_is_about(self, as_of):
        rows = [
            files.row(updated_on="01/02/2024", confirmed_on=""),
            files.other(updated_on="2/3/2024", confirmed_on=""),
        ]
        assert as_of("nppes", "extract.csv", files.text(rows))[0] == "2024-02-03"

    def test_a_file_that_tells_none_is_refused_in_one_line_that_says_what_to_do(self, as_of, run):
        day, err = as_of("roster", "members.csv", self.MEMBERS)
        assert day is None and err.count("\n") == 1 and "--as-of YYYY-MM-DD" in err and "members.csv" in err
        assert run("imports", "--json")[1] == "[]\n"
        assert as_of("roster", "members.csv", self.MEMBERS, "--as-of", "2026-01-05")[0] == "2026-01-05"

    @pytest.mark.parametrize(("ahead", "taken"), [(0, True), (7, True), (8, False), (400, False)])
    @pytest.mark.parametrize("where", ["name", "option"])
    def test_a_day_more_than_a_week_ahead_is_refused(self, as_of, ahead, taken, where):
        day = (date.today() + timedelta(ahead)).isoformat()
        name, words = (f"members {day}.csv", ()) if where == "name" else ("members.csv", ("--as-of", day))
        counted, err = as_of("roster", name, self.MEMBERS, *words)
        assert counted == (day if taken else None) and ("a week ahead" in err and "--as-of" in err) != taken

    def test_a_companion_file_without_a_day_has_that_of_the_register_it_comes_with(self, run, tmp_path):
        path = tmp_path / "weekly.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(WEEK, files.text([files.row(npi=ANA)]))
            archive.writestr("pl_pfile.csv", files.text([{"NPI": ANA}], columns=files.LOCATIONS))
        assert run("import", "nppes", path)[0] == 0
        assert {each["as_of"] for each in json.loads(run("imports", "--json")[1])} == {"2024-03-10"}

    @pytest.mark.parametrize("wrong", ["2030-01-01", "9999-12-31"])
    def test_a_wrong_day_to_come_never_hides_what_is_imported_later(self, wrong, as_of, run, data, why):
        as_of("nppes", WEEK, files.text([files.row(npi=ANA, last_name="ALDER")]))
        as_of("nppes", "npidata_pfile_20240311-20240317.csv", files.text([files.row(npi=ANA, last_name="WRONG")]))
        with closing(sqlite3.connect(data / "imports.db")) as imports, imports:  # as an earlier version let it be
            imports.execute("UPDATE snapshots SET as_of = ? WHERE id = 2", [wrong])
        run("publish", "--force")
        assert why(ANA)["name"] == ["Maeve Wrong"] and wrong not in run("why", ANA)[1]
        as_of("nppes", "npidata_pfile_20240318-20240324.csv", files.text([files.row(npi=ANA, last_name="RIGHT")]))
        assert why(ANA)["name"] == ["Maeve Right"]
        as_of("nppes", "npidata_pfile_20240226-20240303.csv", files.text([files.row(npi=ANA, last_name="OLDER")]))
        assert why(ANA)["name"] == ["Maeve Right"]
