"""The house stands as docs/design.md draws it: imports go down only, and few rooms know Flask or SQLite."""

import ast
import re
from pathlib import Path

import pytest
from conftest import ROOT

FLOORS = {
    "core": 0,
    "store": 1,
    "resolve": 2,
    "geocoding": 2,
    "search": 2,
    "coverage": 2,
    "referral": 2,
    "accounts": 2,
    "importer": 3,
    "publish": 3,
    "web": 4,
    "cli": 4,
    "settings": 5,
    "logs": 5,
    "__init__": 5,
}
ROOF = {"settings", "logs", "__init__"}
FILES = sorted((ROOT / "directory").rglob("*.py"))


def module(path):
    """directory/web/shell/app.py → directory.web.shell.app"""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(path, anywhere=True):
    """The modules a file imports: all of them, or those it needs to be imported itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = ast.walk(tree) if anywhere else tree.body
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def room(name):
    """The part of the house a module is in: "directory.web.shell.app" → "web"."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


@pytest.mark.parametrize("path", FILES, ids=module)
def test_imports_go_down_and_neighbours_do_not_import_each_other(path):
    here = room(module(path))
    for name in imported(path):
        there = room(name) if name.startswith("directory.") else None
        if there in FLOORS and there != here and here not in ROOF and there not in ROOF:
            assert FLOORS[there] < FLOORS[here], f"{module(path)} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=module)
def test_only_web_knows_flask_and_only_store_opens_a_database(path):
    packages = {name.split(".")[0] for name in imported(path)}
    if room(module(path)) != "web":
        assert not packages & {"flask", "flask_wtf", "wtforms", "werkzeug", "jinja2"}
    if room(module(path)) != "store":
        assert "sqlite_utils" not in packages and "sqlite3.connect" not in path.read_text(encoding="utf-8")
    if room(module(path)) == "core":
        assert not packages & {"sqlite3", "socket", "urllib", "os", "pathlib", "io"}


def test_no_module_imports_itself_round_a_corner():
    known = {module(path): path for path in FILES}
    needs = {name: {each for each in imported(path, anywhere=False) if each in known} for name, path in known.items()}
    while free := [name for name, wanted in needs.items() if not wanted - {name}]:
        for name in free:
            del needs[name]
        needs = {name: wanted - set(free) for name, wanted in needs.items()}
    assert not needs, f"a circle of imports: {sorted(needs)}"


@pytest.mark.parametrize("path", FILES, ids=module)
def test_rooms_are_small_and_public_functions_explain_themselves(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 350
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "the room has no docstring"
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            assert node.end_lineno - node.lineno < 140
            if not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_every_package_is_pinned_with_its_reason():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in Path(ROOT / name).read_text(encoding="utf-8").splitlines():
            assert line.startswith("#") or ("==" in line and "#" in line), line


def test_nothing_in_the_repository_names_another_machine():
    for path in [*FILES, ROOT / "README.md", ROOT / "run.py", *(ROOT / "docs").glob("*.md")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w.…])/(?:home|root|work|tmp|Users)/", text), path
