"""What a bench printed, in its place in docs/performance.md, between two comments."""

import os
import re
from datetime import date

from measuring import ROOT, machine

PAGE = ROOT / "docs" / "performance.md"
BEGINS, ENDS = "<!-- bench {} -->", "<!-- end -->"
PLOTS = "plots"  # a folder beside the page


def has_place(name: str) -> bool:
    """Whether the page has a place for what this bench prints."""
    return BEGINS.format(name) in PAGE.read_text(encoding="utf-8")


def replaced(page: str, name: str, text: str) -> str:
    """The page with another text in a place."""
    before, begins, rest = page.partition(BEGINS.format(name))
    return f"{before}{begins}\n\n{text.strip()}\n\n{rest[rest.index(ENDS) :]}"


def write(name: str, output: str, picture: str | None, busy: tuple[float, float]) -> None:
    """Puts what a bench printed and the machine in their places on the page, and the picture, if any, into docs/plots.

    busy: the load average before and after.
    """
    body = "\n".join(line for line in output.splitlines() if line != machine())
    load = f"load average {busy[0]:.1f} before it and {busy[1]:.1f} after, of {os.cpu_count()} cores"
    head = f"*Measured on {date.today()} by `python3 run.py bench {name}`; {load}.*"
    parts = [head, body]
    if picture:
        PAGE.with_name(PLOTS).mkdir(exist_ok=True)
        (PAGE.with_name(PLOTS) / f"{name}.svg").write_text(picture, encoding="utf-8")
        parts.append(f"![The same as a picture]({PLOTS}/{name}.svg)")
    page = replaced(PAGE.read_text(encoding="utf-8"), name, re.sub(r"\n{3,}", "\n\n", "\n\n".join(parts)))
    PAGE.write_text(replaced(page, "machine", machine()), encoding="utf-8")
