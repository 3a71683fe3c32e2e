"""What can be typed leads to a function, and loads no more than it needs."""

import subprocess
import sys
from importlib import import_module

import pytest
from conftest import ROOT

from directory.cli.main import COMMANDS, GROUPS, Command

LOADED = "import sys; from directory.cli.main import main; main(sys.argv[1:]); print(*sys.modules)"


@pytest.mark.parametrize("command", [each for each in COMMANDS if each.function], ids=lambda command: command.words)
def test_a_command_names_a_function_that_explains_itself(command):
    module, name = command.function.split(".")
    assert getattr(import_module(f"directory.cli.{module}"), name).__doc__


def test_every_group_has_commands():
    assert {each.words.partition(" ")[0] for each in COMMANDS if " " in each.words} == set(GROUPS)


@pytest.mark.parametrize(
    ("words", "not_needed"),
    [
        (("user", "list"), ("numpy", "directory.importer", "directory.search", "directory.publish")),
        (("imports",), ("geopy", "directory.accounts", "directory.search")),
        (("status",), ("geopy", "directory.accounts", "directory.importer", "directory.publish", "directory.search")),
        (("sources",), ("geopy", "directory.accounts", "directory.importer", "directory.publish", "directory.search")),
        (("search", "--near", "97214"), ("geopy", "directory.accounts", "directory.importer", "directory.publish")),
    ],
    ids=lambda words: words[0],
)
def test_a_command_that_only_asks_starts_without_the_rest_of_the_program(words, not_needed, sample_data, monkeypatch):
    monkeypatch.setenv("DIRECTORY_DATA", str(sample_data.data))
    answer = subprocess.run([sys.executable, "-c", LOADED, *words], cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    assert not set(not_needed) & set(answer.stdout.splitlines()[-1].split())


def test_without_a_word_the_site_is_served_as_by_serve(run, monkeypatch):
    typed = []
    monkeypatch.setattr(Command, "run", lambda command, options, _: typed.append((command.words, vars(options))) or 0)
    assert run()[0] == run("serve")[0] == 0
    assert typed[0] == typed[1] and typed[0][0] == "serve"
