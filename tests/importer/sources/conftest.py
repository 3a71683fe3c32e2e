"""What tests of single sources share."""

import pytest

from directory.importer.formats.archive import Opened
from directory.importer.record import Problem, RawStatement, ReadContext
from directory.importer.sources import licences


@pytest.fixture
def statements_of(tmp_path):
    """What a state's list gives: (statements, problems, the parts it is the whole of, tally)."""

    def read_file(state, content, name="list_20260105.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        context = ReadContext(state=state)
        with Opened(path, licences.is_source_file) as opened:
            items = list(licences.statements(opened, context))
        statements, problems = ([item for item in items if isinstance(item, kind)] for kind in (RawStatement, Problem))
        return statements, problems, context.parts, context.tally

    return read_file
