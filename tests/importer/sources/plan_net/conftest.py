"""Made-up Plan-Net files, written and read."""

import json

import plan_net_files as made
import pytest
from plan_net_reading import statements_in


@pytest.fixture
def statements_of(tmp_path):
    """What files give: (statements, problems, context).

    A list of resources is written as NDJSON, a text as it is, anything else as JSON.
    """

    def read_file(*contents, npis=(), names=None, payer="", whole=True):
        folder = tmp_path / "payer"
        folder.mkdir(exist_ok=True)
        for place, content in enumerate(contents):
            text = (
                made.lines(*content)
                if isinstance(content, list)
                else content
                if isinstance(content, str)
                else json.dumps(content)
            )
            name = names[place] if names else f"{place}.ndjson" if isinstance(content, list) else f"{place}.json"
            (folder / name).write_text(text, encoding="utf-8")
        return statements_in(folder, npis, payer, whole)

    return read_file
