"""Seven example plans, held against annotations made by hand with the scorer of their owner."""

import importlib.util
import json

import pytest

from tests.plans.readings import FURTHER, HERE, SEEDS, draft_of, gold_of, source_of

NAMES = [*SEEDS, *FURTHER]
BARS = {
    "head": 0.95,
    "sections": 0.95,
    "tasks": 0.95,
    "units": 0.95,
    "time": 0.95,
    "due": 0.95,
    "deliverable": 0.95,
    "organisation": 0.95,
    "targets": 0.95,
    "reports": 0.95,
    "accounted": 1.0,
}


def scorer():
    spec = importlib.util.spec_from_file_location("score_import", HERE / "score_import.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=NAMES)
def scored(request):
    gold = gold_of(request.param)
    read_as_json = json.loads(json.dumps(draft_of(request.param).as_json()))
    return scorer().score_plan(gold, read_as_json, source_of(request.param).read_text("utf-8"))


@pytest.mark.parametrize("column", BARS)
def test_an_example_reaches_its_bar(scored, column):
    assert scored[column] >= BARS[column]


def test_every_paragraph_has_a_role_and_a_place_in_order():
    for name in NAMES:
        rows = draft_of(name).paragraphs
        assert [row.index for row in rows] == list(range(len(rows)))
        assert all(row.role and row.text for row in rows)


def test_a_missing_row_number_is_a_doubt_on_the_row_after_it():
    task = next(task for task in draft_of("seed-002").tasks if task.section == "PL2.7")
    assert "Thiếu TT 6 trong văn bản gốc" in task.doubts
    assert task.confidence < 0.9


def test_every_task_has_a_rule_a_theme_with_reason_and_a_confidence():
    for name in NAMES:
        for task in (*draft_of(name).tasks, *draft_of(name).organisation_tasks):
            assert task.due_rule["kind"] == task.time_kind
            assert task.theme_reason
            assert 0 < task.confidence <= 1
            assert task.doubts or task.confidence >= 0.9


def test_the_printed_keys_are_those_of_the_annotations():
    gold = gold_of("seed-002")
    printed = draft_of("seed-002").as_json()
    assert set(gold) - {"file", "origin", "issuer_alt", "also_acceptable_tasks"} | {"paragraphs"} == set(printed)
    assert set(gold["tasks"][0]) <= set(printed["tasks"][0])
    assert set(printed["tasks"][0]) - set(gold["tasks"][0]) == {"implement", "monitor", "title", "theme", "confidence", "doubts"}
