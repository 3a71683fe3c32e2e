"""What patients take along on paper of coverage and the guide: large enough to be read, on as few pages as can be."""

import re

import pytest
from coverage_in_browser import WORDS, answer

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("state", ["OR", "TX", "VA"])
def test_the_answer_is_printed_large_enough_with_the_call_on_one_page(visit, state, language):
    """Who is seventy reads it on the telephone: 12 pt, sources 9 pt, the questions and room to write together."""
    page = visit(f"/coverage?lang={language}", javascript=False)
    said = WORDS[language]
    answer(page, said["medicare"], state, said["back"], (), 14, said["unknown"], said["licensed"], 13, ())
    page.locator(".script").wait_for()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter"))) <= 3
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 725, "height": 900})  # Letter's width without its margins
    points = {
        name: page.locator(f"{name} >> visible=true").evaluate_all(
            "all => Math.min(...all.map(each => parseFloat(getComputedStyle(each).fontSize) * .75))"
        )
        for name in ("main p:not(.cite)", "main li:not(.sources li)", ".blanks dt", ".sources li", "sup")
    }
    assert all(size >= (9 if name in (".sources li", "sup") else 12) for name, size in points.items()), points
    assert page.locator(".script").bounding_box()["height"] < 960  # and its height: 11 inches less 24 mm
    assert (
        page.locator(".script").is_visible()
        and page.locator(".sources").is_visible()
        and not page.locator(".yours").is_visible()
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_sheet_for_a_first_visit_is_one_page(visit, language):
    page = visit(f"/guide/first-visit?lang={language}")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter"))) == 1


@pytest.mark.parametrize("path", ["/guide", "/guide/first-visit", "/coverage/costs?visits=3", "/coverage/states/auto"])
def test_what_is_taken_along_is_printed_large_enough(visit, path):
    page = visit(path)
    page.emulate_media(media="print")
    for parts, least in (
        ("main p:not(.cite), main li:not(.sources li), main td, main dt", 12),
        (".cite, .sources li", 9),
    ):
        sizes = page.locator(f":is({parts}) >> visible=true").evaluate_all(
            "all => all.map(each => parseFloat(getComputedStyle(each).fontSize) * .75)"
        )
        assert min(sizes, default=least) >= least, (parts, min(sizes))
