"""What a command says of each insurer that it asked: who was not had, what is missing, and that nobody loses by it."""

import pytest

from directory.cli import registry
from directory.importer.insurers import InsurerReport, Missing
from directory.importer.report import Report
from directory.importer.sources.qhp.registry import Insurer

ELM = Insurer({"11111": "Elm Mutual"}, ("OR", "WA"), ("https://example.org/index.json",))
COUNTS = {"rows_read": 1200, "listings": 34, "snapshot": 7}
KEPT = "  What could be read only adds and changes: nobody loses a plan by what is missing or damaged."


def said(status="imported", missing=0, **counts):
    """The lines on an insurer."""
    files = [Missing(f"https://example.org/{number}.json", "404") for number in range(1, missing + 1)]
    return list(registry._in_words(InsurerReport(ELM, status, files, Report(**counts) if counts else None)))


def test_what_was_read_is_counted():
    assert said(**COUNTS) == ["Elm Mutual (OR, WA): 1,200 rows read, 34 listings, import 7."]
    assert said("unchanged", snapshot=6) == ["Elm Mutual (OR, WA): nothing new since import 6."]
    assert said(**COUNTS, report="problems.csv")[1:] == ["  All problems: problems.csv"]
    assert said("unchanged", **COUNTS, report="problems.csv")[1:] == []


@pytest.mark.parametrize(("missing", "named", "more"), [(1, 1, None), (3, 3, None), (4, 3, 1), (1203, 3, 1200)])
def test_three_files_that_could_not_be_had_are_named_and_the_others_counted(missing, named, more):
    names = [f"  https://example.org/{number}.json: 404" for number in range(1, named + 1)]
    rest = [f"  and {more:,} more files"] if more else []
    assert said("not had", missing=missing) == ["Elm Mutual (OR, WA): could not be had.", *names, *rest]
    assert said(missing=missing, **COUNTS)[1:] == [*names, *rest, KEPT]


def test_damaged_files_are_named_and_nobody_loses_by_them():
    damaged = ["a.json", "b.json", "c.json", "d.json"]
    assert said(**COUNTS, damaged=damaged)[1:] == [
        KEPT,
        "  Damaged, and read as far as that goes: a.json, b.json, c.json",
    ]


def test_several_issuers_are_told_by_the_first():
    both = Insurer({"22222": "Fir Health", "11111": "", "33333": "Oak"}, ("OR",), ())
    assert both.title == "HIOS issuer 11111 and 2 more" and ELM.title == "Elm Mutual"
