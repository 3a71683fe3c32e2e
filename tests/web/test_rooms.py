"""Every feature's folder has the same inner names, and what the shell says of pages by name is there."""

import ast
from pathlib import Path

import pytest
from conftest import ROOT

from directory.web.shell import app as putting_together
from directory.web.shell import caching, guard, routes_robots

WEB = ROOT / "directory" / "web"
FEATURES = sorted(path for path in WEB.iterdir() if (path / "__init__.py").exists() and path.name != "shell")
FILES = sorted(WEB.rglob("*.py"))
FORMS = ("BaseForm", "AccountForm", "ConfirmForm")


def name(path):
    """letters/forms.py"""
    return str(Path(path).relative_to(WEB))


def made(path):
    """What a file makes: ("blueprint", its variable), ("form", its class)."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("Blueprint("):
            yield "blueprint", ast.unparse(node.targets[0])
        if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & set(FORMS):
            yield "form", node.name


@pytest.mark.parametrize("folder", FEATURES, ids=name)
def test_a_feature_has_its_views_in_routes(folder):
    assert [path for path in folder.glob("routes*.py") if ("blueprint", "blueprint") in made(path)], "no routes.py"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_blueprints_are_in_routes_one_each_and_forms_in_forms(path):
    found = list(made(path))
    blueprints = [variable for kind, variable in found if kind == "blueprint"]
    assert blueprints == (["blueprint"] if path.name.startswith("routes") else [])
    assert path.name.startswith("forms") or not [each for kind, each in found if kind == "form"]


def test_every_blueprint_is_part_of_the_site(app):
    made_here = [path for path in FILES if path.name.startswith("routes")]
    assert len(putting_together.BLUEPRINTS) == len(app.blueprints) == len(made_here)


def test_pages_that_the_shell_names_are_there(app):
    assert set(guard.NO_ACTIVITY) | set(caching.UNTAGGED_ENDPOINTS) <= set(app.view_functions)
    assert set(caching.TAGGED_BLUEPRINTS) | set(routes_robots.NOINDEX_BLUEPRINTS) <= set(app.blueprints)
