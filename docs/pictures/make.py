"""Takes the pictures of the README: python3 docs/pictures/make.py ADDRESS, with a site that shows the sample directory there.

Needs Chromium and the packages of requirements-dev.txt.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SHOTS = {"results": "/search?near=Portland,+OR&kind=licensed_acupuncturist"}

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    for name, path in SHOTS.items():
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        page.goto(sys.argv[1] + path)
        page.screenshot(path=HERE / f"{name}.png")
    browser.close()
