"""Pictures of the pages most seen, to be looked at: on a phone, a tablet and a desk, light and dark, in both languages.

    .venv/bin/python tests/bench/screens.py FOLDER [part of a name …] [--at http://127.0.0.1:8000]

Without --at a server with the sample directory is started for it. A picture is named page-width-scheme-language.png; of
a phone it is as long as the page but no longer than four screens. Pages that people print come as a PDF too.
"""

import argparse
import contextlib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from slow_phone import site

PAGES = {
    "home": "/",
    "results": "/search?near=97214",
    "insured": "/search?near=Los+Angeles,+CA&insurance=Acme+Gold+PPO",
    "listing": "/search?near=97214",
    "question": "/coverage",
    "answer": "/coverage",
    "shortlist": "/search?near=97214",
    "mistake": "/search?near=97214",
}
WIDTHS = {360: 740, 768: 1024, 1280: 800}
SCHEMES, LANGUAGES = ("light", "dark"), ("en", "es")
MOST_QUESTIONS = 15
SCREENS = 4  # as many as a picture is long, at most


def open_page(page: Page, address: str, name: str, language: str) -> None:
    """Goes to the page of a name; to those that are about somebody by way of a search."""
    path = PAGES[name]
    page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}", wait_until="networkidle")
    if name in ("listing", "mistake"):
        page.locator(".card h3 a").nth(2).click()
        page.wait_for_url("**/practitioners/**")
    if name == "mistake":
        page.locator("a[href$='mistake'], a[href*='mistake?']").first.click()
    if name == "answer":
        answer_questions(page)
    if name == "shortlist":
        for button in page.locator(".card .save").all()[:3]:
            button.click()
        page.goto(page.locator(".shortlist").get_attribute("href") + f"&lang={language}&near=97214")
    page.wait_for_load_state("networkidle")


def answer_questions(page: Page) -> None:
    """The first answer of each question about coverage, or none, until the verdict."""
    for _question in range(MOST_QUESTIONS):
        page.wait_for_timeout(200)  # a script may show the next one in place
        if page.locator(".verdict").count():
            return
        if page.locator("input[type=radio] + label").count():
            page.locator("input[type=radio] + label").first.click()
        skip = page.locator("input.number, select")
        page.locator(".steps button[name=skip]" if skip.count() else ".steps button").first.click()
        page.wait_for_load_state("networkidle")


def take(browser: Browser, address: str, name: str, width: int, scheme: str, language: str, folder: Path) -> None:
    """One picture; and of a page that is printed, its PDF."""
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme, locale=f"{language}-US"
    )
    page = context.new_page()
    open_page(page, address, name, language)
    page.wait_for_timeout(300)
    height = min(page.evaluate("document.documentElement.scrollHeight"), SCREENS * WIDTHS[width])
    file = folder / f"{name}-{width}-{scheme}-{language}"
    page.screenshot(
        path=file.with_suffix(".png"), full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height}
    )
    if name in ("shortlist", "results", "answer") and scheme == "light" and width == 1280:
        page.pdf(path=file.with_suffix(".pdf"), format="Letter")
    context.close()


def wanted(parts: list[str]) -> Iterator[tuple[str, int, str, str]]:
    """The pictures whose names hold all the parts; "a,b" is a or b."""
    for each in product(PAGES, WIDTHS, SCHEMES, LANGUAGES):
        if all(set(part.split(",")) & set(map(str, each)) for part in parts):
            yield each


def main() -> None:
    """Takes the pictures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("parts", nargs="*")
    parser.add_argument("--at")
    options = parser.parse_intermixed_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    server = contextlib.nullcontext(options.at) if options.at else site()
    with server as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for each in wanted(options.parts):
            take(browser, address, *each, options.folder)
        browser.close()


if __name__ == "__main__":
    main()
