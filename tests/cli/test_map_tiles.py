"""The command that checks a file of the map's streets."""

import json

import pytest
from conftest import ROOT

PORTLAND = str(ROOT / "tests/tiles/portland.pmtiles")


def test_without_a_file_it_says_where_one_comes_from(run):
    code, out, _ = run("tiles")
    assert code == 0 and "pmtiles extract" in out and "MAP_TILES=us.pmtiles" in out


def test_a_good_file_is_whole(run):
    code, out, _ = run("tiles", PORTLAND)
    assert code == 0 and "whole" in out and "roads" in out
    code, out, _ = run("tiles", PORTLAND, "--json")
    assert code == 0 and json.loads(out)["doubts"] == [] and json.loads(out)["zooms"] == [5, 12]


def test_a_file_that_is_set_is_checked_and_one_that_cannot_be_is_told_in_a_line(run, monkeypatch, tmp_path):
    cut_off = tmp_path / "cut.pmtiles"
    cut_off.write_bytes((ROOT / "tests/tiles/portland.pmtiles").read_bytes()[:2000])
    for path, said in (
        (cut_off, "cut off"),
        (tmp_path / "none.pmtiles", "No such file"),
        (ROOT / "README.md", "no PMTiles"),
    ):
        monkeypatch.setenv("MAP_TILES", str(path))
        for command in ("tiles", "serve"):
            code, _, err = run(command)
            assert code == 2 and said in err and err.count("\n") == 1


@pytest.mark.parametrize("name", ["us.pmtiles", "maps/us.pmtiles"])
def test_a_name_is_one_in_the_folder_of_the_databases(name, monkeypatch, sample_data):
    from dataclasses import replace

    assert replace(sample_data, map_tiles=name).tiles_file == sample_data.data / name
