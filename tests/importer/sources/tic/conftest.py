"""Made-up files of rates, written and read."""

import pytest
import tic_files as tic
from tic_reading import ANA, KEN

from directory.importer.formats.file_set import FileSet
from directory.importer.normalise import normalise
from directory.importer.record import Problem, ReadContext
from directory.importer.sources.tic import source


@pytest.fixture
def statements_of(tmp_path):
    """What files give: ({(NPI, plan): PlanTaken}, problems, context); text or bytes are written as they are."""

    def read_files(*contents, listed=(ANA, KEN), names=(), **told):
        paths = [tmp_path / name for name in names or [f"in-network-{place}.json" for place in range(len(contents))]]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content if isinstance(content, bytes) else tic.text(content))
        context = ReadContext(listed=set(listed), **told)
        taken, problems = {}, []
        for item in source.statements(FileSet(paths, source.is_source_file), context):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                statement, more = normalise(item)
                assert not more and statement.kind == "" and statement.id.partition("-")[0] in context.parts
                taken |= {(statement.npi, each.plan): each for each in statement.insurance}
        return taken, problems, context

    return read_files
