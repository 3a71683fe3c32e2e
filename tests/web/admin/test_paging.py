"""The pages of a long list, as an admin asks for them."""

import re

import pytest

from directory.store.office import jobs
from directory.web.admin import routes_imports
from directory.web.admin.paging import count_pages, number_in

LISTS = ("/admin/imports/", "/admin/matches", "/admin/held-back", "/admin/quality/listings")


@pytest.mark.parametrize("text", ["", "x", "-1", "+5", "1.0", "²", "１２", "9" * 40])
def test_what_is_no_number_is_none(text):
    assert number_in(text) is None


@pytest.mark.parametrize(("rows", "pages"), [(0, 1), (1, 1), (50, 1), (51, 2), (100, 2)])
def test_there_is_always_a_page(rows, pages):
    assert count_pages(rows, 50) == pages


@pytest.mark.parametrize("page", ["0", "x", "9" * 40])
@pytest.mark.parametrize("address", LISTS)
def test_a_page_that_is_none_is_the_first(boss, world, address, page):
    world()
    assert boss.get(f"{address}?page={page}").text == boss.get(address).text


@pytest.mark.parametrize(
    ("page", "shown", "others"),
    [(1, [5, 4], ["?page=2"]), (2, [3, 2], ["?page=1", "?page=3"]), (3, [1], ["?page=2"]), (4, [], ["?page=3"])],
)
def test_older_imports_are_pages_further_and_each_is_on_one(boss, world, office, monkeypatch, page, shown, others):
    world()
    monkeypatch.setattr(routes_imports, "JOBS_SHOWN", 2)
    with office.transaction():
        for number in [jobs.add_job(office, "import", f"{each}.csv", {"source": "nppes"}) for each in range(5)]:
            jobs.end_job(office, number, "failed", "cut off")
    links = boss.get(f"/admin/imports/?page={page}").links
    assert [int(found[1]) for link in links if (found := re.fullmatch(r"/admin/imports/(\d+)", link))] == shown
    assert [link for link in links if link.startswith("?page=")] == (others if shown else [])
