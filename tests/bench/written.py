"""What a bench printed, in its place in docs/performance.md, between the comments `<!-- bench NAME -->` and `<!-- end -->`."""

import os
import re
from datetime import date
from pathlib import Path

from measuring import ROOT, machine

PAGE = ROOT / "docs" / "performance.md"
PLOTS = "plots"  # a folder beside the page


def replaced(page: str, name: str, text: str) -> str:
    """The page with another text in a place. Raises ValueError where it has no such place."""
    place = re.compile(rf"(<!-- bench {name} -->\n).*?(<!-- end -->)", re.S)
    if not place.search(page):
        raise ValueError(f"{PAGE} has no place for the bench {name}: put <!-- bench {name} --> and <!-- end --> on two lines where it belongs.")
    return place.sub(lambda found: f"{found[1]}\n{text.strip()}\n\n{found[2]}", page)


def write(name: str, said: str, picture: str | None, busy: tuple[float, float]) -> None:
    """Puts what a bench said in its place, the machine in the place of that, and the picture, if any, into docs/plots. busy: the load average before and after."""
    told = "\n".join(line for line in said.splitlines() if line != machine())
    head = f"*Measured on {date.today()} by `python3 run.py bench {name}`; load average {busy[0]:.1f} before it and {busy[1]:.1f} after, of {os.cpu_count()} cores.*"
    parts = [head, told]
    if picture:
        PAGE.with_name(PLOTS).mkdir(exist_ok=True)
        (PAGE.with_name(PLOTS) / f"{name}.svg").write_text(picture, encoding="utf-8")
        parts.append(f"![The same as a picture]({PLOTS}/{name}.svg)")
    page = replaced(PAGE.read_text(encoding="utf-8"), name, re.sub(r"\n{3,}", "\n\n", "\n\n".join(parts)))
    PAGE.write_text(replaced(page, "machine", machine()), encoding="utf-8")
