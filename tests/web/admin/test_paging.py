"""The pages of a long list, as an admin asks for them."""

import pytest

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
