"""No file and no view grows past its limit (house.md section 11)."""

import ast

import pytest

from tests.house.sources import functions, lines, modules, templates

LIMITS = {"forms.py": 200}  # by file name; every other module has
MODULE = 250
TEMPLATE = 150
VIEW = 25
FUNCTION = 40
ROUTES = {"get", "post", "put", "patch", "delete", "route"}


def is_view(function):
    decorators = [d.func for d in function.decorator_list if isinstance(d, ast.Call)]
    return any(isinstance(d, ast.Attribute) and d.attr in ROUTES for d in decorators)


def length(function):
    """Lines of a function without those of the functions inside it."""
    inner = [n for n in ast.walk(function) if isinstance(n, ast.FunctionDef) and n is not function]
    own = set(range(function.lineno, function.end_lineno + 1))
    return len(own.difference(*(range(n.lineno, n.end_lineno + 1) for n in inner)))


@pytest.mark.parametrize("path", modules(), ids=str)
def test_modules_and_functions(path):
    assert lines(path) <= LIMITS.get(path.name, MODULE)
    long = {f.name: length(f) for f in functions(path) if length(f) > (VIEW if is_view(f) else FUNCTION)}
    assert not long


def test_templates():
    long = {name: lines(f"tthc/templates/{name}") for name in templates()}
    assert {name: count for name, count in long.items() if count > TEMPLATE} == {}
