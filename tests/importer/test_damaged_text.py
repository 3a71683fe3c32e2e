"""Stray quotes and damaged JSON: what can be read is, the rest is told."""

import csv
import json

import nppes_files as files
import plan_net_files as made
import pytest
from unclean_files import BOARD, ENTRY, WEEK


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
