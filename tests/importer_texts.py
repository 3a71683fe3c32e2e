"""What the importer and the worker may say of a file, a row or a job, read from their source: each text with values in
place of what it is put together of.
"""

import ast
import importlib
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("importer", "worker", "publish/guard.py")
VALUE = "12"  # for whatever is put into a text
REFUSALS, SAYING = ("FileRefused", "Interrupted", "Unreachable", "NothingNew", "TryAgain"), ("note", "items.append")
DEEPEST = 4  # names that stand for names


def texts():
    """{text: where it is said}."""
    found = {}
    for module, tree in _modules():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                for call, argument in _said_in(function):
                    for text in _text(argument, _assigned(function), module, DEEPEST):
                        found.setdefault(text, f"{module.__name__}:{call.lineno}")
    return {text: where for text, where in found.items() if len(text.replace(VALUE, "").strip(" :.,()")) > 3}


def _modules():
    for room in ROOMS:
        path = ROOT / "directory" / room
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield importlib.import_module(name), ast.parse(file.read_text())


def _said_in(function):
    """The calls that say something, each with the argument that it says."""
    for call in ast.walk(function):
        if not (isinstance(call, ast.Call) and call.args):
            continue
        name = ast.unparse(call.func)
        if name in REFUSALS or (name.endswith("context.note") and len(call.args) == 1):
            yield call, call.args[0]
        elif name == "Problem" and len(call.args) > 3:
            yield call, call.args[3]


def _assigned(function):
    """{name: the values that are put under it}."""
    names = {}
    for each in ast.walk(function):
        if isinstance(each, ast.Assign):
            for target in each.targets:
                if isinstance(target, ast.Name):
                    names.setdefault(target.id, []).append(each.value)
    return names


def _text(node, names, module, depth):
    """The texts that an expression may be."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return [*_text(node.body, names, module, depth), *_text(node.orelse, names, module, depth)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _joined(node.left, node.right, names=names, module=module, depth=depth)
    if isinstance(node, ast.JoinedStr):
        parts = [each.value if isinstance(each, ast.FormattedValue) else each for each in node.values]
        return _joined(*parts, names=names, module=module, depth=depth)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return [_filled(each) for each in _text(node.func.value, names, module, depth)]
    return _named(node, names, module, depth)


def _joined(*parts, names, module, depth):
    return ["".join(each) for each in product(*(_text(part, names, module, depth) for part in parts))]


def _filled(text):
    """A text of str.format with a value in each of its places."""
    return "".join(VALUE if place else part for part, place in _places(text))


def _places(text):
    rest = text
    while "{" in rest:
        before, _, rest = rest.partition("{")
        yield before, False
        _, _, rest = rest.partition("}")
        yield "", True
    yield rest, False


def _named(node, names, module, depth):
    """What a name stands for: a constant of its module, or what was put under it."""
    if isinstance(node, ast.Name | ast.Attribute):
        value = getattr(module, node.id, None) if isinstance(node, ast.Name) else None
        if isinstance(value, str):
            return [value]
        if isinstance(node, ast.Name) and depth and node.id in names:
            return [text for each in names[node.id] for text in _text(each, names, module, depth - 1)]
    return [VALUE]
