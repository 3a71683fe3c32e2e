"""Which tests run which lines, for mutants.py: a plugin of pytest that records it, and what was recorded.

MUTANT_LINES is the folder to record in; MUTANT_CHOSEN a file with the tests to run, a JSON list in their order.
"""

import ast
import importlib
import json
import os
import pkgutil
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import coverage
import pytest
from mutations import Place, nodes

LINES, TESTS = "lines.sqlite", "tests.json"
FIXTURE = "fixture "  # before the name of one that many tests share


class Recorder:
    """Records the lines that each test runs, as contexts of coverage; a fixture that tests share is one of its own."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.tests: dict[str, dict] = {}
        self.failed: set[str] = set()
        self.path: Path | None = None
        self.coverage = coverage.Coverage(folder / LINES, config_file=False, include=["directory/*"])
        self.coverage.set_option("run:relative_files", True)
        self.coverage.start()
        import directory

        for module in pkgutil.walk_packages(directory.__path__, "directory."):
            importlib.import_module(module.name)
        modules = [module for name, module in sys.modules.items() if name.startswith("directory")]
        self.caches = {
            value for module in modules for value in vars(module).values() if hasattr(type(value), "cache_clear")
        }

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """What another test has left in a cache would hide the lines that fill it.

        What is loaded once, such as the gazetteer, takes long: only another file of tests loads it again.
        """
        elsewhere, self.path = item.path != self.path, item.path
        for each in self.caches:
            if elsewhere or each.cache_parameters()["maxsize"] is not None:
                each.cache_clear()
        self.tests[item.nodeid] = {"seconds": 0, "fixtures": item.fixturenames}
        self.context = item.nodeid
        self.coverage.switch_context(item.nodeid)
        before = time.process_time()
        try:
            return (yield)
        finally:
            self.tests[item.nodeid]["seconds"] = time.process_time() - before

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef) -> Iterator[None]:
        """Only the first of the tests that share a fixture runs it."""
        if fixturedef.scope == "function":
            return (yield)
        around, self.context = self.context, FIXTURE + fixturedef.argname
        self.coverage.switch_context(self.context)
        try:
            return (yield)
        finally:
            self.context = around
            self.coverage.switch_context(around)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails or is skipped shows nothing about a change."""
        if not report.passed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Writes what was recorded."""
        self.coverage.stop()
        self.coverage.save()
        passed = {test: about for test, about in self.tests.items() if test not in self.failed}
        (self.folder / TESTS).write_text(json.dumps(passed), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Starts recording, where that is asked for."""
    if folder := os.environ.get("MUTANT_LINES"):
        config.pluginmanager.register(Recorder(Path(folder)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves the chosen tests, in their order."""
    if chosen := os.environ.get("MUTANT_CHOSEN"):
        order = {test: place for place, test in enumerate(json.loads(Path(chosen).read_text(encoding="utf-8")))}
        items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])


class Recorded:
    """What was recorded in a folder, of the files of a tree."""

    def __init__(self, folder: Path, tree: Path, files: Iterable[str]):
        self.files = list(files)
        tests = json.loads((folder / TESTS).read_text(encoding="utf-8"))
        self.seconds = {test: about["seconds"] for test, about in tests.items()}
        self._order = {test: place for place, test in enumerate(tests)}
        self._lines = coverage.CoverageData(folder / LINES)
        self._lines.read()
        self._sharing = defaultdict(set)
        for test, about in tests.items():
            for fixture in about["fixtures"]:
                self._sharing[FIXTURE + fixture].add(test)
        self._mentions = defaultdict(set)
        for file in self.files:
            for node, place in nodes(ast.parse((tree / file).read_bytes())):
                for each in ast.walk(node) if isinstance(node, ast.JoinedStr) else (node,):
                    self._mentions[getattr(each, "id", getattr(each, "attr", None))].add((file, place))
        self._looking = defaultdict(set)  # the tests in files that mention a name
        for test in tests:
            for name in _names(tree / test.partition("::")[0]):
                self._looking[name].add(test)

    def tests_of(self, file: str, place: Place) -> list[str]:
        """The tests that run a statement, those first that are likeliest to notice a change of it, and quick."""
        tests = self._running(file, place.lines) if place.defines is None else self._using(place.defines)
        near = set(Path(file).with_suffix("").parts)
        cost: dict[Path, float] = defaultdict(float)
        for test in tests:
            cost[Path(test.partition("::")[0])] += self.seconds[test]

        def order(test: str) -> tuple:
            path = Path(test.partition("::")[0])
            words = {*path.parts[:-1], path.stem.removeprefix("test_")}
            return -len(near & words), cost[path], path, self._order[test]

        return sorted(tests, key=order)

    def _running(self, file: str, lines: range) -> set[str]:
        by_line = self._contexts(file)
        contexts = {context for line in lines for context in by_line.get(line, ())}
        return {test for context in contexts for test in self._sharing.get(context, {context}) if test in self._order}

    def _using(self, defined: Iterable[str]) -> set[str]:
        """Those that mention one of these names, or run a function that does, or use a name defined with one."""
        seen, names = set(defined), list(defined)
        tests = {test for name in names for test in self._looking[name]}
        while names:
            for file, place in self._mentions[names.pop()]:
                if place.defines is None:
                    tests |= self._running(file, place.lines)
                else:
                    names += place.defines - seen
                    seen |= place.defines
        return tests

    @cache  # noqa: B019  one is made in a process
    def _contexts(self, file: str) -> dict[int, list[str]]:
        return self._lines.contexts_by_lineno(file)


@cache
def _names(file: Path) -> frozenset[str]:
    """The names that a file mentions."""
    mentioned = (getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(ast.parse(file.read_bytes())))
    return frozenset(mentioned) - {""}
