"""Every address is guarded, typed and known; unsafe methods write, safe ones never do."""

import re

import pytest

from tests.house.sources import ROOT
from tthc.blueprints import DESKS, SECTIONS
from tthc.commands.routes import lines
from tthc.kernel.policy import Can
from tthc.kernel.sections import Section

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
# A segment: kebab-case ASCII, or one typed parameter.
SEGMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)?|<[a-z_]+(\([^)]*\))?:[a-z_]+>(\.[a-z0-9]+)?")


@pytest.fixture(scope="module")
def rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_view_has_a_guard_with_a_right_or_a_reason(app, rules):
    guards = {rule.endpoint: app.view_functions[rule.endpoint].__dict__.get("guard") for rule in rules}
    unguarded = [
        endpoint
        for endpoint, guard in guards.items()
        if not (isinstance(guard, Can) or (isinstance(guard, str) and len(guard.split()) >= 3))
    ]
    assert unguarded == []


def test_unsafe_methods_write_and_no_other_does(app, rules):
    wrong = []
    for rule in rules:
        writes = bool(app.view_functions[rule.endpoint].__dict__.get("writes"))
        is_unsafe = bool(rule.methods & UNSAFE)
        if writes != is_unsafe or (is_unsafe and rule.methods & {"GET", "HEAD"}):
            wrong.append((rule.rule, sorted(rule.methods)))
    assert wrong == []


def test_addresses_are_ascii_kebab_case_with_typed_parameters(rules):
    wrong = [rule.rule for rule in rules if not all(SEGMENT.fullmatch(part) for part in rule.rule.strip("/").split("/") if part)]
    assert wrong == []


@pytest.mark.parametrize("address", ["/Viec", "/việc", "/viec_cua_toi", "/viec/<id>", "/a/<int:id>x"])
def test_a_wrong_address_is_found(address):
    assert not all(SEGMENT.fullmatch(part) for part in address.strip("/").split("/"))


def test_endpoints_are_room_and_verb(rules):
    assert [rule.endpoint for rule in rules if not re.fullmatch(r"[a-z_]+\.[a-z_]+", rule.endpoint)] == []


def test_no_address_changes_by_method_delete_or_put(rules):
    assert [rule.rule for rule in rules if rule.methods & {"PUT", "PATCH", "DELETE"}] == []


def test_the_blueprints_are_those_of_the_flat_table(app):
    assert list(app.blueprints) == [*DESKS, *SECTIONS]
    assert set(SECTIONS) == {section.value for section in Section}
    folders = {path.name for path in (ROOT / "tthc/blueprints").iterdir() if (path / "__init__.py").exists()}
    assert folders == {*DESKS, *SECTIONS}


def test_the_list_of_addresses_is_the_one_that_was_read(app):
    written = (ROOT / "tests/house/routes.txt").read_text("utf-8").splitlines()
    assert lines(app) == written, "run `python cli.py routes > tests/house/routes.txt` and read the difference"
