"""The check of barriers that the browser's tests share finds those that there are."""

import pytest
from barriers import unbarred, unbarred_light_and_dark

pytestmark = pytest.mark.browser
PALE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("@media (prefers-color-scheme: dark) { main { background: #fff } main * { color: #eee } }");
    document.adoptedStyleSheets = [sheet];
}"""


def test_words_too_pale_in_the_dark_are_found_where_both_schemes_are_looked_at(visit):
    page = visit("/about")
    page.evaluate(PALE)
    unbarred(page, 1280)
    with pytest.raises(AssertionError, match="contrast"):
        unbarred_light_and_dark(page, 1280)


def test_a_picture_without_words_and_a_page_wider_than_the_window_are_found(visit):
    page = visit("/about", width=360)
    unbarred(page, 360)
    with pytest.raises(AssertionError, match="about"):
        unbarred(page, 359)
    page.evaluate("document.querySelector('main').append(new Image())")
    with pytest.raises(AssertionError, match="image-alt"):
        unbarred(page, 360)
