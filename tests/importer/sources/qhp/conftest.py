"""Made-up files of insurers, written and read."""

import json

import pytest
from records import spread_out

from directory.importer.formats.file_set import FileSet
from directory.importer.normalise import normalise
from directory.importer.record import Problem, RawStatement, ReadContext
from directory.importer.sources.qhp import index as insurer_index
from directory.importer.sources.qhp import source


@pytest.fixture
def statements_of(tmp_path):
    """What a file gives: (statements, problems, tally); text or bytes are written as they are."""

    def read_file(content, npis=(), name="providers.json"):
        path = tmp_path / name
        data = content if isinstance(content, (str, bytes)) else json.dumps(content)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        context = ReadContext(npis=set(npis), whole=False)
        items = list(source.statements(FileSet([path, *insurer_index.beside(path)], source.is_source_file), context))
        problems, statements = [item for item in items if isinstance(item, Problem)], []
        for raw in items:
            if isinstance(raw, RawStatement):
                statement, more = normalise(raw)
                statements.append(statement and spread_out(statement))
                problems += more
        return statements, problems, context.tally

    return read_file
