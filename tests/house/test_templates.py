"""Templates draw: they compile, decide nothing about states and hold nothing that a strict CSP forbids."""

import re
from enum import StrEnum

import pytest
from jinja2 import Environment, nodes

import tthc.core.tables  # noqa: F401 - every mapped class, and with it every enum of states
from tests.house.sources import TEMPLATES, templates
from tthc.kernel.tables import Base

STATE_NAMES = {"state", "verdict", "status"}  # columns; a template gets a badge instead
SCREEN = [name for name in templates() if not name.startswith("documents/")]
parser = Environment(autoescape=True, extensions=["jinja2.ext.loopcontrols"])


def states():
    """Every value of every column called like a state."""
    columns = [c for table in Base.metadata.tables.values() for c in table.columns if c.name in STATE_NAMES]
    kinds = {c.type.enum_class for c in columns if getattr(c.type, "enum_class", None)}
    assert all(issubclass(kind, StrEnum) for kind in kinds)
    return {member.value for kind in kinds for member in kind}


STATES = states()


def parsed(name):
    return parser.parse((TEMPLATES / name).read_text("utf-8"))


def is_state(node):
    if isinstance(node, nodes.Const):
        return isinstance(node.value, str) and node.value in STATES
    if isinstance(node, nodes.Getattr):
        return node.attr in STATE_NAMES
    if isinstance(node, nodes.Getitem):
        return isinstance(node.arg, nodes.Const) and node.arg.value in STATE_NAMES
    if isinstance(node, nodes.List | nodes.Tuple):
        return any(is_state(item) for item in node.items)
    return False


def compared(tree):
    """Every expression that a template compares: ==, in, `is`, and the filters that compare."""
    for node in tree.find_all(nodes.Compare):
        yield from (node.expr, *(operand.expr for operand in node.ops))
    for node in tree.find_all(nodes.Test):
        yield from (node.node, *node.args)
    for node in tree.find_all(nodes.Filter):
        if node.name in ("selectattr", "rejectattr", "select", "reject"):
            yield from node.args


def test_the_states_are_known():
    assert {"submitted", "returned", "waiting", "accepted", "active"} <= STATES


@pytest.mark.parametrize("name", templates())
def test_no_template_compares_a_state(name):
    assert [node.lineno for node in compared(parsed(name)) if is_state(node)] == []


@pytest.mark.parametrize(
    "source", ['{% if a.state == "x" %}{% endif %}', '{{ x if y in ("done", "z") }}', '{{ a | selectattr("verdict") | list }}']
)
def test_a_comparison_with_a_state_is_found(source):
    hidden = source.replace('selectattr("verdict")', 'selectattr("verdict", "eq", "accepted")')
    assert any(is_state(node) for node in compared(parser.parse(hidden)))


@pytest.mark.parametrize("name", templates())
def test_no_macro_is_imported_in_vain(name):
    tree = parsed(name)
    imported = {alias[1] if isinstance(alias, tuple) else alias for node in tree.find_all(nodes.FromImport) for alias in node.names}
    imported |= {node.target for node in tree.find_all(nodes.Import)}
    used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    assert imported - used == set()


@pytest.mark.parametrize("name", templates())
def test_escaping_is_never_switched_off(name):
    tree = parsed(name)
    assert [f.lineno for f in tree.find_all(nodes.Filter) if f.name in ("safe", "attr")] == []
    assert list(tree.find_all(nodes.ScopedEvalContextModifier)) == []


def faults(html):
    """What a strict CSP forbids, or what would need it to be loosened."""
    tags = re.findall(r"<[a-zA-Z][^>]*>", html)
    found = [tag for tag in tags if re.search(r"""[\s"']on[a-z]+\s*=""", tag) or "javascript:" in tag.lower()]
    found += [tag for tag in tags if re.match(r"<script", tag) and "src=" not in tag]
    return found


@pytest.mark.parametrize("name", templates())
def test_no_inline_script(name):
    assert faults((TEMPLATES / name).read_text("utf-8")) == []


@pytest.mark.parametrize("name", SCREEN)
def test_no_inline_style_and_no_address_outside(name):
    html = re.sub(r"\{#.*?#\}", "", (TEMPLATES / name).read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r"<style|\sstyle\s*=", html) == []
    assert re.findall(r"""(?:href|src|action)\s*=\s*["'](?:https?:)?//""", html) == []
    assert re.findall(r"hx-on|data-hx-on|hx-vals\s*=\s*[\"']js:", html) == []


def test_inline_script_is_found():
    for source in ('<a href="/" onclick="go()">', "<script>1</script>", '<a href="javascript:1">'):
        assert faults(source)


def test_every_template_compiles_where_it_is_used(app):
    for name in SCREEN:
        app.jinja_env.get_template(name)
