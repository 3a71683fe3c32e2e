"""What files really hold, from the file to what is told of a practitioner. Everybody is made up."""

import csv
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date, timedelta

import nppes_files as files
import plan_net_files as made
import pytest
from published import content

ANA = files.npi(1)
BOARD = (
    "license_number,business,last_name,first_name,middle,suffix,business_name,businessdba,city,state,zip,"
    "expiration_date,last_modified_date,description,license_type,license_status\n"
)
ENTRY = {
    "npi": ANA,
    "type": "INDIVIDUAL",
    "name": {"first": "Ana", "last": "Lopez"},
    "addresses": [{"address": "12 Elm St", "city": "Portland", "state": "OR", "zip": "97214"}],
    "specialty": ["Acupuncture"],
    "plans": [{"plan_id": "12345OR9876543"}],
}


@pytest.fixture
def phones(imports, run):
    """The telephone numbers that are listed of members of a society whose phone columns are these, None for none."""

    def listed(*written):
        rows = [
            f'Ana {"ABCDEFGHIJKLMNOP"[at]}lder,LAc,12 Elm St,Portland,OR,97214,"{each}"'
            for at, each in enumerate(written)
        ]
        header = "Name,Credentials,Address,City,State,Zip,Phone\n"
        imports("roster", "members 2026-01-05.csv", header + "\n".join(rows) + "\n")
        found = json.loads(run("search", "--near", "97214", "--json")[1])["results"]
        by_name = {each["name"]: each["location"]["phone"] for each in found}
        return [by_name[f"Ana {'ABCDEFGHIJKLMNOP'[at]}lder"] for at in range(len(written))]

    return listed


def test_a_telephone_number_is_listed_whatever_words_and_numbers_are_beside_it(phones):
    written = (
        "503-555-0123 (cell)",
        "503-555-0123 / 503-555-0199",
        "503-555-0123 ext.",
        "5035550123.0",
        "fax 503-555-0199",
    )
    assert phones(*written, "503-555-0123 ext. 4") == ["+15035550123"] * 4 + [None, "+15035550123;ext=4"]


@pytest.mark.parametrize("day", ["12/31/9999", "01/01/1900", "9999-12-31", "12/31/2099 12:00:00 AM"])
def test_a_license_that_ends_on_no_real_day_has_no_end_and_its_row_counts_as_current(day, imports, why):
    rows = [
        f"198.900001,N,Alder,Amy,,,,,Chicago,IL,60614,{end},01/05/2026,LICENSED ACUPUNCTURIST,ACUPUNCTURIST,{status}\n"
        for end, status in ((day, "ACTIVE"), ("06/30/2020", "NOT RENEWED"))
    ]
    report = imports("licences", "IL 2026-01-05.csv", BOARD + "".join(rows), "--state", "IL")
    (licence,) = why("IL-198900001")["licences"]
    assert "0 problems" in report or "problem" not in report
    assert "9999" not in licence and "1900" not in licence and "2099" not in licence


@pytest.mark.parametrize("day", ["2026-01-04T00:00:00", "2026-01-04T15:54:46.786-07:00", "01/04/2026 12:00:00 AM"])
def test_an_insurers_day_with_a_time_confirms_as_a_day_does(day, imports, run):
    entry = ENTRY | {"last_updated_on": day}
    assert "problem" not in imports("qhp", "providers.json", json.dumps([entry]))
    (found,) = json.loads(run("search", "--near", "97214", "--json")[1])["results"]
    assert found["verified_on"] == "2026-01-04"


WEEK = "npidata_pfile_20240304-20240310.csv"


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


class TestStrayQuotes:
    """A quote that does not close costs at most its own row, and is told."""

    NAMES = ("Amy One", "Bea Two", "Cam Three", "Dee Four", "Eve Five", "Fay Six")

    @pytest.fixture
    def listed(self, run, tmp_path):
        """Imports a file: whom it lists, and the report."""

        def imported(source, name, text, *words):
            (tmp_path / name).write_text(text)
            code, out, err = run("import", source, tmp_path / name, *words)
            found = json.loads(run("search", "--near", "97214", "--json")[1])["results"]
            return {each["name"] for each in found}, code, out + err

        return imported

    @pytest.mark.parametrize(
        "spoilt", [("Bea Two",), ("Bea Two", "Eve Five"), ("Fay Six",), ("Amy One", "Bea Two", "Cam Three")]
    )
    @pytest.mark.parametrize("where", ["name", "address"])
    def test_in_a_societys_list_and_in_a_table(self, listed, spoilt, where, tmp_path):
        rows = [
            f"{name},LAc,12 Elm St,Portland,OR,97214,".replace(
                name if where == "name" else "12 Elm", '"' + (name if where == "name" else "12 Elm")
            )
            if name in spoilt
            else f'{name},LAc,"12 Elm St\nSte 4",Portland,OR,97214,'
            for name in self.NAMES
        ]
        text = "Name,Credentials,Address,City,State,Zip,Phone\n" + "\n".join(rows) + "\n"
        (tmp_path / "map.toml").write_text(
            '[columns]\nname = "Name"\ncity = "City"\nstate = "State"\npostal_code = "Zip"\n'
        )
        for source, words in (("roster", ()), ("csv", ("--map", tmp_path / "map.toml"))):
            names, code, err = listed(source, f"{source} 2026-01-05.csv", text, *words)
            assert (names, code) == (set(self.NAMES) - set(spoilt), 1)
            assert err.count('a quote (") that does not close') == len(spoilt)

    def test_of_two_rows_in_one_pair_of_quotes_none_is_listed_with_the_others_words(self, listed):
        rows = [
            'Bea Two,LAc,"12 Elm St,Portland,OR,97214,',
            'Cam Three,LAc,12 Elm St,Portland,OR,97214,"',
            "Dee Four,LAc,1 Elm St,Portland,OR,97214,",
        ]
        text = "Name,Credentials,Address,City,State,Zip,Phone\n" + "\n".join(rows) + "\n"
        assert listed("roster", "members 2026-01-05.csv", text)[0] == {"Cam Three", "Dee Four"}

    def test_in_a_boards_list(self, imports):
        rows = [
            f"198.00000{at},N,{quote}Alder,Amy,,,,,Chicago,IL,60614,06/30/2030,01/05/2026,"
            "LICENSED ACUPUNCTURIST,ACUPUNCTURIST,ACTIVE"
            for at, quote in enumerate(("", '"', "", '"', ""))
        ]
        report = imports("licences", "IL 2026-01-05.csv", BOARD + "\n".join(rows) + "\n", "--state", "IL")
        assert "3 listings" in report and report.count('a quote (") that does not close') == 2

    @pytest.mark.parametrize(
        ("quoting", "before", "after"),
        [(csv.QUOTE_ALL, '"{}","', '"{},"'), (csv.QUOTE_MINIMAL, "{},", '"{},')],
    )
    @pytest.mark.parametrize("columns", [files.V1, files.V3])
    def test_in_nppes(self, listed, quoting, before, after, columns):
        rows = [files.row(last_name=name.split()[1], first_name=name.split()[0]) for name in self.NAMES]
        text = files.text(rows, quoting=quoting, columns=columns)
        for spoilt in ("Two", "Five"):
            assert before.format(spoilt) in text
            text = text.replace(before.format(spoilt), after.format(spoilt))
        names, _, err = listed("nppes", WEEK, text)
        assert names == {"Amy One", "Cam Three", "Dee Four", "Fay Six"} and "2 refused" in err


class TestDamagedJson:
    """One bad character in an insurer's file costs one entry at most, and is told."""

    @pytest.fixture
    def insured(self, run, tmp_path):
        """Imports an insurer's file, an entry's text for each name: who is listed, and what is said."""

        def imported(spoil, name="providers 2026-01-05.json", between=",\n", around="[{}]", data=None):
            texts = [
                json.dumps(ENTRY | {"npi": files.npi(at), "name": {"first": first, "last": "Lopez"}})
                for at, first in enumerate("ABC")
            ]
            content = around.format(between.join(spoil(text) if at == 1 else text for at, text in enumerate(texts)))
            (tmp_path / name).write_bytes(data(content) if data else content.encode())
            code, out, err = run("import", "qhp", tmp_path / name)
            found = json.loads(run("search", "--near", "97214", "--json")[1]).get("results", []) if code < 2 else []
            return {each["name"][0] for each in found}, code, out + err

        return imported

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda text: text.replace("12 Elm St", "12\tElm St"),
            lambda text: text.replace("12 Elm St", "12\x01 Elm\n St"),
            lambda text: text.replace("}]", "},]", 1),
            lambda text: text[:-1] + " , }",
        ],
    )
    def test_what_can_only_be_meant_in_one_way_costs_nothing(self, spoil, insured):
        listed, code, _ = insured(spoil)
        assert (listed, code) == ({"A", "B", "C"}, 0)

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda text: text.replace('"first"', '"fir"st"'),
            lambda text: text.replace('"specialty": ', '"specialty" '),
            lambda text: text.replace('"Acupuncture"]', '"Acupuncture"'),
            lambda text: text[:-1],
            lambda text: text.replace("12 Elm St", "12 Elm \\x St"),
        ],
    )
    @pytest.mark.parametrize("between", [",\n", "\n"])
    def test_a_damaged_entry_is_told_and_the_others_are_listed(self, spoil, between, insured):
        around = "[{}]" if between == ",\n" else "{}\n"
        listed, code, said = insured(spoil, between=between, around=around)
        assert (listed, code) == ({"A", "C"}, 1)
        assert "no JSON, near character" in said and "row 2, entry" in said and "ownload it again" not in said

    @pytest.mark.parametrize("between", [",\n", "\n"])
    def test_an_entry_without_its_first_bracket_costs_itself(self, between, insured):
        around = "[{}]" if between == ",\n" else "{}\n"
        listed, _, said = insured(lambda text: text[1:], between=between, around=around)
        assert listed == {"A", "C"} and "no JSON" in said

    @pytest.mark.parametrize(
        ("between", "around", "data"),
        [
            ("\n", "{}\n", None),
            ("\n", "{}", None),
            ("]\n[", "[{}]", None),
            (",", "[{},]", None),
            (",,\n", "[{}]", None),
            (" ", "[{}]", None),
            (",", "\ufeff[{}]", None),
            (",", "[{}]", lambda text: text.encode("utf-16")),
        ],
    )
    def test_other_ways_to_write_a_list_are_read(self, between, around, data, insured):
        assert insured(str, between=between, around=around, data=data)[:2] == ({"A", "B", "C"}, 0)

    def test_what_stands_after_the_list_is_told(self, insured):
        listed, _, said = insured(str, around="[{}] </html>")
        assert listed == {"A", "B", "C"} and "after this entry is no JSON" in said

    @pytest.mark.parametrize("around", ["[{}", "[{}, {{"])
    def test_only_a_file_that_is_cut_off_is_to_be_downloaded_again(self, around, insured):
        _, code, said = insured(str, around=around)
        assert (code, said.count("\n")) == (2, 1) and "Download it again" in said

    def test_a_damaged_entry_of_a_payers_bundle_costs_itself(self, imports, why):
        bundle = json.dumps(made.bundle(*made.everything(), made.practitioner("p9", files.npi(9))))
        spoilt = bundle.replace('"id": "p9"', '"id" "p9"')
        assert spoilt != bundle
        report = imports("plan-net", "payer 2026-01-05.json", "\ufeff" + spoilt)
        assert "no JSON, near character" in report and why(made.ANA)["insurance"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("12 ELM ST STE 4", "STE 4", "PORTLAND"), "12 Elm St Ste 4, Portland"),
        (("12 ELM ST", "PORTLAND, OR 97214", "PORTLAND"), "12 Elm St, Portland"),
        (("12 ELM ST", "12 ELM ST", "PORTLAND, OR"), "12 Elm St, Portland"),
        (("OAK CLINIC", "12 ELM ST", "PORTLAND OR 97214"), "12 Elm St, Portland"),
        (("12 ELM ST", "FL 2", "PORTLAND"), "12 Elm St, Fl 2, Portland"),
    ],
)
def test_an_address_is_told_once_as_somebody_would_look_for_it(lines, told, imports, why):
    row = files.row(npi=ANA, **dict(zip(("address_1", "address_2", "city"), lines, strict=True)))
    report = imports("nppes", WEEK, files.text([row]))
    assert why(ANA)["locations"][0].startswith(f"{told}, OR, 97214") and "problem" not in report
