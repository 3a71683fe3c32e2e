"""How long a phone on a slow network waits for the search and its results.

The sample directory in a real Chromium, which slows its own network.

The network is Chromium's old "Slow 3G" and "Fast 3G": kilobits a second down and up, milliseconds until an answer
begins. Medians of five visits with nothing in the cache; beside each, the same page without a slowed network.
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

NETWORKS = {"slow 3G": (400, 400), "fast 3G": (1600, 150), "as it is": None}
PAGES = ("/", "/search?near=97214", "/search?near=97214&insurance=Acme+Health")
VISITS = 5
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


def visit(browser: Browser, address: str, network: tuple[int, int] | None) -> list[float]:
    """Milliseconds until something is painted and until all is there, and the kilobytes that came."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
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
    times = page.evaluate(TIMES)
    context.close()
    return times


if __name__ == "__main__":
    print(measuring.machine(), "\n\n| page, network | painted, ms | all there, ms | KB |\n|---|---|---|---|", sep="")
    with site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for path in PAGES:
            for name, network in NETWORKS.items():
                times = [
                    median(each)
                    for each in zip(*(visit(browser, address + path, network) for _ in range(VISITS)), strict=True)
                ]
                print(f"| {path}, {name} | {times[0]:.0f} | {times[1]:.0f} | {times[2]:.0f} |")
        browser.close()
