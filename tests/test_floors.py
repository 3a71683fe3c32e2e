"""Imports go down only, few rooms know Flask or SQLite, and nothing is long, wide or vaguely named."""

import ast
import re
from collections import defaultdict
from functools import cache

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
    "accuracy": 2,
    "importer": 3,
    "publish": 3,
    "answers": 3,
    "worker": 4,
    "web": 5,
    "cli": 5,
    "settings": 6,
    "logs": 6,
    "__init__": 6,
}
ROOF = {"settings", "logs", "__init__"}
FILES = sorted((ROOT / "directory").rglob("*.py"))
LONGEST_FUNCTION, LONGEST_CLASS, LONGEST_FILE, WIDEST_LINE = 30, 120, 300, 120
# Names that say nothing of what a function does, or of what a constant bounds.
VAGUE_FUNCTIONS = {"read", "said", "told", "laid", "lot", "telling", "belonging", "uncollected", "whoever", "speaks"}
VAGUE_CONSTANTS = {"LONGEST", "MOST", "BATCH", "BLOCK"}


@cache
def text(path):
    return path.read_text(encoding="utf-8")


@cache
def tree(path):
    """A file as Python reads it: parsed once for all tests."""
    return ast.parse(text(path))


@cache
def definitions(path, *kinds):
    """Every function or class of a file, wherever it stands in it."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, kinds or (ast.FunctionDef, ast.ClassDef))]


@cache
def module(path):
    """directory/web/shell/app.py → directory.web.shell.app"""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imported(path, anywhere=True):
    """The modules a file imports: all of them, or those it needs to be imported itself."""
    names = []
    for node in ast.walk(tree(path)) if anywhere else tree(path).body:
        if isinstance(node, ast.Import):
            names += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
    return names


def room(name):
    """The part of the house a module is in: "directory.web.shell.app" → "web"."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def goes_down(here, there):
    """Whether a room may import another one."""
    free = there not in FLOORS or there == here or {here, there} & ROOF
    return bool(free) or FLOORS[there] < FLOORS[here]


def none(wrong):
    """Nothing is wrong, or all that is, a line each."""
    wrong = list(wrong)
    assert not wrong, f"{len(wrong)} to mend:\n" + "\n".join(wrong)


def test_imports_go_down_and_neighbours_do_not_import_each_other():
    none(
        f"{module(path)} imports {name}"
        for path in FILES
        for name in imported(path)
        if name.startswith("directory.") and not goes_down(room(module(path)), room(name))
    )


ONLY_IN = {  # packages, and the one room that may import them
    "web": {"flask", "flask_wtf", "wtforms", "werkzeug", "jinja2"},
    "store": {"sqlite_utils", "psycopg"},
}
NOT_IN_CORE = {"sqlite3", "socket", "urllib.request", "os", "pathlib", "io"}


def test_only_web_knows_flask_and_only_store_opens_a_database():
    for path in FILES:
        here, names = room(module(path)), set(imported(path))
        packages = names | {name.split(".")[0] for name in names}
        foreign = set().union(*(only for owner, only in ONLY_IN.items() if owner != here))
        assert not packages & (foreign | (NOT_IN_CORE if here == "core" else set())), path
        assert here == "store" or "sqlite3.connect" not in text(path), path


def test_no_module_imports_itself_round_a_corner():
    known = {module(path): path for path in FILES}
    needs = {name: {each for each in imported(path, anywhere=False) if each in known} for name, path in known.items()}
    while free := [name for name, wanted in needs.items() if not wanted - {name}]:
        for name in free:
            del needs[name]
        needs = {name: wanted - set(free) for name, wanted in needs.items()}
    assert not needs, f"a circle of imports: {sorted(needs)}"


def test_modules_and_public_definitions_explain_themselves():
    none(
        f"{module(path)}: {getattr(node, 'name', 'the module')} has no docstring"
        for path in FILES
        for node in [tree(path), *definitions(path)]
        if not getattr(node, "name", "").startswith("_") and not ast.get_docstring(node)
    )


def test_no_file_is_long():
    none(f"{module(path)}: {lines} lines" for path in FILES if (lines := text(path).count("\n")) > LONGEST_FILE)


def test_no_line_is_wide():
    none(
        f"{path.relative_to(ROOT)}:{number}: {len(line)} characters"
        for path in [*FILES, ROOT / "run.py"]
        for number, line in enumerate(text(path).splitlines(), 1)
        if len(line) > WIDEST_LINE
    )


def test_no_function_is_long():
    """What stands below its first line, docstring and all."""
    none(
        f"{module(path)}: {node.name} has {length} lines"
        for path in FILES
        for node in definitions(path, ast.FunctionDef)
        if (length := node.end_lineno - node.body[0].lineno + 1) > LONGEST_FUNCTION
    )


def test_no_class_is_long():
    none(
        f"{module(path)}: {node.name} has {length} lines"
        for path in FILES
        for node in definitions(path, ast.ClassDef)
        if (length := node.end_lineno - node.lineno + 1) > LONGEST_CLASS
    )


def test_no_class_name_stands_twice():
    homes = defaultdict(list)
    for path in FILES:
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(module(path))
    none(f"{name}: {', '.join(places)}" for name, places in homes.items() if len(places) > 1)


def test_module_level_names_say_what_is_meant():
    none(
        f"{module(path)}: {name}"
        for path in FILES
        for name in [*function_names(path), *constants(path)]
        if name in VAGUE_FUNCTIONS | VAGUE_CONSTANTS
    )


def function_names(path):
    """The names of a file's functions, not of methods."""
    return [node.name for node in tree(path).body if isinstance(node, ast.FunctionDef)]


def constants(path):
    """The names that a file gives values to, those of A, B = 1, 2 too."""
    targets = [target for node in tree(path).body if isinstance(node, ast.Assign) for target in node.targets]
    return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]


def pins(name):
    """The packages that a requirements or lock file pins, as name==version, in one spelling."""
    found = re.findall(r"^([\w.-]+)==([\w.]+)", text(ROOT / name), re.M)
    return {f"{re.sub('[-_.]+', '-', package).lower()}=={version}" for package, version in found}


def test_every_package_is_pinned_with_its_reason():
    for name in ("requirements-reader.txt", "requirements.txt", "requirements-dev.txt"):
        for line in text(ROOT / name).splitlines():
            assert line.startswith(("#", "-r requirements-reader.txt")) or ("==" in line and "#" in line), line


def test_the_lock_files_are_those_of_the_requirements():
    for_reader, for_use, for_development = (pins(f"requirements{name}.lock") for name in ("-reader", "", "-dev"))
    assert pins("requirements-reader.txt") <= for_reader < for_use, "python3 run.py lock"
    assert pins("requirements.txt") <= for_use, "python3 run.py lock"
    assert for_use | pins("requirements-dev.txt") <= for_development, "python3 run.py lock"


def test_every_locked_package_has_hashes_and_comes_from_where_pip_looks():
    for name in ("requirements-reader.lock", "requirements.lock", "requirements-dev.lock"):
        entries = re.split(r"^(?=[^\s#])", text(ROOT / name), flags=re.M)[1:]
        assert all("--hash=sha256:" in entry for entry in entries)
        assert "://" not in text(ROOT / name) and "--index-url" not in text(ROOT / name)


def test_nothing_in_the_repository_names_another_machine():
    for path in [*FILES, ROOT / "run.py", *ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        assert not re.search(r"(?<![\w.…])/(?:home|root|work|tmp|Users)/", text(path)), path
