"""Takes the pictures of the README.

    python3 docs/pictures/make.py ADDRESS     where a site shows the sample directory

Needs Chromium and the packages of requirements-dev.txt.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SHOTS = {  # path, width, scheme
    "results": ("/search?near=Portland,+OR&kind=licensed_acupuncturist", 1280, "light"),
    "phone": ("/search?near=97214&insurance=acme", 360, "dark"),
    "guide": ("/guide", 768, "light"),
}

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    for name, (path, width, scheme) in SHOTS.items():
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto(sys.argv[1] + path, wait_until="networkidle")
        page.screenshot(path=HERE / f"{name}.png")
    browser.close()
