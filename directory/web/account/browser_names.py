"""What browsers call themselves, as people know them."""

from flask_babel import gettext as _

# The telling name first: Edge calls itself Chrome too, and Chrome Safari.
BROWSERS = {"Firefox": "Firefox", "Edg": "Edge", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = ("Windows", "iPhone", "iPad", "Android", "Macintosh", "Linux")


def browser_name(user_agent: str) -> str:
    """The browser and its system: "Firefox, Windows"; "A browser" for one that is not known."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), "")
    system = next((name for name in SYSTEMS if name in user_agent), "")
    return ", ".join(name for name in (browser, system) if name) or str(_("A browser"))
