"""How long a phone on a slow network waits for the search and its results.

The sample directory in a real Chromium, which slows its own network.

The networks are those of Chromium's developer tools, "3G" and "slow 4G" (once "Slow 3G" and "Fast 3G"): kilobits a
second down and up, milliseconds until an answer begins. Medians of five visits with nothing in the cache; beside each,
the same page without a slowed network, and the page on a desk with its map, which is fetched at once there.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from statistics import median

import measuring

sys.path[:0] = [str(measuring.ROOT / "tests")]

from playwright.sync_api import Browser, sync_playwright
from server import free_port, wait_for

NETWORKS = {"3G": (400, 400), "slow 4G": (1600, 150), "as it is": None}
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
PAGES = ("/", "/search?near=97214", "/search?near=97214&insurance=Acme+Health")
VISITS = 5
# The largest thing painted and how far things moved are told to those who observe them, the past too.
SEEN = """() => new Promise((done) => {
    let largest = 0, moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((each) => { largest = each.startTime; }))
        .observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => list.getEntries().forEach((each) => { moved += each.value; }))
        .observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done([largest, moved]), 300);
})"""
TIMES = """() => {
    const page = performance.getEntriesByType("navigation")[0], parts = performance.getEntriesByType("resource");
    const painted = performance.getEntriesByName("first-contentful-paint")[0].startTime;
    const bytes = parts.reduce((sum, part) => sum + part.transferSize, page.transferSize);
    return [painted, page.loadEventEnd, bytes / 1000] }"""


@contextmanager
def site():
    """The address of a server with the sample directory."""
    port = free_port()
    with tempfile.TemporaryDirectory() as data:
        server = subprocess.Popen(
            [sys.executable, measuring.ROOT / "run.py", "serve", "--port", str(port)],
            env=os.environ | {"DIRECTORY_DATA": data},
        )
        try:
            wait_for(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def visit(browser: Browser, address: str, network: tuple[int, int] | None, screen: dict[str, int]) -> list[float]:
    """Milliseconds until something is painted and until all is there, the kilobytes that came; milliseconds until the
    largest thing was painted, and how far things moved.
    """
    context = browser.new_context(viewport=screen)
    page = context.new_page()
    if network:
        speed, wait = network
        conditions = {
            "offline": False,
            "latency": wait,
            "downloadThroughput": speed * 125,
            "uploadThroughput": speed * 125,
        }
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", conditions)
    page.goto(address, wait_until="load")
    page.wait_for_function('performance.getEntriesByName("first-contentful-paint").length')
    if screen is DESK:
        page.locator(".frame .pin").first.wait_for()
        page.wait_for_load_state("networkidle")
    times = page.evaluate(TIMES) + page.evaluate(SEEN)
    context.close()
    return times


if __name__ == "__main__":
    head = (
        "| page, network | painted, ms | all there, ms | KB | largest painted, ms | moved |\n|---|---|---|---|---|---|"
    )
    print(measuring.machine(), head, sep="\n\n")
    with site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        asked = [(path, name, PHONE) for path in PAGES for name in NETWORKS] + [(PAGES[1], "slow 4G", DESK)]
        for path, name, screen in asked:
            visits = [visit(browser, address + path, NETWORKS[name], screen) for _ in range(VISITS)]
            times = [median(each) for each in zip(*visits, strict=True)]
            where = "desk with map, " if screen is DESK else ""
            print(f"| {path}, {where}{name} | {' | '.join(f'{each:.0f}' for each in times[:4])} | {times[4]:.3f} |")
        browser.close()
