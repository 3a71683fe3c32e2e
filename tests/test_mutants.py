"""The bench of mutants makes the changes that it says, one at a time, and sees whether a test fails."""

import ast
import signal
import sys
from argparse import Namespace

import pytest
from conftest import ROOT

sys.path.append(str(ROOT / "tests" / "bench"))

from mutants import PASSED, Verdict, check_unchanged, drawn, exit_code, lines_of_tests, of_file, table, verdict
from mutations import OPERATORS, mutations

CHANGES = (
    ("comparison", "x = a < b", {"x = a <= b", "x = a >= b"}),
    ("comparison", "x = a >= b > c", {"x = a > b > c", "x = a < b > c", "x = a >= b >= c", "x = a >= b <= c"}),
    ("comparison", "x = a not in b", {"x = a in b"}),
    ("comparison", "x = a is None", {"x = a is not None"}),
    ("constant", "x = 7", {"x = 6", "x = 8"}),
    ("constant", "def f(x=True): pass", {"def f(x=False): pass"}),
    ("constant", "x = {'TX': b'ü'.size}".replace("ü", "u"), {"x = {'TXx': b'u'.size}", "x = {'TX': b'ux'.size}"}),
    ("branch", "if a: b()\nelse: c()", {"if a: pass\nelse: c()", "if a: b()\nelse: pass", "if not a: b()\nelse: c()"}),
    ("branch", "x = a if b else c", {"x = a if not b else c"}),
    ("branch", "x = [a for a in b if c]", {"x = [a for a in b if not c]", "x = [a for a in b if True]"}),
    ("logic", "x = not a", {"x = a"}),
    ("logic", "x = a and b", {"x = a or b", "x = a", "x = b"}),
    ("logic", "x = any(a)", {"x = all(a)"}),
    ("arithmetic", "x = a + b * c", {"x = a - b * c", "x = a + b // c"}),
    ("arithmetic", "x += 1", {"x -= 1"}),
    ("result", "def f(): return a", {"def f(): return None"}),
    ("entry", "x = {'a': 1, 'b': 2}", {"x = {'b': 2}", "x = {'a': 1}"}),
    ("entry", "x = (a, b)", {"x = (b,)", "x = (a,)"}),
    ("call", "a.append(b)", {"pass"}),
)
UNTOUCHED = (
    '"""A docstring"""',
    "def f(x: Literal['a']) -> list[int]: pass",
    "x = Message('%(number)s days', number=a)",
    "raise ValueError('not a date')",
    "x = 'a sentence of many words'",
    "a, b = c",
    "x = f'{a} of {b < c}'",
)
PROGRAM = """\
from functools import cache

OLD = {"a": 18, "b": 21}


@cache
def bound(place):
    return OLD[place]


def is_old(age, place):
    return age >= bound(place)


def untested():
    return 1


WORDS = {"a": "young", "b": "old"}


def told(place):
    return f"{WORDS[place]}"
"""
ITS_TESTS = """\
import pytest


@pytest.fixture(scope="session")
def is_old():
    from directory.ages import is_old

    is_old(18, "b")
    return is_old


def test_one(is_old):
    assert is_old(18, "a") and not is_old(17, "a")


def test_another(is_old):
    assert not is_old(1, "a")


def test_told():
    from directory.ages import told

    assert told("a") == "young"


def test_none():
    pass
"""
TEST_OF_ITS_TABLE = """\
from directory.ages import OLD


def test_table():
    assert OLD["b"] == 21
"""


@pytest.mark.parametrize(
    ("operator", "source", "expected"), CHANGES, ids=lambda value: value[:30] if isinstance(value, str) else ""
)
def test_an_operator_makes_the_changes_that_it_says_and_no_other(operator, source, expected):
    before, after = "# Ü\nbefore = 'ü'\n", "\nafter = 0  # ü\n"
    whole = (before + source + after).encode()
    lines = range(3, 4 + source.count("\n"))
    made = [
        each.applied(whole).decode() for each in mutations(whole) if each.operator == operator and each.line in lines
    ]
    assert all(text.startswith(before) and text.endswith(after) for text in made)
    parsed = {ast.unparse(ast.parse(text[len(before) : -len(after)])) for text in made}
    assert parsed == {ast.unparse(ast.parse(text)) for text in expected} and len(made) == len(expected)


def test_every_operator_is_tried():
    assert {operator for operator, _, _ in CHANGES} == set(OPERATORS)


@pytest.mark.parametrize("source", UNTOUCHED)
def test_types_docstrings_and_words_for_people_stay(source):
    assert not list(mutations(source.encode()))


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A tiny program with its tests; what is recorded of it is kept beside it."""
    files = {
        "directory/__init__.py": "",
        "directory/ages.py": PROGRAM,
        "tests/test_ages.py": ITS_TESTS,
        "tests/test_table.py": TEST_OF_ITS_TABLE,
        "tests/pytest.ini": "[pytest]\naddopts = --import-mode=importlib -p no:cacheprovider\npythonpath = ..\n",
    }
    for name, text in files.items():
        (tmp_path / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tree" / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path / "tree"


def mutant(operator, after):
    """The change of the tiny program that puts this in."""
    mutants = of_file("directory/ages.py", PROGRAM.encode())
    (found,) = (each for each in mutants if (each.mutation.operator, each.mutation.after) == (operator, after))
    return found


@pytest.mark.parametrize(
    ("operator", "after", "expected"),
    [("comparison", "age > bound(place)", Verdict.NOTICED), ("constant", "22", Verdict.MISSED)],
    ids=["a bound that it asserts", "a bound that it does not ask for"],
)
def test_a_change_is_noticed_where_a_test_fails_of_it_and_taken_back(operator, after, expected, tree):
    changed = mutant(operator, after)
    assert verdict(changed, tree, ["tests/test_ages.py::test_one"], 60) == expected
    assert (tree / changed.file).read_text(encoding="utf-8") == PROGRAM


def test_a_change_meets_the_tests_that_run_its_line_or_use_its_table_or_look_at_it_whoever_filled_a_cache(tree):
    recorded = lines_of_tests(tree, ["directory/__init__.py", "directory/ages.py"])
    both = {f"tests/test_ages.py::test_{name}" for name in ("one", "another")}
    expected = dict.fromkeys((8, 12), both) | {3: both | {"tests/test_table.py::test_table"}, 16: set()}
    expected |= {line: {"tests/test_ages.py::test_told"} for line in (19, 23)}
    for each in of_file("directory/ages.py", PROGRAM.encode()):
        assert set(recorded.tests_of(each.file, each.mutation.place)) == expected[each.mutation.line], each
    everything = list(drawn(tree, recorded, Namespace(rooms=[""], only=None, seed=1, number=5, each=5)))
    assert {each.mutation.line for each in everything} >= {3, 8, 12, 19, 23}
    assert len(list(drawn(tree, recorded, Namespace(rooms=[""], only=None, seed=1, number=5, each=1)))) < len(
        everything
    )


def test_nothing_is_measured_where_tests_fail_without_a_change(tree):
    check_unchanged(tree, ["tests/test_ages.py::test_one"], 60)
    (tree / "directory" / "ages.py").write_text(PROGRAM.replace("18", "19"), encoding="utf-8")
    with pytest.raises(SystemExit, match="pytest ends with 1"):
        check_unchanged(tree, ["tests/test_ages.py::test_one"], 60)


@pytest.mark.parametrize(
    ("body", "code"),
    [("time.sleep(4)", PASSED), ("while True: pass", -signal.SIGXCPU)],
    ids=["one that waits", "one without an end"],
)
def test_the_limit_is_of_the_processors_seconds_so_that_a_busy_machine_stops_no_test(body, code, tree):
    (tree / "tests" / "test_ages.py").write_text(f"import time\ndef test_one():\n    {body}\n", encoding="utf-8")
    assert exit_code(tree, ["tests/test_ages.py::test_one"], 3) == code


def test_a_change_that_no_test_runs_is_none_that_was_tried(tree):
    assert verdict(mutant("constant", "2"), tree, [], 60) == Verdict.NOT_RUN


def test_the_table_has_a_line_a_room_and_one_for_all():
    one, other, third = (mutant("constant", text) for text in ("22", "17", "20"))
    other = other._replace(file="directory/web/shell/app.py")
    third = third._replace(file="directory/store/imports/database.py")
    told = {one: Verdict.NOTICED, other: Verdict.MISSED, third: Verdict.STOPPED}
    told |= {one._replace(id="a"): Verdict.ASIDE, other._replace(id="b"): Verdict.NOT_RUN}
    assert table(told)[2:] == [
        "| directory | 1 | 1 | 100 | 1 | 0 |",
        "| store | 1 | 1 | 100 | 0 | 0 |",
        "| web/shell | 0 | 1 | 0 | 0 | 1 |",
        "| all | 2 | 3 | 67 | 1 | 1 |",
    ]
