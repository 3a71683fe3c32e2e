"""Any table, read by an admin's map. Everybody here is made up."""

import json
import tomllib
from collections import Counter

import nppes_files as files
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from records import spread_out

from directory.core import table_fields, table_map, table_map_text, table_proposal
from directory.core.licence_layout import column_key
from directory.core.taxonomy import KINDS
from directory.importer import map_proposal
from directory.importer.formats.archive import Opened
from directory.importer.normalise import normalise
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext
from directory.importer.sources import table
from directory.importer.sources.table_maps import LARGEST_MAP, read_map

PLAIN = '[columns]\nname = "Name"\ncity = "City"\nstate = "State"\n'
NPI = files.npi(1)


@pytest.fixture
def statements_of(tmp_path):
    """What a table gives by a map: (statements, problems)."""

    def read_file(text, map_text, name="table.csv"):
        path, map_file = tmp_path / name, tmp_path / "map.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        map_file.write_bytes(map_text if isinstance(map_text, bytes) else map_text.encode())
        with Opened(path, table.is_source_file) as opened:
            items = list(table.statements(opened, ReadContext(map_file=map_file)))
        raws = [item for item in items if isinstance(item, RawStatement)]
        problems = [item for item in items if isinstance(item, Problem)]
        read_on = [normalise(raw) for raw in raws]
        return [statement and spread_out(statement) for statement, _ in read_on], problems + [
            problem for _, more in read_on for problem in more
        ]

    return read_file


def mapped(sections="", **columns):
    """A map of these columns, and further sections."""
    return "\n".join(["[columns]", *(f'{field} = "{name}"' for field, name in columns.items()), sections])


EVERYTHING = mapped(
    '[languages]\nseparator = "/"\n[values]\nyes = ["open"]\nno = ["full"]\n'
    '[values.kind]\nNeedler = "licensed_acupuncturist"\n'
    '[values.licence_status]\nCurrent = "active"\n[dates]\nformats = ["%d.%m.%Y"]',
    npi="ID",
    first_name="Given",
    last_name="Family",
    credentials="Letters",
    kind="What",
    gender="Sex",
    address_1="Street",
    city="Town",
    state="St",
    postal_code="Zip",
    phone="Call",
    licence_number="Lic",
    licence_state="St",
    licence_status="Lic is",
    licence_expires_on="Until",
    languages="Speaks",
    accepting_new_patients="Books",
    payer="Insurer",
    plan="Plan",
    confirmed_on="Checked",
)


def test_every_field_is_read_by_the_map(statements_of):
    text = (
        "Checked;ID;Given;Family;Letters;What;Sex;Street;Town;St;Zip;Call;Lic;Lic is;Until;Speaks;Books;Insurer;Plan\n"
        f"03.02.2026;{NPI};Jane;Example;LAc;needler;Female;12 Elm St;Portland;OR;97214;503-555-0123;AC 12;CURRENT;"
        "31.12.2027;Korean / English;open;Acme;Gold\n"
    )
    (statement,), problems = statements_of(text, EVERYTHING)
    assert (statement.id, statement.npi, statement.name, statement.kind, statement.gender) == (
        NPI,
        NPI,
        "Jane Example",
        "licensed_acupuncturist",
        "female",
    )
    assert (statement.credentials, statement.languages, statement.accepting_new_patients) == (
        ["L.Ac."],
        ["Korean"],
        True,
    )
    assert [vars(place) for place in statement.locations] == [
        {"address": "12 Elm St", "city": "Portland", "state": "OR", "postal_code": "97214", "phone": "+15035550123"}
    ]
    assert [vars(licence) for licence in statement.licences] == [
        {"state": "OR", "number": "AC 12", "status": "active", "expires_on": "2027-12-31"}
    ]
    assert [vars(taken) for taken in statement.insurance] == [
        {"payer": "Acme", "plan": "Gold", "network_status": "unknown", "plan_id": None, "tier": None}
    ]
    assert (statement.confirmed_on, problems) == ("2026-02-03", [])


def test_what_cannot_be_read_is_a_problem_and_the_row_stays(statements_of):
    text = (
        "Checked;ID;Given;Family;Letters;What;Sex;Street;Town;St;Zip;Call;Lic;Lic is;Until;Speaks;Books;Insurer;Plan\n"
        "01.01.2098;;Jane;Example;LAc;wizard;?;12 Elm St;Portland;OR;97214;503-555-0123;AC 12;so so;soon;;maybe;;Gold\n"
    )
    (statement,), problems = statements_of(text, EVERYTHING)
    assert {problem.field for problem in problems} == {
        "confirmed_on",
        "kind",
        "gender",
        "licence_status",
        "licence_expires_on",
        "accepting_new_patients",
        "plan",
    }
    assert not any(problem.refused for problem in problems)
    assert (statement.id, statement.licences[0].status, statement.confirmed_on, statement.insurance) == (
        "OR-AC12",
        "unknown",
        None,
        [],
    )


def test_what_the_practice_asks_for_a_visit_is_read_or_reported(statements_of):
    map_text = mapped(name="Name", city="City", state="State", first_visit_fee="New", later_visit_fee="Follow-up")
    (statement,), problems = statements_of(
        "Name,City,State,New,Follow-up\nAna Lopez,Salem,OR,$120,sliding scale\n", map_text
    )
    assert (statement.first_visit_fee, statement.later_visit_fee) == (120, None)
    assert [(problem.field, problem.reason) for problem in problems] == [
        ("later_visit_fee", "not a price in dollars, from 0 to 10,000")
    ]


def test_the_website_of_a_practice_is_read_or_reported(statements_of):
    rows = "Ana Lopez,Salem,OR,www.Example.com/\nBo Kim,Salem,OR,javascript:alert(1)\nCy Park,Salem,OR,\n"
    statements, problems = statements_of(
        "Name,City,State,Web\n" + rows, mapped(name="Name", city="City", state="State", website="Web")
    )
    assert [statement.website for statement in statements] == ["https://www.example.com", None, None]
    assert [(problem.row, problem.field, problem.value) for problem in problems] == [
        (3, "website", "javascript:alert(1)")
    ]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (f"{NPI},AC-12,OR", NPI),
        (",AC-12,OR", "OR-AC12"),
        (",ac 12,oregon", "OR-AC12"),
        (",,OR", "csv-"),
        (",AC12,Narnia", "csv-"),
    ],
)
def test_the_key_is_the_npi_else_the_license_else_name_and_place(statements_of, row, key):
    map_text = mapped(npi="NPI", licence_number="No", licence_state="St", name="Name", city="City")
    (one,), _ = statements_of(f"Name,City,NPI,No,St\nJane Example,Portland,{row}\n", map_text)
    (again,), _ = statements_of(f"Name,City,NPI,No,St\nJANE EXAMPLE,portland,{row}\n", map_text)
    assert one.id == again.id and one.id.startswith(key)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffName,City,State\nJane Example,Portland,OR\n",
        "Name;City;State\r\nJane Example;Portland;OR\r\n",
        "Name\tCity\tState\nJane Example\tPortland\tOR",
        ' NAME ,city,STATE\n"Jane Example",Portland,Oregon\n',
        "Name|City|State\nJane Example|Portland|OR\n",
        "State,City,Name\nOR,Portland,Jane Example\n",
        "Name,City,State\nJane Example,Portland,OR\n".encode("utf-16"),
    ],
)
def test_delimiters_encodings_and_the_order_and_case_of_columns_do_not_matter(statements_of, text):
    (statement,), problems = statements_of(text, PLAIN)
    assert (statement.name, statement.locations[0].city, statement.locations[0].state, problems) == (
        "Jane Example",
        "Portland",
        "OR",
        [],
    )


@pytest.mark.parametrize(
    ("field", "name"), [("name", "Ann Lee"), ("last_name", "Lee"), ("organisation_name", "Elm Clinic")]
)
def test_one_column_that_names_somebody_is_enough(statements_of, field, name):
    (listing,), problems = statements_of(f"Called\n{name}\n", mapped(**{field: "Called"}))
    assert (listing.name, problems) == (name, [])


@pytest.mark.parametrize("fields", [{"city": "City"}, {"first_name": "Name"}, {"npi": "Name"}, {}])
def test_a_map_without_any_column_that_names_somebody_is_refused(statements_of, fields):
    with pytest.raises(
        FileRefused, match=r"\[columns\] has no name: it needs one of name, last_name, organisation_name"
    ):
        statements_of("Name,City\nJane Example,Portland\n", mapped(**fields))


def test_two_odd_headers_that_differ_in_a_sign_only_are_told_apart(statements_of):
    (listing,), _ = statements_of("#,%,Name\nSalem,OR,Jane Example\n", mapped(name="Name", city="#", state="%"))
    assert (listing.locations[0].city, listing.locations[0].state) == ("Salem", "OR")


@pytest.mark.parametrize(
    ("phone", "number"),
    [("Phone", None), ("Phone (1)", None), ("Phone (2)", "+13035550101"), ("Column 4", "+13035550102")],
)
def test_a_map_can_mean_the_second_of_two_columns_and_one_without_a_name(statements_of, phone, number):
    text = "Name,Phone,Phone,,City,State\nAnn Lee,,303-555-0101,303-555-0102,Denver,CO\n"
    (listing,), problems = statements_of(text, mapped(name="Name", city="City", state="State", phone=phone))
    assert (listing.locations[0].phone, problems) == (number, [])


@settings(max_examples=60)
@given(
    some.lists(some.sampled_from(["", " ", "A", "A ", "A (1)", "A (2)", "Column 1", "Column 2 (2)", "b"]), max_size=9)
)
def test_every_column_has_a_name_of_its_own_and_a_map_by_it_finds_it(header):
    names = table_fields.unique_names(header)
    assert len(set(names)) == len(names) == len(header)
    for place, name in enumerate(names):
        assert table_map.parse_table_map({"columns": {"name": name}}).places(header) == {"name": [place]}


@pytest.mark.parametrize(
    ("zip_code", "phone", "npi"),
    [
        ("2139", "6175550123.0", f"{NPI}.0"),
        ("2139.0", "6175550123", NPI),
        ('="02139"', '="617-555-0123"', f'="{NPI}"'),
        ("02139", "617.555.0123", f"NPI {NPI[:4]}-{NPI[4:7]}-{NPI[7:]}"),
    ],
)
def test_what_a_spreadsheet_has_mangled_is_mended(statements_of, zip_code, phone, npi):
    (statement,), problems = statements_of(
        f"Name\tZip\tCity\tState\tPhone\tNPI\nJane Example\t{zip_code}\tCambridge\tMA\t{phone}\t{npi}\n",
        PLAIN + 'postal_code = "Zip"\nphone = "Phone"\nnpi = "NPI"\n',
    )
    (place,) = statement.locations
    assert (place.postal_code, place.phone, statement.npi, problems) == ("02139", "+16175550123", NPI, [])


def test_a_row_that_names_only_a_business_or_is_told_to_be_one_is_a_clinic(statements_of):
    map_text = mapped(name="Name", organisation_name="Practice", kind="Kind")
    statements, _ = statements_of(
        'Name,Practice,Kind\n,Elm Clinic,\n"Oak Clinic, LLC",,Clinic\nJane Example,Elm Clinic,\n', map_text
    )
    assert [(statement.name, statement.kind) for statement in statements] == [
        ("Elm Clinic", "clinic"),
        ("Oak Clinic, LLC", "clinic"),
        ("Jane Example", "other_clinician"),
    ]
    assert statements[2].other_names == ["Elm Clinic"]


def test_a_map_can_say_what_a_blank_kind_is_even_without_such_a_column(statements_of):
    (statement,), _ = statements_of(
        "Name,City,State\nJane Example,Salem,OR\n", PLAIN + '[values.kind]\n"" = "licensed_acupuncturist"\n'
    )
    assert statement.kind == "licensed_acupuncturist"


class TestRowsOfOnePractitioner:
    MAP = mapped(npi="NPI", name="Name", city="City", state="State", accepting_new_patients="Open", payer="Payer")

    def test_they_are_one_statement_with_all_they_say(self, statements_of):
        (statement,), problems = statements_of(
            f"NPI,Name,City,State,Open,Payer\n{NPI},Jane Example,Portland,OR,,Acme\n"
            f"{NPI},Jane B. Example,Salem,OR,yes,Apex\n",
            self.MAP,
        )
        assert [place.city for place in statement.locations] == ["Portland", "Salem"]
        assert ([taken.payer for taken in statement.insurance], statement.accepting_new_patients, problems) == (
            ["Acme", "Apex"],
            True,
            [],
        )

    def test_where_they_disagree_it_is_said(self, statements_of):
        (statement,), (problem,) = statements_of(
            f"NPI,Name,City,State,Open,Payer\n{NPI},Jane Example,Salem,OR,no,\n{NPI},Jane Example,Salem,OR,yes,\n",
            self.MAP,
        )
        assert (statement.accepting_new_patients, problem.row, problem.field, problem.refused) == (
            False,
            3,
            "accepting_new_patients",
            False,
        )

    def test_another_name_under_the_same_number_is_refused(self, statements_of):
        statements, (problem,) = statements_of(
            f"NPI,Name,City,State,Open,Payer\n{NPI},Jane Example,Salem,OR,,\n{NPI},Ken Other,Salem,OR,,\n", self.MAP
        )
        assert len(statements) == 1 and (problem.row, problem.refused) == (3, True) and "row 2" in problem.reason


def test_rows_without_a_name_with_a_wrong_npi_or_out_of_shape_are_refused_one_by_one(statements_of):
    map_text = mapped(npi="NPI", name="Name", city="City", state="State")
    text = (
        "NPI,Name,City,State\n,,Salem,OR\n,-,Salem,OR\n123,Jane Example,Salem,OR\n123,Jane Example,Salem,OR\n"
        f"x\n1,2,3,4,5\n{NPI},Jane Example,Salem,OR\n"
    )
    statements, problems = statements_of(text, map_text)
    assert len(statements) == 1
    assert [(problem.row, problem.refused) for problem in problems] == [(row, True) for row in range(2, 8)]


HOSTILE = {
    "no TOML": "columns: name",
    "not UTF-8": b'[columns]\nname = "\xff"',
    "no columns": "",
    "columns that are no table": "columns = 3",
    "a field nobody knows": PLAIN + 'shoe_size = "Shoe"',
    "a section nobody knows": PLAIN + "[colour]",
    "no name": '[columns]\ncity = "City"',
    "a column that is a number": "[columns]\nname = 3",
    "a blank column": '[columns]\nname = " "',
    "a column the file lacks": '[columns]\nname = "Nom"',
    "a kind nobody knows": PLAIN + '[values.kind]\nx = "wizard"',
    "a kind that is a list": PLAIN + '[values.kind]\nx = ["clinic"]',
    "a status nobody knows": PLAIN + '[values.licence_status]\nx = "fine"',
    "yes that is no": PLAIN + '[values]\nyes = ["on"]\nno = ["ON"]',
    "words that are no list": PLAIN + '[values]\nyes = "on"',
    "values that are no table": PLAIN + "[[values]]",
    "an empty separator": PLAIN + '[languages]\nseparator = ""',
    "a separator that is a number": PLAIN + "[languages]\nseparator = 1",
    "a format without a year": PLAIN + '[dates]\nformats = ["%d/%m"]',
    "a format twice over": PLAIN + '[dates]\nformats = ["%Y %Y %m %d"]',
    "no format": PLAIN + '[dates]\nformats = ["%Q"]',
    "a format with a zero byte": PLAIN + '[dates]\nformats = ["\\u0000%Y-%m-%d"]',
    "lists without end": "a = " + "[" * 50_000,
    "a number without end": "a = " + "9" * 9_000,
    "more than a map": "#" * (LARGEST_MAP + 1),
    "line ends in names": PLAIN + '"a\\nb" = "x"',
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_map_that_is_none_is_refused_in_one_line(statements_of, what):
    with pytest.raises(FileRefused) as refusal:
        statements_of("Name,City,State\nJane Example,Salem,OR\n", HOSTILE[what])
    assert "\n" not in str(refusal.value) and len(str(refusal.value)) < 700


def test_the_refusal_names_the_column_that_lacks_and_the_fields_that_are_allowed(statements_of):
    with pytest.raises(FileRefused, match=r'no column "Nom".*"Name", "City"'):
        statements_of("Name,City\nJane,Salem\n", HOSTILE["a column the file lacks"])
    with pytest.raises(FileRefused, match=r'"shoe_size".*allowed there: npi, name'):
        statements_of("Name,City\nJane,Salem\n", HOSTILE["a field nobody knows"])


def test_no_word_of_the_synonyms_means_two_fields_and_each_is_written_as_columns_are_compared():
    words = Counter(word for known in table_fields.SYNONYMS.values() for word in known)
    assert [word for word, times in words.items() if times > 1 or column_key(word) != word] == []


@settings(max_examples=60)
@given(some.text(max_size=30), some.lists(some.text(max_size=20), max_size=6))
@example('a"\n[x]', ["Name", 'Lic\x7f"#\n', "ZIP\\"])
def test_whatever_the_header_a_proposal_is_toml_that_names_its_columns(file, header):
    columns = table_proposal.propose_columns(header)
    values = tomllib.loads(table_map_text.as_toml(file, columns, header))
    assert values["columns"] == columns
    if {"name", "last_name", "organisation_name"} & set(columns):
        assert table_map.parse_table_map(values).places(header)


def fuzzed(path, data, map_file=None):
    path.write_bytes(data)
    with Opened(path, table.is_source_file) as opened:
        return list(table.statements(opened, ReadContext(map_file=map_file)))


@settings(max_examples=60)
@given(some.binary(max_size=300), some.lists(some.text(max_size=30), min_size=11, max_size=11))
def test_any_bytes_give_statements_problems_or_a_refusal(tmp_path_factory, tail, words):
    base = tmp_path_factory.getbasetemp()
    map_file, path = base / "fuzzed.toml", base / "fuzzed table.csv"
    fields = (
        "npi",
        "name",
        "organisation_name",
        "kind",
        "city",
        "state",
        "licence_number",
        "licence_state",
        "confirmed_on",
        "languages",
        "payer",
    )
    map_file.write_text(mapped(**{field: field for field in fields}))
    header = ",".join(fields).encode() + b"\n"
    for data in (tail, header + tail, header + ",".join(words).encode(errors="replace") + b"\n" + tail):
        try:
            items = fuzzed(path, data, map_file)
            assert all(normalise(item)[0] for item in items if isinstance(item, RawStatement)), (
                "a row of ours is never refused later, where it would stand for others"
            )
        except FileRefused as error:
            assert str(error)


@settings(max_examples=100)
@given(
    some.one_of(
        some.binary(max_size=200), some.text(max_size=200).map(lambda text: (PLAIN + text).encode(errors="replace"))
    )
)
def test_any_bytes_are_a_map_or_a_refusal(tmp_path_factory, data):
    map_file = tmp_path_factory.getbasetemp() / "fuzzed map.toml"
    map_file.write_bytes(data)
    try:
        assert read_map(map_file).columns
    except FileRefused as error:
        assert "\n" not in str(error).replace(str(map_file), "")


class TestCommand:
    TEXT = (
        "Full Name;Lic #;License State;City;State;Zip;Fax\nJane Q. Example, L.Ac.;AC 12;OR;Portland;OR;97214;1\n"
        + "".join(f"Ken Example {n};;;Salem;OR;97301;2\n" for n in "abcdefg")
    )

    @pytest.fixture
    def members(self, tmp_path):
        """A table with a name that a shell would take apart."""
        path = tmp_path / "my members.csv"
        path.write_text(self.TEXT)
        return path

    def test_without_a_map_one_is_proposed_and_nothing_imported(self, run, members, data):
        code, out, err = run("import", "csv", members)
        map_file = data / "my members.csv.map.toml"
        assert (code, out, sorted(path.name for path in data.iterdir())) == (2, "", [map_file.name])
        assert tomllib.loads(map_file.read_text())["columns"] == {
            "name": "Full Name",
            "city": "City",
            "state": "State",
            "postal_code": "Zip",
            "licence_number": "Lic #",
            "licence_state": "License State",
        }
        assert (
            'Columns not read: "Fax"' in err
            and "row 2: id: OR-AC12; kind: licensed_acupuncturist; name: Jane Q. Example" in err
        )
        assert "row 6:" in err and "row 7:" not in err
        assert (
            err.splitlines()[-1] == f"Look the map over, then: python3 run.py import csv '{members}' --map '{map_file}'"
            " --as-of YYYY-MM-DD (the day the table was last kept)"
        )

    def test_the_proposal_is_json_too_and_works_as_it_is(self, run, members, data):
        code, out, _ = run("import", "csv", members, "--json")
        told = json.loads(out)
        assert (code, told["proposed"], told["not_read"], len(told["rows"])) == (2, True, ["Fax"], 5)
        assert told["rows"][0]["listing"]["locations"][0]["postal_code"] == "97214"
        code, out, _ = run("import", "csv", members, "--map", told["map"], "--as-of", "2026-01-05", "--json")
        report = json.loads(out)
        assert (code, report["rows_read"], report["listings"], report["published"]) == (0, 8, 8, True)
        assert "L.Ac." in run("search", "--near", "97214", "--name", "Jane Example")[1]

    def test_a_map_that_is_there_is_never_overwritten_and_the_rows_are_shown_by_it(self, run, members, data):
        run("import", "csv", members)
        map_file = data / "my members.csv.map.toml"
        map_file.write_text('[columns]\norganisation_name = "Full Name"\n')
        code, _, err = run("import", "csv", members)
        assert (code, map_file.read_text()) == (2, '[columns]\norganisation_name = "Full Name"\n')
        assert "left as it is" in err and "kind: clinic" in err

    def test_a_header_without_a_name_still_gives_a_file_to_edit(self, run, tmp_path, data):
        path = tmp_path / "odd.csv"
        path.write_text("Quien,Donde\nJane Example,Salem\n")
        code, _, err = run("import", "csv", path)
        assert (
            code == 2
            and "It cannot be used yet" in err
            and '"Quien", "Donde"' in (data / "odd.csv.map.toml").read_text()
        )

    @pytest.mark.parametrize("content", [b"", b"<html>", b"PK\x03\x04cut"])
    def test_a_file_that_is_no_table_gets_one_line_and_no_map(self, run, tmp_path, data, content):
        path = tmp_path / "x.csv"
        path.write_bytes(content)
        code, out, err = run("import", "csv", path)
        assert (code, out, err.count("\n"), data.exists()) == (2, "", 1, False)

    def test_a_map_for_another_source_or_that_is_not_there_is_one_clear_line(self, run, members, data):
        for words in (
            ("nppes", members, "--map", members),
            ("csv", members, "--map", "nowhere.toml"),
            ("csv", members, "--map", members.parent),
            ("csv", members, "--map", members),
        ):
            code, out, err = run("import", *words)
            assert (code, out, err.count("\n")) == (2, "", 1), words

    def test_a_table_is_all_its_keeper_knows_unless_it_is_an_update_and_is_skipped_only_with_the_same_map(
        self, run, members, tmp_path
    ):
        map_file = tmp_path / "map.toml"
        map_file.write_text(mapped(name="Full Name", city="City", state="State"))
        run("import", "csv", members, "--map", map_file, "--as-of", "2026-01-05")
        assert "is skipped" in run("import", "csv", members, "--map", map_file)[1]
        map_file.write_text(mapped(name="Full Name", city="City", state="State", postal_code="Zip"))
        report = json.loads(run("import", "csv", members, "--map", map_file, "--as-of", "2026-01-05", "--json")[1])
        assert (report.get("skipped"), report["changed"]) == (None, 8)
        other = tmp_path / "other 2026-01-05.csv"
        other.write_text("Full Name,City,State,Zip\nAna Other,Salem,OR,97301\n")
        assert json.loads(run("import", "csv", other, "--map", map_file, "--update", "--json")[1])["removed"] == 0
        assert (
            json.loads(run("import", "csv", other, "--map", map_file, "--as-of", "2026-02-05", "--hold", "--json")[1])[
                "removed"
            ]
            == 8
        )

    def test_a_table_adds_to_whom_nppes_lists_and_its_word_counts_last(self, run, tmp_path):
        run(
            "import",
            "nppes",
            files.plain(
                tmp_path / "npidata_pfile_20240304-20240310.csv",
                [files.row(npi=NPI, last_name="LOPEZ", first_name="ANA")],
            ),
        )
        path, map_file = tmp_path / "own 2026-01-05.csv", tmp_path / "map.toml"
        path.write_text(f"npi,name,city,state,speaks,new visit\n{NPI},Anna Lopez,Portland,OR,Spanish,$120\n")
        map_file.write_text(
            mapped(npi="npi", name="name", city="city", state="state", languages="speaks", first_visit_fee="new visit")
        )
        run("import", "csv", path, "--map", map_file)
        lines = run("why", NPI)[1]
        assert (
            "name: Ana Lopez  [nppes, 2024-03-04]\n    not: Anna Lopez  [csv, 2026-01-05]" in lines
            and "Spanish" in lines
        )
        assert "first_visit_fee: 120.0  [csv, 2026-01-05]" in lines


def test_the_first_rows_are_read_as_an_import_reads_them(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("Name\tCity\tState\n\tSalem\tOR\nJane Example, LAc\tSalem\tOR\n")
    told = map_proposal.propose(path, tmp_path / "new folder")
    assert [(row["row"], bool(row["listing"]), row["problems"]) for row in told["rows"]] == [
        (2, False, ["name: no name – row refused"]),
        (3, True, []),
    ]
    assert told["rows"][1]["listing"]["kind"] in KINDS
