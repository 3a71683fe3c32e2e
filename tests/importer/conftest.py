"""What tests of whole imports share: a file of a source imported, and what is told of a practitioner afterwards."""

import pytest
from published import told


@pytest.fixture
def why(run):
    """What is told of a practitioner: {fact: its values}."""
    return lambda practitioner: told(run("why", practitioner)[1])


@pytest.fixture
def imports(run, tmp_path):
    """Imports one file of a source, its text or its bytes: what the command said."""

    def imported(source, name, content, *words):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        code, out, err = run("import", source, path, *words)
        assert code in (0, 1), err
        return out + err

    return imported
