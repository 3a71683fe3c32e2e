"""Whether a page shuts anybody out: axe finds no barrier, and nothing is wider than the window."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
BRIEF = {"resultTypes": ["violations"], "selectors": False}  # where each one is, is only asked for when there is one
OF_COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
OTHER = {"light": "dark", "dark": "light"}


def unbarred(page, width):
    """Fails where the page has a barrier, or is wider than a window of so many pixels."""
    _without_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def unbarred_at(page, widths):
    """The same in windows of each width, one after the other: to come to a page at the desk takes far longer."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        unbarred(page, width)


def unbarred_light_and_dark(page, width):
    """The same, in the colors that the page has now and in those of the other scheme, which changes nothing else."""
    unbarred(page, width)
    now = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
    page.emulate_media(color_scheme=OTHER[now])
    _without_violations(page, **OF_COLORS)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    page.emulate_media(color_scheme=now)


def _without_violations(page, **options):
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    if page.evaluate("options => axe.run(options).then(found => found.violations.length)", BRIEF | options):
        raise AssertionError(f"{page.url}\n{AXE.run(page, options=options or None).generate_report()}")
