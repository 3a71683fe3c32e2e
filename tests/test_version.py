"""The version stands in one place, and everybody is told the same."""

import re

from conftest import ROOT

from directory import __version__, create_app


def test_the_version_is_a_day_and_the_newest_of_the_changelog():
    newest = re.search(r"^## (\S+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)[1]
    assert __version__ == newest and re.fullmatch(r"20\d\d\.\d{1,2}\.\d{1,2}(\.\d+)?", newest)


def test_the_command_line_and_the_site_tell_it(run, sample_data):
    assert run("--version") == (0, f"run.py {__version__}\n", "")
    assert f"Version {__version__}" in create_app(sample_data).test_client().get("/about").text
