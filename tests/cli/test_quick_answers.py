"""Commands that only ask load no part that they do not need, and every fault that has words of its own has them."""

import os
import subprocess
import sys
from importlib import import_module

import pytest
from conftest import ROOT

from directory.cli.errors import WORDED, in_words

ASKING = ("search --near 97214", "search --near zzzzq", "why 1111111111", "matches", "imports", "sources", "status")
SLOW = {"geopy", "sqlite_utils", "flask", "directory.publish.build", "directory.importer.run"}
PROGRAM = """
import sys
from directory.cli.main import main
for words in sys.argv[1:]:
    main(words.split())
    sys.stderr.write("\\nafter " + " ".join({*%r}.intersection(sys.modules)) + "\\n")
"""


def test_a_command_that_asks_loads_nothing_that_imports_publishes_or_serves(sample_data):
    there = os.environ | {"DIRECTORY_DATA": str(sample_data.data)}
    words = [sys.executable, "-c", PROGRAM % sorted(SLOW), *ASKING]
    done = subprocess.run(words, cwd=ROOT, env=there, capture_output=True, text=True)
    loaded = [line for line in done.stderr.splitlines() if line.startswith("after ")]
    assert loaded == ["after "] * len(ASKING), done.stderr


@pytest.mark.parametrize("name", sorted(WORDED))
def test_every_fault_with_words_of_its_own_is_one_of_the_programs(name):
    module, _, fault = name.rpartition(".")
    kind = getattr(import_module(module), fault)
    assert isinstance(in_words(kind.__new__(kind)), str)
