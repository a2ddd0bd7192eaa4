"""Names that say nothing are not used; every module says what it is for."""

import ast
import re

import pytest

from tests.house.sources import lines, modules, tracked, tree

FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service", "services", "base", "data", "info"}
ALLOWED_FILES = {"tthc/templates/layouts/base.html"}
ALLOWED_CLASSES = {"Base"}  # SQLAlchemy's own word for the class that tables derive from
ROOM_FILES = {"__init__", "actions", "queries", "models", "ports", "rules"}


def words_of(name):
    """The words of a snake_case, kebab-case or CamelCase name, in small letters."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)}


def test_files_and_folders():
    ours = [p for p in tracked() if p.parts[0] in ("tthc", "tests") and "examples" not in p.parts]
    wrong = [str(p) for p in ours if str(p) not in ALLOWED_FILES for part in (*p.parts[1:-1], p.stem) if words_of(part) & FORBIDDEN]
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=str)
def test_classes_and_functions(path):
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    named = {node.name for node in ast.walk(tree(path)) if isinstance(node, kinds)} - ALLOWED_CLASSES
    wrong = {name for name in named if name.lower() in FORBIDDEN or (name[0].isupper() and words_of(name) & FORBIDDEN)}
    assert wrong == set()


def test_rooms_hold_their_five_files_and_an_empty_package_file():
    rooms = [p for p in modules("tthc/core") if len(p.parts) >= 4]  # tthc/core/<room>/<file>
    assert {p.parts[3].removesuffix(".py") for p in rooms} <= ROOM_FILES
    assert [str(p) for p in rooms if len(p.parts) == 4 and p.name == "__init__.py" and lines(p)] == []


def test_rooms_are_named_in_ascii_english_plural_or_mass_nouns():
    names = {p.parts[2] for p in modules("tthc/core") if len(p.parts) >= 4}
    assert all(re.fullmatch(r"[a-z]+", name) for name in names)


def test_templates_and_static_files_have_ascii_names():
    ours = [p for p in tracked() if p.parts[:2] in (("tthc", "templates"), ("tthc", "static"))]
    assert [str(p) for p in ours if not re.fullmatch(r"[a-z0-9_./-]+", str(p))] == []
