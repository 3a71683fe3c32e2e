"""A table's columns are matched with our fields in the browser, and the match is kept for next month's file."""

import tomllib

import pytest
from desk_columns import columns, fields, form, listed, table
from desk_jobs import give, publish

from directory.core.table_shapes import SHAPES
from directory.store.office import audit
from directory.web.admin.column_words import FIELD_LABELS, MEANING_LABELS
from directory.web.admin.matched_columns import COLUMNS_SHOWN

HEADER = ["Provider", "Where", "Town", "ST", "Zip", "Ring", "What", "E-mail"]
ROWS = [
    ["Ana Kim, L.Ac.", "12 Elm St", "Denver", "CO", "80202", "303-555-0101", "needles", "ana@example.org"],
    ["Ken Sato, L.Ac.", "9 Oak Ave", "Boulder", "CO", "80301", "303-555-0102", "needles", ""],
]


@pytest.fixture
def ask(boss, work):
    """Gives a table and has it tried; the job's address."""

    def asked(content=None, name="clinics_20261101.csv"):
        address = boss.send(give(boss, name, content or table(HEADER, ROWS)), source="csv")
        work()
        return address

    return asked


class TestMatching:
    def test_a_table_waits_for_its_columns_with_five_values_of_each_and_says_what_is_lost(self, boss, ask, settings):
        address = ask()
        assert "columns to be matched" in boss.get(address).text
        page = boss.get(f"{address}/columns")
        assert "303-555-0101" in page.text and "ana@example.org" in page.text
        assert "“ E-mail ” (in 1 of the first 2 rows)" in page.text and "“ Ring ” (in 2" in page.text
        found = fields(boss, address)
        assert (found["Provider"], found["Town"], found["ST"], found["Ring"]) == ("name", "city", "state", "")

    def test_what_was_chosen_is_tried_and_published(self, boss, ask, match, work, settings):
        address = ask()
        page = match(address, fields={"Ring": "phone", "Where": "address_1", "What": "kind"})
        assert "2 New" in page.text and "Columns not read: &quot;E-mail&quot;" not in page.text
        assert "nobody has said what this word means" in boss.get(f"{address}/problems").text
        page = match(address, **{"meaning-6-0": "licensed_acupuncturist"})
        assert (
            "2 New" in page.text and "nobody has said what this word means" not in boss.get(f"{address}/problems").text
        )
        publish(boss, address, work)
        kept = {each.name: each for each in listed(settings).values()}
        assert kept["Ana Kim"].locations[0].phone == "+13035550101"
        assert kept["Ken Sato"].kind == "licensed_acupuncturist"

    def test_nobody_is_published_before_the_columns_are_matched(self, boss, ask, settings, office):
        address = ask()
        sent = boss.get(address).sent()
        boss.plain.post(f"{address}/publish", data=sent | {"reason": "now"})
        assert "columns to be matched" in boss.get(address).text
        boss.send(address, form="discard", reason="not ours")
        assert "discarded" in boss.get(address).text
        boss.get(f"{address}/columns", 404)

    def test_without_a_name_or_with_two_columns_for_one_field_it_is_not_tried(self, ask, match):
        address = ask()
        page = match(address, 400, fields={"Provider": ""})
        assert "cannot be read without: whole name / last name / name of the clinic" in page.text
        page = match(address, 400, fields={"Ring": "city"})
        assert "Two columns are chosen" in page.text and "Another column is chosen for this" in page.text

    def test_a_license_has_the_state_of_the_address_only_where_somebody_says_so(self, boss, ask, match, settings):
        licensed = table([*HEADER, "License"], [[*row, f"AC-10{number}"] for number, row in enumerate(ROWS)])
        address = ask(licensed)
        match(address)
        assert "CO" in boss.get(f"{address}/drawn").text and "AC-100" in boss.get(f"{address}/drawn").text
        path = settings.data / "jobs" / "1" / "table.map.toml"
        assert tomllib.loads(path.read_text())["columns"]["licence_state"] == "ST"
        unticked = {name: value for name, value in form(boss, address).items() if name != "same_state"}
        boss.post(f"{address}/columns", unticked | {"do": "try"}, 303)
        assert "licence_state" not in tomllib.loads(path.read_text())["columns"]


class TestSaved:
    def test_next_months_file_with_the_same_header_finds_it_filled_in_by_name(self, boss, ask, match, work, office):
        address = ask()
        match(address, fields={"Ring": "phone"}, map_name="Clinics of Colorado")
        publish(boss, address, work)
        assert "map saved" in [each["what"] for each in audit.entries(office.connection, 9)]
        later = ask(table(HEADER, ROWS[:1]), "clinics_20261201.csv")
        page = boss.get(f"{later}/columns")
        assert "“Clinics of Colorado”" in page.text and fields(boss, later)["Ring"] == "phone"
        assert fields(boss, later, "?map=")["Ring"] == "", "as names and values propose it"
        assert "1 Gone" in match(later).text

    def test_another_header_does_not_find_it_and_cannot_take_its_name(self, boss, ask, match):
        match(ask(), fields={"Ring": "phone"}, map_name="Clinics")
        other = ask(table(["Name", *HEADER[1:]], ROWS), "others_20261101.csv")
        assert "Clinics" not in boss.get(f"{other}/columns").text
        assert "another table’s map" in match(other, 400, map_name="Clinics").text

    def test_saved_again_it_is_the_newer_one(self, boss, ask, match):
        first = ask()
        match(first, fields={"Ring": "phone"}, map_name="Clinics")
        match(first, fields={"Ring": "", "Where": "address_1"}, map_name="Clinics")
        later = fields(boss, ask(), "")
        assert (later["Ring"], later["Where"]) == ("", "address_1")


class TestHostile:
    def test_names_and_values_are_only_text(self, boss, ask, match):
        script = '"><script>alert(1)</script>'
        address = ask(table([*HEADER, script], [[*row, "{{ 7*7 }}<b onclick=x>"] for row in ROWS]))
        html = boss.plain.get(f"{address}/columns").text
        assert "<script>alert" not in html and "<b onclick" not in html and "{{ 7*7 }}" in html
        match(address, fields={"Ring": "phone"}, map_name=script)
        assert "<script>alert" not in boss.plain.get(f"{ask(name='x_20261201.csv')}/columns").text

    def test_columns_of_one_name_are_told_apart_and_each_can_be_read(self, boss, ask, match, work, settings):
        header = [*HEADER[:5], "Phone", "Phone", "", "E-mail"]
        address = ask(table(header, [[*row[:5], "none", row[5], "x", row[7]] for row in ROWS]))
        assert {"Phone (1)", "Phone (2)", "Column 8"} <= set(columns(boss, address))
        match(address, fields={"Phone (1)": "", "Phone (2)": "phone"})
        publish(boss, address, work)
        assert {each.locations[0].phone for each in listed(settings).values()} == {"+13035550101", "+13035550102"}

    def test_of_two_thousand_columns_those_that_are_read_are_shown_and_others_by_their_names(self, boss, ask, match):
        many = [f"Extra {number}" for number in range(2000)]
        wide = table([*many, *HEADER], [["x"] * 2000 + row for row in ROWS])
        address = ask(wide)
        shown = columns(boss, address)
        assert next(iter(shown)) == "Provider", "what is read comes first"
        assert COLUMNS_SHOWN < len(shown) < COLUMNS_SHOWN + len(HEADER) and "Provider" in shown
        page = boss.post(f"{address}/columns", form(boss, address) | {"find": "ring", "do": "show"}, 200)
        assert "column-2005" in page.ids and "column-7" not in page.ids
        assert "2 New" in match(address, **{"column-2005": "phone"}).text

    @pytest.mark.parametrize(
        "typed",
        [
            {"column-0": "salary"},
            {"column-99": "name"},
            {"column-x": "name"},
            {"meaning-6-0": "king"},
            {"map_name": "x" * 5000},
            {"column-1": "name\x00"},
        ],
        ids=str,
    )
    def test_what_no_page_of_ours_sends_does_no_harm(self, boss, ask, typed):
        address = ask()
        answer = boss.plain.post(f"{address}/columns", data=form(boss, address) | {"column-6": "kind"} | typed)
        assert answer.status_code in (303, 400)

    def test_an_empty_table_and_one_without_names_fail_in_words(self, boss, ask):
        assert "This could not be done" in boss.get(ask(b"\n", "a_20261101.csv")).text
        page = boss.get(ask(b"a,b\n1,2\n", "b_20261101.csv"))
        assert "columns to be matched" in page.text


def test_every_field_and_every_meaning_has_words():
    assert set(FIELD_LABELS) == {field for shape in SHAPES.values() for field in shape.fields}
    for shape in SHAPES.values():
        assert all(set(meanings) <= set(MEANING_LABELS[field]) for field, meanings in shape.words.items())


def test_nobody_but_an_admin_reaches_it(client, ann):
    client.sign_in(ann)
    client.get("/admin/imports/1/columns", 403)
