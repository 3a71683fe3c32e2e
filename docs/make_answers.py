"""Writes the answers in docs/api.md: what the sample directory answers to each request there.

    python3 docs/make_answers.py

Long lists are cut and say so by "…"; the edition's version and hour are made up, for each publish has its own.
"""

import json
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

PAGE = ROOT / "docs" / "api.md"
DAY = "2026-11-29"  # on which the answers are given
EDITION = {"version": "5b1c…", "published_at": f"{DAY}T06:00:00+00:00"}
WIDTH, ENTRIES_SHOWN = 110, 1
ASKED = re.compile(r"    GET (?P<address>/\S+)\n\n```json\n(?P<answer>.*?)```\n", re.S)


def written(page, ask):
    """The page with the answers that `ask` gives to its requests."""
    return ASKED.sub(lambda found: f"    GET {found['address']}\n\n```json\n{text(ask(found['address']))}\n```\n", page)


def text(answer):
    """An answer as the page shows it."""
    if "edition" in answer:
        answer["edition"] |= EDITION
    return dumped(cut(answer))


def cut(value):
    """A value whose lists of objects are cut."""
    if isinstance(value, dict):
        return {name: cut(each) for name, each in value.items()}
    if isinstance(value, list):
        is_long = len(value) > ENTRIES_SHOWN and any(isinstance(each, dict) or len(each) > WIDTH // 2 for each in value)
        return [*map(cut, value[:ENTRIES_SHOWN]), "…"] if is_long else [*map(cut, value)]
    return value


def dumped(value, depth=0):
    """JSON in lines that are not wider than they need be."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + 2 * depth <= WIDTH or not isinstance(value, dict | list):
        return line
    space, close = "  " * (depth + 1), "  " * depth
    if isinstance(value, list):
        return "[\n" + ",\n".join(space + dumped(each, depth + 1) for each in value) + f"\n{close}]"
    members = (f"{space}{json.dumps(name)}: {dumped(each, depth + 1)}" for name, each in value.items())
    return "{\n" + ",\n".join(members) + f"\n{close}}}"


def sample_site(folder):
    """A client of a site with the sample directory, as on DAY."""
    from directory import create_app
    from directory.cli.sample import publish_first_directory
    from directory.core import dates
    from directory.settings import Settings

    dates.today = lambda: DAY
    settings = Settings(Path(folder) / "data")
    settings.data.mkdir()
    publish_first_directory(settings)
    return create_app(settings).test_client()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        client = sample_site(folder)
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), lambda address: client.get(address).json), "utf-8")
