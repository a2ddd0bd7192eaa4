"""The program's own files, read once: what the tests of the house look at."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tthc"
TEMPLATES = PACKAGE / "templates"


@cache
def tracked():
    """Every file of the repository that is or will be in git, relative to its root."""
    found = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return tuple(sorted(Path(name) for name in found.stdout.split("\0") if name and (ROOT / name).is_file()))


def modules(folder="tthc"):
    """The Python files below a folder, migrations left out: a written step is history and no longer changes."""
    return [
        p
        for p in tracked()
        if p.suffix == ".py" and p.parts[: len(Path(folder).parts)] == Path(folder).parts and "migrations" not in p.parts
    ]


def templates():
    """The names of all templates, as the loader knows them."""
    return [str(p.relative_to("tthc/templates")) for p in tracked() if p.is_relative_to("tthc/templates") and p.suffix == ".html"]


@cache
def tree(path):
    """The syntax tree of one of our modules."""
    return ast.parse((ROOT / path).read_text("utf-8"))


def functions(path):
    """All functions and methods of a module, whatever they are nested in."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def lines(path):
    """How many lines a file has."""
    return len((ROOT / path).read_text("utf-8").splitlines())


def called(node):
    """The names that are called somewhere below a node: `ensure`, `audit.record`."""
    return {ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}
