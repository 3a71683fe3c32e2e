"""The single changes that can be made to a Python source, for mutants.py, which sees whether a test notices each."""

import ast
import copy
from collections.abc import Iterator
from typing import NamedTuple

COMPARISONS = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
ARITHMETIC = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}
CALLS = {"any": "all", "all": "any", "min": "max", "max": "min"}

UNCHECKED = {"annotation", "returns", "decorator_list"}  # fields of nodes that no test of behaviour asks for
WORDING = {
    "Message",
    "_",
    "N_",
    "gettext",
    "ngettext",
    "lazy_gettext",
    "print",
    "add_argument",
    "add_parser",
}  # for people

SENTENCE = 4  # words: a text of so many is for people too


class Edit(NamedTuple):
    """What is replaced, by what; shown: the part of it that differs, where that is one entry of many."""

    old: ast.AST | list[ast.stmt]
    new: ast.AST
    shown: ast.AST | None = None


class Place(NamedTuple):
    """The lines of a statement without its body, and what it defines as the module is imported; None in a function."""

    lines: range
    defines: frozenset[str] | None


NOWHERE = Place(range(0), frozenset())


class Mutation(NamedTuple):
    """A change of the bytes from start to end of a source into a text; line, before and after tell it to people."""

    operator: str
    start: int
    end: int
    text: str
    line: int
    before: str
    after: str
    place: Place

    def applied(self, source: bytes) -> bytes:
        """The source with this change and no other."""
        return source[: self.start] + self.text.encode() + source[self.end :]


def mutations(source: bytes) -> Iterator[Mutation]:
    """Every change to a source that operators know, in the order of the source."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node, place in nodes(ast.parse(source)):
        for name, operator in OPERATORS.items():
            for edit in operator(node):
                yield _mutation(name, edit, place, starts)


def nodes(tree: ast.AST, place: Place = NOWHERE) -> Iterator[tuple[ast.AST, Place]]:
    """The nodes below one, each with the statement it stands in, without docstrings, types, and words for people."""
    for field, value in ast.iter_fields(tree):
        within = place
        if field == "body" and isinstance(tree, ast.FunctionDef | ast.AsyncFunctionDef):
            within = place._replace(defines=None)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and field not in UNCHECKED and not _is_wording(child, tree):
                here = _place(child, within) if isinstance(child, ast.stmt) else within
                yield child, here
                if not isinstance(child, ast.JoinedStr):  # Python 3.11 does not know where its parts stand
                    yield from nodes(child, here)


def _is_wording(node: ast.AST, parent: ast.AST) -> bool:
    """Whether it is a docstring, a text for people, or names of types alone."""
    if isinstance(parent, ast.Subscript):
        return getattr(parent.value, "id", "") == "Literal"
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return False
    called = getattr(parent.func, "id", getattr(parent.func, "attr", "")) if isinstance(parent, ast.Call) else ""
    told = called in WORDING or called.endswith(("Error", "Refused", "Problem"))
    return told or isinstance(parent, ast.Expr) or len(node.value.split()) >= SENTENCE


def _place(statement: ast.stmt, around: Place) -> Place:
    body = getattr(statement, "body", None)
    last = max(statement.lineno, body[0].lineno - 1) if body else statement.end_lineno
    lines = range(statement.lineno, last + 1)
    if around.defines is None:
        return Place(lines, None)
    targets = getattr(statement, "targets", [getattr(statement, "target", statement)])
    named = {getattr(each, "id", getattr(each, "name", None)) for target in targets for each in ast.walk(target)}
    own = {statement.name} if hasattr(statement, "name") else named - {None}
    return Place(lines, around.defines | own)


def _mutation(operator: str, edit: Edit, place: Place, starts: list[int]) -> Mutation:
    old = edit.old if isinstance(edit.old, list) else [edit.old]
    start = starts[old[0].lineno - 1] + old[0].col_offset
    end = starts[old[-1].end_lineno - 1] + old[-1].end_col_offset
    after = text = ast.unparse(edit.new)
    if isinstance(edit.new, ast.expr) and not isinstance(edit.new, ast.Name | ast.Tuple):
        text = f"({text})"
    before = "; ".join(ast.unparse(each) for each in old)
    if edit.shown:
        before, after = ast.unparse(edit.shown), "nothing"
    if isinstance(edit.old, list):
        place = place._replace(lines=range(old[0].lineno, old[0].lineno + 1))
    return Mutation(operator, start, end, text, (edit.shown or old[0]).lineno, before, after, place)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _without(entries: list, place: int) -> list:
    return entries[:place] + entries[place + 1 :]


def comparison(node: ast.AST) -> Iterator[Edit]:
    """a < b becomes a <= b, and a >= b."""
    if isinstance(node, ast.Compare):
        for place, each in enumerate(node.ops):
            for other in COMPARISONS[type(each)]:
                yield Edit(node, _with(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]]))


def constant(node: ast.AST) -> Iterator[Edit]:
    """7 becomes 6 and 8, True False, "text" "textx"."""
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    others = ()
    if isinstance(value, bool):
        others = (not value,)
    elif isinstance(value, int | float):
        others = (value - 1, value + 1)
    elif isinstance(value, str):
        others = (value + "x",)
    elif isinstance(value, bytes):
        others = (value + b"x",)
    yield from (Edit(node, ast.Constant(other)) for other in others)


def branch(node: ast.AST) -> Iterator[Edit]:
    """What an `if` or its `else` does is left out; a condition is turned around, or, of a comprehension, always met."""
    if isinstance(node, ast.If):
        yield Edit(node.body, ast.Pass())
        if node.orelse and not isinstance(node.orelse[0], ast.If):
            yield Edit(node.orelse, ast.Pass())
    conditions = [node.test] if isinstance(node, ast.If | ast.IfExp | ast.While) else []
    if isinstance(node, ast.comprehension):
        conditions = node.ifs
        yield from (Edit(condition, ast.Constant(True)) for condition in conditions)
    yield from (Edit(condition, ast.UnaryOp(ast.Not(), condition)) for condition in conditions)


def logic(node: ast.AST) -> Iterator[Edit]:
    """`not a` becomes a; `a and b` becomes `a or b`, a, and b; any becomes all."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield Edit(node, node.operand)
    if isinstance(node, ast.BoolOp):
        yield Edit(node, _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And()))
        for place in range(len(node.values)):
            yield Edit(node, _with(node, values=_without(node.values, place)))
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
        yield Edit(node.func, ast.Name(CALLS[node.func.id]))


def arithmetic(node: ast.AST) -> Iterator[Edit]:
    """a + b becomes a - b."""
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in ARITHMETIC:
        yield Edit(node, _with(node, op=ARITHMETIC[type(node.op)]()))


def result(node: ast.AST) -> Iterator[Edit]:
    """`return a` becomes `return None`."""
    if isinstance(node, ast.Return) and node.value and getattr(node.value, "value", node) is not None:
        yield Edit(node, ast.Return(ast.Constant(None)))


def entry(node: ast.AST) -> Iterator[Edit]:
    """One entry of a tuple, list, set or dictionary that has others is left out."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        for place, each in enumerate(node.elts if len(node.elts) > 1 else []):
            yield Edit(node, _with(node, elts=_without(node.elts, place)), shown=each)
    if isinstance(node, ast.Dict) and len(node.keys) > 1:
        for place, value in enumerate(node.values):
            keys, values = _without(node.keys, place), _without(node.values, place)
            yield Edit(node, _with(node, keys=keys, values=values), shown=node.keys[place] or value)


def call(node: ast.AST) -> Iterator[Edit]:
    """A call made for what it does, not for its value, is left out."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield Edit(node, ast.Pass())


OPERATORS = {each.__name__: each for each in (comparison, constant, branch, logic, arithmetic, result, entry, call)}
