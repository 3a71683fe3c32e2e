"""How good the directory is: figures made at a publish, and the listings behind each."""

import json

import nppes_files as files
import pytest
from msgspec.structs import replace
from namesakes import OTHER_PHONE, ana

from directory.core.practitioner import Location, PlanTaken
from directory.store.listings.quality import numbers_of
from directory.store.listings.reader import Current

A, B, C = files.npi(801), files.npi(802), files.npi(803)
STREET = Location("12 Elm St", "Denver", "CO", "80202", "+13035550101")


@pytest.fixture
def figures(world, settings):
    """The figures of a directory of three: one with a plan, one with a board's word, two whose telephone numbers two
    sources tell, alike and not.
    """
    plan = PlanTaken("Elm Health", "Elm Gold", "in")
    nppes = [replace(ana(npi=npi), locations=(STREET,), confirmed_on="2026-10-25") for npi in (A, B)]
    payer = [
        replace(nppes[0], insurance=(plan,)),
        replace(nppes[1], locations=(replace(STREET, phone=OTHER_PHONE),)),
    ]
    board = [ana("OR-1", "1", "active", name="Ken Sato", city="Bend")]
    world(nppes=nppes, **{"plan-net": payer}, licences=[replace(board[0], locations=(Location("", "Bend", "OR"),))])
    return Current(settings.directory_db).get().about["quality"]


def test_they_count_by_kind_and_state_who_is_known_how_well(figures):
    assert figures["kinds"]["licensed_acupuncturist"] == {
        "listings": 3,
        "insurance": 1,
        "board": 1,
        "street": 0,
        "confirmed": 2,
    }
    assert {state: row["listings"] for state, row in figures["states"].items()} == {"CO": 2, "OR": 1}
    assert figures["states"]["OR"]["board"] == 1 and figures["states"]["CO"]["board"] == 0


def test_the_made_up_sample_plays_a_board_as_on_its_cards(world, settings):
    world(sample=[ana("OR-1", "1", "active")])
    assert Current(settings.directory_db).get().about["quality"]["kinds"]["licensed_acupuncturist"]["board"] == 1


def test_they_count_where_sources_agree_and_where_they_do_not(figures):
    assert figures["facts"]["phone"] == {"agree": 1, "disagree": 1}
    assert figures["facts"]["name"] == {"agree": 2, "disagree": 0}


def test_what_one_source_alone_states_is_neither(figures):
    assert "website" not in figures["facts"] and "status" not in figures["facts"]


def test_they_tell_the_problems_of_each_file_and_no_edit_is_a_file(figures):
    assert [(row["source"], row["rows_read"], row["problems"]) for row in figures["problems"]] == [
        ("nppes", 2, 0),
        ("plan-net", 2, 0),
        ("licences", 1, 0),
    ]


def test_every_figure_leads_to_the_listings_that_it_counts(boss, figures):
    page = boss.get("/admin/quality")
    links = [link for link in page.links if link.startswith("/admin/quality/listings?")]
    assert len(links) > 15
    for link in sorted(set(links) - {"/admin/quality/listings?state=none"}):
        assert "0 listings" not in boss.get(link).text, link


def test_the_listings_behind_a_figure_are_as_many_as_it_says(figures, settings):
    directory = Current(settings.directory_db).get()
    assert figures["states"] and figures["facts"]
    for state, row in figures["states"].items():
        for name in ("insurance", "board", "street", "confirmed"):
            assert len(numbers_of(directory, {"state": state, "with": name})) == row[name]
            without = numbers_of(directory, {"state": state, "without": name})
            assert len(without) == row["listings"] - row[name]
    for fact, row in figures["facts"].items():
        for said, count in row.items():
            assert len(numbers_of(directory, {"fact": fact, "sources": said})) == count


def test_they_are_the_same_where_unchanged_listings_were_copied(figures, world, settings, publish):
    publish()
    assert Current(settings.directory_db).get().about["quality"] == figures


def test_the_problems_of_a_file_are_a_page_behind_its_figure(boss, world, imports):
    with imports.transaction():
        snapshot = imports.new_snapshot("roster", "", False, True, "members.csv", "")
        imports.write_problems(snapshot, [(row, "phone", "=1+1", "no number", row == 2) for row in range(2, 62)])
        imports.finish(snapshot, "2026-10-01", True, [], {"rows_read": 99, "listings": 39, "problems": 60})
    world(nppes=[ana(npi=A)])
    address = f"/admin/quality/problems/{snapshot}"
    assert address in boss.get("/admin/quality").links
    page = boss.get(address)
    assert "60 problems" in page.text and page.text.count("no number") == 50 and "row refused" in page.text
    assert boss.get(f"{address}?page=2").text.count("no number") == 10
    boss.get("/admin/quality/problems/99", 404)
    spanish = boss.plain.get(f"{address}?lang=es").text
    assert "roster" not in spanish and "members.csv</span> · la lista" in spanish
    assert '<td data-label="Valor" translate="no">=1+1</td>' in spanish  # the file's own word, to no translator


def test_programs_get_the_same(boss, figures, settings, run, monkeypatch):
    figures = figures | {"empty_searches": []}
    assert boss.json("/admin/quality.json") == figures
    monkeypatch.setenv("DIRECTORY_DATA", str(settings.data))
    assert json.loads(run("status", "--json")[1])["quality"] == figures


@pytest.mark.parametrize("query", ["kind=x", "state=%00", "with=x&without=y", "fact=x&sources=agree", "page=99999999"])
def test_whatever_is_asked_there_is_an_answer(boss, figures, query):
    boss.get(f"/admin/quality/listings?{query}")


@pytest.mark.parametrize(
    "address", ["/admin/quality", "/admin/quality.json", "/admin/quality/listings", "/admin/quality/insurers"]
)
def test_nobody_but_an_admin_reaches_them(client, ann, figures, address):
    assert "/account/sign-in" in client.get(address, 303)
    client.sign_in(ann)
    client.get(address, 403)


def test_insurers_lists_are_measured_each_with_the_first_of_those_behind_a_number(figures, boss):
    page = boss.get("/admin/quality")
    assert "Insurers’ lists" in page.text and "Elm Health a payer’s own directory" in page.text
    assert f"/admin/listings/{A}" not in page.links


def test_who_is_behind_a_number_of_an_insurers_list_is_a_step_away(world, boss):
    plan = PlanTaken("Elm Health", "Elm Gold", "in")
    old = replace(ana(npi=A), locations=(STREET,), confirmed_on="2024-01-01", insurance=(plan,))
    world(nppes=[ana(npi=A)], **{"plan-net": [old]})
    page = boss.get("/admin/quality")
    assert "1 (100 %)" in page.text and f"/admin/listings/{A}" in page.links


def test_all_who_are_behind_a_number_are_on_pages_of_their_own(world, boss):
    plan = PlanTaken("Elm Health & Co", "Elm Gold", "in")
    npis = [files.npi(number) for number in range(900, 960)]
    old = [replace(ana(npi=npi), locations=(STREET,), confirmed_on="2024-01-01", insurance=(plan,)) for npi in npis]
    world(nppes=[ana(npi=A)], **{"plan-net": old})
    (address,) = [
        link for link in boss.get("/admin/quality").links if "insurers?" in link and "measure=unconfirmed" in link
    ]
    page = boss.get(address)
    assert (
        "Elm Health & Co · a payer’s own directory · not confirmed in a year" in page.text
        and "60 listings" in page.text
    )
    pages = [*page.links, *boss.get(f"{address}&page=2").links]
    assert {f"/admin/listings/{npi}" for npi in npis} <= set(pages)


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 404), ("measure=x", 404), ("measure=unconfirmed&source=nppes&payer=x", 200), ("measure=unconfirmed", 200)],
)
def test_a_list_that_is_none_has_nobody_behind_its_numbers(figures, boss, query, status):
    page = boss.get(f"/admin/quality/insurers?{query}", status)
    assert status == 404 or "0 listings" in page.text
