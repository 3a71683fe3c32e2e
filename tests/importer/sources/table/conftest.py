"""Made-up tables: read by a map, or imported and asked about."""

import csv
import io
import json

import pytest
from records import spread_out

from directory.importer.collect import NO_PLACE
from directory.importer.formats.archive import Opened
from directory.importer.normalise import normalise
from directory.importer.record import Problem, RawStatement, ReadContext
from directory.importer.sources import table


@pytest.fixture
def statements_of(tmp_path):
    """What a table gives by a map: (statements, problems)."""

    def read_file(text, map_text, name="table.csv"):
        path, map_file = tmp_path / name, tmp_path / "map.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        map_file.write_bytes(map_text if isinstance(map_text, bytes) else map_text.encode())
        with Opened(path, table.is_source_file) as opened:
            items = list(table.statements(opened, ReadContext(map_file=map_file)))
        raws = [item for item in items if isinstance(item, RawStatement)]
        problems = [item for item in items if isinstance(item, Problem)]
        read_on = [normalise(raw) for raw in raws]
        return [statement and spread_out(statement) for statement, _ in read_on], problems + [
            problem for _, more in read_on for problem in more
        ]

    return read_file


@pytest.fixture
def imported(run, tmp_path):
    """Imports a table by a map: what the command said, as JSON; further words of it."""

    def bring(content, map_text, *words, name="table 2026-01-05.csv"):
        path, map_file = tmp_path / name, tmp_path / "map.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        map_file.write_text(map_text)
        code, out, err = run("import", "csv", path, "--map", map_file, "--json", *words)
        assert code in (0, 1), err
        return json.loads(out)

    return bring


@pytest.fixture
def problems(run, data):
    """The report of what is wrong in the last import, but for having no place: (row, field, value, reason)."""

    def listed(report):
        text = (data / f"problems-{report['snapshot']}.csv").read_text(encoding="utf-8-sig")
        told = [tuple(row[:4]) for row in list(csv.reader(io.StringIO(text)))[1:]]
        return [problem for problem in told if NO_PLACE not in problem[3]]

    return listed


@pytest.fixture
def found(run):
    """A listing near Portland or Salem, Oregon, by name."""

    def search(name, near="Salem, OR"):
        results = json.loads(run("search", "--near", near, "--name", name, "--json")[1])["results"]
        return next((result for result in results if result["name"] == name), None)

    return search
