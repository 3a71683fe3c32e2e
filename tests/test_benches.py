"""What the benches print gets into docs/performance.md, as it is and as a picture.

How quick anything is, is no matter here.
"""

import sys
from xml.etree import ElementTree

import pytest
from conftest import ROOT

sys.path.append(str(ROOT / "tests" / "bench"))

import benches
import plots
import written

TABLE = """Some words.

| practitioners | file, MB | p50, ms |
|---|---|---|
| 10,000 | 68 | 0.7 |
| 1,000,000 | 6,800 | 9.1 |
| grows as | n^1.00 | n^0.56 |

| ms | p50 | p95 |
|---|---|---|
| ours | 0.5 | 1.5 |
| <theirs> | 5.0 | 45.0 |
| ratio | 10.0 × | 30.0 × |
"""
PAGE = (
    "# Figures\n\n<!-- bench machine -->\n<!-- end -->\n\nBefore.\n\n"
    "<!-- bench load -->\n\nold\n\n<!-- end -->\n\nAfter.\n"
)


@pytest.mark.parametrize("bench", benches.BENCHES, ids=lambda bench: bench.name)
def test_a_bench_is_made_of_programs_that_are_there(bench):
    assert all((ROOT / "tests" / "bench" / program).is_file() for program, *_ in bench.programs)
    assert not bench.plot or written.has_place(bench.name)


def test_a_table_is_read_by_its_columns_or_by_its_rows_and_what_is_no_number_is_left_out():
    growth, peers = plots.tables(TABLE)
    assert plots.by_column(growth) == (["10,000", "1,000,000"], {"file, MB": [68, 6800], "p50, ms": [0.7, 9.1]})
    assert plots.by_row(peers) == (["p50", "p95"], {"ours": [0.5, 1.5], "<theirs>": [5, 45]})


def test_a_picture_has_a_line_with_its_name_for_each_and_higher_is_more():
    picture = ElementTree.fromstring(plots.picture("Milliseconds & more", *plots.by_row(plots.tables(TABLE)[1])))
    lines = [each.get("points").split() for each in picture.findall(".//{*}polyline")]
    ends = [float(line[-1].split(",")[1]) for line in lines]
    assert len(lines) == 2 and ends[1] < ends[0]
    assert {"ours", "<theirs>", "p50", "p95", "Milliseconds & more"} <= {
        each.text for each in picture.findall(".//{*}text")
    }


def test_what_a_bench_prints_takes_its_place_and_leaves_the_rest(tmp_path, monkeypatch):
    page = tmp_path / "performance.md"
    page.write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(written, "PAGE", page)
    for output in (TABLE, "Only this.\n"):
        written.write("load", f"{output}{written.machine()}\n", "<svg/>", (0.5, 1.5))
    text = page.read_text(encoding="utf-8")
    assert "Before.\n\n<!-- bench load -->" in text and text.endswith("<!-- end -->\n\nAfter.\n")
    assert (
        "Only this." in text and "Some words." not in text and "old" not in text and text.count(written.machine()) == 1
    )
    assert "](plots/load.svg)" in text and (tmp_path / "plots" / "load.svg").read_text() == "<svg/>"
    assert not written.has_place("lead")
